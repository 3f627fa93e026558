"""Score sheets, on screen and from Excel: rows are kept as a draft, checked, and submitted into the ledger at once."""
