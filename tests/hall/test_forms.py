"""Forms: strict fields, errors that name the field, typed text kept, and no input that makes them fall over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask_babel import Babel
from wtforms import FormField

from hospital_integrity.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    DecimalField,
    Form,
    NameField,
    NumberField,
    RowForm,
    Rows,
    SecretField,
    TextField,
    UploadField,
    WholeNumberField,
)
from hospital_integrity.rules.saying import Refused

ODD_VALUES = [
    "NaN", "sNaN", "inf", "1e400", "1E+999999999", "1_0", "²", "٣", "\x00", "a\x00b", "\ud800", "\u202e", "9" * 5000,
    "<script>", "张<b>三", "{{7*7}}", "=1+1", "\ufffd", "-", "\u200b", "%(x)s", "%s", "2026-02-30", "null", "[]",
]  # fmt: skip


class Row(RowForm):
    item = TextField("条款", max=20)
    points = DecimalField("分值", low=-10, high=10)


class Everything(Form):
    points = DecimalField("分值", low=0, high=100)
    times = WholeNumberField("次数", low=1, high=99, required=False)
    day = DayField("发生日期", required=False)
    name = NameField("姓名", max=20, required=False)
    number = NumberField("工号", required=False)
    reason = TextField("理由", max=10, lines=3, required=False)
    line = TextField("一行", required=False)
    secret = SecretField("密码", required=False)
    kind = ChoiceField("类别", [(1, "临床"), (2, "医技")], required=False)
    roles = ChoicesField("角色", [("AN", "分析"), ("OF", "办公室")])
    rows = Rows(FormField(Row), max_entries=3)


class FileForm(Form):
    file = UploadField("文件", limit=1024 * 1024)


@pytest.fixture
def bare_app() -> Iterator[Flask]:
    app = Flask(__name__)
    app.config.update(SECRET_KEY="x", WTF_CSRF_ENABLED=False, BABEL_DEFAULT_LOCALE="zh_Hans_CN")
    Babel(app)
    return app


@pytest.fixture
def fill(bare_app: Flask) -> Any:
    def filled(form_class: type[Form] = Everything, /, **data: Any) -> Any:
        with bare_app.test_request_context("/", method="POST", data=data):
            form = form_class()
            form.validate()
            form.html = "".join(str(field) for field in form)
            return form

    return filled


def test_values_come_out_typed(fill: Any) -> None:
    form = fill(
        points="９５．５", times="3", day="2026年1月2日", name=" 张三 ", number="００１", reason="一\r\n二", kind="2"
    )
    assert form.errors == {}
    assert (form.points.data, form.times.data, form.day.data) == (Decimal("95.5"), 3, date(2026, 1, 2))
    assert (form.name.data, form.number.data, form.reason.data, form.kind.data) == ("张三", "001", "一\n二", 2)


def test_blank_is_none_where_it_may_be_left_out(fill: Any) -> None:
    form = fill(points="1", times=" ", day="", kind="")
    assert form.errors == {}
    assert form.times.data is form.day.data is form.kind.data is form.name.data is None


@pytest.mark.parametrize("data", [{}, {"points": ""}, {"points": "  "}, {"other": "1"}])
def test_a_required_field_is_required_however_it_is_missing(fill: Any, data: dict[str, str]) -> None:
    assert fill(**data).errors["points"] == ["分值：不能为空"]


def test_an_error_names_the_field_and_keeps_what_was_typed(fill: Any) -> None:
    form = fill(points="1e1")
    assert form.errors["points"] == ["分值：应为 0 到 100 之间的数字，最多 2 位小数"]
    assert 'value="1e1"' in str(form.points)


def test_what_was_normalised_is_shown_normalised(fill: Any) -> None:
    assert 'value="12"' in str(fill(points="１２").points)


@pytest.mark.parametrize("field", ["points", "times", "day", "name", "number", "line", "secret", "kind", "roles"])
@pytest.mark.parametrize("value", ODD_VALUES)
def test_odd_values_are_errors_or_values_never_crashes(fill: Any, field: str, value: str) -> None:
    if value != "\ud800":
        assert fill(**{"points": "1", field: value}).html


@pytest.mark.parametrize("field", ["points", "day", "name", "kind"])
def test_a_field_sent_twice_is_refused(fill: Any, field: str) -> None:
    assert "请只填一个值" in fill(**{"points": "1", field: ["1", "2"]}).errors[field][0]


@pytest.mark.parametrize("field", ["points", "name", "kind"])
def test_a_file_in_a_text_field_is_refused(fill: Any, field: str) -> None:
    form = fill(**{"points": "1", field: (BytesIO(b"1"), "a.txt")})
    assert field in form.errors


def test_a_choice_that_was_not_offered_is_refused(fill: Any) -> None:
    assert fill(points="1", kind="3").errors["kind"] == ["类别：请从列表中选择"]
    assert fill(points="1", roles=["AN", "SA"]).errors["roles"] == ["角色：请从列表中选择"]


def test_choices_set_after_the_form_was_made_count(bare_app: Flask) -> None:
    with bare_app.test_request_context("/", method="POST", data={"points": "1", "kind": "7"}):
        form = Everything()
        form.kind.choices = [(7, "行政")]
        assert form.validate() and form.kind.data == 7


def test_the_chosen_option_is_shown_chosen(bare_app: Flask) -> None:
    with bare_app.test_request_context("/"):
        assert '<option selected value="2">' in str(Everything(kind=2).kind)
        assert '<option selected value="">请选择' in str(Everything().kind)


def test_boxes_to_tick_give_a_list_without_doubles(fill: Any) -> None:
    assert fill(points="1", roles=["OF", "OF", "AN"]).roles.data == ["OF", "AN"]


def test_a_password_is_never_shown_again(fill: Any) -> None:
    assert "geheim" not in fill(secret="geheim").html
    assert fill(points="1", secret="x" * 129).errors["secret"]


def test_one_line_stays_one_line(fill: Any) -> None:
    assert fill(points="1", line="a\r\nb").errors["line"] == ["一行：只能写一行"]


def test_rows_are_typed_and_their_errors_are_chinese(fill: Any) -> None:
    form = fill(
        **{"points": "1", "rows-0-item": "R01", "rows-0-points": "5", "rows-1-item": "R02", "rows-1-points": "x"}
    )
    assert form.rows[0].points.data == Decimal(5)
    assert form.errors["rows"][1]["points"] == ["分值：应为 -10 到 10 之间的数字，最多 2 位小数"]


def test_a_row_too_many_is_refused_not_dropped(fill: Any) -> None:
    sent = {f"rows-{row}-{key}": "1" for row in range(4) for key in ("item", "points")}
    assert fill(points="1", **sent).errors["rows"] == ["一次最多 3 行"]


@pytest.mark.parametrize("index", ["²", "9" * 5000, "-1", "", "٣"])
def test_an_odd_row_index_is_no_row(fill: Any, index: str) -> None:
    assert fill(**{"points": "1", f"rows-{index}-item": "x"}).errors == {}


def test_a_refusal_stands_on_the_form(fill: Any) -> None:
    form = fill(points="1")
    form.refuse(Refused("条款 %(item)s 不在本年度制度中", item="R99"))
    assert form.form_errors == ["条款 R99 不在本年度制度中"]


def test_a_nonce_is_kept_through_an_error_and_new_for_a_new_form(fill: Any) -> None:
    nonce = "0123456789abcdef" * 2
    assert f'value="{nonce}"' in str(fill(points="x", nonce=nonce).nonce)
    assert fill(points="1").nonce.data != fill(points="1").nonce.data


@pytest.mark.parametrize("nonce", ["", "x", "0" * 33, "0" * 31 + "²", ["0" * 32, "1" * 32]])
def test_a_forged_nonce_is_refused(fill: Any, nonce: Any) -> None:
    assert fill(points="1", nonce=nonce).errors["nonce"] == ["页面已过期，请刷新后重新提交"]


def test_a_missing_token_is_said_in_words(bare_app: Flask) -> None:
    bare_app.config["WTF_CSRF_ENABLED"] = True
    with bare_app.test_request_context("/", method="POST", data={"points": "1"}):
        form = Everything()
        assert not form.validate()
        assert form.errors["csrf_token"] == ["页面已过期，请刷新后重新提交"]


@pytest.mark.parametrize("body", ["[1]", '{"points": 5}', "{", "null"])
def test_a_json_body_is_no_form(bare_app: Flask, body: str) -> None:
    with bare_app.test_request_context("/", method="POST", data=body, content_type="application/json"):
        form = Everything()
        assert not form.validate()
        assert form.errors["points"] == ["分值：不能为空"]


def test_a_file_comes_as_name_and_bytes(fill: Any) -> None:
    form = fill(FileForm, file=(BytesIO(b"abc"), "..\\..\\etc/gpj.\u202exslx"))
    assert (form.file.data.name, form.file.data.data) == ("gpj.xslx", b"abc")


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "文件：请选择文件"),
        ({"file": "text"}, "文件：请选择文件"),
        ({"file": (BytesIO(b""), "a.xlsx")}, "文件：文件是空的"),
        ({"file": (BytesIO(b"x" * 1048577), "a.xlsx")}, "文件：文件不能超过 1 MB"),
        ({"file": [(BytesIO(b"x"), "a.xlsx"), (BytesIO(b"x"), "b.xlsx")]}, "文件：一次只能选一个文件"),
    ],
)
def test_a_bad_file_is_said_in_words(fill: Any, sent: dict[str, Any], words: str) -> None:
    assert fill(FileForm, **sent).errors["file"] == [words]
