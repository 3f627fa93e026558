"""Screens of policy: who reads, who drafts, who publishes, and that nothing typed is lost."""

from __future__ import annotations

import io
import re

import pytest
from flask import Flask

from hospital_integrity.policy import operations, queries
from tests import builders
from tests.policy.texts import small

HOLE = small(2026).replace("otherwise = true", 'when = [{ score = "(,79)" }]')


@pytest.fixture
def shipped(app: Flask) -> None:
    operations.publish_shipped("form-2025")
    operations.publish_shipped("default-2026")


def drafted(text: str = small(2026)) -> int:
    return operations.new_draft(text).id


def send(client, address: str, **fields):
    return client.post(address, data={"version": 1, "nonce": "0" * 32, **fields}, content_type="multipart/form-data")


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.get_data(as_text=True))


def test_everybody_reads_which_edition_is_in_force(shipped: None, sign_in) -> None:
    page = text_of(sign_in("ST").get("/policy/"))
    assert '清廉科室与医德考评办法（2026 年版）</a> <span class="tag tag-jade">现行' in page
    assert "起草新办法" not in page


def test_an_edition_is_shown_with_levels_items_and_its_text(shipped: None, sign_in) -> None:
    page = text_of(sign_in("DH").get(f"/policy/{queries.newest().id}"))
    for words in (
        "每类科室中五星及以上不超过 10%",
        "患者满意度低于 90 的，最高三星",
        "首次评定最高 3 星",
        "拒收红包回扣",
        "追溯 24 个月",
        "[schemes.staff]",
    ):
        assert words in page


def test_each_level_stands_in_the_picture(shipped: None, sign_in) -> None:
    page = text_of(sign_in("ST").get(f"/policy/{queries.newest().id}"))
    assert re.findall(r'<text class="on-\d mid"[^>]*>([^<]*)', page)[:4] == ["较差", "一般", "良好", "优秀"]


def test_the_downloaded_text_is_the_published_one(shipped: None, sign_in) -> None:
    response = sign_in("OF").get(f"/policy/{queries.newest().id}/edition.toml")
    assert response.get_data(as_text=True) == queries.newest().text
    assert 'filename="default-2026.toml"' in response.headers["Content-Disposition"]


def test_an_edition_that_is_not_there_is_not_found(sign_in, app: Flask) -> None:
    client = sign_in("OF")
    assert [
        client.get(f"/policy/{path}").status_code for path in ("9", "9/edition.toml", "drafts/9", "drafts/9/edit")
    ] == [404] * 4


def test_an_officer_begins_with_a_blank_draft(app: Flask, sign_in) -> None:
    response = send(sign_in("OF"), "/policy/drafts/new", start="blank")
    assert response.status_code == 303
    assert "year = 2026" in queries.drafts()[0].text


def test_a_cloned_draft_is_moved_to_the_next_year(shipped: None, sign_in) -> None:
    send(sign_in("OF"), "/policy/drafts/new", start=str(queries.newest().id))
    text = queries.drafts()[0].text
    assert 'code = "default-2027"' in text and "\nyear = 2027\n" in text
    assert text.count("\n") == queries.newest().text.count("\n")


def test_the_edition_one_comes_from_is_chosen_already(shipped: None, sign_in) -> None:
    page = text_of(sign_in("OF").get(f"/policy/drafts/new?start={queries.newest().id}"))
    assert re.search(r'<option selected value="\d+">沿用 2026 年', page)


def test_a_text_may_be_pasted_or_uploaded(app: Flask, sign_in) -> None:
    client = sign_in("OF")
    send(client, "/policy/drafts/new", start="blank", text=small(2027).replace("\n", "\r\n"))
    send(client, "/policy/drafts/new", start="blank", file=(io.BytesIO(small(2028).encode("utf-8-sig")), "a.toml"))
    assert sorted(row.text for row in queries.drafts()) == [small(2027), small(2028)]


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", "办法".encode("gb18030"), b"\x00", b"PK\x03\x04"])
def test_a_file_of_another_kind_is_refused(app: Flask, sign_in, data: bytes) -> None:
    response = send(sign_in("OF"), "/policy/drafts/new", start="blank", file=(io.BytesIO(data), "a.toml"))
    assert (response.status_code, queries.drafts()) == (422, [])


