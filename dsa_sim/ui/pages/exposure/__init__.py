"""The page “exposure”, with what only it uses."""
