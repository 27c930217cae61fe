"""Charts: what each shows, how it is drawn, and its words. No Qt here."""
