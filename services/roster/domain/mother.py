"""
A mother: the member of the group, and how she may be reached.
"""

import re
from dataclasses import dataclass, field
from uuid import UUID

from services.roster.domain.name import name_errors, refuse_if_any, tidy_name
from services.roster.domain.way_on import WayOn

_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_BCP_47 = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(kw_only=True)
class Mother(WayOn):
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
            errors["phone"] = ["Write the number as +4512345678."]
        if not all(map(_BCP_47.fullmatch, self.languages)):
            errors["languages"] = ["Write language codes, for example tr or ur."]
        elif len(set(self.languages)) < len(self.languages):
            errors["languages"] = ["Name each language once, the best first."]
        refuse_if_any(errors)
