"""The briefing as data: its sections, made from the case and its results."""
