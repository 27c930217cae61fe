"""The case, its edits and checks, and what is computed from it. No Qt, no matplotlib."""
