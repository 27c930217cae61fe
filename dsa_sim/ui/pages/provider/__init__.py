"""The page “provider”, with what only it uses."""
