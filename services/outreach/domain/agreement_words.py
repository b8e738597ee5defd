"""
The grades of an agreement, and one word of hers as it is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from services.outreach.domain.attempt import Channel
from shared.kernel.organisations import Role
from shared.kernel.refusal import Invalid

KEPT_FOR = timedelta(weeks=13)
"""How long "keep going" and "more seldom" hold when no review date is agreed."""
LONGEST_QUOTE = 200
MOST_WEEKS = 8
LONGEST_AHEAD = timedelta(days=366)
_WITHIN_A_YEAR = "A day after today, within a year."


class AgreementKind(StrEnum):
    """
    Nothing yet, a yes, "just keep going", more seldom, a pause, or no thanks.
    """

    NONE = "none"
    SAID_YES = "said_yes"
    KEEP_GOING = "keep_going"
    LIGHTER = "lighter"
    PAUSED = "paused"
    NO_THANKS = "no_thanks"


class Scope(StrEnum):
    """
    What her no thanks is about: being followed up when she misses, or all contact.
    """

    FOLLOW_UP = "follow_up"
    ALL_CONTACT = "all"


class Persistence(StrEnum):
    """
    How far we may go without another word of hers.
    """

    NEVER = "never"
    ONCE = "once"
    LADDER = "ladder"
    WEEKLY = "weekly"
    LIGHTER = "lighter"


PERSISTENCE: Mapping[AgreementKind, Persistence] = {
    AgreementKind.NONE: Persistence.ONCE,
    AgreementKind.SAID_YES: Persistence.LADDER,
    AgreementKind.KEEP_GOING: Persistence.WEEKLY,
    AgreementKind.LIGHTER: Persistence.LIGHTER,
}


# A pause that is over is no yes: she is asked first.
WITHOUT_YES = frozenset({AgreementKind.NONE, AgreementKind.PAUSED})


@dataclass(frozen=True, kw_only=True)
class Terms:
    """
    What belongs to a word of hers, each part for some kinds only.

    ``quote`` are her own words and personal: they never leave this service. No
    ``channels`` means all. ``until`` ends a pause, ``scope`` is that of a no thanks.
    """

    quote: str | None = None
    channels: frozenset[Channel] = frozenset()
    every_weeks: int = 1
    review_on: date | None = None
    until: date | None = None
    scope: Scope | None = None

    def allows(self, *channels: Channel) -> bool:
        """
        Return whether one of these ways is among those that she wants.
        """
        return not self.channels or not self.channels.isdisjoint(channels)


NO_TERMS = Terms()


@dataclass(frozen=True, kw_only=True)
class Word:
    """
    One thing that she has said; the newest is her agreement, none is deleted.

    ``written_at`` is when it was written down here; of what another service has heard
    only the day is known. One that was ``taken_back`` she has never said.
    """

    version: int
    kind: AgreementKind
    said_on: date
    heard_by_role: Role
    terms: Terms
    written_at: datetime | None = None
    taken_back_at: datetime | None = None
    taken_back_by: Role | None = None

    @property
    def stands(self) -> bool:
        return self.taken_back_at is None


def check_terms(kind: AgreementKind, terms: Terms, *, today: date) -> None:
    """
    Raise Invalid, naming each field that does not fit what she is told to have said.
    """
    least = 2 if kind is AgreementKind.LIGHTER else 1
    wrong = {
        "quote": len(terms.quote or "") > LONGEST_QUOTE
        and f"At most {LONGEST_QUOTE} characters.",
        "every_weeks": not least <= terms.every_weeks <= MOST_WEEKS
        and f"From {least} to {MOST_WEEKS} weeks.",
        "review_on": not _is_soon(terms.review_on, today=today) and _WITHIN_A_YEAR,
        "until": not _is_soon(terms.until, today=today) and _WITHIN_A_YEAR,
    }
    if kind is AgreementKind.PAUSED and terms.until is None:
        wrong["until"] = "Needed for a pause."
    problems = {name: [problem] for name, problem in wrong.items() if problem}
    if problems:
        raise Invalid(problems)


def _is_soon(day: date | None, *, today: date) -> bool:
    return day is None or today < day <= today + LONGEST_AHEAD
