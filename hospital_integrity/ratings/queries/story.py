"""A result as a story: the path to the score in bars, why it is so in sentences, and what leads to the next level."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hospital_integrity import clock
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.ratings.models import Standing
from hospital_integrity.ratings.queries.folding import facts_of
from hospital_integrity.ratings.queries.reasons import Explanation
from hospital_integrity.ratings.queries.standings import contenders
from hospital_integrity.rules.advice import Advice, advise, among
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.entry import Facts
from hospital_integrity.rules.explanation import Line, Rating
from hospital_integrity.rules.fold import fold
from hospital_integrity.rules.frozen import facts_from_json, lines_from_json
from hospital_integrity.rules.narrative import Cushion, cushion, deciding, why
from hospital_integrity.rules.saying import Saying
from hospital_integrity.rules.terms import Term, ids_in, terms_of
from hospital_integrity.rules.waterfall import Bar, waterfall

MOST_RIVALS = 500


@dataclass(frozen=True)
class Story:
    """What a page tells about one result.

    `judged` leads from the score's level to the one held; `advice` is given only while the year runs.
    """

    bars: tuple[Bar, ...]
    sentences: list[Saying]
    judged: list[Line]
    cushion: Cushion | None
    terms: tuple[Term, ...]
    advice: Advice | None
    edition: Edition
    facts: Facts

    def of_term(self, number: int, lines: Iterable[Line]) -> list[Line]:
        """The lines of entries that count in a term of the year, counted from 1."""
        ids = ids_in(self.edition, self.facts, number)
        return [line for line in lines if line.entry_id in ids]


def story(row: Standing, told: Explanation) -> Story | None:
    """The story of a standing, folded now from its facts, or in a closed year from those its award kept.

    About ten statements. None where there are no facts to tell it from, as in a year that was entered by hand.
    """
    edition, facts = edition_of(row.year), _facts(row, told)
    if facts is None:
        return None
    rating = _as_held(fold(edition, facts), row, told)
    return Story(
        bars=waterfall(edition, facts, rating),
        sentences=why(edition, facts, rating),
        judged=deciding(rating.lines),
        cushion=cushion(told.scheme, row.raw),
        terms=terms_of(edition, facts),
        advice=advice(edition, facts, row.level) if told.award is None and row.year == clock.today().year else None,
        edition=edition,
        facts=facts,
    )


def advice(edition: Edition, facts: Facts, held: str) -> Advice | None:
    """What leads from the level `held` to the next one from today on; rivals are looked at where they may decide.

    Where there are very many, only the list found without them is measured against them; None where even the level
    depends on them.
    """
    scheme, day = edition.schemes[facts.kind], clock.today()
    found = None if scheme.compares else advise(edition, facts, day)
    if found and (not scheme.quotas or _settled(found, held == fold(edition, facts).level)):
        return found
    rivals = [one.rating for one in contenders(scheme, facts.year) if one.rating.subject_id != facts.subject_id]
    if len(rivals) <= MOST_RIVALS:
        return advise(edition, facts, day, rivals)
    return among(edition, found, rivals) if found else None


def _settled(found: Advice, unlimited: bool) -> bool:
    """Whether rivals can't change what was found: the way up is closed anyway, and no quota holds the level down."""
    return not found.actions and unlimited and found.target is not None


def _facts(row: Standing, told: Explanation) -> Facts | None:
    if told.award is None:
        return facts_of(row.subject_kind, row.year, [row.subject_id]).get(row.subject_id)
    kept = told.award.inputs.get("facts")
    return facts_from_json(kept) if kept else None


def _as_held(rating: Rating, row: Standing, told: Explanation) -> Rating:
    """The rating at the level that is held: after the quota or, in a closed year, as it was confirmed."""
    lines = told.award.reasons if told.award else None
    return replace(
        rating,
        level=row.level,
        level_name=row.level_name,
        stars=row.stars,
        lines=lines_from_json(lines) if lines is not None else (*rating.lines, *lines_from_json(row.quota)),
    )
