"""
Take what one role says in a team talk.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from services.outreach.domain.errors import TeamTalkEnded
from services.outreach.domain.mother import Mother
from services.outreach.domain.team_talk import Decision, TeamTalk
from services.outreach.usecases.announcements import announce
from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.kernel.organisations import Role
from shared.kernel.refusal import refuse_if_stale


def decide_team_talk(
    *,
    talk_id: UUID,
    decision: Decision,
    expected_version: int | None,
    by: Role,
    now: datetime,
    uow: OutreachUnitOfWork,
) -> None:
    """
    Keep the vote; when two roles of two organisations agree, do what they say.

    Raises TeamTalkNotFound, TeamTalkEnded, NotOfTheTeam or StaleVersion.
    """
    with uow:
        mother = uow.mothers.of_talk(talk_id)
        _refuse_if_over(mother, talk_id, expected=expected_version, uow=uow)
        change = mother.decide(decision, by=by, at=now)
        uow.mothers.save(mother)
        announce(change, mother=mother, outbox=uow.outbox)
        uow.commit()


def _refuse_if_over(
    mother: Mother, talk_id: UUID, *, expected: int | None, uow: OutreachUnitOfWork
) -> None:
    talk = mother.open_talk
    if talk is None or talk.id != talk_id:
        over = uow.talks.get(talk_id)
        raise TeamTalkEnded(
            state=over.decision or str(over.ended_by),
            version=over.version,
            **_who_was_first(over),
        )
    refuse_if_stale(
        expected=expected, version=talk.version, state="open", **_who_was_first(talk)
    )


def _who_was_first(talk: TeamTalk) -> dict[str, Any]:
    """
    Return who has said something last and when, unless something else has ended it.
    """
    if talk.ended_by is not None or not talk.votes:
        return {}
    last = talk.votes[-1]
    return {"by_role": last.role, "at": last.at.isoformat()}
