"""Entries and marks: what happened and what was judged, append-only; the one door for facts."""
