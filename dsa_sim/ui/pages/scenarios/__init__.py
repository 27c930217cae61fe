"""The page “scenarios”, with what only it uses."""
