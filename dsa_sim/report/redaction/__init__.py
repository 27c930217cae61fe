"""What a briefing leaves out, and the search for what must not be in it."""
