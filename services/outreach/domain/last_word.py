"""
Where she stood before the newest tap changed it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.outreach.domain.agreement import Agreement
from services.outreach.domain.snooze import Snooze
from shared.kernel.organisations import Role


class Tap(StrEnum):
    """
    What she said, that it is taken care of, or what came of asking her again.
    """

    SAID = "said"
    TAKEN_CARE_OF = "taken_care_of"
    ASKED_AGAIN = "asked_again"
    TRIED_TO_ASK = "tried_to_ask"


class Care(StrEnum):
    """
    What such a tap says: what she has told is taken care of, or somebody has asked.
    """

    PASSED_ON = "passed_on"
    PAUSE_AGREED = "pause_agreed"
    HELP_AGREED = "help_agreed"
    ASKED_AGAIN = "asked_again"
    TRIED_TO_ASK = "tried_to_ask"


@dataclass(frozen=True, kw_only=True)
class CareTakenBack:
    """
    Something that was said to be done and was not, and who has taken that back.

    ``by_role`` is who had said it; of the release before it is empty.
    """

    care: Care
    at: datetime
    by_role: Role | None
    taken_back_at: datetime
    taken_back_by: Role


@dataclass(frozen=True, kw_only=True)
class LastWord:
    """
    Kept of the newest tap alone, so that a slip of the finger can be taken back.

    What she said was an attempt's, or a no thanks beside one: then ``attempt_id`` is
    empty, as it is of every other tap.
    ``left_version`` is the version of the agreement that the answer has left: if there
    is another now, something newer was said. ``talk_id`` is the talk that was open, and
    ``by_role`` who made a tap that is no word of hers.
    """

    attempt_id: UUID | None
    at: datetime
    before: Agreement
    left_version: int
    snooze: Snooze | None = None
    door_open_since: datetime | None = None
    talk_id: UUID | None = None
    tap: Tap = Tap.SAID
    by_role: Role | None = None

    @property
    def has_changed_agreement(self) -> bool:
        return self.left_version != self.before.version

    def is_overtaken_at(self, version: int) -> bool:
        """
        Return whether she has said something about being contacted since.
        """
        return self.has_changed_agreement and self.left_version != version
