"""The language switch: a link on every page, remembered by the browser."""

from __future__ import annotations

from flask.testing import FlaskClient


def test_pages_are_chinese_at_first(client: FlaskClient) -> None:
    assert '<html lang="zh-CN"' in client.get("/sign-in").text


def test_the_switch_turns_this_page_and_the_next_to_english(client: FlaskClient) -> None:
    assert '<html lang="en"' in client.get("/sign-in?lang=en").text
    assert '<html lang="en"' in client.get("/sign-in").text


def test_the_switch_leads_back_to_chinese(client: FlaskClient) -> None:
    client.get("/sign-in?lang=en")
    client.get("/sign-in?lang=zh")
    assert '<html lang="zh-CN"' in client.get("/sign-in").text


def test_a_language_that_we_do_not_speak_changes_nothing(client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.get("/sign-in?lang=fr").headers
