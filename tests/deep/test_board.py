"""Ten thousand steps on the board by everybody, in twenty parts with their own seeds."""

from __future__ import annotations

import pytest

from tests.board.machine import push_about


@pytest.mark.parametrize("part", range(20))
def test_whatever_anybody_does_the_board_stays_fair(app, part: int) -> None:
    assert push_about(app, examples=10, steps=50, seed=part) > 100
