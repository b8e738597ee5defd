"""
A mother: the member of the group, and how she may be reached.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Self
from uuid import UUID

from services.roster.domain.act import Act
from services.roster.domain.enrolment import Step
from services.roster.domain.enrolment_change import EnrolmentChange
from services.roster.domain.errors import AlreadyInGroup
from services.roster.domain.name import name_errors, refuse_if_any, tidy_name
from services.roster.domain.way_as_one import WayAsOne

_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
WITH_COUNTRY = (
    "Write the number with + and the country's number, for example +4512345678."
)
_BCP_47 = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(kw_only=True)
class Mother(WayAsOne):
    """
    A mother in the group; only her name is needed, all else is hers to give or not.

    ``languages`` are BCP 47 codes, spoken best first: the first is the one that she
    gets messages in.

    Refuses a name, a number or a language that cannot be one, all fields at once.
    """

    group_id: UUID
    # What tells who she is stays out of every text made from this object, and so out
    # of logs and traces.
    display_name: str = field(repr=False)
    phone: str | None = field(default=None, repr=False)
    languages: tuple[str, ...] = field(default=(), repr=False)
    shared_phone: bool = False
    may_leave_message: bool = False

    def __post_init__(self) -> None:
        self.display_name = tidy_name(self.display_name)
        errors = name_errors(display_name=self.display_name)
        if self.phone is not None and not _E164.fullmatch(self.phone):
            errors["phone"] = [WITH_COUNTRY]
        if wrong := refused_languages(self.languages):
            errors["languages"] = wrong
        refuse_if_any(errors)

    def change_group(self, group_id: UUID, *, act: Act) -> EnrolmentChange:
        """
        Go to another group, where she stands as she does here.

        A first visit that was planned is to the old one, so it is agreed anew.

        Raises RoleMayNot, NotFromHere or AlreadyInGroup.
        """
        if group_id == self.group_id:
            raise AlreadyInGroup(state=self.enrolment, version=self.version)
        change = self._step(
            Step.CHANGED_GROUP,
            act=act,
            to=self.standing.without_planned_visit(on=act.on),
            about=self.group_id,
        )
        self.group_id = group_id
        return change

    def undo(self, last: EnrolmentChange, *, act: Act) -> EnrolmentChange:
        """
        Take the last step back, for a quarter of an hour, into another group too.
        """
        change = super().undo(last, act=act)
        self.group_id = last.group_before or self.group_id
        return change

    def take_over(self, other: Self, *, act: Act) -> EnrolmentChange:
        """
        Take what another entry of the same mother says, where this one says nothing.

        She stands where she has come furthest; a no thanks of either entry holds, and
        no yes that we know of is later than it.
        """
        if self.phone is None:
            self.phone, self.shared_phone = other.phone, other.shared_phone
            self.may_leave_message = other.may_leave_message
        both = (*self.languages, *other.languages)
        self.languages = tuple(dict.fromkeys(both))
        if self.group_id != other.group_id:
            other.standing = other.standing.without_planned_visit(on=act.on)
        return self._is_also(other, act=act)


def refused_languages(languages: Collection[str]) -> list[str]:
    """
    Return what is wrong with a list of languages, or nothing.
    """
    if not all(map(_BCP_47.fullmatch, languages)):
        return ["Write language codes, for example tr or ur."]
    if len(set(languages)) < len(languages):
        return ["Name each language once, the best first."]
    return []
