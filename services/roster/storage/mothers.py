"""
Mothers in the database.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    func,
    literal,
    or_,
    select,
    tuple_,
)

from services.roster.domain.due_review import DueReview
from services.roster.domain.enrolment import Enrolment, Help, SuggestedBy
from services.roster.domain.erasure import Cause
from services.roster.domain.errors import MotherNotFound
from services.roster.domain.group import RUNS_A_GROUP
from services.roster.domain.mother import Mother
from services.roster.domain.profile import Knows
from services.roster.domain.retention import Limits
from services.roster.domain.search_keys import keys_of
from services.roster.domain.search_name import search_name
from services.roster.domain.standing import LONGEST_SILENCE
from services.roster.storage import tables
from services.roster.storage.due import due_by
from services.roster.storage.due_reviews import due_reviews
from services.roster.storage.expected import EXPECTED_AT, EXPECTED_IN, MAY_BE_EXPECTED
from services.roster.storage.search import (
    FORGET_WHO_SHE_IS,
    found_ids,
    who_knows,
    who_offers,
    write_keys,
)
from services.roster.storage.standings import row_of_standing, take_standing
from shared.db.boundary import lifted
from shared.db.counts import counts_by
from shared.db.repository import Repository
from shared.db.writes import Writes

MOST_AT_ONCE = 1000  # values in one IN; databases have a limit.


class SqlMothers(Repository[Mother]):
    """
    The mothers of every group.
    """

    table = tables.mothers
    missing = MotherNotFound

    def __init__(self, connection: Connection, *, writing: bool) -> None:
        super().__init__(connection, writing=writing)
        # The search keys that stand in the database.
        self._keys: dict[UUID, frozenset[str]] = {}

    def group_of(self, mother_id: UUID) -> UUID:
        """
        Return in which group she is without holding her: groups are held first.

        Raises MotherNotFound.
        """
        query = select(self.table.c.group_id).where(self.table.c.id == mother_id)
        found: UUID | None = self.connection.scalar(query)
        if found is None:
            raise MotherNotFound(id=str(mother_id))
        return found

    def who_may_be_expected_in(
        self, group_id: UUID, *, also: Collection[UUID] = ()
    ) -> list[Mother]:
        if not also:
            return self.answering(EXPECTED_IN, group_id=group_id)
        columns = self.table.c
        here = and_(columns.group_id == group_id, MAY_BE_EXPECTED)
        return self.matching(or_(here, columns.id.in_(also)))

    def who_may_be_expected_at(self, session_id: UUID) -> list[Mother]:
        """
        Return those of the group of a session as it is written down.

        Who has taken a step since it began is among them, also into another group: she
        may have stood there.
        """
        return self.answering(EXPECTED_AT, session_id=session_id)

    def with_phones(self, phones: Collection[str]) -> list[Mother]:
        """
        Return the mothers of every group who have one of these numbers.
        """
        column = self.table.c.phone
        return [
            mother
            for part in _parts(sorted(phones))
            for mother in self.matching(column.in_(part))
        ]

    def listed_elsewhere(self, mother_id: UUID) -> list[UUID]:
        """
        Return under which ids she is on other organisations' lists, by her own number.
        """
        hers, her_group = self.table.alias("hers"), tables.groups.alias("her_group")
        others = self.table.join(tables.groups)
        kinds = [f"{kind}_id" for kind in RUNS_A_GROUP]
        query = (
            select(self.table.c.id)
            .select_from(others)
            .join(hers, hers.c.phone == self.table.c.phone)
            .join(her_group, her_group.c.id == hers.c.group_id)
            .where(
                hers.c.id == mother_id,
                self.table.c.id != mother_id,
                hers.c.shared_phone.is_(False),
                self.table.c.shared_phone.is_(False),
                self.table.c.enrolment != Enrolment.DECLINED,
                or_(*(tables.groups.c[one] != her_group.c[one] for one in kinds)),
            )
            .order_by(self.table.c.id)
        )
        return list(self.connection.scalars(query))

    def declined_anywhere(self, phone: str) -> date | None:
        """
        Return when the owner of a number said no thanks, on whoever's list she stands.

        It holds for every sender; who she is stays where she said it.
        """
        columns = self.table.c
        query = select(func.max(columns.declined_on)).where(
            columns.phone == phone,
            columns.shared_phone.is_(False),
            columns.enrolment == Enrolment.DECLINED,
        )
        with lifted(self.connection):
            found: date | None = self.connection.scalar(query)
        return found

    def named(self, group_id: UUID, names: Collection[str]) -> list[Mother]:
        """
        Return the mothers of a group whose name is found by the same letters.
        """
        columns = self.table.c
        found = sorted({_found_as(name) for name in names})
        return [
            mother
            for part in _parts(found)
            for mother in self.matching(
                columns.group_id == group_id, columns.search_name.in_(part)
            )
        ]

    def ids_known_by(
        self, group_id: UUID, *, names: Collection[str], phones: Collection[str]
    ) -> list[UUID]:
        """
        Return who is found by a name in a group or by a number in any, holding nobody.
        """
        columns = self.table.c
        found = sorted({_found_as(name) for name in names})
        is_known = [
            *(
                and_(columns.group_id == group_id, columns.search_name.in_(part))
                for part in _parts(found)
            ),
            *(columns.phone.in_(part) for part in _parts(sorted(phones))),
        ]
        queries = (select(columns.id).where(one) for one in is_known)
        return [id_ for query in queries for id_ in self.connection.scalars(query)]

    def listed(
        self,
        *,
        group_id: UUID | None,
        limit: int,
        enrolment: Enrolment | None = None,
        offers: Help | None = None,
        knows: Knows | None = None,
        after: Mother | None = None,
    ) -> list[Mother]:
        """
        Return mothers in the order of their names; with ``after`` those behind her.
        """
        columns = self.table.c
        query = select(columns.id).order_by(columns.search_name, columns.id)
        if after is not None:
            name = literal(_found_as(after.display_name), columns.search_name.type)
            place = tuple_(name, literal(after.id, columns.id.type))
            query = query.where(tuple_(columns.search_name, columns.id) > place)
        if group_id is not None:
            query = query.where(columns.group_id == group_id)
        if enrolment is not None:
            query = query.where(columns.enrolment == enrolment)
        query = query.where(*_who_can_help(offers, knows))
        return self.in_this_order(self.connection.scalars(query.limit(limit)).all())

    def search(self, text: str, *, limit: int) -> list[Mother]:
        """
        Return the mothers whom this text may mean, the likeliest first.
        """
        return self.in_this_order(found_ids(self.connection, text, limit=limit))

    def due(
        self, limits: Limits, *, limit: int, only: UUID | None = None
    ) -> dict[UUID, Cause]:
        """
        Return whose time is over, and why.
        """
        query = due_by(limits).limit(limit)
        if only is not None:
            query = query.where(self.table.c.id == only)
        return {row.id: Cause(row.cause) for row in self.connection.execute(query)}

    def under_review(self, *, limit: int) -> list[Mother]:
        """
        Return whom the team is asked about, the longest waiting first.
        """
        columns = self.table.c
        return self._ordered(
            columns.review_cause.is_not(None), by=columns.review_raised_on, limit=limit
        )

    def pauses_over(self, *, on: date, limit: int) -> list[Mother]:
        """
        Return whose pause is to be asked about by that day, the earliest first.
        """
        return self._ordered(
            _pause_is_over(on=on), by=self.table.c.standing_since, limit=limit
        )

    def how_many_to_decide(self, *, on: date) -> int:
        """
        Return how many are under review, or back from a pause, or have no visit yet.
        """
        columns = self.table.c
        query = select(func.count()).where(
            or_(
                columns.review_cause.is_not(None),
                _pause_is_over(on=on),
                columns.enrolment == Enrolment.INTERESTED,
            )
        )
        return self.connection.scalars(query).one()

    def due_reviews(self, *, on: date, limit: int) -> list[DueReview]:
        """
        Return about whom the team is to be asked now, and because of what.
        """
        return due_reviews(self.connection, on=on, limit=limit)

    def _ordered(
        self, *conditions: ColumnElement[bool], by: ColumnElement[Any], limit: int
    ) -> list[Mother]:
        columns = self.table.c
        query = select(columns.id).where(*conditions).order_by(by, columns.id)
        return self.in_this_order(self.connection.scalars(query.limit(limit)).all())

    def counts_by_enrolment(self) -> dict[str, int]:
        return counts_by(self.connection, self.table.c.enrolment)

    def active_by_group(self) -> dict[UUID, int]:
        """
        Return how many are on the list of each group that has somebody there.
        """
        columns = self.table.c
        number = func.count().label("number")
        query = select(columns.group_id, number).group_by(columns.group_id)
        active = query.where(columns.enrolment == Enrolment.ACTIVE)
        return {one.group_id: one.number for one in self.connection.execute(active)}

    def count_on(self, group_id: UUID) -> dict[UUID, int]:
        """
        Let something new be true of each mother of a group; return their versions.
        """
        columns = self.table.c
        hers = columns.group_id == group_id
        # Mothers are held in one order, which an UPDATE does not keep.
        held = select(columns.id).where(hers).order_by(columns.id).with_for_update()
        self.connection.execute(held)
        change = self.table.update().where(hers).values(version=columns.version + 1)
        self.connection.execute(change)
        found = self.connection.execute(
            select(columns.id, columns.version).where(hers).order_by(columns.id)
        )
        return {row.id: row.version for row in found}

    def everyones_id(self) -> list[UUID]:
        query = select(self.table.c.id).order_by(self.table.c.id)
        return list(self.connection.scalars(query))

    def in_this_order(self, ids: Sequence[UUID]) -> list[Mother]:
        self.load(ids)
        return [self.get(id_) for id_ in ids]

    def to_row(self, thing: Mother) -> dict[str, Any]:
        found = _found_as(thing.display_name)
        told = {"languages": list(thing.languages), "search_name": found}
        row = vars(thing) | told | row_of_standing(thing.standing)
        del row["standing"]
        return row

    def from_rows(self, rows: Sequence[Any]) -> list[Mother]:
        # Only who changes her needs them, and they take as long as all the rest.
        if self._writing:
            self._keys |= {row.id: keys_of(row.display_name, row.phone) for row in rows}
        return [_mother(dict(row._mapping)) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name.

    def write_children(self, things: Sequence[Mother], writes: Writes) -> None:
        now = {one.id: keys_of(one.display_name, one.phone) for one in things}
        write_keys(self._keys, now, writes, forget=FORGET_WHO_SHE_IS)
        self._keys |= now


def _who_can_help(
    offers: Help | None, knows: Knows | None
) -> list[ColumnElement[bool]]:
    """
    Leave out who has said no thanks: she is not asked for what she once told.
    """
    columns = tables.mothers.c
    wanted = []
    if offers is not None:
        wanted.append(columns.id.in_(who_offers(offers)))
    if knows is not None:
        wanted.append(columns.id.in_(who_knows(knows)))
    return [*wanted, columns.enrolment != Enrolment.DECLINED] if wanted else []


def _pause_is_over(*, on: date) -> ColumnElement[bool]:
    columns = tables.mothers.c
    endless = columns.standing_until.is_(None)
    return and_(
        columns.enrolment == Enrolment.PAUSED,
        or_(
            columns.standing_until <= on,
            and_(endless, columns.standing_since <= on - LONGEST_SILENCE),
        ),
    )


def _mother(row: dict[str, Any]) -> Mother:
    del row["search_name"]
    row["languages"] = tuple(row["languages"])
    row["standing"] = take_standing(row)
    by = row["suggested_by"]
    row["suggested_by"] = None if by is None else SuggestedBy(by)
    return Mother(**row)


def _found_as(name: str) -> str:
    return search_name(name)[: tables.LONGEST_SEARCH_NAME]


def _parts(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), MOST_AT_ONCE):
        yield values[start : start + MOST_AT_ONCE]
