"""How values look on the screen."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from flask import Flask
from flask_babel import Babel

from hospital_integrity import filters
from hospital_integrity.rules.saying import say


@pytest.fixture(params=["zh"])
def screen(request):
    app = Flask(__name__)
    Babel(app, default_locale="zh", locale_selector=lambda: request.param)
    app.add_url_rule("/list/<kind>", "list", lambda kind: kind)
    with app.test_request_context("/list/staff?q=zg&page=3&lang=en"):
        yield app


english = pytest.mark.parametrize("screen", ["en"], indirect=True)


@pytest.mark.parametrize(
    ("value", "shown"),
    [("92.50", "92.5"), ("100", "100"), ("79.625", "79.63"), ("-0.001", "0"), ("-5", "−5"), ("0", "0")],
)
def test_a_score_is_trimmed_to_at_most_two_places(value, shown):
    assert filters.score(Decimal(value)) == shown


@pytest.mark.parametrize(("value", "shown"), [("0.50", "+0.5"), ("-5", "−5"), ("0", "0"), ("-0.5", "−0.5")])
def test_points_carry_their_sign(value, shown):
    assert filters.points(Decimal(value)) == shown


@pytest.mark.parametrize("show", [filters.score, filters.points, filters.day, filters.moment, filters.words])
def test_nothing_is_shown_for_none(show):
    assert show(None) == ""


def test_a_saying_gets_its_blanks_filled(screen):
    assert filters.words(say("第 %(row)s 行", row=7)) == "第 7 行"


def test_a_saying_without_blanks_may_hold_a_percent_sign(screen):
    assert filters.words(say("占 15%")) == "占 15%"


def test_a_plain_text_stays_as_it_is(screen):
    assert filters.words("张<b>三") == "张<b>三"


def test_a_day_is_written_in_chinese(screen):
    assert filters.day(date(2026, 11, 2)) == "2026年11月2日"


@english
def test_a_day_is_written_in_english(screen):
    assert filters.day(date(2026, 11, 2)) == "2 Nov 2026"


def test_a_stored_moment_is_shown_as_china_time(screen):
    assert filters.moment(datetime(2026, 12, 31, 16, 5)) == "2027年1月1日 00:05"


def test_here_keeps_the_query_and_drops_what_is_none(screen):
    assert filters.here(page=None, sort="-name") == "/list/staff?q=zg&sort=-name"


def test_here_switches_the_language(screen):
    assert filters.here(lang="zh") == "/list/staff?q=zg&page=3&lang=zh"


def test_spokes_go_round_clockwise_from_the_top():
    assert [filters.spoke(n, 4, 10) for n in range(4)] == [(0.0, -10.0), (10.0, 0.0), (0.0, 10.0), (-10.0, 0.0)]
