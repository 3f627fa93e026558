"""What a public text of the board must not say: who it is, whose data it is, and what nobody has proved.

Simple checks of words and numbers; each finding names its place. Some things are never published (`refusals`), others
are mostly wrong and need a second look (`cautions`). A person still reads the text before it is published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hospital_integrity.rules.board_words import CAUTIONS, COLLEAGUE, FULL_NAME, REFUSALS, SOURCE, STAFF_NUMBER, TITLE
from hospital_integrity.rules.characters import fold_width
from hospital_integrity.rules.saying import Refused, Saying, say


@dataclass(frozen=True, slots=True)
class Person:
    """Whom the text is about; `named` where the full name may be shown, `title` where nobody else there has it."""

    name: str
    number: str
    named: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Guarded:
    """Names that a text must not give: `colleagues` of the department, `sources` who reported or praised."""

    colleagues: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()


NOBODY = Guarded()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in a text (`title` or `text`): what is wrong where; a caution where it isn't `firm`."""

    field: str
    saying: Saying
    firm: bool = True


class Unpublishable(Refused):
    """Texts that must not be published as they are; `findings` name every place."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = tuple(findings)
        firm = sum(one.firm for one in findings)
        if firm:
            super().__init__(say("公开的文字有 %(count)s 处不能公开，请改好后再提交", count=firm))
            return
        doubt = say("公开的文字有 %(count)s 处需要核对：请改好，或勾选“文字核对”后再提交", count=len(findings))
        super().__init__(doubt)


def check_texts(
    texts: Mapping[str, str], person: Person | None, guarded: Guarded = NOBODY, *, reviewed: bool = True
) -> None:
    """Refuse texts (by field) that must not be published, with every finding; cautions only until `reviewed`."""
    found = [Finding(field, one) for field, text in texts.items() for one in findings(text, person, guarded)]
    doubts = [] if reviewed else doubtful(texts, person)
    if found or doubts:
        raise Unpublishable([*found, *doubts])


def doubtful(texts: Mapping[str, str], person: Person | None) -> list[Finding]:
    """What in these texts (by field) needs a second look."""
    return [Finding(field, one, firm=False) for field, text in texts.items() for one in cautions(text, person)]


def findings(text: str, person: Person | None = None, guarded: Guarded = NOBODY) -> Iterator[Saying]:
    """What must not be published in a text, in the order of the rules; places count from 1."""
    return (saying for saying, _ in _found(text, _firm(person, guarded)))


def cautions(text: str, person: Person | None = None) -> Iterator[Saying]:
    """What should be looked at again before a text is published; what is refused anyway isn't said twice."""
    refused = [span for _, span in _found(text, _firm(person, NOBODY))]
    for saying, (first, last) in _found(text, _loose(person)):
        if not any(first < end and start < last for start, end in refused):
            yield saying


def _firm(person: Person | None, guarded: Guarded) -> Mapping[str, Saying]:
    return {
        **_about(person),
        **_named(guarded.sources, SOURCE),
        **_named(_others(person, guarded), COLLEAGUE),
        **REFUSALS,
    }


def _loose(person: Person | None) -> Mapping[str, Saying]:
    return {**({_spaced(person.title): TITLE} if person and person.title else {}), **CAUTIONS}


def _found(text: str, rules: Mapping[str, Saying]) -> Iterator[tuple[Saying, tuple[int, int]]]:
    folded = fold_width(text)
    for pattern, sentence in rules.items():
        for match in re.finditer(pattern, folded, re.IGNORECASE):
            yield Saying(sentence.text, {"place": str(match.start() + 1), "word": match[0]}), match.span()


def _about(person: Person | None) -> dict[str, Saying]:
    if person is None:
        return {}
    number = rf"(?<![0-9A-Za-z]){re.escape(person.number)}(?![0-9A-Za-z])"
    return {number: STAFF_NUMBER} if person.named else {_spaced(person.name): FULL_NAME, number: STAFF_NUMBER}


def _others(person: Person | None, guarded: Guarded) -> frozenset[str]:
    # Two signs are the shortest name; a single one would be found inside any word.
    return frozenset(one for one in guarded.colleagues - {person.name if person else ""} if len(one) > 1)


def _named(names: frozenset[str], sentence: Saying) -> dict[str, Saying]:
    """One pattern for all names, however they are spaced."""
    if not names:
        return {}
    return {"|".join(map(_spaced, sorted(names, key=lambda one: (-len(one), one)))): sentence}


def _spaced(name: str) -> str:
    # The dot of a transcribed name may stand or not, like any space between the signs.
    return r"[\W_]{0,3}".join(re.escape(sign) for sign in fold_width(name) if sign.isalnum())
