"""What pages and dialogs are made of: fields, tables, cards, the canvas."""
