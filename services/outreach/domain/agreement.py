"""
What a mother has said about being contacted.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from services.outreach.domain.errors import MotherSaidNoThanks, YesOlderThanNoThanks
from shared.kernel.organisations import Role


class AgreementKind(StrEnum):
    """
    Nothing yet, a yes, "just keep going", or no thanks.
    """

    NONE = "none"
    SAID_YES = "said_yes"
    KEEP_GOING = "keep_going"
    NO_THANKS = "no_thanks"


# The order in which one word of hers stands above another of the same woman.
_STRENGTH = (
    AgreementKind.NONE,
    AgreementKind.SAID_YES,
    AgreementKind.KEEP_GOING,
    AgreementKind.NO_THANKS,
)


@dataclass(kw_only=True)
class Agreement:
    """
    One per mother, changed by nothing but what she says, dated and heard by somebody.

    No thanks is stronger than everything: no yes that is older, repeated or meant
    kindly by somebody else gets past it. ``came_back_at`` is when she last took one
    back: what she missed until then was missed by one who wanted no contact.
    """

    mother_id: UUID
    kind: AgreementKind = AgreementKind.NONE
    said_on: date | None = None
    heard_by_role: Role | None = None
    came_back_at: datetime | None = None
    version: int = 1

    @classmethod
    def unspoken(cls, *, mother_id: UUID) -> Self:
        return cls(mother_id=mother_id)

    @property
    def allows_contact(self) -> bool:
        return self.kind is not AgreementKind.NO_THANKS

    def wants_follow_up(self, *, session_started_at: datetime) -> bool:
        """
        Return whether a miss of this session may be followed up.

        A no thanks has ended all that was before it, and coming back begins anew. It
        must not matter whether a miss is heard of before her no thanks, under it or
        after it.
        """
        is_since = self.came_back_at is None or session_started_at > self.came_back_at
        return self.allows_contact and is_since

    def no_thanks(self, *, on: date, heard_by: Role) -> bool:
        """
        Take her no thanks, whatever she had said before; return whether it was new.

        A repeat is kept with the later of its dates, so that a yes from in between
        stays too old.
        """
        if self.allows_contact:
            self._say(AgreementKind.NO_THANKS, on=on, heard_by=heard_by)
            return True
        if self._is_news_on(on):
            self._say(AgreementKind.NO_THANKS, on=on, heard_by=heard_by)
        return False

    def say_yes(self, *, on: date, heard_by: Role) -> bool:
        """
        Take that she wants to come; return whether it was new.

        Refused after a no thanks: only ``come_back`` takes that back. One who asked us
        to keep going has said more than yes already. A repeat is kept with the later of
        its dates, whichever of the two reaches us first.
        """
        self._refuse_after_no_thanks()
        is_new = self.kind is AgreementKind.NONE
        is_later = self.kind is AgreementKind.SAID_YES and self._is_news_on(on)
        if is_new or is_later:
            self._say(AgreementKind.SAID_YES, on=on, heard_by=heard_by)
        return is_new

    def take_yes_back(self, *, on: date, heard_by: Role) -> bool:
        """
        Take that she does not want us to be persistent; return whether she did before.

        It is no no thanks, and takes none back; a later yes, heard by us, holds. The
        day is kept also of one whose yes has not reached us: it must not matter which
        of the two is heard of first.
        """
        if not self.allows_contact or not self._is_news_on_or_after(on):
            return False
        did = self.kind is not AgreementKind.NONE
        if did or self.said_on != on:
            self._say(AgreementKind.NONE, on=on, heard_by=heard_by)
        return did

    def ask_to_keep_going(self, *, on: date, heard_by: Role) -> bool:
        """
        Take that she wants us to go on every week; return whether it was new.
        """
        self._refuse_after_no_thanks()
        if self.kind is AgreementKind.KEEP_GOING:
            return False
        self._say(AgreementKind.KEEP_GOING, on=on, heard_by=heard_by)
        return True

    def come_back(self, *, on: date, heard_by: Role, at: datetime) -> bool:
        """
        Take that she herself has changed her no thanks into a yes.

        Refused if this yes is older than the no thanks: it was said before it.
        """
        if self.allows_contact:
            return self.say_yes(on=on, heard_by=heard_by)
        if self.said_on is not None and on < self.said_on:
            raise YesOlderThanNoThanks(state=self.kind, version=self.version)
        self._say(AgreementKind.SAID_YES, on=on, heard_by=heard_by)
        self.came_back_at = at
        return True

    def join(self, other: Self) -> None:
        """
        Take what she has said under another id of hers too, in whatever order it came.

        A no thanks of either holds. Else the strongest of her words does, with the
        latest day of any.
        """
        known = sorted((self, other), key=lambda one: _STRENGTH.index(one.kind))
        strongest = known[-1]
        same = [one for one in known if one.kind is strongest.kind]
        days = [one.said_on for one in same if one.said_on is not None]
        came = [one.came_back_at for one in known if one.came_back_at is not None]
        version = max(one.version for one in known) + 1
        self.kind, self.heard_by_role = strongest.kind, strongest.heard_by_role
        self.said_on = max(days, default=None)
        self.came_back_at = max(came, default=None)
        self.version = version

    def _refuse_after_no_thanks(self) -> None:
        if not self.allows_contact:
            raise MotherSaidNoThanks(state=self.kind, version=self.version)

    def _is_news_on(self, on: date) -> bool:
        return self.said_on is None or on > self.said_on

    def _is_news_on_or_after(self, on: date) -> bool:
        return self.said_on is None or on >= self.said_on

    def _say(self, kind: AgreementKind, *, on: date, heard_by: Role) -> None:
        self.kind = kind
        self.said_on = on
        self.heard_by_role = heard_by
        self.version += 1
