"""The page Summary: a case on one screen."""
