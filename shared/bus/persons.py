"""
Ids that are nobody's any more: of the erased, and of mothers who were entered twice.

What is told of the erased later has no effect: of each stays her id alone, so that an
event that comes late, or again, is dropped. What is told of the other id of a mother is
told of the one that is kept.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import Connection, LargeBinary, bindparam, func, or_, select, text

from shared.bus.tables import answers, erased, inbox, outbox
from shared.contracts.envelope import Envelope
from shared.contracts.privacy import ErasureOrdered
from shared.contracts.roster.mothers import MotherMerged
from shared.db.ahead import Question, answer_to
from shared.db.boundary import lifted
from shared.db.bulk import among, insert_of, is_file, keys_for
from shared.db.personal import (
    Part,
    Row,
    erase_rows,
    hold_rows,
    names_of,
    rows_of,
)
from shared.db.prepared import Prepared

log = structlog.get_logger()

_MOTHER, _EXPECTED = "mother_id", "expected_mother_ids"
_GONE = 410
# An event of a whole session is news to others too.
_OF_A_SESSION = "sessions.session.%"

# Whoever takes events reads here, and whoever erases or merges waits until all who read
# have committed: so nobody who did not see the tombstone yet can write after it.
_AMONG = Prepared(
    lambda on: (
        select(erased.c.person_id, erased.c.kept_id)
        .where(among(erased.c.person_id, on=on))
        .with_for_update(read=True)
    )
)
_ALONE = "LOCK TABLE erased IN EXCLUSIVE MODE"


class Persons:
    """
    What one transaction shows or erases of a person.
    """

    def __init__(self, connection: Connection, parts: Sequence[Part]) -> None:
        self._connection = connection
        self._parts = parts
        self._is_alone = False

    def told(self, person_id: UUID) -> dict[str, list[Row]]:
        """
        Return all that is kept of a person here, by the names of its parts.
        """
        return rows_of(self._connection, self._parts, person_id)

    def take_turn(self) -> None:
        """
        Wait until nobody else reads who was erased, and let nobody read until the end.

        Before any row of hers is held: who reads there may wait for her row next.
        """
        if not self._is_alone and not is_file(self._connection):
            self._connection.execute(text(_ALONE))
        self._is_alone = True

    def erase(self, person_id: UUID, *, now: datetime) -> bool:
        """
        Delete what is kept of a person, and all messages about her; False if it was.

        What was saved in this transaction must have been written before. Who is writing
        about her just now is waited for, and what that was is deleted too.
        """
        with lifted(self._connection):
            return self._erase(person_id, now=now)

    def _erase(self, person_id: UUID, *, now: datetime) -> bool:
        self.take_turn()
        others = self.other_ids_of(person_id)
        for one in (person_id, *others):
            hold_rows(self._connection, self._parts, one)
        is_new = self._give_up(person_id, kept_id=None, now=now)
        self._connection.execute(
            erased.update().where(erased.c.kept_id == person_id).values(kept_id=None)
        )
        # Also a second time: it costs little, and leaves nothing to chance.
        for one in (person_id, *others):
            names = names_of(self._connection, self._parts, one)
            erase_rows(self._connection, self._parts, one)
            for name in names:
                _forget_messages(self._connection, str(name))
        return is_new

    def merge(self, merged_id: UUID, *, into: UUID, now: datetime) -> bool:
        """
        Let an id be another id of the kept one from now on; False if it was given up.

        What was kept under it must be moved in the same transaction.
        """
        self.take_turn()
        is_new = self._give_up(merged_id, kept_id=into, now=now)
        self._connection.execute(
            erased.update().where(erased.c.kept_id == merged_id).values(kept_id=into)
        )
        return is_new

    def other_ids_of(self, person_id: UUID) -> list[UUID]:
        query = select(erased.c.person_id).where(erased.c.kept_id == person_id)
        return list(self._connection.scalars(query.order_by(erased.c.person_id)))

    def kept_ids(self, person_ids: Collection[UUID]) -> dict[UUID, UUID]:
        """
        Return under which ids they are known now of whom these are other ids.
        """
        query = select(erased.c.person_id, erased.c.kept_id).where(
            erased.c.person_id.in_(person_ids), erased.c.kept_id.is_not(None)
        )
        return {row.person_id: row.kept_id for row in self._connection.execute(query)}

    def living(self, envelopes: Sequence[Envelope]) -> list[Envelope]:
        """
        Return the events without those about the erased, or to be erased with them.

        What is told of the other id of a mother is told of the kept one instead, unless
        that was told anew when the two were found to be one.
        """
        ordered = _ordered_in(envelopes)
        if _takes_turn(envelopes):
            # Two that share the table could not both have it alone afterwards.
            self.take_turn()
        given_up: dict[UUID, UUID | None] = {
            row.person_id: row.kept_id
            for question in self._questions(envelopes)
            for row in answer_to(self._connection, question)
        }
        gone = ordered | {one for one, kept in given_up.items() if kept is None}
        moved = {one: kept for one, kept in given_up.items() if kept is not None}
        moved |= {
            one.event.merged_id: one.event.mother_id
            for one in envelopes
            if isinstance(one.event, MotherMerged) and one.event.merged_id not in gone
        }
        if not gone and not moved:
            return list(envelopes)
        told = [_of_kept(one, moved) for one in envelopes if _still_says(one, moved)]
        kept = [_without(one, gone) for one in told if not _is_about(one, gone)]
        log.info("events_of_erased_dropped", number=len(envelopes) - len(kept))
        return kept

    def questions(self, envelopes: Sequence[Envelope]) -> list[Question]:
        """
        Return what ``living`` will ask, so that it may be asked ahead.

        Where it will have the table alone, nothing is read there before.
        """
        return [] if _takes_turn(envelopes) else self._questions(envelopes)

    def _questions(self, envelopes: Sequence[Envelope]) -> list[Question]:
        person_ids = _persons_in(envelopes) - _ordered_in(envelopes)
        if not person_ids:
            return []
        wanted = keys_for(self._connection, sorted(person_ids))
        return [Question(_AMONG.on(self._connection), wanted)]

    def _give_up(self, person_id: UUID, *, kept_id: UUID | None, now: datetime) -> bool:
        row = {"person_id": person_id, "erased_at": now, "kept_id": kept_id}
        insert, values = insert_of(self._connection, erased, [row])
        done = insert.on_conflict_do_nothing().returning(erased.c.person_id)
        return self._connection.execute(done, values).first() is not None


def _takes_turn(envelopes: Iterable[Envelope]) -> bool:
    """
    Return whether an id is given up by one of these events.
    """
    return any(
        isinstance(one.event, ErasureOrdered | MotherMerged) for one in envelopes
    )


def _ordered_in(envelopes: Iterable[Envelope]) -> set[UUID]:
    """
    Return whose erasure these events order.
    """
    return {
        one.event.person_id
        for one in envelopes
        if isinstance(one.event, ErasureOrdered)
    }


def _persons_in(envelopes: Iterable[Envelope]) -> set[UUID]:
    found: set[UUID] = set()
    for one in envelopes:
        found.update(getattr(one.event, _EXPECTED, ()))
        if (mother_id := getattr(one.event, _MOTHER, None)) is not None:
            found.add(mother_id)
    return found


def _still_says(envelope: Envelope, moved: Mapping[UUID, UUID]) -> bool:
    about = getattr(envelope.event, _MOTHER, None)
    return about not in moved or envelope.event.outlives_merge


def _of_kept(envelope: Envelope, moved: Mapping[UUID, UUID]) -> Envelope:
    """
    Put the kept id in the place of another one, also where one leads to the next.
    """
    changed: dict[str, Any] = {}
    about: UUID | None = getattr(envelope.event, _MOTHER, None)
    if about is not None and about in moved:
        changed[_MOTHER] = _end_of(about, moved)
    expected = getattr(envelope.event, _EXPECTED, ())
    if not moved.keys().isdisjoint(expected):
        ends = (_end_of(one, moved) for one in expected)
        changed[_EXPECTED] = tuple(dict.fromkeys(ends))
    if not changed:
        return envelope
    event: Any = envelope.event
    return replace(envelope, event=replace(event, **changed))


def _end_of(person_id: UUID, moved: Mapping[UUID, UUID]) -> UUID:
    while person_id in moved:
        person_id = moved[person_id]
    return person_id


def _is_about(envelope: Envelope, gone: set[UUID]) -> bool:
    return getattr(envelope.event, _MOTHER, None) in gone


def _without(envelope: Envelope, gone: set[UUID]) -> Envelope:
    """
    Leave the erased out of those who are told of a session.
    """
    expected = getattr(envelope.event, _EXPECTED, ())
    if gone.isdisjoint(expected):
        return envelope
    left = tuple(one for one in expected if one not in gone)
    changed: Any = replace(envelope.event, **{_EXPECTED: left})
    return replace(envelope, event=changed)


def _forget_messages(connection: Connection, name: str) -> None:
    """
    Delete what was told of her or waits, and empty what came in or was answered.

    An answer is emptied, not deleted: the same request must not be taken as a new one.
    """
    on, within = connection, {"name": name.encode()}
    connection.execute(
        outbox.delete().where(
            _says(outbox.c.body, on),
            or_(
                outbox.c.published_at.is_not(None),
                outbox.c.routing_key.not_like(_OF_A_SESSION),
            ),
        ),
        within,
    )
    connection.execute(
        inbox.update()
        # By the index of what is unfinished: what is done has no body any more.
        .where(
            inbox.c.state.in_(["failing", "parked"]),
            inbox.c.body.is_not(None),
            _says(inbox.c.body, on),
        )
        .values(state="discarded", body=None, next_try_at=None, reason=None),
        within,
    )
    connection.execute(
        answers.update()
        .where(or_(_says(answers.c.body, on), answers.c.location.contains(name)))
        .values(status=_GONE, body=b"", location=None),
        within,
    )


def _says(body: Any, on: Connection) -> Any:
    name = bindparam("name", type_=LargeBinary)
    found = func.instr if is_file(on) else func.pg_catalog.position
    return found(body, name) > 0
