"""An amount of money in the characters that can't be altered, as receipts write it: 人民币壹仟零伍拾元伍角整."""

from __future__ import annotations

from decimal import Decimal

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
MYRIADS = ("", "万", "亿")


def capital(amount: Decimal) -> str:
    """The words of an amount of at most two decimals, below 10^12 yuan."""
    cents = int(amount * 100)
    yuan, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    whole = f"{_whole(yuan)}元" if yuan else ""
    tenths = f"{DIGITS[jiao]}角" if jiao else DIGITS[0] if fen and yuan else ""
    return f"人民币{whole or ('' if cents else '零元')}{tenths}{f'{DIGITS[fen]}分' if fen else '整'}"


def _whole(number: int) -> str:
    groups: list[str] = []
    for myriad in MYRIADS:
        number, group = divmod(number, 10_000)
        gap = "零" if number and group and group < 1000 else ""
        groups.append(f"{gap}{_group(group)}{myriad}" if group else "零" if number and _joins(groups) else "")
    return "".join(reversed(groups)).rstrip("零")


def _joins(groups: list[str]) -> bool:
    """Whether an empty group stands before digits that don't begin with a zero of their own."""
    return any(groups) and not "".join(reversed(groups)).startswith("零")


def _group(group: int) -> str:
    text, gap = "", False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + PLACES[place]
        gap = not digit
    return text
