"""The screens of the grid: who sees what, one button for a zero report, bad input, texts shown as text."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from hospital_integrity.departments import operations as departments
from hospital_integrity.grid import operations, queries
from hospital_integrity.ledger.queries import entries_of_year
from tests import builders
from tests.board.test_pages import counted
from tests.grid.conftest import as_
from tests.grid.test_findings import risk
from tests.house import world

REPORT = {"nonce": "e" * 32, "version": "0", "text": "收到锦旗两面，无异常。"}
RISK = {
    "nonce": "e" * 32,
    "day": "2026-11-03",
    "title": "耗材领用登记不全",
    "level": "medium",
    "text": "抽查发现三次未双人签字。",
}


@pytest.fixture
def member(house, app):
    client = app.test_client()
    builders.let_in(client, house.member)
    return client


@pytest.fixture
def officer(house, app):
    client = app.test_client()
    builders.let_in(client, house.officer)
    return client


def decision(version=1, **more):
    return {"nonce": "f" * 32, "version": str(version), **more}


def test_a_zero_report_is_one_button(member):
    assert member.post("/grid/reports/2026/10/zero", data=decision(0)).location == "/grid/duties?year=2026"
    assert "已报送" in member.get("/grid/duties").text or queries.waiting() == {"report": 1}


def test_the_duties_page_says_what_is_due(member):
    page = member.get("/grid/duties").text
    assert all(words in page for words in ("2026年10月", "已逾期", "登记风险", "我的星级与得分"))


def test_a_report_goes_from_member_to_ledger(member, officer, house):
    member.post("/grid/reports/2026/10", data=REPORT)
    (row,) = queries.duties(house.person.id, 2026).months[9:10]
    page = officer.get("/grid/records").text
    assert "收到锦旗两面" in page
    sent = {"nonce": "f" * 32, "seen": f"{row.record.id}:1"}
    assert officer.post("/grid/records/accept", data=sent).status_code == 303
    assert [one.item for one in entries_of_year(2026)] == ["G02"]


def test_a_draft_is_nobody_else_s(member, officer):
    member.post("/grid/reports/2026/10", data={**REPORT, "keep": "1"})
    assert officer.get("/grid/records/1").status_code == 404
    assert "收到锦旗" in member.get("/grid/reports/2026/10").text
    assert "收到锦旗" not in officer.get("/grid/records?view=all").text


def test_what_a_member_reports_is_for_the_office_and_the_reviewer(house, sign_in, report):
    row = report(zero=False, text="内部情况")
    pages = {role: sign_in(role).get(f"/grid/records/{row.id}") for role in ("OF", "RV", "PB", "DH", "GM", "ST", "AU")}
    told = {role for role, page in pages.items() if "内部情况" in page.text}
    assert told == {"OF", "RV"}


def test_the_head_of_the_department_sees_coverage_and_no_text(house, sign_in):
    with as_(house.member):
        operations.register(risk(house, text="不能外传"))
    page = sign_in("DH", place=house.place).get("/grid/coverage").text
    assert ("欧阳静怡" in page, "不能外传" in page, "耗材领用" in page) == (True, False, False)


def test_a_head_and_a_member_see_their_own_departments_only(house, sign_in):
    builders.department("放射科")
    for client in (sign_in("DH", place=house.place), sign_in("GM", place=house.place)):
        page = client.get("/grid/coverage").text
        assert ("心内科" in page, "放射科" in page) == (True, False)


def test_silent_departments_stand_on_top_and_late_people_by_name(house, sign_in, report):
    builders.department("安静科")
    report(date(2026, 11, 9))
    page = sign_in("OF").get("/grid/coverage").text
    assert page.index("安静科") < page.index('<th scope="row">心内科') if '<th scope="row">心内科' in page else True
    assert "逾期 1：10月" in page


def test_the_coverage_costs_the_same_statements_for_one_member_and_for_ten(house, sign_in):
    client, costs = sign_in("OF"), []
    client.get("/grid/coverage")  # the number of things that wait is counted once a minute
    for number in range(3):
        place = builders.department(f"第{number}科")
        builders.grid_record(person := builders.member(place), place)
        builders.grid_appointment(person, place)
        with counted() as seen:
            client.get("/grid/coverage")
        costs.append(len(seen))
    assert costs[0] == costs[-1]


def test_the_coverage_is_taken_away_with_a_trace(house, sign_in, report):
    report()
    answer = sign_in("OF").post("/grid/coverage/export?year=2026")
    sheet = load_workbook(BytesIO(answer.data)).active
    rows = list(sheet.iter_rows(values_only=True))
    october = rows[0].index("10月")
    assert {row[1]: row[october] for row in rows[1:]}["心内科"] == "零报告"
    assert ("导出" in rows[1][-1], world.verbs()[-1]) == (True, "list.exported")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/grid/coverage/export?by=people", "欧阳静怡"),
        ("/grid/records/export?kind=report&view=all", "零报告"),
        ("/grid/meetings/1/export", "欧阳静怡"),
    ],
)
def test_every_list_is_taken_away_with_a_trace(house, officer, report, address, words):
    report()
    builders.grid_meeting()
    marks = {f"status-{house.person.id}": "present"}
    officer.post("/grid/meetings/1/attendance", data={**decision(1), **marks})
    sheet = load_workbook(BytesIO(officer.post(address).data)).active
    assert words in str(list(sheet.values))
    assert world.verbs()[-1] == "list.exported"


def test_a_list_that_is_taken_away_holds_no_texts(house, officer):
    with as_(house.member):
        operations.register(risk(house, title="隐秘标题", text="隐秘内容"))
    sheet = load_workbook(BytesIO(officer.post("/grid/records/export?view=all").data)).active
    assert ("隐秘" in str(list(sheet.values)), "风险线索" in str(list(sheet.values))) == (False, True)


def test_members_are_listed_with_what_they_did(house, officer, report):
    report(date(2026, 11, 9))
    page = officer.get("/grid/coverage?by=people").text
    assert all(words in page for words in ("欧阳静怡", "逾期月报", f"/ratings/grid/{house.person.id}"))


def test_a_risk_goes_from_member_to_ledger(member, officer, house):
    member.post("/grid/risks/new", data={**RISK, "department": str(house.place.id)})
    member.post("/grid/risks/1/closing", data=decision(1, measures="双人签字", evidence="制度第 8 号"))
    assert "待销号" in officer.get("/grid/records?kind=risk").text
    assert officer.post("/grid/records/1/close", data=decision(2, points="2.5")).status_code == 303
    assert entries_of_year(2026)[0].points is not None


def test_a_meeting_is_called_and_attended(officer, member, house):
    sent = {"nonce": "a" * 32, "version": "0", "held_on": "2026-11-10", "place": "一会议室", "topics": "学习案例"}
    place = officer.post("/grid/meetings/new", data=sent).location
    marks = {f"status-{one}": "present" for one in queries.expected(date(2026, 11, 10))}
    assert officer.post(f"{place}/attendance", data={**decision(1), **marks}).status_code == 303
    page = member.get(place).text
    assert ("您的出席" in page, "出席名单" in page) == (True, False)


def test_the_second_save_of_attendance_says_what_happened(officer, house):
    builders.grid_meeting()
    marks = {f"status-{house.person.id}": "present"}
    officer.post("/grid/meetings/1/attendance", data={**decision(1), **marks})
    assert officer.post("/grid/meetings/1/attendance", data={**decision(1), **marks}).status_code == 409


@pytest.mark.parametrize(
    ("address", "typed", "words"),
    [
        ("/grid/reports/2026/12", {}, "还没有到"),
        ("/grid/reports/2026/11", {}, "起报送"),
        ("/grid/reports/2019/1", {}, "没有网格员任命"),
        ("/grid/reports/2026/10", {"text": "甲" * 200_000}, "最多 2000 个字"),
        ("/grid/reports/2026/10", {"text": "退还\u202e红包"}, "看不见的字符"),
        ("/grid/reports/2026/10", {"text": " "}, "零报告"),
        ("/grid/reports/2026/10", {"zero": "maybe"}, "请从列表中选择"),
        ("/grid/risks/new", {**RISK, "day": "2026-12-01"}, "还没有到"),
        ("/grid/risks/new", {**RISK, "department": "999"}, "请从列表中选择"),
        ("/grid/risks/new", {**RISK, "level": "grave"}, "请从列表中选择"),
        ("/grid/risks/new", {**RISK, "title": "甲" * 61}, "最多 60 个字"),
        ("/grid/sessions/new", {"day": "2026-11-03", "title": "学习", "people": "0", "evidence": "签到"}, "参加人数"),
        ("/grid/sessions/new", {"day": "2026-11-03", "title": "学习", "people": "1e3", "evidence": "签到"}, "参加人数"),
    ],
)
def test_bad_input_is_named_and_writes_nothing(member, house, address, typed, words):
    answer = member.post(address, data={**REPORT, "department": str(house.place.id), **typed})
    assert (answer.status_code, words in answer.text) == (422, True)
    assert queries.page_of(queries.work_list(staff_id=house.person.id), 1).items == []


@pytest.mark.parametrize("seen", [[], ["x"], ["1"], ["1:1", "999:1"], ["1:1'--"]])
def test_a_choice_that_is_none_accepts_nothing(officer, report, seen):
    report()
    answer = officer.post("/grid/records/accept", data={"nonce": "f" * 32, "seen": seen})
    assert (answer.status_code, entries_of_year(2026)) == (422, [])


@pytest.mark.parametrize("points", ["", "NaN", "0.001", "9", "-1"])
def test_points_that_are_none_close_nothing(member, officer, house, points):
    member.post("/grid/risks/new", data={**RISK, "department": str(house.place.id)})
    member.post("/grid/risks/1/closing", data=decision(1, measures="双人签字", evidence="制度第 8 号"))
    answer = officer.post("/grid/records/1/close", data=decision(2, points=points))
    assert (answer.status_code, entries_of_year(2026)) == (422, [])


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "{{ 7*7 }}'\"&amp;"])
def test_markup_is_text_on_every_page(member, officer, house, text):
    member.post("/grid/reports/2026/10", data={**REPORT, "text": text})
    member.post("/grid/risks/new", data={**RISK, "department": str(house.place.id), "title": text, "text": text})
    pages = [
        officer.get(place).text for place in ("/grid/records", "/grid/records?kind=risk&view=all", "/grid/records/2")
    ]
    assert not [page for page in [*pages, member.get("/grid/duties").text] if text in page]


def test_somebody_else_s_risk_is_not_there(sign_in, house):
    with as_(house.member):
        row = operations.register(risk(house))
    client = sign_in("GM")
    assert {client.get(f"/grid/{path}").status_code for path in (f"records/{row.id}", f"risks/{row.id}/closing")} == {
        404
    }


def test_the_desk_reminds_the_member_and_the_office(member, officer, report):
    assert "廉情月报等待报送" in member.get("/").text
    report()
    assert "廉情月报等待验收" in officer.get("/").text


def test_in_january_december_is_still_to_be_reported(app, house):
    from tests.grid.conftest import on

    with on(app, date(2027, 1, 3)):
        assert [one.first for one in queries.duties(house.person.id, 2027).to_report] == [date(2026, 12, 1)]


def test_what_is_due_and_missing_shows_a_clear_state(house):
    months = queries.duties(house.person.id, 2026).months
    assert {one.cell for one in months[:10]} == {"missing"}
    assert {one.cell for one in months[10:]} == {""}


def test_whose_appointment_has_ended_still_hands_in_the_last_month(member, house):
    (one,) = queries.appointments([house.person.id])[house.person.id]
    departments.end_appointment(one.id, date(2026, 10, 31))
    assert "/grid/reports/2026/1" in member.get("/").text
    assert member.post("/grid/reports/2026/10", data=REPORT).location == "/"
    assert member.get("/grid/duties").status_code == 403


def test_a_session_keeps_the_signed_list(member, house, sign_in):
    held = {"day": "2026-11-03", "title": "学习", "people": "9", "evidence": "签到表", "nonce": "d" * 32}
    sent = {**held, "department": str(house.place.id), "files": [(BytesIO(b"names"), "签到表.txt")]}
    assert member.post("/grid/sessions/new", data=sent).status_code == 303
    assert "签到表.txt" in member.get("/grid/records/1").text and member.get("/grid/records/1/files/1").data == b"names"
    assert sign_in("GM").get("/grid/records/1/files/1").status_code == 404
    assert sign_in("OF").get("/grid/records/1/files/1").status_code == 200
