"""
What the pages and the API show; nothing is changed here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from services.outreach.domain.agreement import Agreement
from services.outreach.domain.attempt import Attempt, AttemptOutcome
from services.outreach.domain.change import only_opened_once
from services.outreach.domain.contact import Contact
from services.outreach.domain.enrolment import Enrolment
from services.outreach.domain.episode import Episode
from services.outreach.domain.follow_up import FollowUp
from services.outreach.domain.follow_up_state import FollowUpState
from services.outreach.domain.mother import Mother
from services.outreach.domain.ranking import Rank, rank_of
from services.outreach.domain.review import Asked
from services.outreach.domain.school_year import FIRST_DAYCARE, year_to_ask_for
from services.outreach.domain.snooze import Snooze, version_of
from services.outreach.usecases.known import mother_on_the_list
from services.outreach.usecases.ports import OutreachUnitOfWork

LONGEST_LIST = 200
SHOWN_AFTER_CLOSING = timedelta(days=14)
LEFT_TO_COME = "left_to_come"
STATUS = {
    FollowUpState.OPEN: "opened",
    FollowUpState.ATTEMPTING: "opened",
    FollowUpState.REACHED: "opened",
    FollowUpState.COMPLETED: "done",
    FollowUpState.WITHDRAWN: "withdrawn",
    FollowUpState.STOPPED: "withdrawn",
}


@dataclass(frozen=True, kw_only=True)
class FollowUpView:
    """
    A follow-up, and its attempts in their order.

    ``is_left`` if nobody is to do anything: she is left to come by herself.
    """

    follow_up: FollowUp
    attempts: Sequence[Attempt]
    is_left: bool = False

    @property
    def waiting_since(self) -> datetime:
        return self.follow_up.waiting_since

    @property
    def status(self) -> str:
        """
        Return what other systems are told: opened, withdrawn or done.

        Stopped is withdrawn to them: there is nothing to do any more. One that is open
        about a mother whom we leave to come by herself is nobody's task either.
        """
        if self.is_left and self.follow_up.is_open:
            return LEFT_TO_COME
        return STATUS[self.follow_up.state]


@dataclass(frozen=True, kw_only=True)
class MotherView:
    """
    A mother with those of her follow-ups that are asked for, the newest session first.

    ``contact`` is empty while the roster has not told of her yet.
    """

    id: UUID
    contact: Contact | None
    agreement: Agreement
    enrolment: Enrolment
    episode: Episode | None
    follow_ups: Sequence[FollowUpView]
    rank: Rank | None
    is_to_be_asked: bool
    is_left_to_come: bool
    gets_texts_alone: bool
    was_asked_in_vain: bool
    contact_from: datetime | None
    snooze: Snooze | None
    asked: Sequence[Asked]

    @property
    def put_off_version(self) -> int:
        return version_of(self.snooze)

    @property
    def to_take_care_of(self) -> list[FollowUpView]:
        """
        Return one follow-up for each thing that she has told, a concern first.
        """
        by_thing: dict[AttemptOutcome, FollowUpView] = {}
        for view in self.follow_ups:
            if view.follow_up.waits_for:
                by_thing.setdefault(view.follow_up.waits_for, view)
        return [by_thing[thing] for thing in sorted(by_thing)]

    @property
    def last_attempt(self) -> Attempt | None:
        made = [
            attempt
            for each in self.follow_ups
            for attempt in each.attempts
            if attempt.stands
        ]
        return max(made, key=lambda attempt: attempt.at, default=None)

    @property
    def last_asked(self) -> Asked | None:
        """
        Return who has asked her again last, unless she was tried about a miss since.
        """
        stands = [one for one in self.asked if one.stands]
        last = max(stands, key=lambda one: one.at, default=None)
        tried = self.last_attempt
        return None if last and tried and tried.at > last.at else last


def holidays_to_ask_for(*, today: date, uow: OutreachUnitOfWork) -> dict[UUID, int]:
    """
    Return which daycares' school holidays are missing, with the first school year.

    They are the daycares with which we run a group; as long as the roster has told of
    no group, it is the first.
    """
    with uow.reading():
        known = uow.school_years.everyone()
        daycares = set(uow.whose_groups.daycares())
    if not daycares and uow.within is None:
        daycares = {FIRST_DAYCARE}
    missing = {
        one: year_to_ask_for(
            today=today, known=[year for year in known if year.is_of(one)]
        )
        for one in daycares
    }
    return {one: year for one, year in missing.items() if year is not None}


def mothers_with_closed(*, now: datetime, uow: OutreachUnitOfWork) -> list[MotherView]:
    """
    Return those with a follow-up that has ended in the last two weeks.
    """
    since = now - SHOWN_AFTER_CLOSING
    with uow.reading():
        found = uow.mothers.closed_since(since, limit=LONGEST_LIST)
        ended = [
            [each for each in opened_once(mother) if _has_ended(each, since=since)]
            for mother in found
        ]
        return views(found, ended, uow=uow)


def follow_up_by_id(*, follow_up_id: UUID, uow: OutreachUnitOfWork) -> FollowUpView:
    """
    Return one follow-up.

    Raises FollowUpNotFound.
    """
    with uow.reading():
        mother = uow.mothers.of_follow_up(follow_up_id)
        follow_up = mother.follow_up(follow_up_id)
        return views([mother], [[follow_up]], uow=uow)[0].follow_ups[0]


def mother_by_id(*, mother_id: UUID, uow: OutreachUnitOfWork) -> MotherView:
    """
    Return a mother with all her follow-ups.

    Raises MotherNotFound.
    """
    with uow.reading():
        mother = mother_on_the_list(mother_id, uow=uow)
        return views([mother], [opened_once(mother)], uow=uow)[0]


def opened_once(mother: Mother) -> list[FollowUp]:
    """
    Return her follow-ups without those that had ended before they were opened.
    """
    return only_opened_once(mother.follow_ups.values())


def views(
    mothers: Sequence[Mother],
    shown: Sequence[Iterable[FollowUp]],
    *,
    uow: OutreachUnitOfWork,
) -> list[MotherView]:
    """
    Put the mothers together with their contacts: one query for all.
    """
    uow.contacts.load(mother.id for mother in mothers)
    return [
        MotherView(
            id=mother.id,
            contact=uow.contacts.find(mother.id),
            agreement=mother.agreement,
            enrolment=mother.enrolment,
            episode=mother.open_episode,
            follow_ups=_newest_first(hers, is_left=mother.is_left_to_come),
            rank=rank_of(mother),
            is_to_be_asked=mother.is_to_be_asked,
            is_left_to_come=mother.is_left_to_come,
            gets_texts_alone=mother.gets_texts_alone,
            was_asked_in_vain=mother.was_asked_in_vain,
            contact_from=mother.contact_from,
            snooze=mother.snooze,
            asked=mother.asked,
        )
        for mother, hers in zip(mothers, shown, strict=True)
    ]


def _newest_first(
    follow_ups: Iterable[FollowUp], *, is_left: bool
) -> list[FollowUpView]:
    ordered = sorted(
        follow_ups, key=lambda each: (each.session_started_at, each.id), reverse=True
    )
    return [view_of(each, is_left=is_left) for each in ordered]


def view_of(follow_up: FollowUp, *, is_left: bool) -> FollowUpView:
    return FollowUpView(
        follow_up=follow_up,
        attempts=sorted(follow_up.attempts, key=lambda attempt: attempt.at),
        is_left=is_left,
    )


def _has_ended(follow_up: FollowUp, *, since: datetime) -> bool:
    return follow_up.closed_at is not None and follow_up.closed_at >= since


def personal(
    *, mother_id: UUID, uow: OutreachUnitOfWork
) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """
    Return all that is kept of a mother here, to be shown to her.
    """
    with uow.reading():
        return uow.persons.told(mother_id)
