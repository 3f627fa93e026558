"""`python -m hospital_integrity.cli`."""

from hospital_integrity.cli import main

main()
