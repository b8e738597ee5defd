"""
The team talks of mothers, with every vote.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Connection, and_, or_, select

from services.outreach.domain.errors import TeamTalkNotFound
from services.outreach.domain.team_talk import Decision, TeamTalk, Vote
from services.outreach.storage.children import Children
from services.outreach.storage.rows_of_words import (
    row_of_talk,
    row_of_vote,
    talk_of,
    vote_of,
)
from services.outreach.storage.tables import team_talk_votes, team_talks
from shared.db.bulk import among
from shared.db.prepared import Prepared
from shared.db.repository import Repository
from shared.db.writes import Writes
from shared.kernel.refusal import NotFound


class TeamTalks:
    """
    Those below mothers that are locked: only the open one of each is read with her.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._talks = Children(connection, team_talks)
        self._votes = Children(connection, team_talk_votes)

    def open_of(self, mother_ids: Collection[UUID]) -> dict[UUID, list[TeamTalk]]:
        rows = self._talks.read(_OPEN, mother_ids)
        said: defaultdict[UUID, list[Vote]] = defaultdict(list)
        if rows:
            for vote in self._votes.read(_VOTES, [row.id for row in rows]):
                said[vote.talk_id].append(vote_of(vote))
        found: defaultdict[UUID, list[TeamTalk]] = defaultdict(list)
        for row in rows:
            found[row.mother_id].append(talk_of(row, said[row.id]))
        return found

    def of(self, talk_id: UUID) -> TeamTalk | None:
        """
        Return one that has ended, to be written again with her.
        """
        rows = self._talks.read(_ONE, [talk_id])
        votes = self._votes.read(_VOTES, [talk_id])
        return talk_of(rows[0], [vote_of(one) for one in votes]) if rows else None

    def write(self, talks: Sequence[TeamTalk], writes: Writes) -> None:
        self._talks.write([row_of_talk(each) for each in talks], writes)
        self._votes.write(
            [
                row_of_vote(vote, talk_id=each.id)
                for each in talks
                for vote in each.votes
            ],
            writes,
        )


class SqlTeamTalks(Repository[TeamTalk]):
    """
    The same talks beside their mothers: for lists, and for what comes after one.
    """

    table: ClassVar = team_talks
    missing: ClassVar[type[NotFound]] = TeamTalkNotFound

    def __init__(self, connection: Connection, *, writing: bool) -> None:
        super().__init__(connection, writing=writing)
        self._votes = Children(connection, team_talk_votes)

    def of_mother(self, mother_id: UUID) -> list[TeamTalk]:
        found = self.matching(team_talks.c.mother_id == mother_id)
        return sorted(found, key=lambda each: each.raised_at, reverse=True)

    def to_be_held(self, *, limit: int) -> list[TeamTalk]:
        """
        Return those that are open or left a question to ask, the oldest first.
        """
        waits = and_(
            team_talks.c.decision == Decision.HEALTH_VISITOR_ASKS,
            team_talks.c.asked_at.is_(None),
        )
        oldest = (
            select(team_talks.c.id)
            .where(or_(team_talks.c.ended_at.is_(None), waits))
            .order_by(team_talks.c.raised_at, team_talks.c.id)
            .limit(limit)
        )
        ids = list(self.connection.scalars(oldest))
        self.load(ids)
        return [self.get(each) for each in ids]

    def to_row(self, thing: TeamTalk) -> dict[str, Any]:
        return row_of_talk(thing)

    def from_rows(self, rows: Sequence[Any]) -> list[TeamTalk]:
        said: defaultdict[UUID, list[Vote]] = defaultdict(list)
        if rows:
            for vote in self._votes.read(_VOTES, [row.id for row in rows]):
                said[vote.talk_id].append(vote_of(vote))
        return [talk_of(row, said[row.id]) for row in rows]

    def write_children(self, things: Sequence[TeamTalk], writes: Writes) -> None:
        self._votes.write(
            [row_of_vote(vote, talk_id=t.id) for t in things for vote in t.votes],
            writes,
        )


_OPEN = Prepared(
    lambda on: (
        team_talks.select()
        .where(among(team_talks.c.mother_id, on=on), team_talks.c.ended_at.is_(None))
        .order_by(*team_talks.primary_key)
    )
)
_ONE = Prepared(lambda on: team_talks.select().where(among(team_talks.c.id, on=on)))
_VOTES = Prepared(
    lambda on: (
        team_talk_votes.select()
        .where(among(team_talk_votes.c.talk_id, on=on))
        .order_by(*team_talk_votes.primary_key)
    )
)
