"""
When a mother's follow-ups are due, and by which step: what is told to other systems.
"""

from datetime import datetime

from services.outreach.domain.attempt import Attempt
from services.outreach.domain.calendar import Calendar
from services.outreach.domain.climb import Climb
from services.outreach.domain.enrolment import Place
from services.outreach.domain.ladder_steps import NOT_DUE, Due, Ladder, StepKind
from services.outreach.domain.mother import Mother
from shared.kernel.clock import day_of


def when_due(
    mother: Mother,
    *,
    ladder: Ladder,
    calendar: Calendar,
    now: datetime,
    shares_phone: bool = False,
) -> Due:
    """
    Return when all her open follow-ups are due: one call is about all of them.

    A promised day stands above that of the ladder, but a concern is never put off. A
    text is told of only where no person is to do anything.
    """
    if mother.has_told:
        heard_at = min(f.waiting_since for f in mother.open_follow_ups if f.waits_for)
        due = Due(on=calendar.first_from(day_of(heard_at)))
    else:
        climb = _climb(mother, ladder, calendar, now=now, shares_phone=shares_phone)
        due = _on_ladder(mother, climb, calendar=calendar)
    if mother.snooze is None or mother.has_concern:
        return due
    if due is not NOT_DUE:
        return Due(step=due.step, on=mother.snooze.until)
    return due


def step_done(
    attempt: Attempt,
    mother: Mother,
    *,
    ladder: Ladder,
    calendar: Calendar,
    now: datetime,
    shares_phone: bool = False,
) -> StepKind | None:
    """
    Return the step of her ladder that this contact is, before it is noted with her.

    Who has told something, or is talked about by the team, stands on no step.
    """
    if mother.has_told or mother.open_talk is not None:
        return None
    climb = _climb(mother, ladder, calendar, now=now, shares_phone=shares_phone)
    return climb.step_of(attempt) if climb else None


def _climb(
    mother: Mother,
    ladder: Ladder,
    calendar: Calendar,
    *,
    now: datetime,
    shares_phone: bool,
) -> Climb | None:
    if mother.enrolment.place is not Place.IN_GROUP or not mother.open_follow_ups:
        return None
    return Climb(
        mother=mother,
        ladder=ladder,
        calendar=calendar,
        now=now,
        shares_phone=shares_phone,
    )


def _on_ladder(mother: Mother, climb: Climb | None, *, calendar: Calendar) -> Due:
    if climb is None:
        return NOT_DUE
    talk = mother.open_talk
    if talk is not None:
        day = calendar.first_from(day_of(talk.raised_at))
        return Due(step=StepKind.TEAM_TALK, on=day)
    step = climb.first()
    return Due(step=step.kind, on=step.due_on) if step else NOT_DUE
