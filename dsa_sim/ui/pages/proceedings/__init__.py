"""The page “proceedings”, with what only it uses."""
