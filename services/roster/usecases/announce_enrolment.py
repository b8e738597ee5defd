"""
What the others are told of a step on a mother's way.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, cast

from services.roster.domain.enrolment import Enrolment, Step
from services.roster.domain.enrolment_change import EnrolmentChange
from services.roster.domain.mother import Mother
from services.roster.usecases.announce_mother import (
    announce_listed,
    announce_yes,
    announce_yes_taken_back,
)
from services.roster.usecases.ports import UnitOfWork
from shared.contracts.event import Event
from shared.contracts.roster.enrolment import (
    MotherActivated,
    MotherInvited,
    MotherLeft,
    MotherPaused,
    MotherResumed,
    MotherReturned,
    MotherReviewDue,
    MotherSuggested,
)
from shared.contracts.roster.mothers import (
    HeardIn,
    MotherDeclined,
    MotherDeclineTakenBack,
    ResourceOffered,
)
from shared.kernel.clock import bounds_of_day, on_the_wall

_Told = Callable[[EnrolmentChange, Mother], Event | None]


def announce_enrolment(
    change: EnrolmentChange, mother: Mother, *, uow: UnitOfWork
) -> None:
    """
    Announce a step to whom it concerns; what only the team decides stays with it.
    """
    if change.step is Step.SAID_YES:
        announce_yes(mother, heard_by=change.by_role, uow=uow)
    if change.step is Step.TOOK_YES_BACK:
        announce_yes_taken_back(
            mother, on=on_the_wall(change.at).date(), heard_by=change.by_role, uow=uow
        )
    if change.group_before is not None or change.is_undoing_of(Step.CHANGED_GROUP):
        announce_listed(mother, uow=uow)
    event = _EVENT_OF.get(change.step, _nothing)(change, mother)
    if event is not None:
        uow.outbox.add(event, version=mother.version)


def tell_no_thanks_again(mother: Mother, *, uow: UnitOfWork) -> None:
    """
    Tell that her no thanks holds, because she has said it to one of us too.
    """
    mother.version += 1
    uow.mothers.save(mother)
    day = cast("Any", mother.declined_on)
    uow.outbox.add(
        MotherDeclined(mother_id=mother.id, declined_on=day), version=mother.version
    )


def _where(change: EnrolmentChange, *, since: date | None = None) -> dict[str, Any]:
    """
    Say where she stands, and since when.

    What is undone was never so: she stands where she stood, since she first did.
    """
    if change.step is Step.UNDONE:
        since = change.after.since
    at = change.at if since is None else bounds_of_day(since)[0]
    return {"mother_id": change.mother_id, "changed_at": at}


def _nothing(_change: EnrolmentChange, _mother: Mother) -> None:
    return None


def _suggested(change: EnrolmentChange, mother: Mother) -> Event:
    by = cast("Any", str(mother.suggested_by))
    return MotherSuggested(**_where(change), suggested_by=by)


def _invited(change: EnrolmentChange, _mother: Mother) -> Event:
    return MotherInvited(**_where(change))


def _activated(change: EnrolmentChange, _mother: Mother) -> Event:
    about = cast("Any", change.about)
    return MotherActivated(**_where(change), first_attended_session_id=about)


def _paused(change: EnrolmentChange, _mother: Mother) -> Event:
    return MotherPaused(**_where(change), until=change.after.until)


def _resumed(change: EnrolmentChange, _mother: Mother) -> Event:
    return MotherResumed(**_where(change))


def _review_due(change: EnrolmentChange, _mother: Mother) -> Event:
    return MotherReviewDue(**_where(change), cause=cast("Any", change.reason))


def _left(change: EnrolmentChange, _mother: Mother) -> Event:
    return MotherLeft(**_where(change))


def _returned(change: EnrolmentChange, mother: Mother) -> Event:
    """
    Tell that she is with us again, unless she pauses or has left all the same.

    She is since the day on which she said so, however late that is heard of: what she
    misses after it is followed up.
    """
    if change.to_state in _AWAY:
        return _AWAY[change.to_state](change, mother)
    left = change.from_state is Enrolment.ALUMNI
    where = _where(change)
    if change.step is Step.CAME_BACK and mother.said_yes_on is not None:
        said_by = bounds_of_day(mother.said_yes_on)[1]
        where["changed_at"] = min(change.at, said_by)
    return MotherReturned(**where, after="alumni" if left else "declined")


def _declined(change: EnrolmentChange, mother: Mother) -> Event:
    day = cast("Any", mother.declined_on)
    return MotherDeclined(
        mother_id=change.mother_id, declined_on=day, heard_in=_heard_in(change)
    )


def _heard_in(change: EnrolmentChange) -> HeardIn:
    """
    Say where she said no thanks, so that whoever has heard it is not told its own news.
    """
    is_told = change.step is not Step.MERGED and change.causing_event_id is not None
    return "outreach" if is_told else "roster"


def _declining_undone(change: EnrolmentChange, mother: Mother) -> Event | None:
    """
    Tell that she has not said no thanks, unless she had said so before.
    """
    if mother.declined_on is not None:
        return None
    return MotherDeclineTakenBack(
        mother_id=change.mother_id, heard_in=_heard_in(change)
    )


def _offered(change: EnrolmentChange, _mother: Mother) -> Event:
    kind = cast("Any", change.reason)
    return ResourceOffered(mother_id=change.mother_id, kind=kind)


def _merged(change: EnrolmentChange, mother: Mother) -> Event | None:
    """
    Tell where she stands who was entered twice, if others must hear of it.

    Whoever is with us has been since she came here under either id: what she has missed
    since then is followed up all the same.
    """
    if change.to_state is Enrolment.DECLINED:
        return _declined(change, mother)
    if change.to_state in _AWAY:
        return _AWAY[change.to_state](change, mother)
    if change.from_state not in _AWAY:
        return None
    left = change.from_state is Enrolment.ALUMNI
    where = _where(change, since=change.after.since)
    if left:
        return MotherReturned(**where, after="alumni")
    return MotherResumed(**where)


def _undone(change: EnrolmentChange, mother: Mother) -> Event | None:
    """
    Tell where she stands again, where that was told to be otherwise.
    """
    undone = Step(str(change.reason))
    if undone is Step.SAID_NO_THANKS:
        return _declining_undone(change, mother)
    if change.to_state is Enrolment.PAUSED:
        return _paused(change, mother)
    return _EVENT_OF_UNDOING.get(undone, _nothing)(change, mother)


_AWAY: Mapping[Enrolment, Callable[[EnrolmentChange, Mother], Event]] = {
    Enrolment.PAUSED: _paused,
    Enrolment.ALUMNI: _left,
}
_EVENT_OF: Mapping[Step, _Told] = {
    Step.SUGGESTED: _suggested,
    Step.INVITED: _invited,
    Step.CAME_FIRST_TIME: _activated,
    Step.PAUSED: _paused,
    Step.RESUMED: _resumed,
    Step.REVIEW_RAISED: _review_due,
    Step.LEFT: _left,
    Step.SAID_NO_THANKS: _declined,
    Step.CAME_BACK: _returned,
    Step.NEW_BIRTH: _returned,
    Step.NEW_BABY: _returned,
    Step.OFFERED_HELP: _offered,
    Step.MERGED: _merged,
    Step.UNDONE: _undone,
}
_EVENT_OF_UNDOING: Mapping[Step, _Told] = {
    Step.INVITED: _suggested,
    Step.PAUSED: _resumed,
    Step.LEFT: _returned,
}
