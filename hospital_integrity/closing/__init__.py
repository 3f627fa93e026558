"""Closing a year: proposed by one person, confirmed by another, frozen into awards that can be folded again."""
