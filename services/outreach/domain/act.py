"""
What was done last to a follow-up, so that whoever comes second is told of it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from shared.kernel.organisations import Role


class Did(StrEnum):
    """
    What was done to a follow-up last; also that two were one.
    """

    TRIED = "tried"
    UNDONE = "undone"
    ENDED = "ended"
    PASSED_ON = "passed_on"
    OPENED_AGAIN = "opened_again"
    JOINED = "joined"


@dataclass(frozen=True, kw_only=True)
class Act:
    """
    What somebody, or the register, did, and which version that has made.

    A newer version without a newer act is about nothing that one acts on: another
    owner, another day, a text that was asked for.
    """

    did: Did
    at: datetime
    by_role: Role
    version: int


@dataclass(frozen=True, kw_only=True)
class FormerEnd:
    """
    An end that did not last: why, when and by whom, and what has opened it again.

    ``version`` is that of the follow-up while it had ended.
    """

    version: int
    session_id: UUID
    reason: str
    closed_at: datetime
    closed_by: Role
    opened_again: Did
    opened_at: datetime
    opened_by: Role
