"""The page “review”, with what only it uses."""
