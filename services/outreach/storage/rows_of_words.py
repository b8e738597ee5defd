"""
From her words, her put-offs, her ladder and her team talks to rows, and back.
"""

from typing import Any
from uuid import UUID

from services.outreach.domain.agreement import AgreementKind, Scope, Terms, Word
from services.outreach.domain.attempt import Channel
from services.outreach.domain.ladder_steps import (
    RUNG_KINDS,
    Ladder,
    LadderChange,
    Rung,
)
from services.outreach.domain.last_word import Care, CareTakenBack
from services.outreach.domain.review import Asked, AskedOutcome
from services.outreach.domain.snooze import Snooze
from services.outreach.domain.team_talk import Decision, EndedBy, TeamTalk, Vote
from shared.kernel.organisations import Role


def terms_of(row: Any, *, prefix: str = "") -> Terms:
    def told(name: str) -> Any:
        return getattr(row, prefix + name)

    scope = told("scope")
    return Terms(
        quote=told("quote"),
        channels=frozenset(map(Channel, told("channels") or ())),
        every_weeks=told("every_weeks"),
        review_on=told("review_on"),
        until=told("until"),
        scope=Scope(scope) if scope else None,
    )


def row_of_terms(terms: Terms, *, prefix: str = "") -> dict[str, Any]:
    return {
        f"{prefix}quote": terms.quote,
        f"{prefix}channels": sorted(terms.channels) or None,
        f"{prefix}every_weeks": terms.every_weeks,
        f"{prefix}review_on": terms.review_on,
        f"{prefix}until": terms.until,
        f"{prefix}scope": terms.scope,
    }


def word_of(row: Any) -> Word:
    return Word(
        version=row.version,
        kind=AgreementKind(row.kind),
        said_on=row.said_on,
        heard_by_role=Role(row.heard_by_role),
        terms=terms_of(row),
        written_at=row.written_at,
        taken_back_at=row.taken_back_at,
        taken_back_by=Role(row.taken_back_by_role) if row.taken_back_by_role else None,
    )


def row_of_word(word: Word, *, mother_id: UUID) -> dict[str, Any]:
    return {
        "mother_id": mother_id,
        "version": word.version,
        "kind": word.kind,
        "said_on": word.said_on,
        "heard_by_role": word.heard_by_role,
        "written_at": word.written_at,
        "taken_back_at": word.taken_back_at,
        "taken_back_by_role": word.taken_back_by,
        **row_of_terms(word.terms),
    }


def put_off_of(row: Any) -> Snooze:
    return Snooze(until=row.until, by_role=Role(row.by_role), at=row.at)


def row_of_put_off(put_off: Snooze, *, mother_id: UUID) -> dict[str, Any]:
    return {
        "mother_id": mother_id,
        "at": put_off.at,
        "until": put_off.until,
        "by_role": put_off.by_role,
    }


def care_taken_back_of(row: Any) -> CareTakenBack:
    return CareTakenBack(
        care=Care(row.care),
        at=row.at,
        by_role=Role(row.by_role) if row.by_role else None,
        taken_back_at=row.taken_back_at,
        taken_back_by=Role(row.taken_back_by_role),
    )


def row_of_care_taken_back(
    taken_back: CareTakenBack, *, mother_id: UUID
) -> dict[str, Any]:
    return {
        "mother_id": mother_id,
        "care": taken_back.care,
        "taken_back_at": taken_back.taken_back_at,
        "taken_back_by_role": taken_back.taken_back_by,
        "at": taken_back.at,
        "by_role": taken_back.by_role,
    }


def asked_of(row: Any) -> Asked:
    return Asked(
        at=row.at,
        by_role=Role(row.by_role),
        outcome=AskedOutcome(row.outcome),
        minutes=row.minutes,
        taken_back_at=row.taken_back_at,
        taken_back_by=Role(row.taken_back_by_role) if row.taken_back_by_role else None,
    )


def row_of_asked(asked: Asked, *, mother_id: UUID) -> dict[str, Any]:
    return {
        "mother_id": mother_id,
        "at": asked.at,
        "by_role": asked.by_role,
        "outcome": asked.outcome,
        "minutes": asked.minutes,
        "taken_back_at": asked.taken_back_at,
        "taken_back_by_role": asked.taken_back_by,
    }


def ladder_in(told: dict[str, list[int]] | None) -> Ladder | None:
    """
    Read a ladder that is written as working days and first miss by step.
    """
    if told is None:
        return None
    return Ladder(
        tuple(
            Rung(kind=kind, after=told[kind][0], from_miss=told[kind][1])
            for kind in RUNG_KINDS
            if kind in told
        )
    )


def written(ladder: Ladder | None) -> dict[str, list[int]] | None:
    if ladder is None:
        return None
    return {rung.kind.value: [rung.after, rung.from_miss] for rung in ladder.rungs}


def talk_of(row: Any, votes: list[Vote]) -> TeamTalk:
    return TeamTalk(
        id=row.id,
        mother_id=row.mother_id,
        episode_id=row.episode_id,
        raised_at=row.raised_at,
        sessions_missed=row.sessions_missed,
        votes=votes,
        decision=Decision(row.decision) if row.decision else None,
        ended_at=row.ended_at,
        ended_by=EndedBy(row.ended_by) if row.ended_by else None,
        asked_at=row.asked_at,
        version=row.version,
    )


def row_of_talk(talk: TeamTalk) -> dict[str, Any]:
    return {
        "id": talk.id,
        "mother_id": talk.mother_id,
        "episode_id": talk.episode_id,
        "raised_at": talk.raised_at,
        "sessions_missed": talk.sessions_missed,
        "decision": talk.decision,
        "ended_at": talk.ended_at,
        "ended_by": talk.ended_by,
        "asked_at": talk.asked_at,
        "version": talk.version,
    }


def vote_of(row: Any) -> Vote:
    return Vote(
        position=row.position,
        role=Role(row.role),
        decision=Decision(row.decision),
        at=row.at,
    )


def row_of_vote(vote: Vote, *, talk_id: UUID) -> dict[str, Any]:
    return {
        "talk_id": talk_id,
        "position": vote.position,
        "role": vote.role,
        "decision": vote.decision,
        "at": vote.at,
    }


def ladder_change_of(row: Any) -> LadderChange:
    """
    Return who has chosen last by which ladder she is followed up.
    """
    role = row.own_ladder_changed_by_role
    return LadderChange(
        version=row.own_ladder_version,
        by_role=Role(role) if role else None,
        at=row.own_ladder_changed_at,
    )
