"""The demo hospital: real departments and rules, invented people, two years of conduct drawn by a seeded generator."""
