"""The page “slides”, with what only it uses."""
