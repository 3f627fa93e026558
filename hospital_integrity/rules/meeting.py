"""A meeting's quorum and majority.

Two thirds of the members must be there (到会三分之二以上); a proposal is adopted by more than half of all members, not
only of those present (赞成票超过应到会成员的半数), as party bodies decide.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from hospital_integrity.rules.saying import Refused

REST = "rest"
MOST_MEMBERS = 60


@dataclass(frozen=True)
class Count:
    """Numbers of members: all, present, for, against, abstaining. Who is there may also not vote (回避)."""

    members: int
    present: int
    ayes: int
    noes: int
    abstentions: int

    @property
    def adopted(self) -> bool:
        """Whether more than half of all members were for it, with the quorum there."""
        return quorum(self.members, self.present) and self.ayes * 2 > self.members

    def check(self) -> None:
        """Refuse numbers that can't be."""
        if not quorum(self.members, self.present):
            raise Refused("到会 %(present)s 人，不足应到 %(members)s 人的三分之二，不能表决", **self._heads())
        cast = self.ayes + self.noes + self.abstentions
        if not 0 < cast <= self.present:
            raise Refused("票数合计 %(cast)s 应在 1 和到会人数 %(present)s 之间", cast=cast, present=self.present)

    def _heads(self) -> dict[str, int]:
        return {"present": self.present, "members": self.members}


def quorum(members: int, present: int) -> bool:
    """Whether enough are there to decide."""
    return members > 0 and present * 3 >= members * 2


def least_present(members: int) -> int:
    """How many must be there."""
    return -(-members * 2 // 3)


def check_members(members: Collection[str], chair: str) -> None:
    """Refuse a list of members that is empty, too long, names somebody twice or leaves out the chair."""
    if not 3 <= len(members) <= MOST_MEMBERS:
        raise Refused("成员应有 3 到 %(most)s 人", most=MOST_MEMBERS)
    if len(set(members)) != len(members):
        raise Refused("成员名单里有重复的姓名，同名的请加上职务区分")
    if chair not in members:
        raise Refused("主持人应在成员名单里")
