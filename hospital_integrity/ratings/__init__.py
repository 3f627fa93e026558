"""Stars and grades as they stand now, with their reasons: standings that are folded again whenever a fact moves."""
