"""What a person typed, as a value: one strict parser for the screen and for Excel.

Full-width digits and letters are folded to ASCII; nothing else is guessed. No exponent, no `NaN`, no thousands
sign, no unit, no leading zero or plus; in score sheets alone `bare_amount` takes the unit off first. A sentence of
refusal starts without its subject: the caller puts the field or the column in front of it.
"""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal

from hospital_integrity.rules import characters
from hospital_integrity.rules.saying import Refused, Saying, say

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,11})(?:\.([0-9]{1,12}))?")
_STAFF_NUMBER = re.compile(r"[A-Za-z0-9-]{1,20}")
_DAYS = (
    re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?: 0{1,2}:00(?::00)?)?", re.ASCII),
    re.compile(r"(\d{4})(年)(\d{1,2})月(\d{1,2})日", re.ASCII),
    re.compile(r"(\d{4})()(\d{2})(\d{2})", re.ASCII),
)
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::00)?")
_YEARS = range(1900, 2200)
_LONGEST = 40

_DECIMALS = {
    (True, True): say("应为 %(low)s 到 %(high)s 之间的数字，最多 %(places)s 位小数"),
    (True, False): say("应为不小于 %(low)s 的数字，最多 %(places)s 位小数"),
    (False, True): say("应为不大于 %(high)s 的数字，最多 %(places)s 位小数"),
    (False, False): say("应为数字，最多 %(places)s 位小数"),
}
_WHOLES = {
    (True, True): say("应为 %(low)s 到 %(high)s 之间的整数"),
    (True, False): say("应为不小于 %(low)s 的整数"),
    (False, True): say("应为不大于 %(high)s 的整数"),
    (False, False): say("应为整数"),
}

_UNITS = ("分", "次")
_DASHES = frozenset({"-", "--", "—", "——", "–", "−"})

Bound = Decimal | int | None


class Unreadable(Refused):
    """The text is no value of the wanted kind; `saying` is a sentence without its subject."""


def read_decimal(text: str, *, low: Bound = None, high: Bound = None, places: int = 2) -> Decimal:
    """An exact number between `low` and `high` (both included) with at most `places` decimals; `-0` is 0."""
    found = _NUMBER.fullmatch(_short(text))
    value = Decimal(found[0]) or Decimal(0) if found and len(found[1] or "") <= places else None
    if value is None or (low is not None and value < low) or (high is not None and value > high):
        raise Unreadable(_number_rule(low, high, places))
    return value


def read_whole(text: str, *, low: int | None = None, high: int | None = None) -> int:
    """A whole number between `low` and `high`, both included."""
    return int(read_decimal(text, low=low, high=high, places=0))


def read_day(text: str) -> date:
    """A day: 2026-11-22, 2026/11/22, 2026.11.22, 20261122 or 2026年11月22日, between 1900 and 2199."""
    folded = _short(text)
    found = next(filter(None, (pattern.fullmatch(folded) for pattern in _DAYS)), None)
    if found is None or int(found[1]) not in _YEARS:
        raise Unreadable(say("应为日期，例如 2026-11-22"))
    try:
        return date(int(found[1]), int(found[3]), int(found[4]))
    except ValueError:
        raise Unreadable(say("应为日期，而 %(day)s 这一天不存在", day=folded)) from None


def read_time(text: str) -> time:
    """A time of day to the minute: 9:05 or 09:05."""
    found = _TIME.fullmatch(_short(text))
    if found is None:
        raise Unreadable(say("应为 24 小时制的时间，例如 15:30"))
    return time(int(found[1]), int(found[2]))


def read_number(text: str) -> str:
    """A staff number: up to twenty ASCII letters, digits and hyphens, kept as text with its leading zeros."""
    folded = _short(text)
    if not _STAFF_NUMBER.fullmatch(folded):
        raise Unreadable(say("应为不超过 20 位的字母、数字或连字符"))
    return folded


def bare_amount(text: str) -> str:
    """A number as score sheets have it, without its unit: `95 分`, `2次`."""
    folded = _short(text)
    return folded[:-1].rstrip() if folded.endswith(_UNITS) else folded


def is_dash(text: str) -> bool:
    """Whether a cell holds only the dash by which offices say "nothing"."""
    return len(text) <= _LONGEST and characters.fold_width(text) in _DASHES


def read_name(text: str, limit: int = 50) -> str:
    """A name of a person, a department or a thing, at most `limit` code points; any living script, no symbols."""
    name = _filled(characters.name_shape(text))
    if characters.harmless(name):
        return _fitting(name, limit)
    _refuse_invisible(name, characters.invisible(name))
    _refuse_private(name)
    _refuse_stacked(name)
    if (place := characters.symbol(name)) is not None:
        raise Unreadable(say("不能含有“%(sign)s”（第 %(place)s 个字）", sign=name[place], place=place + 1))
    return _fitting(name, limit)


def read_text(text: str, limit: int) -> str:
    """A text of at most `limit` code points; markup is text like any other, what can't be seen is refused."""
    whole = _filled(characters.text_shape(text))
    if characters.harmless(whole):
        return _fitting(whole, limit)
    _refuse_invisible(whole, characters.invisible_in_text(whole))
    _refuse_private(whole)
    _refuse_stacked(whole)
    return _fitting(whole, limit)


def _number_rule(low: Bound, high: Bound, places: int) -> Saying:
    rules = _DECIMALS if places else _WHOLES
    sentence = rules[low is not None, high is not None].text
    return say(sentence, low=low, high=high, places=places)


def _short(text: str) -> str:
    # A longer text is none of these values; the long one that matches nothing is not even folded.
    return _filled(characters.fold_width(text)) if len(text) <= _LONGEST else text


def _filled(text: str) -> str:
    if not text:
        raise Unreadable(say("不能为空"))
    return text


def _refuse_invisible(text: str, place: int | None) -> None:
    if place is not None:
        code = f"U+{ord(text[place]):04X}"
        raise Unreadable(
            say("含有看不见的字符 %(code)s（第 %(place)s 个字），请删去后重新输入", code=code, place=place + 1)
        )


def _refuse_private(text: str) -> None:
    place = characters.private(text)
    if place is None:
        return
    code, standard = f"U+{ord(text[place]):04X}", characters.STANDARD_FORMS.get(ord(text[place]))
    if standard:
        raise Unreadable(say("含有旧系统的自造字 %(code)s，请改用标准字“%(standard)s”", code=code, standard=standard))
    raise Unreadable(say("含有自造字 %(code)s，别的电脑认不出，请改用标准字", code=code))


def _refuse_stacked(text: str) -> None:
    if characters.stacked(text):
        raise Unreadable(say("有一个字上叠了太多附加符号"))


def _fitting(text: str, limit: int) -> str:
    if len(text) > limit:
        raise Unreadable(say("最多 %(limit)s 个字，现在有 %(length)s 个", limit=limit, length=len(text)))
    return text
