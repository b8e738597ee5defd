"""
What the pages about the ladder, the agreement and the team talks show.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.outreach.domain.agreement import Agreement, Word
from services.outreach.domain.contact import Contact
from services.outreach.domain.ladder_steps import (
    DEFAULT_LADDER,
    GroupLadder,
    Ladder,
    Step,
)
from services.outreach.domain.team_talk import TeamTalk
from services.outreach.usecases.known import mother_on_the_list, refuse_unless_ours
from services.outreach.usecases.next_steps import next_steps
from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.kernel.clock import day_of

LONGEST_LIST = 200


@dataclass(frozen=True, kw_only=True)
class AskedAgain:
    """
    One whom staff agreed to ask again, and since which day.
    """

    id: UUID
    contact: Contact | None
    agreement: Agreement
    since: date


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
    """

    words: Sequence[Word]
    step: Step | None
    talks: Sequence[TeamTalk]
    has_own_ladder: bool


def mothers_to_ask_again(*, now: datetime, uow: OutreachUnitOfWork) -> list[AskedAgain]:
    """
    Return whose review date has come without anybody having asked, the oldest first.
    """
    with uow.reading():
        found = uow.mothers.to_ask_again(by=day_of(now), limit=LONGEST_LIST)
        uow.contacts.load(mother.id for mother in found)
        return [
            AskedAgain(
                id=mother.id,
                contact=uow.contacts.find(mother.id),
                agreement=mother.agreement,
                since=day,
            )
            for mother in found
            if (day := mother.agreement.ask_again_on)
        ]


def steps_of(
    mother_ids: Sequence[UUID], *, now: datetime, uow: OutreachUnitOfWork
) -> dict[UUID, Step]:
    """
    Return the next step of each of these who has one.
    """
    with uow.reading():
        uow.mothers.load(mother_ids)
        found = [mother_on_the_list(each, uow=uow) for each in mother_ids]
        return next_steps(found, now=now, uow=uow)


def her_words(*, mother_id: UUID, now: datetime, uow: OutreachUnitOfWork) -> HerWords:
    """
    Return what stands on her page beside her follow-ups.

    Raises MotherNotFound.
    """
    with uow.reading():
        mother = mother_on_the_list(mother_id, uow=uow)
        return HerWords(
            words=uow.mothers.words_of(mother_id),
            step=next_steps([mother], now=now, uow=uow).get(mother_id),
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
        shown = [_view(talk, uow=uow) for talk in found]
        # Whoever has said no thanks since is asked by nobody.
        return [
            one for one in shown if one.talk.is_open or one.agreement.allows_contact
        ]


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


def ladder_of_mother(*, mother_id: UUID, uow: OutreachUnitOfWork) -> Ladder | None:
    """
    Return her own ladder, if she has one.

    Raises MotherNotFound.
    """
    with uow.reading():
        return mother_on_the_list(mother_id, uow=uow).own_ladder
