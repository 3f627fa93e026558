"""Who decided what, and when: one event a decision, in the same transaction, append-only."""
