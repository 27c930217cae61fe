"""Financial years from other people's tables: what each column, row and cell means.

`layout` finds where the years and headings are, `headings` which column is which field,
`readings` in what unit and currency a column is and where that is said, `rows` reads the years.
What is unsure is a question for the person, never a default in silence.
"""
