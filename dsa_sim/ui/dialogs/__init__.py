"""What opens above the window and closes again."""
