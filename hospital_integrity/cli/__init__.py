"""The application's own commands: `python3 dev.py cli --help`. They call the wings' operations and queries."""

from hospital_integrity.cli import accounts, archives, demo, digest, jobs, parts, results, serving, tables
from hospital_integrity.cli.root import main

__all__ = ["accounts", "archives", "demo", "digest", "jobs", "main", "parts", "results", "serving", "tables"]
