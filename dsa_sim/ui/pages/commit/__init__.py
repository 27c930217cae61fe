"""The page “commit”, with what only it uses."""
