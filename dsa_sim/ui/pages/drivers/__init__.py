"""The page “drivers”, with what only it uses."""
