"""What the screens of the register share: the blueprint, its words, one case as the asker may see it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template
from flask_babel import gettext

from hospital_integrity.access import asker, may
from hospital_integrity.attachments import queries as attachments
from hospital_integrity.clock import today
from hospital_integrity.departments import queries as departments
from hospital_integrity.forms import Form
from hospital_integrity.hospital.queries import calendar
from hospital_integrity.intake import queries
from hospital_integrity.intake.forms import PassForm, SourceForm, StepForm
from hospital_integrity.intake.models import IntakeCase
from hospital_integrity.rules import intake as rules
from hospital_integrity.rules.intake_clock import CLOCK_STATES, NAMES, clocks

bp = Blueprint("intake", __name__, url_prefix="/intake")
ID = "<int(max=2147483647):id>"
TAKEN = (rules.PASSED, rules.ACCEPTED, rules.TOLD, rules.CLOSED, rules.REOPENED)


@bp.context_processor
def words() -> dict[str, Any]:
    """The register's fixed words, for every page of it."""
    return {
        "kinds": rules.KINDS,
        "channels": rules.CHANNELS,
        "states": rules.STATES,
        "outcomes": rules.OUTCOMES,
        "follows": rules.FOLLOWS,
        "step_names": rules.STEPS,
        "clock_names": NAMES,
        "clock_states": CLOCK_STATES,
    }


def case_or_404(id: int) -> IntakeCase:
    """The case, if the asker may know of it; else it is as if there were none."""
    row = queries.case(id)
    if row is None:
        abort(404)
    return row


def place_choices() -> list[tuple[int, str]]:
    """The departments of today."""
    return [(one.id, f"{one.code} {one.name}") for one in departments.departments_on(today())]


def is_decidable(row: IntakeCase) -> bool:
    """Whether the case waits for a conclusion."""
    early = row.state == rules.RECEIVED and row.kind in rules.GOOD
    return early or row.state in rules.FROM[rules.DECIDED]


def shown(row: IntakeCase, **forms: Form) -> str:
    """The page of a case: its clocks, steps and files, and the steps open to the asker."""
    steps = queries.steps_of(row.id)
    files = queries.files_of(row.id)
    course = queries.courses([row])[row.id]
    group = [one for one in queries.group_of(row) if one.id != row.id and queries.knows(one)]
    return render_template(
        "intake/show.html",
        row=row,
        handing=rules.Handing(row.handed_in_at - row.taken_at) if row.taken_at and row.handed_in_at else None,
        clocks=clocks(course, calendar()),
        today=today(),
        steps=steps,
        people=departments.staff_members({step.actor.staff_id for step in steps if step.actor}),
        files=list(attachments.listed([id for id, original in files.items() if not original]).values()),
        originals=sum(files.values()),
        has_source=queries.has_source(row.id),
        group=group,
        alike=[] if group else [one for one in queries.alike(row) if queries.knows(one)],
        passed_to=departments.department(row.passed_to) if row.passed_to else None,
        decidable=is_decidable(row),
        mine=row.registered_by is not None and row.registered_by == asker().account_id,
        forms={**_forms(row, told=course.told_on is not None), **forms},
    )


def _forms(row: IntakeCase, *, told: bool) -> dict[str, Form]:
    if not may("intake.step", "POST"):
        return {"source": SourceForm(formdata=None)}
    untold = row.named and not told
    fitting = [verb for verb in TAKEN if row.state in rules.FROM[verb] and (untold or verb != rules.TOLD)]
    return {"source": SourceForm(formdata=None), **{verb: step_form(verb, row.version) for verb in fitting}}


def step_form(verb: str, version: int | None = None) -> StepForm:
    """The form of a step: as it was sent, or blank about a version."""
    blank = {} if version is None else {"formdata": None, "version": version}
    form = (PassForm if verb == rules.PASSED else StepForm)(**blank)
    if isinstance(form, PassForm):
        form.to.choices = place_choices()
    if verb == rules.REOPENED:
        form.words.label.text = gettext("重新核查的理由")
    return form
