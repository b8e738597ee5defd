"""
Log an attempt to reach a mother.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from services.outreach.domain.agreement import AgreementKind, Terms
from services.outreach.domain.agreement_words import check_terms
from services.outreach.domain.attempt import (
    NOT_REACHED,
    Attempt,
    AttemptOutcome,
    Channel,
    usual_minutes,
)
from services.outreach.domain.by_hand import by_hand
from services.outreach.domain.calendar import Calendar
from services.outreach.domain.due import step_done
from services.outreach.domain.errors import (
    MADE_ALREADY,
    NotHerWay,
)
from services.outreach.domain.follow_up import FollowUp
from services.outreach.domain.looking_back import check_moment
from services.outreach.domain.mother import Mother
from services.outreach.domain.who_was_first import refuse_if_somebody_was_first
from services.outreach.usecases.announcements import announce
from services.outreach.usecases.next_steps import calendar_for, group_of, ways_of
from services.outreach.usecases.ports import OutreachUnitOfWork
from services.outreach.usecases.schedule_follow_ups import schedule
from shared.kernel.clock import day_of
from shared.kernel.ids import new_id
from shared.kernel.organisations import Role


def log_attempt(  # noqa: PLR0913 - each is one thing that is told of an attempt.
    *,
    follow_up_id: UUID,
    channel: Channel,
    outcome: AttemptOutcome,
    at: datetime | None = None,
    minutes: int | None = None,
    she_began: bool = False,
    made_already: bool = False,
    by_machine: bool = False,
    until: date | None = None,
    expected_version: int | None,
    by: Role,
    now: datetime,
    uow: OutreachUnitOfWork,
) -> Attempt:
    """
    Log that she was tried, and do what her answer asks for.

    A third contact of a day is refused, unless somebody says that it was made already:
    what is true can be written down. So is one that a page advises against, if it is
    told ``by_machine``: who taps on a page has read that. What she began herself is no
    contact of ours, and what she has answered is never refused. What was made already
    may be told of a follow-up that somebody else has ended, by whoever has looked at it
    as it ended: it is kept in the history.
    ``until`` is when the pause that she wants ends, if she has said so. ``at`` is when
    it was, if not now: it counts on that day.

    Raises FollowUpNotFound, FollowUpClosed, MotherSaidNoThanks, OlderThanHerWord,
    StaleVersion, Invalid, EnoughForToday, NotAgreedTo, NotHerWay or
    NotToBeContactedNow.
    """
    made_at = at or now
    check_moment(made_at, field="at", now=now)
    if minutes is None:
        minutes = usual_minutes(channel, outcome, she_began=she_began)
    if outcome is AttemptOutcome.WANTS_PAUSE and until is not None:
        check_terms(AgreementKind.PAUSED, Terms(until=until), today=day_of(now))
    attempt = Attempt(
        id=new_id(),
        follow_up_id=follow_up_id,
        channel=channel,
        outcome=outcome,
        at=made_at,
        by_role=by,
        minutes=minutes,
        she_began=she_began,
        written_at=now if made_at < now else None,
    )
    with uow:
        mother = uow.mothers.of_follow_up(follow_up_id)
        follow_up = mother.follow_up(follow_up_id)
        mother.refuse_after_no_thanks()
        is_known = made_already and expected_version == follow_up.version
        if follow_up.is_open or not (is_known and follow_up.may_note(attempt)):
            refuse_if_somebody_was_first(
                follow_up,
                expected=expected_version,
                **_all_the_same(follow_up, attempt),
            )
        calendar = calendar_for(mother, now=now, uow=uow)
        if outcome in NOT_REACHED and not (she_began or made_already):
            mother.refuse_third_contact(calendar=calendar, at=made_at)
            if by_machine:
                _refuse_unless_agreed(mother, channel, calendar=calendar, at=made_at)
        way = ways_of(mother, calendar=calendar, now=now, uow=uow)
        step = step_done(attempt, mother, **way)
        agreed = _agreed(outcome, mother, calendar=calendar, at=made_at)
        change = mother.was_tried(attempt, on=day_of(made_at), until=until)
        change.step, change.agreed_session_id = step, agreed
        mother.let_review_follow(at=now)
        announce(change, mother=mother, outbox=uow.outbox)
        schedule(mother, way=way, was_tried=not change.untexted, uow=uow)
        uow.mothers.save(mother)
        uow.commit()
    return attempt


def _refuse_unless_agreed(
    mother: Mother, channel: Channel, *, calendar: Calendar, at: datetime
) -> None:
    """
    Refuse what her card does not invite to either.
    """
    mother.refuse_without_yes()
    agreed = by_hand(mother, calendar=calendar, at=at)
    agreed.refuse_unless_now()
    if not agreed.allows(channel):
        raise NotHerWay(again_with=MADE_ALREADY)


def _all_the_same(follow_up: FollowUp, attempt: Attempt) -> dict[str, Any]:
    """
    Return what to add to have it kept: hers was made, whatever others did meanwhile.
    """
    if follow_up.is_open:
        return {"again_with": MADE_ALREADY}
    if not follow_up.may_note(attempt):
        return {}
    return {"again_with": {**MADE_ALREADY, "version": str(follow_up.version)}}


def _agreed(
    outcome: AttemptOutcome, mother: Mother, *, calendar: Calendar, at: datetime
) -> UUID | None:
    """
    Return the session to which she says she comes: the next, as far as it is planned.
    """
    if outcome not in _SAYS_SHE_COMES:
        return None
    group_id = group_of(mother, calendar=calendar)
    coming = calendar.next_session(after=at, group_id=group_id)
    return coming.id if coming else None


_SAYS_SHE_COMES = frozenset({AttemptOutcome.COMING_NEXT, AttemptOutcome.PRACTICAL_HELP})
