"""
A mother: the member of the group, and how she may be reached.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.roster.domain.name import name_errors, refuse_if_any, tidy_name

_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_BCP_47 = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class Enrolment(StrEnum):
    """
    Whether she is in the group.
    """

    ACTIVE = "active"
    DECLINED = "declined"


@dataclass(kw_only=True)
class Mother:
    """
    A mother in the group; only her name is needed, all else is hers to give or not.

    ``languages`` are BCP 47 codes, spoken best first: the first is the one that she
    gets messages in. ``said_yes_on`` is the day on which she said that she wants to
    come; only then is she followed up again and again. ``listed_on`` is the day on
    which she came onto our list.

    Refuses a name, a number or a language that cannot be one, all fields at once.
    """

    id: UUID
    group_id: UUID
    # What tells who she is stays out of every text made from this object, and so out
    # of logs and traces.
    display_name: str = field(repr=False)
    phone: str | None = field(default=None, repr=False)
    languages: tuple[str, ...] = field(default=(), repr=False)
    shared_phone: bool = False
    may_leave_message: bool = False
    said_yes_on: date | None = None
    listed_on: date | None = None
    enrolment: Enrolment = Enrolment.ACTIVE
    declined_on: date | None = None
    version: int = 1

    def __post_init__(self) -> None:
        self.display_name = tidy_name(self.display_name)
        errors = name_errors(display_name=self.display_name)
        if self.phone is not None and not _E164.fullmatch(self.phone):
            errors["phone"] = ["Write the number as +4512345678."]
        if not all(map(_BCP_47.fullmatch, self.languages)):
            errors["languages"] = ["Write language codes, for example tr or ur."]
        elif len(set(self.languages)) < len(self.languages):
            errors["languages"] = ["Name each language once, the best first."]
        refuse_if_any(errors)

    def is_expected(self, *, on: date) -> bool:
        """
        Return whether she can miss a session of that day.

        Nobody is expected before she said yes or, if we know of no such day, before
        she was on the list: a register may be closed the day after she was entered.
        """
        since = self.said_yes_on or self.listed_on or on
        return self.enrolment is Enrolment.ACTIVE and since <= on

    def decline(self, *, on: date) -> bool:
        """
        Take her no thanks; return whether it was new.

        It holds at once. She may say it to several people: a repeat changes nothing,
        and the first time remains the one that counts.
        """
        if self.enrolment is Enrolment.DECLINED:
            return False
        self.enrolment = Enrolment.DECLINED
        self.declined_on = on
        self.version += 1
        return True

    def come_back(self, *, on: date) -> bool:
        """
        Take that she herself wants to come again; return whether that was new.

        A yes counts only from a later day than her no thanks: of two words from the
        same day the no thanks holds. She is expected from the day of the new yes on,
        not at what she stayed away from until then.
        """
        if self.declined_on is None or on <= self.declined_on:
            return False
        self.enrolment = Enrolment.ACTIVE
        self.declined_on = None
        self.said_yes_on = on
        self.version += 1
        return True
