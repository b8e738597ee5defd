"""
Where a mother stands, and all that hangs on it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Self
from uuid import UUID

from services.roster.domain.enrolment import Decision, Enrolment, ReviewCause
from shared.kernel.organisations import Role

LONGEST_SILENCE = timedelta(weeks=12)


@dataclass(frozen=True, kw_only=True)
class Review:
    """
    A question to the team; ``proposal`` is what the first of two has said.
    """

    cause: ReviewCause
    raised_on: date
    proposal: Decision | None = None
    proposed_by: Role | None = None


@dataclass(frozen=True, kw_only=True)
class Standing:
    """
    One place on her way; it is replaced, never changed.

    ``since`` is the day on which she came here, ``reason`` and ``until`` why and how
    long she pauses or why she has left. ``first_visit_id`` is the session of her first
    visit, planned or made. ``reviewed_on`` is when the team last decided about her.
    ``may_ask_at_new_birth`` is what she allowed with her no thanks.
    """

    enrolment: Enrolment = Enrolment.ACTIVE
    since: date | None = None
    reason: str | None = None
    until: date | None = None
    first_visit_id: UUID | None = None
    offers_help: bool = False
    may_ask_at_new_birth: bool = False
    reviewed_on: date | None = None
    review: Review | None = None

    @property
    def asks_on(self) -> date | None:
        """
        Return the day on which a pause is to be asked about.

        One without an end is asked about too: nothing is forgotten in silence.
        """
        if self.enrolment is not Enrolment.PAUSED:
            return None
        if self.until is None and self.since is not None:
            return self.since + LONGEST_SILENCE
        return self.until

    @property
    def planned_visit_id(self) -> UUID | None:
        """
        Return the session that she is to come to first, as long as that is ahead.
        """
        is_planned = self.enrolment is Enrolment.FIRST_VISIT_PLANNED
        return self.first_visit_id if is_planned else None

    def moved_to(self, enrolment: Enrolment, *, on: date, **told: Any) -> Self:
        """
        Return the next place: what hung on the one before stays behind there.
        """
        return type(self)(
            enrolment=enrolment,
            since=on,
            **{"reviewed_on": self.reviewed_on, **told},
        )

    def without_planned_visit(self, *, on: date) -> Self:
        """
        Return the place of one who wants to come, if that session is not hers any more.
        """
        if self.planned_visit_id is None:
            return self
        return self.moved_to(Enrolment.INTERESTED, on=on)

    def under_review(self, review: Review | None, **told: Any) -> Self:
        """
        Return the same place with or without a question to the team.
        """
        return replace(self, review=review, **told)

    def with_help(self, *, offers_help: bool = True) -> Self:
        """
        Return the same place of one who offers to help the others, or does no more.
        """
        return replace(self, offers_help=offers_help)


@dataclass(frozen=True, kw_only=True)
class Stood:
    """
    Where she stood at an earlier moment; ``group_id`` is None if it is hers still.
    """

    standing: Standing
    group_id: UUID | None = None


def told_as_json(standing: Standing) -> dict[str, Any]:
    """
    Return a standing as plain JSON, for the history.
    """
    told = {name: _plain(value) for name, value in vars(standing).items()}
    review = standing.review
    if review is not None:
        told["review"] = {name: _plain(value) for name, value in vars(review).items()}
    return {name: value for name, value in told.items() if value is not None}


def read_from_json(told: Mapping[str, Any]) -> Standing:
    """
    Read a standing as the history tells it.
    """
    review = told.get("review")
    return Standing(
        enrolment=Enrolment(told["enrolment"]),
        since=_day(told.get("since")),
        reason=told.get("reason"),
        until=_day(told.get("until")),
        first_visit_id=_maybe(UUID, told.get("first_visit_id")),
        offers_help=told["offers_help"],
        may_ask_at_new_birth=told["may_ask_at_new_birth"],
        reviewed_on=_day(told.get("reviewed_on")),
        review=None if review is None else _review(review),
    )


def _review(told: Mapping[str, Any]) -> Review:
    return Review(
        cause=ReviewCause(told["cause"]),
        raised_on=date.fromisoformat(told["raised_on"]),
        proposal=_maybe(Decision, told.get("proposal")),
        proposed_by=_maybe(Role, told.get("proposed_by")),
    )


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, date | UUID) else value


def _day(told: str | None) -> date | None:
    return None if told is None else date.fromisoformat(told)


def _maybe(kind: Any, told: Any) -> Any:
    return None if told is None else kind(told)
