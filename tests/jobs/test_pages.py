"""The screens of jobs: whose they are, the bar that moves, cancelling, going on, files, the list taken away."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests import builders
from tests.conftest import NOON
from tests.house import world
from tests.jobs import verbs
from tests.jobs.conftest import state

SENT = {"nonce": "c" * 32}


@pytest.fixture
def me(app, sign_in):
    verbs.install(app)
    return sign_in("OF")


def mine(me, **details):
    return builders.job(me.account, **{"kind": "count", **details}).id


def test_my_list_has_my_jobs_only(me):
    mine(me)
    builders.job(kind="draw")
    page = me.get("/jobs").text
    assert ("数数" in page, "画画" in page) == (True, False)


def test_the_administrator_sees_everybodys_jobs_but_no_files(me, sign_in):
    id, administrator = mine(me), sign_in("SA")
    assert "数数" in administrator.get("/jobs?state=done").text
    assert administrator.get(f"/jobs/{id}/files/1").status_code == 403


def test_a_job_of_somebody_else_is_not_found(me):
    other = builders.job(kind="count").id
    paths = [f"/jobs/{other}", f"/jobs/{other}/files/1"]
    assert [me.get(path).status_code for path in paths] == [404, 404]
    assert me.post(f"/jobs/{other}/cancel", data=SENT).status_code == 404


def test_the_page_asks_again_while_the_job_moves_and_then_stops_asking(me):
    moving, over = mine(me, state="running", done=38, total=100), mine(me)
    page = me.get(f"/jobs/{moving}").text
    assert ("38 / 100" in page, 'hx-trigger="every 2s"' in page, 'http-equiv="refresh"' in page) == (True, True, True)
    assert "every 2s" not in me.get(f"/jobs/{over}").text


def test_a_finished_job_leads_to_its_fruit(me):
    id = mine(me, result={"endpoint": "certificates.list", "values": {"year": 2026}})
    page = me.get(f"/jobs/{id}").text
    assert "/certificates?year=2026" in page
    assert me.get(f"/jobs/{id}/files/1").data == b"%PDF"


def test_a_file_is_closed_to_whoever_lost_the_right_to_make_it(app, me, sign_in):
    reviewer = sign_in("RV")
    id = builders.job(reviewer.account, kind="count").id
    assert reviewer.get(f"/jobs/{id}/files/1").status_code == 404


def test_a_job_that_nobody_takes_up_says_whom_to_ask(me):
    new, old = (mine(me, state="waiting", finished_at=None, asked_at=NOON - timedelta(minutes=n)) for n in (1, 3))
    assert ["没有启动后台进程" in me.get(f"/jobs/{id}").text for id in (new, old)] == [False, True]


def test_cancelling_from_the_page(me):
    id = mine(me, state="waiting", finished_at=None)
    assert me.post(f"/jobs/{id}/cancel", data=SENT).status_code == 303
    assert (state(id).state, world.verbs()[-1]) == ("cancelled", "job.cancelled")


def test_cancelling_what_is_over_says_so(me):
    answer = me.post(f"/jobs/{mine(me)}/cancel", data=SENT)
    assert (answer.status_code, "已经结束" in answer.text) == (409, True)


def test_going_on_from_the_page(me):
    id = mine(me, state="failed", done=4, total=10, message={"text": "第 5 项不行", "values": {}})
    assert "第 5 项不行" in me.get(f"/jobs/{id}").text
    assert me.post(f"/jobs/{id}/resume", data=SENT).status_code == 303
    assert (state(id).state, state(id).done, world.verbs()[-1]) == ("waiting", 4, "job.resumed")


def test_the_list_goes_to_excel_with_its_filter(me):
    mine(me), mine(me, state="failed")
    answer = me.post("/jobs/export?state=failed", data=SENT)
    rows = list(load_workbook(BytesIO(answer.data)).active.iter_rows(values_only=True))
    assert ([row[2] for row in rows[1:]], world.verbs()[-1]) == (["未完成"], "list.exported")


def test_a_job_of_a_newer_version_is_shown_all_the_same(me):
    id = mine(me, kind="newer.thing")
    assert "不认识的任务" in me.get(f"/jobs/{id}").text
