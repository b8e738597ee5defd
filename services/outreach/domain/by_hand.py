"""
By which ways a person may call or write to a mother, and from when.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.outreach.domain.agreement_words import AgreementKind, Terms
from services.outreach.domain.attempt import OFFERS, Channel
from services.outreach.domain.calendar import Calendar
from services.outreach.domain.errors import MADE_ALREADY, NotToBeContactedNow
from services.outreach.domain.mother import Mother
from shared.kernel.clock import bounds_of_day, day_of
from shared.kernel.contact_hours import first_contact_from


class NotNow(StrEnum):
    """
    Why nobody is to call or write to her at a moment; the first that holds is told.
    """

    OPEN_DOOR = "open_door"
    PAUSE = "pause"
    NOT_HER_TURN = "not_her_turn"
    ENOUGH = "enough"
    GRACE = "grace"
    DAY_OFF = "day_off"
    QUIET = "quiet"


@dataclass(frozen=True, kw_only=True)
class ByHand:
    """
    What she has agreed to, at one moment: her card and the use cases go by the same.

    ``begins_at`` is when somebody may, if not now; behind an open door nobody knows. An
    offer may be made in any way.
    """

    terms: Terms
    why_not: NotNow | None = None
    begins_at: datetime | None = None

    @property
    def is_now(self) -> bool:
        return self.why_not is None

    @property
    def may_call(self) -> bool:
        return self.terms.allows(Channel.CALL, Channel.VOICE)

    @property
    def may_write(self) -> bool:
        return self.terms.allows(Channel.TEXT)

    def refuse_unless_now(self) -> None:
        """
        Raise NotToBeContactedNow, with the moment from which it would be right.
        """
        if self.is_now:
            return
        next_from = {"next_from": self.begins_at.isoformat()} if self.begins_at else {}
        raise NotToBeContactedNow(
            state=str(self.why_not), **next_from, again_with=MADE_ALREADY
        )

    def allows(self, channel: Channel) -> bool:
        return channel in OFFERS or self.terms.allows(channel)


def by_hand(mother: Mother, *, calendar: Calendar, at: datetime) -> ByHand:
    """
    Return how a person may contact her at a moment, whoever it is that says it is due.
    """
    terms = mother.agreement.terms
    if mother.is_let_come(at=at):
        return ByHand(terms=terms, why_not=NotNow.OPEN_DOOR)
    for why_not, earliest in _waits(mother, calendar=calendar, at=at):
        begins = first_contact_from(max(earliest, at), works=calendar.works)
        if begins > at:
            return ByHand(terms=terms, why_not=why_not, begins_at=begins)
    return ByHand(terms=terms)


def _waits(
    mother: Mother, *, calendar: Calendar, at: datetime
) -> Iterator[tuple[NotNow, datetime]]:
    """
    Return what she may have to be let alone for, each with its end.
    """
    today = day_of(at)
    until = mother.agreement.terms.until
    if mother.agreement.kind is AgreementKind.PAUSED and until and until > today:
        yield NotNow.PAUSE, bounds_of_day(until)[0]
    turn = mother.turn_from(at=at)
    if turn is not None and turn > today:
        yield NotNow.NOT_HER_TURN, bounds_of_day(turn)[0]
    if mother.is_enough_for(today):
        yield NotNow.ENOUGH, bounds_of_day(calendar.after(today, 1))[0]
    grace = mother.contact_from
    if grace and grace > at and mother.newest_miss.session_started_at <= at:
        yield NotNow.GRACE, grace
    yield (NotNow.QUIET if calendar.works(today) else NotNow.DAY_OFF), at
