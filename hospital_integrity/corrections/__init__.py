"""What changes a fact after publication or freezing; only this wing sees ledger, board, awards and certificates together."""
