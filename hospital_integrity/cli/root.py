"""The command that all others hang on."""

from __future__ import annotations

import os

from flask.cli import FlaskGroup

import config
from hospital_integrity.app import create_app

main = FlaskGroup(
    add_default_commands=False,
    add_version_option=False,
    create_app=lambda: create_app(config.settings(os.environ)),
    help="Commands of the hospital's integrity system.",
)
