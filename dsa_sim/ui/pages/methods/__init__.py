"""The page “methods”, with what only it uses."""
