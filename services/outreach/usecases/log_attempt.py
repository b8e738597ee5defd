"""
Log an attempt to reach a mother.
"""

from datetime import date, datetime
from uuid import UUID

from services.outreach.domain.agreement import AgreementKind, Terms
from services.outreach.domain.agreement_words import check_terms
from services.outreach.domain.attempt import (
    NOT_REACHED,
    Attempt,
    AttemptOutcome,
    Channel,
)
from services.outreach.domain.errors import MADE_ALREADY
from services.outreach.domain.who_was_first import refuse_if_somebody_was_first
from services.outreach.usecases.announcements import announce
from services.outreach.usecases.next_steps import calendar_for
from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.kernel.clock import day_of
from shared.kernel.ids import new_id
from shared.kernel.organisations import Role


def log_attempt(  # noqa: PLR0913 - each is one thing that is told of an attempt.
    *,
    follow_up_id: UUID,
    channel: Channel,
    outcome: AttemptOutcome,
    minutes: int | None = None,
    she_began: bool = False,
    made_already: bool = False,
    until: date | None = None,
    expected_version: int | None,
    by: Role,
    now: datetime,
    uow: OutreachUnitOfWork,
) -> Attempt:
    """
    Log that she was tried, and do what her answer asks for.

    A third contact of a day is refused, unless somebody says that it was made already:
    what is true can be written down. What she began herself is no contact of ours, and
    what she has answered is never refused. ``until`` is when the pause that she wants
    ends, if she has said so.

    Raises FollowUpNotFound, FollowUpClosed, MotherSaidNoThanks, StaleVersion, Invalid
    or EnoughForToday.
    """
    if outcome is AttemptOutcome.WANTS_PAUSE and until is not None:
        check_terms(AgreementKind.PAUSED, Terms(until=until), today=day_of(now))
    attempt = Attempt(
        id=new_id(),
        follow_up_id=follow_up_id,
        channel=channel,
        outcome=outcome,
        at=now,
        by_role=by,
        minutes=minutes,
        she_began=she_began,
    )
    with uow:
        mother = uow.mothers.of_follow_up(follow_up_id)
        follow_up = mother.follow_up(follow_up_id)
        mother.refuse_after_no_thanks()
        # Hers was made too, whatever a colleague has done meanwhile.
        refuse_if_somebody_was_first(
            follow_up, expected=expected_version, again_with=MADE_ALREADY
        )
        if outcome in NOT_REACHED and not (she_began or made_already):
            calendar = calendar_for(mother, now=now, uow=uow)
            mother.refuse_third_contact(calendar=calendar, at=now)
        change = mother.was_tried(attempt, on=day_of(now), until=until)
        uow.mothers.save(mother)
        announce(change, mother=mother, outbox=uow.outbox)
        uow.commit()
    return attempt
