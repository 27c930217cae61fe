"""The page “worksheet”, with what only it uses."""