def test_a_text_with_a_hole_stays_in_the_form_with_its_problem(app: Flask, sign_in) -> None:
    row = drafted()
    response = send(sign_in("OF"), f"/policy/drafts/{row}/edit", text=HOLE)
    page = text_of(response)
    assert response.status_code == 422
    assert "schemes.staff.levels" in page and "不属于任何等次" in page and "(,79)" in page
    assert queries.draft(row).version == 1


def test_a_repaired_text_is_saved(app: Flask, sign_in) -> None:
    row = drafted()
    response = send(sign_in("OF"), f"/policy/drafts/{row}/edit", text=small(2027))
    assert (response.status_code, queries.draft(row).text) == (303, small(2027))


def test_somebody_elses_change_is_told_and_the_typed_text_kept(app: Flask, sign_in) -> None:
    row = drafted()
    operations.save_draft(row, 1, small(2027))
    response = send(sign_in("OF"), f"/policy/drafts/{row}/edit", text=small(2028))
    assert (response.status_code, "year = 2028" in text_of(response)) == (409, True)


def test_a_check_keeps_nothing(app: Flask, sign_in) -> None:
    row, client = drafted(), sign_in("OF")
    sound, wrong = (send(client, f"/policy/drafts/{row}/check", text=text) for text in (small(2027), HOLE))
    assert (sound.status_code, wrong.status_code) == (200, 422)
    assert "没有发现问题" in text_of(sound) and "不属于任何等次" in text_of(wrong)
    assert queries.draft(row).text == small(2026)


def test_a_check_also_says_what_hinders_publication(shipped: None, sign_in) -> None:
    row = drafted(small(2026))
    page = text_of(send(sign_in("OF"), f"/policy/drafts/{row}/check", text=small(2026)))
    assert "已有 2026 年起施行的办法" in page and "items.R02" in page


def test_a_second_person_publishes_on_screen(app: Flask, sign_in) -> None:
    row = drafted()
    response = send(sign_in("PB"), f"/policy/drafts/{row}/publish")
    assert response.status_code == 303
    assert response.location == f"/policy/{queries.newest().id}"


def test_a_reviewer_who_also_drafted_is_refused(app: Flask, sign_in) -> None:
    client = sign_in("OF")
    send(client, "/policy/drafts/new", start="blank")
    builders.grant(client.account, "RV")
    response = send(client, f"/policy/drafts/{queries.drafts()[0].id}/publish")
    assert (response.status_code, "您写过这份草稿，须由另一人发布" in text_of(response)) == (422, True)


def test_only_who_may_publish_sees_the_button(app: Flask, sign_in) -> None:
    row, button = drafted(), "确定发布这份办法吗"
    assert [button in text_of(sign_in(role).get(f"/policy/drafts/{row}")) for role in ("PB", "OF", "AU")] == [
        True,
        False,
        False,
    ]


def test_a_hindered_publication_names_the_places(shipped: None, sign_in) -> None:
    row = drafted(small(2026))
    response = send(sign_in("RV"), f"/policy/drafts/{row}/publish")
    assert response.status_code == 422
    assert "条目 › R02" in text_of(response)


def test_a_published_draft_is_gone_from_the_desk(app: Flask, sign_in) -> None:
    row = drafted()
    send(sign_in("PB"), f"/policy/drafts/{row}/publish")
    assert sign_in("OF").get(f"/policy/drafts/{row}").status_code == 404


@pytest.mark.parametrize("text", ["", "   ", "<script>", "a = '\x00'", "张" * 400_001, "\u202e"])
def test_bad_texts_are_refused_and_change_nothing(app: Flask, sign_in, text: str) -> None:
    row = drafted()
    assert send(sign_in("OF"), f"/policy/drafts/{row}/edit", text=text).status_code == 422
    assert queries.draft(row).version == 1
