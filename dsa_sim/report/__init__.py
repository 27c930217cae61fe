"""Charts as matplotlib figures, the briefing as data, and its writers. No Qt here."""
