"""The page “precedents”, with what only it uses."""
