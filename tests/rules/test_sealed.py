"""What a QR code carries: packed the same way always, read back whole, and nothing else is taken for it."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.sealed import NotSealed, Sealed, fragment, opened, packed, unpacked

ONE = Sealed("YDYX-2026-000001-K", "优秀等次", "欧阳𬭎喆", date(2027, 1, 18), 1)
texts = (
    st.text(max_size=60)
    .filter(lambda text: len(text.encode("utf-8", "ignore")) <= 255)
    .filter(lambda text: text.isprintable())
)
facts = st.builds(Sealed, texts, texts, texts, st.dates(date(2000, 1, 1), date(2150, 1, 1)), st.integers(0, 65535))


def test_the_bytes_never_change() -> None:
    texts = ("12594459582d323032362d3030303030312d4b", "0ce4bc98e7a780e7ad89e6aca1", "0de6aca7e998b3f0acad8ee59686")
    assert packed(ONE).hex() == "0100012697" + "".join(texts)


@settings(deadline=None)
@given(facts)
def test_whatever_is_packed_is_read_back(sealed: Sealed) -> None:
    text = fragment(packed(sealed), b"s" * 64)
    payload, signature = opened(text)
    assert (unpacked(payload), signature) == (sealed, b"s" * 64)


@settings(deadline=None)
@given(st.binary(max_size=80))
def test_other_bytes_are_read_or_refused_and_never_read_two_ways(raw: bytes) -> None:
    try:
        found = unpacked(raw)
    except NotSealed:
        return
    assert packed(found) == raw


@settings(deadline=None)
@given(st.text(max_size=60))
def test_other_texts_are_refused(text: str) -> None:
    with suppress(NotSealed):
        assert fragment(*opened(text)) == text


def test_a_name_too_long_for_it_is_refused() -> None:
    with pytest.raises(Refused, match="二维码放不下"):
        packed(Sealed("s", "l", "甲" * 90, date(2027, 1, 1), 1))
