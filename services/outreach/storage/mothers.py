"""
Mothers with all that is below them, read and written in bulk.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    func,
    literal,
    not_,
    or_,
    select,
    tuple_,
)

from services.outreach.domain.attempt import Attempt
from services.outreach.domain.attendance import Attendance
from services.outreach.domain.enrolment import Place
from services.outreach.domain.episode import Episode
from services.outreach.domain.errors import (
    FollowUpNotFound,
    MotherNotFound,
    TeamTalkNotFound,
)
from services.outreach.domain.follow_up import FollowUp
from services.outreach.domain.mother import Mother
from services.outreach.domain.ranking import Rank
from services.outreach.domain.review import Asked
from services.outreach.domain.task_place import TaskPlace
from services.outreach.domain.team_talk import TeamTalk
from services.outreach.storage import rows as as_rows
from services.outreach.storage.children import Children
from services.outreach.storage.history import HerHistory
from services.outreach.storage.list_rows import (
    last_word_of,
    review_of,
    row_of_list,
    snooze_of,
)
from services.outreach.storage.rows_of_words import (
    asked_of,
    ladder_change_of,
    ladder_in,
    row_of_asked,
    row_of_care_taken_back,
    row_of_put_off,
    row_of_word,
    written,
)
from services.outreach.storage.tables import (
    agreement_words,
    asked_again,
    attempts,
    attendances,
    cares_taken_back,
    episodes,
    follow_ups,
    former_ends,
    mothers,
    put_offs,
    sessions,
    team_talks,
    webhook_deliveries,
)
from services.outreach.storage.task_places import closed_places, open_places
from services.outreach.storage.team_talks import TeamTalks
from shared.bus.whose import whose_mothers
from shared.db.ahead import Question
from shared.db.bulk import among
from shared.db.counts import counts_by
from shared.db.prepared import Prepared
from shared.db.repository import Repository
from shared.db.writes import Writes
from shared.kernel.organisations import Role
from shared.kernel.refusal import NotFound

PlaceOnTheList = tuple[int, datetime, UUID]
"""Rank, since when, and her id: where a mother stands on the list."""

MissOfHers = tuple[datetime, UUID]
"""When the session began that she missed, and her id: a place among all misses."""


class SqlMothers(HerHistory, Repository[Mother]):
    """
    A mother is locked as a whole, so that a miss and a no thanks take turns.

    All her follow-ups and attendances come with her: she is in the group for two years
    at most, so they are a hundred. Of her episodes only the open one does.
    """

    table: ClassVar = mothers
    missing: ClassVar[type[NotFound]] = MotherNotFound

    def __init__(self, connection: Connection, *, writing: bool) -> None:
        super().__init__(connection, writing=writing)
        self._episodes = Children(connection, episodes)
        self._follow_ups = Children(connection, follow_ups)
        self._attempts = Children(connection, attempts)
        self._attendances = Children(connection, attendances)
        self._words = Children(connection, agreement_words)
        self._put_offs = Children(connection, put_offs)
        self._cares = Children(connection, cares_taken_back)
        self._asked = Children(connection, asked_again)
        self._former_ends = Children(connection, former_ends)
        self._talks = TeamTalks(connection)

    def of_follow_up(self, follow_up_id: UUID) -> Mother:
        """
        Return the mother whose follow-up this is.

        Raises FollowUpNotFound.
        """
        query = select(follow_ups.c.mother_id).where(follow_ups.c.id == follow_up_id)
        mother_id = self.connection.scalar(query)
        if mother_id is None:
            raise FollowUpNotFound(id=str(follow_up_id))
        return self.get(mother_id)

    def give_up(
        self,
        mother_id: UUID,
        *,
        to: UUID,
        given_way: Sequence[FollowUp],
        words_before: int,
    ) -> None:
        """
        Let what is not loaded with her go to the kept id, and delete what is left.

        What is loaded was written under the kept id before. Her words are numbered on
        behind ``words_before``, the last number of the kept id's own.
        """
        run, gone = self.connection.execute, [each.id for each in given_way]
        run(attempts.delete().where(attempts.c.follow_up_id.in_(gone)))
        run(follow_ups.delete().where(follow_ups.c.id.in_(gone)))
        hers = episodes.c.mother_id == mother_id
        run(episodes.update().where(hers).values(mother_id=to))
        run(
            agreement_words.update()
            .where(agreement_words.c.mother_id == mother_id)
            .values(mother_id=to, version=agreement_words.c.version + words_before)
        )
        off = put_offs.c.mother_id == mother_id
        run(put_offs.update().where(off).values(mother_id=to))
        cares = cares_taken_back.c.mother_id == mother_id
        run(cares_taken_back.update().where(cares).values(mother_id=to))
        asked = asked_again.c.mother_id == mother_id
        run(asked_again.update().where(asked).values(mother_id=to))
        ended = former_ends.c.mother_id == mother_id
        run(former_ends.update().where(ended).values(mother_id=to))
        talks = team_talks.c.mother_id == mother_id
        run(team_talks.update().where(talks).values(mother_id=to))
        told = webhook_deliveries.c.mother_id == mother_id
        run(webhook_deliveries.update().where(told).values(mother_id=to))
        run(attendances.delete().where(attendances.c.mother_id == mother_id))
        run(mothers.delete().where(mothers.c.id == mother_id))

    def of_session(self, session_id: UUID) -> list[Mother]:
        """
        Return those with a follow-up of this session that is written already.
        """
        return self._in_order(
            select(follow_ups.c.mother_id)
            .where(follow_ups.c.session_id == session_id)
            .order_by(follow_ups.c.mother_id)
        )

    def open_tasks(
        self,
        *,
        after: tuple[datetime, UUID] | None,
        apart_from: Collection[UUID] = (),
        limit: int,
    ) -> list[TaskPlace]:
        """
        Return the next of the open tasks, the longest without contact first.

        Those of the mothers who come to some groups may be left out.
        """
        found = self._places(
            open_places(after=after, apart_from=apart_from, limit=limit)
        )
        return sorted(found)[:limit]

    def closed_tasks(
        self,
        *,
        since: datetime,
        after: tuple[datetime, UUID] | None,
        apart_from: Collection[UUID] = (),
        limit: int,
    ) -> list[TaskPlace]:
        """
        Return the next of the tasks that have ended since then, the newest first.

        Those of the mothers who come to some groups may be left out.
        """
        found = self._places(
            closed_places(since=since, after=after, apart_from=apart_from, limit=limit)
        )
        return sorted(found, reverse=True)[:limit]

    def _places(self, queries: Sequence[Select[Any]]) -> list[TaskPlace]:
        return [
            TaskPlace(*row)
            for query in queries
            for row in self.connection.execute(query)
        ]

    def with_open(self, *, after: UUID, limit: int) -> list[Mother]:
        """
        Return the next of those with an open follow-up, in the order of their ids.
        """
        return self._in_order(
            select(follow_ups.c.mother_id)
            .where(follow_ups.c.closed_at.is_(None), follow_ups.c.mother_id > after)
            .distinct()
            .order_by(follow_ups.c.mother_id)
            .limit(limit)
        )

    def with_tasks_in(self, group_id: UUID) -> list[Mother]:
        """
        Return those of a group with an open follow-up, or whom we are to ask again.
        """
        is_missed = (
            select(follow_ups.c.id)
            .where(
                follow_ups.c.mother_id == mothers.c.id, follow_ups.c.closed_at.is_(None)
            )
            .exists()
        )
        is_asked = and_(
            mothers.c.review_opened_at.is_not(None),
            mothers.c.review_ended_at.is_(None),
        )
        return self._in_order(
            select(mothers.c.id)
            .where(or_(is_missed, is_asked), *_is_among([group_id]))
            .order_by(mothers.c.id)
        )

    def to_follow_up(
        self,
        *,
        after: PlaceOnTheList | None,
        among: Collection[UUID] | None = None,
        limit: int,
    ) -> list[Mother]:
        """
        Return those on the list, in its order, behind a place on it.
        """
        order = (mothers.c.list_rank, mothers.c.list_since, mothers.c.id)
        query = select(mothers.c.id).where(
            mothers.c.list_rank < Rank.LEFT_TO_COME, *_is_among(among)
        )
        if after is not None:
            place = tuple_(
                *(literal(one, c.type) for one, c in zip(after, order, strict=True))
            )
            query = query.where(tuple_(*order) > place)
        return self._in_order(query.order_by(*order).limit(limit))

    def number_to_follow_up(
        self, *, among: Collection[UUID] | None = None, at_most: int
    ) -> int:
        """
        Count those on the list; who counts no further than a page says costs little.
        """
        some = (
            select(mothers.c.id)
            .where(mothers.c.list_rank < Rank.LEFT_TO_COME, *_is_among(among))
            .limit(at_most)
            .subquery()
        )
        return int(self.connection.scalar(select(func.count()).select_from(some)) or 0)

    def put_off(
        self,
        *,
        due_on: date | None = None,
        among: Collection[UUID] | None = None,
        limit: int,
    ) -> list[Mother]:
        """
        Return those who are put off, the next first; or whose day has come.
        """
        waits: list[ColumnElement[bool]] = [
            mothers.c.snoozed_until.is_not(None),
            mothers.c.snooze_is_due.is_(False),
            *_is_among(among),
        ]
        if due_on is not None:
            waits.append(mothers.c.snoozed_until <= due_on)
        query = select(mothers.c.id).where(*waits)
        order = (mothers.c.snoozed_until, mothers.c.id)
        return self._in_order(query.order_by(*order).limit(limit))

    def left_to_come(
        self, *, among: Collection[UUID] | None = None, limit: int
    ) -> list[Mother]:
        """
        Return those who have had their two texts without a yes, the longest ago first.
        """
        query = select(mothers.c.id).where(
            mothers.c.list_rank == Rank.LEFT_TO_COME, *_is_among(among)
        )
        order = (mothers.c.list_since, mothers.c.id)
        return self._in_order(query.order_by(*order).limit(limit))

    def minutes_since(
        self, since: datetime, *, among: Collection[UUID] | None = None
    ) -> int:
        """
        Return how long the attempts took that were made since then, as far as is known.

        To ask somebody again is one of them. They may be narrowed to those about the
        mothers of some groups.
        """
        tried, asked = _minutes_in(attempts, since), _minutes_in(asked_again, since)
        if among is not None:
            tried = tried.join(follow_ups, follow_ups.c.id == attempts.c.follow_up_id)
            tried = tried.join(mothers, mothers.c.id == follow_ups.c.mother_id)
            asked = asked.join(mothers, mothers.c.id == asked_again.c.mother_id)
            tried, asked = (one.where(*_is_among(among)) for one in (tried, asked))
        return sum(int(self.connection.scalar(one) or 0) for one in (tried, asked))

    def last_tried_by(self, role: Role, *, since: datetime) -> UUID | None:
        """
        Return whom somebody of this role has tried last since then.
        """
        query = (
            select(follow_ups.c.mother_id)
            .join(attempts, follow_ups.c.id == attempts.c.follow_up_id)
            .where(
                attempts.c.minutes.is_not(None),
                attempts.c.taken_back_at.is_(None),
                attempts.c.at >= since,
                attempts.c.by_role == role,
            )
            .order_by(attempts.c.at.desc(), attempts.c.id.desc())
            .limit(1)
        )
        found: UUID | None = self.connection.scalar(query)
        return found

    def closed_since(self, since: datetime, *, limit: int) -> list[Mother]:
        """
        Return those with a follow-up that has ended since then.
        """
        return self._in_order(
            select(follow_ups.c.mother_id)
            .where(
                follow_ups.c.closed_at >= since, follow_ups.c.episode_id.is_not(None)
            )
            .order_by(follow_ups.c.closed_at.desc(), follow_ups.c.id)
            .limit(limit)
        )

    def with_review_news(self, *, by: date, limit: int) -> list[Mother]:
        """
        Return those who are to be asked again by now and are not, or the other way.

        That is, whose review date has come and is not listed or not told of, and of
        whom it was told that they are to be asked.
        """
        hers = mothers.c
        is_new = hers.review_listed_for.is_distinct_from(hers.ask_again_on)
        is_told = and_(
            hers.review_opened_at.is_not(None), hers.review_ended_at.is_(None)
        )
        is_due = and_(hers.ask_again_on <= by, hers.place == Place.IN_GROUP)
        is_over = or_(is_new, hers.ask_again_on.is_(None), hers.place != Place.IN_GROUP)
        return self._in_order(
            select(hers.id)
            .where(
                or_(and_(is_due, or_(is_new, not_(is_told))), and_(is_told, is_over))
            )
            .order_by(hers.ask_again_on, hers.id)
            .limit(limit)
        )

    def to_ask_to_come(
        self, *, after: MissOfHers, limit: int
    ) -> tuple[list[Mother], MissOfHers | None]:
        """
        Return those whose second text is not asked for, by their open follow-ups.

        They are in the order of the index, from what follows ``after``; with them comes
        where the next ones begin, or None after the last.
        """
        columns, (moment, mother_id) = follow_ups.c, after
        query = (
            select(columns.session_started_at, columns.mother_id)
            .where(
                columns.closed_at.is_(None),
                columns.asked_to_come_at.is_(None),
                columns.session_started_at >= moment,
                or_(columns.session_started_at > moment, columns.mother_id > mother_id),
            )
            .order_by(columns.session_started_at, columns.mother_id)
            .limit(limit)
        )
        rows = self.connection.execute(query).all()
        ids = sorted({row.mother_id for row in rows})
        self.load(ids)
        last = (rows[-1].session_started_at, rows[-1].mother_id) if rows else None
        return [self.get(one) for one in ids], last

    def of_talk(self, talk_id: UUID) -> Mother:
        """
        Return the mother whom a team talk is about.

        Raises TeamTalkNotFound.
        """
        query = select(team_talks.c.mother_id).where(team_talks.c.id == talk_id)
        mother_id = self.connection.scalar(query)
        if mother_id is None:
            raise TeamTalkNotFound(id=str(talk_id))
        return self.get(mother_id)

    def talk_before(self, mother: Mother) -> TeamTalk | None:
        """
        Return the team talk that was open before her newest answer, if there was one.
        """
        word = mother.last_word
        if word is None or word.talk_id is None:
            return None
        is_open = any(each.id == word.talk_id for each in mother.talks)
        return None if is_open else self._talks.of(word.talk_id)

    def counts_by_agreement(self) -> dict[str, int]:
        return counts_by(self.connection, mothers.c.agreement_kind)

    def counts_by_end(self, *, since: datetime) -> dict[str, int]:
        """
        Return why the follow-ups have ended that have ended since then.
        """
        return counts_by(
            self.connection,
            follow_ups.c.reason,
            follow_ups.c.closed_at >= since,
            follow_ups.c.episode_id.is_not(None),
        )

    def to_row(self, thing: Mother) -> dict[str, Any]:
        return {
            "id": thing.id,
            "place": thing.enrolment.place,
            "place_since": thing.enrolment.since,
            "own_ladder": written(thing.own_ladder),
            "own_ladder_version": thing.ladder_change.version,
            "own_ladder_changed_at": thing.ladder_change.at,
            "own_ladder_changed_by_role": thing.ladder_change.by_role,
            "ladder_from": thing.ladder_from,
            "door_open_since": thing.door_open_since,
            **as_rows.row_of_agreement(thing.agreement),
            **row_of_list(thing),
        }

    def from_rows(self, rows: Sequence[Any]) -> list[Mother]:
        if not rows:
            return []
        ids = [row.id for row in rows]
        hers, heard = self._read_follow_ups(ids), self._read_attendances(ids)
        # An episode is opened by a follow-up; most mothers never had one.
        open_episodes = self._read_episodes(hers) if hers else {}
        # Most have no review date that has come.
        due = [row.id for row in rows if row.review_listed_for]
        asked = self._read_asked(due) if due else {}
        # A team talk is about an open episode.
        open_talks = self._talks.open_of(open_episodes) if open_episodes else {}
        return [
            Mother(
                id=row.id,
                agreement=as_rows.agreement_of(row),
                enrolment=as_rows.enrolment_of(row),
                episodes=open_episodes.get(row.id, []),
                follow_ups=hers.get(row.id, {}),
                attendances=heard[row.id],
                snooze=snooze_of(row),
                asked=asked.get(row.id, []),
                last_word=last_word_of(row),
                talks=open_talks.get(row.id, []),
                own_ladder=ladder_in(row.own_ladder),
                ladder_change=ladder_change_of(row),
                ladder_from=row.ladder_from,
                door_open_since=row.door_open_since,
                review_listed_for=row.review_listed_for,
                review=review_of(row),
            )
            for row in rows
        ]

    def below(self, keys: Sequence[UUID]) -> list[Question]:
        return [
            self._follow_ups.question(_FOLLOW_UPS, keys),
            self._attendances.question(_ATTENDANCES, keys),
        ]

    def write_children(self, things: Sequence[Mother], writes: Writes) -> None:
        hers = [each for mother in things for each in mother.follow_ups.values()]
        rows = {
            self._episodes: [
                as_rows.row_of_episode(each)
                for mother in things
                for each in mother.episodes
            ],
            self._follow_ups: [as_rows.row_of_follow_up(each) for each in hers],
            self._attempts: [
                as_rows.row_of_attempt(attempt)
                for each in hers
                for attempt in each.attempts
            ],
            self._attendances: [
                as_rows.row_of_attendance(each)
                for mother in things
                for each in mother.attendances.values()
            ],
            self._words: [
                row_of_word(word, mother_id=mother.id)
                for mother in things
                for word in mother.agreement.words
            ],
            self._put_offs: [
                row_of_put_off(each, mother_id=mother.id)
                for mother in things
                for each in mother.put_offs
            ],
            self._cares: [
                row_of_care_taken_back(each, mother_id=mother.id)
                for mother in things
                for each in mother.cares_taken_back
            ],
            self._asked: [
                row_of_asked(each, mother_id=mother.id)
                for mother in things
                for each in mother.asked
            ],
            self._former_ends: [
                as_rows.row_of_former_end(end, each)
                for each in hers
                for end in each.former_ends
            ],
        }
        for children, told in rows.items():
            children.write(told, writes)
        self._talks.write([each for mother in things for each in mother.talks], writes)

    def _in_order(self, mother_ids: Select[UUID]) -> list[Mother]:
        found = list(dict.fromkeys(self.connection.scalars(mother_ids)))
        self.load(found)
        return [self.get(mother_id) for mother_id in found]

    def _read_episodes(self, mother_ids: Collection[UUID]) -> dict[UUID, list[Episode]]:
        found: defaultdict[UUID, list[Episode]] = defaultdict(list)
        for row in self._episodes.read(_OPEN_EPISODES, mother_ids):
            found[row.mother_id].append(as_rows.episode_of(row))
        return found

    def _read_follow_ups(
        self, mother_ids: Collection[UUID]
    ) -> dict[UUID, dict[UUID, FollowUp]]:
        rows = self._follow_ups.read(_FOLLOW_UPS, mother_ids)
        tried = self._read_attempts([row.id for row in rows]) if rows else {}
        found: defaultdict[UUID, dict[UUID, FollowUp]] = defaultdict(dict)
        for row in rows:
            found[row.mother_id][row.id] = as_rows.follow_up_of(
                row, tried.get(row.id, [])
            )
        return found

    def _read_asked(self, mother_ids: Collection[UUID]) -> dict[UUID, list[Asked]]:
        found: defaultdict[UUID, list[Asked]] = defaultdict(list)
        for row in self._asked.read(_ASKED, mother_ids):
            found[row.mother_id].append(asked_of(row))
        return found

    def _read_attendances(
        self, mother_ids: Collection[UUID]
    ) -> dict[UUID, dict[UUID, Attendance]]:
        found: defaultdict[UUID, dict[UUID, Attendance]] = defaultdict(dict)
        for row in self._attendances.read(_ATTENDANCES, mother_ids):
            found[row.mother_id][row.session_id] = as_rows.attendance_of(row)
        return found

    def _read_attempts(
        self, follow_up_ids: Collection[UUID]
    ) -> dict[UUID, list[Attempt]]:
        found: defaultdict[UUID, list[Attempt]] = defaultdict(list)
        for row in self._attempts.read(_ATTEMPTS, follow_up_ids):
            found[row.follow_up_id].append(as_rows.attempt_of(row))
        return found


def _minutes_in(table: Table, since: datetime) -> Select[Any]:
    """
    Return the query for how long what stands in a table took since then.
    """
    return select(func.sum(table.c.minutes)).where(
        table.c.minutes.is_not(None),
        table.c.taken_back_at.is_(None),
        table.c.at >= since,
    )


def _is_among(groups: Collection[UUID] | None) -> list[ColumnElement[bool]]:
    """
    Return that she comes to one of these groups.

    Of whom the roster has told no group it is one at whose sessions she was expected.
    """
    if groups is None:
        return []
    told = select(whose_mothers.c.mother_id).where(
        whose_mothers.c.mother_id == mothers.c.id,
        whose_mothers.c.group_id.is_not(None),
    )
    expected = (
        select(attendances.c.mother_id)
        .join(sessions, sessions.c.id == attendances.c.session_id)
        .where(attendances.c.mother_id == mothers.c.id)
    )
    return [
        or_(
            told.where(whose_mothers.c.group_id.in_(groups)).exists(),
            and_(
                ~told.exists(),
                expected.where(sessions.c.group_id.in_(groups)).exists(),
            ),
        )
    ]


def _below(table: Table, column: str) -> Prepared:
    """
    Return the query for the rows whose ``column`` names one of those above.
    """
    return Prepared(
        lambda on: (
            table.select()
            .where(among(table.c[column], on=on))
            .order_by(*table.primary_key)
        )
    )


_FOLLOW_UPS = _below(follow_ups, "mother_id")
_ATTENDANCES = _below(attendances, "mother_id")
_ATTEMPTS = _below(attempts, "follow_up_id")
_ASKED = _below(asked_again, "mother_id")
_OPEN_EPISODES = Prepared(
    lambda on: (
        episodes.select()
        .where(among(episodes.c.mother_id, on=on), episodes.c.closed_at.is_(None))
        .order_by(*episodes.primary_key)
    )
)
