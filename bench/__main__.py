"""Run every measurement and print the table; `--json FILE` keeps the rows as well."""

from __future__ import annotations

import argparse
import json
import platform
import sys
from pathlib import Path

from bench import board, certificates, ethics, roster, year
from bench.measure import Row, table

PARTS = {
    "year": year.rows,
    "board": board.rows,
    "certificates": certificates.rows,
    "roster": roster.rows,
    "ethics": ethics.rows,
}


def main() -> int:
    """Measure; processor seconds, the cheapest of several runs where it says nothing else."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows to this file too")
    parser.add_argument("--only", choices=PARTS, help="measure one part")
    asked = parser.parse_args()
    rows: list[Row] = []
    for name, measured in PARTS.items():
        if asked.only in (None, name):
            print(f"measuring: {name} …", file=sys.stderr, flush=True)
            rows += measured()
    print(f"Python {platform.python_version()}, {platform.system()}; processor seconds, children included\n")
    print(table(rows))
    if asked.json:
        asked.json.write_text(json.dumps([row.plain() for row in rows], ensure_ascii=False, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
