"""What changes a fact after publication or freezing: only here are ledger, board, awards and papers seen together."""
