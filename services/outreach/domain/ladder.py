"""
The ladder: what is done next about a mother, and on which day.

Nothing of it is stored as a timer. The next step follows from what she has said, what
was missed and tried, and the calendar, at the moment at which it is asked for.
"""

from dataclasses import replace
from datetime import date, datetime

from services.outreach.domain.agreement import Persistence
from services.outreach.domain.calendar import Calendar
from services.outreach.domain.climb import Climb, free_from
from services.outreach.domain.enrolment import Place
from services.outreach.domain.ladder_steps import Ladder, Step, StepKind
from services.outreach.domain.mother import Mother
from shared.kernel.clock import day_of

__all__ = ["Calendar", "Ladder", "Step", "StepKind", "next_step", "steps_ahead"]


def next_step(
    mother: Mother,
    *,
    ladder: Ladder,
    calendar: Calendar,
    now: datetime,
    shares_phone: bool = False,
) -> Step | None:
    """
    Return the next step about her, or None if there is nothing to do for now.

    To ask her again goes before every other step. What a person is to do waits for the
    day to which she is put off.
    """
    steps = steps_ahead(
        mother, ladder=ladder, calendar=calendar, now=now, shares_phone=shares_phone
    )
    first = next((one for one in steps if one.kind is StepKind.ASK_AGAIN), None)
    step = first or min(steps, key=lambda one: one.due_on, default=None)
    if step is None or step.is_text or mother.snooze is None:
        return step
    return replace(step, due_on=max(step.due_on, mother.snooze.until))


def steps_ahead(
    mother: Mother,
    *,
    ladder: Ladder,
    calendar: Calendar,
    now: datetime,
    shares_phone: bool = False,
) -> list[Step]:
    """
    Return what is to be done about her: by a person one step, and the texts.

    Her own ladder stands before the group's. What she has told that waits for somebody
    is no step: it is shown as such. A team talk lets all but asking again wait.
    """
    today = day_of(now)
    if mother.enrolment.place is not Place.IN_GROUP or mother.has_told:
        return []
    asked = _to_ask_again(mother, calendar=calendar, today=today, now=now)
    is_quiet = mother.agreement.persistence(today) is Persistence.NEVER
    if is_quiet or not mother.open_follow_ups:
        return asked
    if mother.open_talk is not None:
        due, miss = calendar.first_from(today), mother.newest_miss
        talk = Step(kind=StepKind.TEAM_TALK, due_on=due, follow_up_id=miss.id)
        return [*asked, talk]
    climb = Climb(
        mother=mother,
        ladder=ladder,
        calendar=calendar,
        now=now,
        shares_phone=shares_phone,
    )
    return asked + climb.steps()


def _to_ask_again(
    mother: Mother, *, calendar: Calendar, today: date, now: datetime
) -> list[Step]:
    day = mother.agreement.ask_again_on
    if day is None or day > today:
        return []
    due = free_from(today, mother=mother, calendar=calendar, now=now)
    return [Step(kind=StepKind.ASK_AGAIN, due_on=due)]
