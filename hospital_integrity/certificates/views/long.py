"""Many papers at once as a job: issuing them, the printer's file, single files for a zip."""

from __future__ import annotations

from typing import Any

from hospital_integrity.certificates import operations, pdf, queries
from hospital_integrity.certificates.views.bundle import draw_kept
from hospital_integrity.hospital.queries import emblem_picture
from hospital_integrity.jobs.operations import File, Step, Verb, Work, never
from hospital_integrity.rules.certificate import Words, read
from hospital_integrity.rules.saying import Refused, say

LONG = 500
NAMED = 20
PIECE = 25


def _issue(work: Work) -> Step:
    """First every paper is checked, which takes long and writes nothing; then all are issued in one piece, or none."""
    order = operations.ordered(work.args)
    count = len(order.grounds)
    if not work.done:
        _rehearse(work, order)
        return Step(count, count + 1, say("已核对 %(count)s 份，可以打印", count=count))
    first, *_ = operations.issue_order(order, _checked_once())
    place = ("certificates.list", {"year": first.year, "kind": first.kind})
    return Step(count + 1, count + 1, say("已签发 %(count)s 份证书", count=count), place)


def _rehearse(work: Work, order: operations.Order) -> None:
    def check(words: Words) -> None:
        work.reached(work.within + 1, len(order.grounds) + 1)
        pdf.check(words)

    try:
        operations.rehearse(order, check)
    except operations.Undrawable as undrawable:
        names = "、".join(name for name, _ in undrawable.problems[:NAMED])
        raise Refused(
            "有 %(count)s 份证书无法打印，一份也没有签发：%(names)s", count=len(undrawable.problems), names=names
        ) from None


def _checked_once() -> operations.Check:
    # The hospital's words are the same on every paper; a name in the register can have changed since the rehearsal.
    waiting = [pdf.check]
    return lambda words: waiting.pop()(words) if waiting else pdf.check_text(words)


def _print(work: Work) -> Step:
    print_id = work.args["print"]
    papers = operations.still_printable(print_id)
    work.reached(0, len(papers))
    pages = work.counted(read(paper.says) for paper in papers)
    body = pdf.draw_many(pages, emblem_picture, plain=bool(work.args.get("plain")))
    file = File(f"certificates-{print_id}.pdf", "application/pdf", body)
    return Step(len(papers), len(papers), None, _shown(print_id), (file,))


def _bundle(work: Work) -> Step:
    """Draw and keep some single files; which are missing is asked anew each time, so it goes on where it stopped."""
    print_id = work.args["print"]
    missing = queries.unfiled(print_id)[:PIECE]
    for paper in work.counted(queries.papers_by_id(missing)):
        draw_kept(paper)
    done = work.done + len(missing) if len(missing) == PIECE else work.total
    return Step(min(done, work.total), work.total, say("压缩包可以下载了"), _shown(print_id))


def _shown(print_id: int) -> tuple[str, dict[str, Any]]:
    return "certificates.print_show", {"print_id": print_id}


VERBS = {
    "certificates.issue": Verb(say("签发证书"), "certificates.issue", _issue, writes=lambda work: work.done > 0),
    "certificates.print": Verb(say("生成证书打印文件"), "certificates.print", _print, writes=never),
    "certificates.bundle": Verb(say("生成证书压缩包"), "certificates.print", _bundle),
}
