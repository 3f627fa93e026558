"""The red and black board."""
