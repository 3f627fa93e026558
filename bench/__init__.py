"""Measurements of the slow things beside their floors: `python3 dev.py bench`."""
