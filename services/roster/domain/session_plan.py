"""
When and where a session meets, and what it is about.
"""

from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum

from services.roster.domain.name import name_errors, refuse_if_any, tidy_name

_WORDS = ("theme", "place", "guest", "destination", "meeting_point")


class SessionKind(StrEnum):
    """
    Whether the group is by itself, has a visitor, or is out.
    """

    GROUP = "group"
    GUEST = "guest"
    EXCURSION = "excursion"


@dataclass(kw_only=True)
class SessionPlan:
    """
    What is planned for one session; refuses an end that does not come after the start.

    ``place`` is None where the group meets where it always does. ``guest`` says where
    the visitor comes from. An excursion has a ``destination`` and a ``meeting_point``:
    whoever comes with a pram has to know where to stand.
    """

    starts_at: datetime
    ends_at: datetime
    place: str | None = None
    theme: str | None = None
    guest: str | None = None
    destination: str | None = None
    meeting_point: str | None = None

    def __post_init__(self) -> None:
        told = {name: getattr(self, name) for name in _WORDS}
        words = {name: tidy_name(text) for name, text in told.items() if text}
        for name in _WORDS:
            setattr(self, name, words.get(name))
        errors = name_errors(**words)
        if self.ends_at <= self.starts_at:
            errors["ends_at"] = ["Write a time after the start."]
        refuse_if_any(errors | self._errors_of_excursion())

    @property
    def kind(self) -> SessionKind:
        if self.destination:
            return SessionKind.EXCURSION
        return SessionKind.GUEST if self.guest else SessionKind.GROUP

    @property
    def other_place(self) -> str | None:
        """
        Return where to come, if that is not where the group always meets.
        """
        return self.meeting_point or self.place

    def plan(self) -> "SessionPlan":
        """
        Return what is planned and nothing else.
        """
        return SessionPlan(
            **{one.name: getattr(self, one.name) for one in fields(SessionPlan)}
        )

    def _errors_of_excursion(self) -> dict[str, list[str]]:
        if self.destination and self.guest:
            return {"guest": ["Choose a guest or an excursion."]}
        if self.destination and not self.meeting_point:
            return {"meeting_point": ["Write where to meet."]}
        if self.meeting_point and not self.destination:
            return {"destination": ["Write where the excursion goes."]}
        return {}
