"""The register of sanctions: entered by one, confirmed by another, with computed periods and effects."""
