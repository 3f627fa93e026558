"""Hospital Integrity. Start at app.py; what the hospital decides stands in rules/."""
