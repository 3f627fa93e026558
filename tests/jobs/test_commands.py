"""Long work from the command line."""

from __future__ import annotations

from click.testing import CliRunner

from hospital_integrity.cli import main
from tests.jobs.conftest import items, state


def run(*words):
    return CliRunner().invoke(main, ["jobs", *words])


def test_what_is_waiting_is_done_here_and_now(ask):
    id = ask(items=4)
    assert run("run").output == f"job {id}: 2/4\njob {id}: 4/4\n"
    assert items() == [0, 1, 2, 3]


def test_jobs_are_listed_and_shown(ask, worker):
    id = ask(items=2)
    worker.run_one()
    assert f"{id}  done       2/2  数数" in run("list").output
    assert run("show", str(id)).output.endswith("2 项分 1 步做完\n")


def test_a_job_is_cancelled_once(ask):
    id = ask()
    assert (run("cancel", str(id)).exit_code, state(id).state) == (0, "cancelled")
    assert "已经结束" in run("cancel", str(id)).output


def test_an_unknown_job_is_one_clear_line(officer):
    assert (run("show", "7").exit_code, run("show", "7").output) == (1, "Error: There is no job 7.\n")
