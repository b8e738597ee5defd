"""
What the pages about the ladder, the agreement and the team talks show.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.outreach.domain.act import FormerEnd
from services.outreach.domain.agreement import Agreement, Word
from services.outreach.domain.by_hand import ByHand, by_hand
from services.outreach.domain.contact import Contact
from services.outreach.domain.ladder_steps import (
    DEFAULT_LADDER,
    GroupLadder,
    Ladder,
    Step,
)
from services.outreach.domain.last_word import CareTakenBack
from services.outreach.domain.review import Asked
from services.outreach.domain.snooze import Snooze
from services.outreach.domain.team_talk import TeamTalk
from services.outreach.usecases.known import mother_on_the_list, refuse_unless_ours
from services.outreach.usecases.next_steps import (
    calendar_for,
    calendars_for,
    group_of,
    next_steps,
)
from services.outreach.usecases.next_steps import (
    ladder_of_group as groups_ladder,
)
from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.kernel.organisations import Role

LONGEST_LIST = 200


@dataclass(frozen=True, kw_only=True)
class TalkView:
    """
    A team talk with whom it is about; of her contact only the name is shown.
    """

    talk: TeamTalk
    contact: Contact | None
    agreement: Agreement
    missed_on: Sequence[datetime]

    @property
    def mother_id(self) -> UUID:
        return self.talk.mother_id


@dataclass(frozen=True, kw_only=True)
class HerWords:
    """
    All that she has said, the newest first, her next step, her talks, her ladder.

    ``put_offs`` are the days to which she was put off, the newest first, and
    ``cares_taken_back`` what was said to be done and was not. ``asked`` is who has
    asked her again, but for slips, and ``former_ends`` how her follow-ups had ended
    before they were opened again. ``by_hand`` is how she may be contacted now.
    """

    words: Sequence[Word]
    put_offs: Sequence[Snooze]
    cares_taken_back: Sequence[CareTakenBack]
    asked: Sequence[Asked]
    former_ends: Sequence[FormerEnd]
    step: Step | None
    talks: Sequence[TeamTalk]
    has_own_ladder: bool
    by_hand: ByHand


def her_words(*, mother_id: UUID, now: datetime, uow: OutreachUnitOfWork) -> HerWords:
    """
    Return what stands on her page beside her follow-ups.

    Raises MotherNotFound.
    """
    with uow.reading():
        mother = mother_on_the_list(mother_id, uow=uow)
        calendars = calendars_for([mother], now=now, uow=uow)
        steps = next_steps([mother], calendars=calendars, now=now, uow=uow)
        return HerWords(
            words=uow.mothers.words_of(mother_id),
            put_offs=uow.mothers.put_offs_of(mother_id),
            cares_taken_back=uow.mothers.cares_taken_back_of(mother_id),
            asked=[one for one in uow.mothers.asked_again_of(mother_id) if one.stands],
            former_ends=uow.mothers.former_ends_of(mother_id),
            step=steps.get(mother_id),
            by_hand=by_hand(mother, calendar=calendars[mother_id], at=now),
            talks=uow.talks.of_mother(mother_id),
            has_own_ladder=mother.own_ladder is not None,
        )


def team_talks(*, uow: OutreachUnitOfWork) -> list[TalkView]:
    """
    Return what a team has to decide, and what the health visitor has still to ask.
    """
    with uow.reading():
        found = uow.talks.to_be_held(limit=LONGEST_LIST)
        ids = [talk.mother_id for talk in found]
        uow.contacts.load(ids)
        uow.mothers.load(ids)
        held = [talk for talk in found if _is_to_be_held(talk, uow=uow)]
        return [_view(talk, uow=uow) for talk in held]


def talks_that_wait(*, by: Role, uow: OutreachUnitOfWork) -> int:
    """
    Return how many talks wait for what this role says, or asks.

    Every open home asks each minute: of a mother no more is read than whether she may
    still be asked.
    """
    with uow.reading():
        found = uow.talks.to_be_held(limit=LONGEST_LIST)
        waiting = [talk for talk in found if talk.waits_for(by)]
        uow.mothers.load(talk.mother_id for talk in waiting if not talk.is_open)
        return sum(_is_to_be_held(talk, uow=uow) for talk in waiting)


def _is_to_be_held(talk: TeamTalk, *, uow: OutreachUnitOfWork) -> bool:
    """
    Return whether it still is: whoever has said no thanks since is asked by nobody.
    """
    if talk.is_open:
        return True
    return mother_on_the_list(talk.mother_id, uow=uow).agreement.allows_contact


def _view(talk: TeamTalk, *, uow: OutreachUnitOfWork) -> TalkView:
    mother = mother_on_the_list(talk.mother_id, uow=uow)
    missed = [
        each.session_started_at
        for each in mother.follow_ups.values()
        if each.episode_id == talk.episode_id and each.state != "withdrawn"
    ]
    return TalkView(
        talk=talk,
        contact=uow.contacts.find(talk.mother_id),
        agreement=mother.agreement,
        missed_on=sorted(missed),
    )


def ladder_of_group(*, group_id: UUID, uow: OutreachUnitOfWork) -> GroupLadder:
    """
    Return a group's ladder: the usual one, as long as nobody has changed it.

    Raises GroupNotFound where it is another organisation's.
    """
    with uow.reading():
        refuse_unless_ours(group_id, uow=uow)
        known = uow.ladders.find(group_id)
        return known or GroupLadder(group_id=group_id, ladder=DEFAULT_LADDER)


@dataclass(frozen=True, kw_only=True)
class HerLadder:
    """
    The ladder by which she is followed up, be it hers or her group's.
    """

    ladder: Ladder
    is_own: bool
    version: int


def ladder_of_mother(
    *, mother_id: UUID, now: datetime, uow: OutreachUnitOfWork
) -> HerLadder:
    """
    Return her own ladder, else that of her group.

    Raises MotherNotFound.
    """
    with uow.reading():
        mother = mother_on_the_list(mother_id, uow=uow)
        version = mother.ladder_change.version
        if mother.own_ladder is not None:
            return HerLadder(ladder=mother.own_ladder, is_own=True, version=version)
        calendar = calendar_for(mother, now=now, uow=uow)
        known = groups_ladder(group_of(mother, calendar=calendar), uow=uow)
        return HerLadder(ladder=known, is_own=False, version=version)
