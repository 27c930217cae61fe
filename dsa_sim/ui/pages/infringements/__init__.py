"""The page “infringements”, with what only it uses."""
