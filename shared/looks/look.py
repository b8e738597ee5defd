"""
One look at one person, and the codes that say what was seen and what for.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Part(StrEnum):
    """
    What of a person was shown.
    """

    REGISTER = "register"
    NAME = "name"
    CONTACT = "contact"
    ENROLMENT = "enrolment"
    PROFILE = "profile"
    CHILDREN = "children"
    PICK_UP = "pick-up"
    OWN_LINK = "own-link"
    DISCLOSURES = "disclosures"
    FOLLOW_UPS = "follow-ups"
    AGREEMENT = "agreement"
    REFERRAL = "referral"
    HAND_OFF = "hand-off"
    MESSAGE = "message"
    LOOKS = "looks"
    ALL = "all"


class Purpose(StrEnum):
    """
    What it was shown for: the route says so, nobody chooses.
    """

    RUN_THE_SESSION = "run-the-session"
    ADMINISTRATION = "administration"
    FOLLOW_UP = "follow-up"
    WRITE_TO_HER = "write-to-her"
    HOME_VISIT = "home-visit"
    DAYCARE_PLACE = "daycare-place"
    EXPORT = "export"
    OVERSIGHT = "oversight"
    HER_OWN_REQUEST = "her-own-request"


@dataclass(frozen=True, kw_only=True)
class Look:
    """
    Who saw what of whom, what for and when.

    ``person_id`` is None where somebody searched and found nobody; ``criterion`` is
    what was searched for, which may be a name.
    """

    at: datetime
    user_id: UUID
    role: str
    organisation: str
    person_id: UUID | None
    part: str
    purpose: str
    criterion: str | None = None

    @property
    def shown(self) -> tuple[UUID | None, str, str, str | None]:
        """
        Return what makes a second look of the same person a repeat of the first.
        """
        return self.person_id, self.part, self.purpose, self.criterion
