"""The administrators' desk: find, create, disable, unlock; grant and revoke roles."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext

from hospital_integrity.access import asker
from hospital_integrity.accounts import operations, queries
from hospital_integrity.accounts.forms import STATE_NAMES, CreateForm, DepartmentForm, GrantForm, ReasonForm, SearchForm
from hospital_integrity.accounts.models import Account
from hospital_integrity.accounts.sheet import accounts_workbook, code_slips
from hospital_integrity.accounts.views.blueprint import bp
from hospital_integrity.clock import today
from hospital_integrity.db import db
from hospital_integrity.deeds import handed_out
from hospital_integrity.departments.queries import departments_by_id, departments_on, staff_by_numbers, staff_members
from hospital_integrity.journal.operations import note_taken
from hospital_integrity.rules.roles import ROLE_NAMES
from hospital_integrity.rules.saying import Refused
from hospital_integrity.spreadsheet import MOST_TAKEN

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/accounts", endpoint="list")
def accounts() -> str:
    """People and their accounts, found by number, name or initials; without a text all accounts."""
    form = SearchForm(request.args)
    form.validate()
    page = request.args.get("page", 1, int)
    names = {"roles": ROLE_NAMES, "states": STATE_NAMES, "state_of": queries.state_of, "form": form}
    if form.q.data:
        return render_template("accounts/list.html", found=queries.holders(form.q.data, page), page=None, **names)
    kept = queries.accounts(page, role=form.role.data or "", state=form.state.data or "")
    return render_template("accounts/list.html", found=None, page=kept, **names)


@bp.post("/accounts/export")
def export() -> Response:
    """The same list, whole, as a spreadsheet; taking it away is an event itself."""
    form = SearchForm(request.args)
    form.validate()
    role, state = form.role.data or "", form.state.data or ""
    if form.q.data:
        rows = queries.holders(form.q.data, 1, MOST_TAKEN).items
    else:
        rows = [_holder(one) for one in queries.accounts(1, role=role, state=state, size=MOST_TAKEN)]
    mark = note_taken("accounts.list", len(rows), role=role, state=state)
    return handed_out(accounts_workbook(rows, STATE_NAMES, mark), "accounts")


def _holder(one: Account) -> queries.Holder:
    return queries.Holder(one.number, one.staff.name if one.staff else "", "", one)


@bp.route("/accounts/new", methods=["GET", "POST"])
def create() -> Any:
    """A new account; its code is shown once."""
    form = CreateForm(data={"number": request.args.get("number", "")})
    if form.validate_on_submit():
        try:
            _check_known(form.number.data, form.outside.data)
            issued = operations.create_account(number=form.number.data)
            db.session.commit()
            return _code_page(issued.account.id, issued.code)
        except Refused as refused:
            db.session.rollback()
            form.refuse(refused)
    return _create_page(form=form), 422 if form.is_submitted() else 200


@bp.post("/accounts/new/department")
def create_department() -> Any:
    """Accounts for everyone of a department who has none; the codes come as a spreadsheet, once."""
    form = _department_form()
    if form.validate():
        try:
            made = operations.create_accounts(form.department.data)
            people = staff_members([one.account.staff_id for one in made])
            body = code_slips(made, {id_: person.name for id_, person in people.items()})
            db.session.commit()
            return Response(body, mimetype=XLSX, headers={"Content-Disposition": "attachment; filename=codes.xlsx"})
        except Refused as refused:
            db.session.rollback()
            form.refuse(refused)
    return _create_page(department_form=form), 422


@bp.get("/accounts/<int:account_id>")
def show(account_id: int) -> str:
    """One account: state, roles, and what an administrator may do with it."""
    return _account_page(account_id)


@bp.post("/accounts/<int:account_id>/code")
def issue_code(account_id: int) -> str:
    """A new one-time code, shown once."""
    code = operations.issue_code(_account(account_id).id)
    db.session.commit()
    return _code_page(account_id, code)


@bp.post("/accounts/<int:account_id>/disable")
def disable(account_id: int) -> Any:
    """Close the account at once."""
    form = ReasonForm()
    if form.validate():
        operations.disable(_account(account_id).id, form.reason.data)
        return _done(account_id, gettext("账号已停用，它的登录都已退出。"))
    return _account_page(account_id, reason_form=form), 422


@bp.post("/accounts/<int:account_id>/enable")
def enable(account_id: int) -> Any:
    """Open the account again."""
    operations.enable(_account(account_id).id)
    return _done(account_id, gettext("账号已重新启用。"))


@bp.post("/accounts/<int:account_id>/unlock")
def unlock(account_id: int) -> Any:
    """Forget failed attempts."""
    operations.unlock(_account(account_id).id)
    return _done(account_id, gettext("失败次数已清零，现在可以登录。"))


@bp.post("/accounts/<int:account_id>/grants")
def grant(account_id: int) -> Any:
    """Give the account a role."""
    form = _grant_form()
    if form.validate():
        try:
            operations.grant(_account(account_id).id, form.role.data, **_details(form))
            return _done(account_id, gettext("角色已授予；此人需要重新登录。"))
        except Refused as refused:
            db.session.rollback()
            form.refuse(refused)
    return _account_page(account_id, grant_form=form), 422


@bp.post("/accounts/grants/<int:grant_id>/revoke")
def revoke(grant_id: int) -> Any:
    """Take a role away at once."""
    granted = queries.grant(grant_id) or abort(404)
    operations.revoke(granted.id)
    return _done(granted.account_id, gettext("角色已收回；此人需要重新登录。"))


def _create_page(form: CreateForm | None = None, department_form: DepartmentForm | None = None) -> str:
    return render_template(
        "accounts/create.html",
        form=form or CreateForm(formdata=None),
        department_form=department_form or _department_form(formdata=None),
    )


def _department_form(**sent: Any) -> DepartmentForm:
    form = DepartmentForm(**sent)
    form.department.choices = _departments()
    return form


def _departments() -> list[tuple[int, str]]:
    return [(place.id, place.name) for place in departments_on(today())]


def _account(account_id: int) -> Account:
    return queries.account(account_id) or abort(404)


def _done(account_id: int, message: str) -> Any:
    db.session.commit()
    flash(message)
    return redirect(url_for("accounts.show", account_id=account_id), 303)


def _check_known(number: str, outside: bool) -> None:
    known = number in staff_by_numbers([number])
    if not known and not outside:
        raise Refused("花名册里没有工号 %(number)s。请核对，或勾选“花名册里没有此人”。", number=number)
    if known and outside:
        raise Refused("工号 %(number)s 是花名册上的职工，请去掉勾选。", number=number)


def _grant_form(**sent: Any) -> GrantForm:
    form = GrantForm(data={"from_day": today()}, **sent)
    form.department.choices = _departments()
    return form


def _details(form: GrantForm) -> dict[str, Any]:
    return {"department_id": form.department.data, "from_day": form.from_day.data, "to_day": form.to_day.data}


def _account_page(account_id: int, grant_form: GrantForm | None = None, reason_form: ReasonForm | None = None) -> str:
    owner = _account(account_id)
    places = departments_by_id({one.department_id for one in owner.grants if one.department_id})
    return render_template(
        "accounts/show.html",
        account=owner,
        state=queries.state_of(owner),
        gets_code=queries.code_issuer(owner) in asker().roles,
        locked_until=queries.locked_until(owner),
        places=places,
        today=today(),
        roles=ROLE_NAMES,
        states=STATE_NAMES,
        grant_form=grant_form or _grant_form(formdata=None),
        reason_form=reason_form or ReasonForm(formdata=None),
    )


def _code_page(account_id: int, code: str) -> str:
    return render_template("accounts/code.html", account=_account(account_id), code=code)
