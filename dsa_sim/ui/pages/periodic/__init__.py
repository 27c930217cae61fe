"""The page “periodic”, with what only it uses."""
