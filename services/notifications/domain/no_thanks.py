"""
Whether a mother has said no thanks, told by the two services that may hear it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Self
from uuid import UUID

from services.notifications.domain.template import Template

_NO_THANKS = "no_thanks"
_FOLLOW_UP = "follow_up"
_ALL = "all"
_YES = frozenset({"said_yes", "keep_going", "lighter", "paused"})


@dataclass(kw_only=True)
class NoThanks:
    """
    The newest word of each; together they decide, in whatever order they came.

    ``declined_on`` is when she declined the group; ``agreement`` and ``said_on`` are
    what she said about being contacted, and when. ``scope`` is what her no thanks there
    is about: all contact, or only being followed up when she misses.
    """

    mother_id: UUID
    declined_on: date | None = None
    agreement: str | None = None
    said_on: date | None = None
    scope: str = _ALL

    def forbids(self, template: Template) -> bool:
        """
        Whether she does not want this message.
        """
        return self.holds or (template.is_follow_up and self.is_about_follow_up)

    @property
    def is_about_follow_up(self) -> bool:
        """
        Whether she does not want to be followed up, whatever else she wants.
        """
        return self.holds or self.agreement == _NO_THANKS

    @property
    def holds(self) -> bool:
        """
        Whether nothing may be sent to her.

        A yes lifts her no thanks to the group only if she said it on a later day: of
        two words from the same day the no thanks is the one that counts. She has
        come back too before she says no to being followed up alone.
        """
        if self.agreement == _NO_THANKS and self.scope != _FOLLOW_UP:
            return True
        return self.declined_on is not None and not self._came_back()

    def join(self, other: Self) -> None:
        """
        Take what she has said under another id of hers: a no thanks of either holds.
        """
        holds = self.holds or other.holds
        is_about_follow_up = self.is_about_follow_up or other.is_about_follow_up
        declined = [one for one in (self.declined_on, other.declined_on) if one]
        said = max((self, other), key=lambda one: one.said_on or date.min)
        self.declined_on = max(declined, default=None)
        self.agreement, self.said_on = said.agreement, said.said_on
        self.scope = said.scope
        if is_about_follow_up:
            self.agreement = _NO_THANKS
            self.scope = _ALL if holds else _FOLLOW_UP

    def _came_back(self) -> bool:
        has_said = self.agreement in _YES or self.agreement == _NO_THANKS
        if not has_said or not (self.said_on and self.declined_on):
            return False
        return self.said_on > self.declined_on
