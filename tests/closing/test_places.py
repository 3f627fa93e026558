"""The proof of the quotas: kept with a proposal, shown before and after; what breaks one is not proposed."""

from __future__ import annotations

import pytest
from flask import Flask

from hospital_integrity.closing.queries import Outcome, newest_of_round
from hospital_integrity.rules.quota_proof import Proof
from hospital_integrity.rules.saying import Refused, say
from tests.closing import year as years
from tests.closing.year import Year


@pytest.fixture
def year(app: Flask) -> Year:
    """A year that is over."""
    return years.over(app)


def test_a_proposal_keeps_the_proof_of_every_quota(year: Year) -> None:
    years.propose(year)
    proof = newest_of_round(2026, 1).proof
    (place,) = proof["staff"]["places"]
    assert (place["rated"], place["allowed"], place["held"], place["inside"]) == (9, 1, 1, [year.doctor.id])
    assert all(one["holds"] for one in proof.values())


def test_what_breaks_a_quota_is_not_proposed(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Proof((), (say("优秀的名额 1 个，给了 2 个"),))
    monkeypatch.setattr(Outcome, "proofs", {"staff": broken})
    with pytest.raises(Refused, match="给了 2 个"):
        years.propose(year)


def test_the_places_stand_on_the_page_before_and_after_the_year_is_closed(year: Year, sign_in) -> None:
    client = sign_in("OF")
    assert "名额核对" in client.get("/closing/2026").text
    years.close(year)
    page = client.get("/closing/2026").text
    assert ("名额核对" in page, "张晓明" in page, "不通过" in page) == (True, True, False)
