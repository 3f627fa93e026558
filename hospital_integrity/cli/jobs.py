"""Long work: the worker, and looking after jobs."""

from __future__ import annotations

import signal
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from hospital_integrity.app import worker
from hospital_integrity.cli.root import main
from hospital_integrity.db import db, writing
from hospital_integrity.jobs import operations as work
from hospital_integrity.jobs import queries as jobs
from hospital_integrity.rules.saying import Refused


@main.command("worker")
@with_appcontext
def work_on() -> None:
    """Do long work, for servers other than `serve`; any number may run. SIGTERM lets the piece in hand end."""
    does = worker(current_app._get_current_object(), tell)  # type: ignore[attr-defined]
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: does.stop.set())
    does.run()


@main.group("jobs")
def long_work() -> None:
    """Long work that was asked for on the screen."""


@long_work.command("list")
@with_appcontext
def list_jobs() -> None:
    """The newest fifty."""
    for job in jobs.page_of(jobs.Wanted(), 1):
        click.echo(_job_line(job))


@long_work.command("show")
@click.argument("number", type=int)
@with_appcontext
def show_job(number: int) -> None:
    """One job, with what it last said."""
    job = jobs.job(number)
    if job is None:
        raise click.ClickException(f"There is no job {number}.")
    click.echo(_job_line(job))
    click.echo(str(job.words or ""))


@long_work.command("cancel")
@click.argument("number", type=int)
@with_appcontext
def cancel_job(number: int) -> None:
    """Stop a job after the piece in hand."""
    with writing():
        try:
            work.cancel(number)
        except Refused as refused:
            raise click.ClickException(str(refused.saying)) from None
        db.session.commit()


@long_work.command("run")
@with_appcontext
def run_jobs() -> None:
    """Do what is waiting, here and now, and end."""
    app: Any = current_app._get_current_object()  # type: ignore[attr-defined]
    while worker(app, tell).run_one():
        pass


def _job_line(job: Any) -> str:
    title = jobs.title_of(job.kind)
    return f"{job.id:>6}  {job.state:<9}  {job.reached}/{job.total}  {title}  {job.asker.number}  {job.asked_at:%F %R}Z"


def tell(work: Any) -> None:
    """Say how far a job has come."""
    click.echo(f"job {work.id}: {work.done}/{work.total}")
