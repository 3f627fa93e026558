"""The command that rates a file of published parts: what it prints, and nothing but reasons where it refuses."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hospital_integrity.cli import main
from tests.rules.editions import SHIPPED

EDITION = SHIPPED / "hospital-parts-2021.toml"
PUBLISHED = Path(__file__).parents[1] / "data" / "cms_2021_group_scores.csv"
PARTS = ("mortality", "safety", "readmission", "experience", "process")
HEADING = ",".join(("hospital", *PARTS, *(f"n_{part}" for part in PARTS)))


def run(edition: Path, parts: Path, *more: str) -> Result:
    return CliRunner().invoke(main, ["rate-parts", str(edition), str(parts), *more])


def small(tmp_path: Path, *rows: str, heading: str = HEADING, encoding: str = "utf-8") -> Path:
    file = tmp_path / "parts.csv"
    file.write_text("\n".join((heading, *rows)) + "\n", encoding)
    return file


ROWS = [f"医院{n},{n},{n},{n},{n},{n},3,3,3,3,3" for n in range(1, 11)] + ["小医院,1,1,1,1,1,2,2,3,3,3"]


def test_a_small_set_by_hand(tmp_path: Path) -> None:
    found = run(EDITION, small(tmp_path, *ROWS))
    assert found.exit_code == 0
    lines = found.stdout.splitlines()
    assert lines[:3] == ["subject,summary,pool,level,why", "医院1,1,5,1,", "医院2,2,5,1,"]
    assert [line.split(",")[3] for line in lines[1:]] == ["1", "1", "2", "2", "3", "3", "4", "4", "5", "5", ""]
    assert lines[-1] == "小医院,1,3,,证据不足：“死亡率”、“医疗安全”都没有足够的数据，至少要有一项"


def test_the_published_set_gives_the_published_stars() -> None:
    found = run(EDITION, PUBLISHED)
    published = [row["star"] for row in csv.DictReader(PUBLISHED.read_text("ascii").splitlines())]
    assert [row["level"] for row in csv.DictReader(io.StringIO(found.stdout))] == published
    assert found.stderr == "办法没有用到的列：groups、summary、star\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_files_of_chinese_spreadsheet_programs_are_read(tmp_path: Path, encoding: str) -> None:
    assert run(EDITION, small(tmp_path, *ROWS, encoding=encoding)).stdout.splitlines()[1] == "医院1,1,5,1,"


def test_a_pool_too_small_to_be_cut_gives_no_stars(tmp_path: Path) -> None:
    found = run(EDITION, small(tmp_path, *ROWS[:4]))
    assert found.stdout.splitlines()[1] == "医院1,1,5,,同组 4 个对象的得分太相近或太少，分不成 5 段，不评星"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["a,x,1,1,1,1,3,3,3,3,3"], "第 2 行，mortality 列：“x”不是数\n"),
        ([ROWS[0], ROWS[0]], "第 3 行，hospital 列：“医院1”与第 2 行重复\n"),
        ([], "第 1 行：表头下面没有一行数据\n"),
        (['a,"1'], "第 2 行的引号不成对，或一格过长\n"),
    ],
)
def test_a_bad_file_is_refused_in_clear_words(tmp_path: Path, rows: list[str], said: str) -> None:
    found = run(EDITION, small(tmp_path, *rows))
    assert (found.exit_code, found.stdout, found.stderr) == (1, "", said)


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "parts.csv"
    file.write_bytes(b"\x7fELF\xff\xff\xff\x00")
    assert (run(EDITION, file).exit_code, run(EDITION, file).stdout) == (1, "")
    assert run(EDITION, tmp_path / "none.csv").stderr.startswith("打不开文件")


def test_a_bad_edition_is_refused_with_every_problem(tmp_path: Path) -> None:
    edition = tmp_path / "edition.toml"
    edition.write_text(EDITION.read_text("utf-8").replace("weight = 12", "weight = 13").replace('"safety"]', '"x"]'))
    found = run(edition, PUBLISHED)
    assert (found.exit_code, found.stdout) == (1, "")
    assert found.stderr.splitlines() == [
        "schemes.department.parts：各部分权重之和应为 100，现在是 101",
        "schemes.department.evidence.any_of：没有部分“x”",
    ]


def test_another_scheme_may_be_asked_for(tmp_path: Path) -> None:
    assert "请指定其中之一：department" in run(EDITION, PUBLISHED, "--scheme", "staff").stderr
