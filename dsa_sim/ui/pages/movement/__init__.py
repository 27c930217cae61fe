"""The page “movement”, with what only it uses."""
