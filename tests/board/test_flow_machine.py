"""Five hundred steps in any order; ten thousand with `dev.py test --deep board`."""

from __future__ import annotations

from tests.board.machine import push_about


def test_whatever_anybody_does_the_board_stays_fair(app) -> None:
    assert push_about(app, examples=10, steps=50) > 150
