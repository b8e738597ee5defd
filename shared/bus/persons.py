"""
Persons whose data was erased: what is told of them later has no effect.

Of each stays her id alone, so that an event that comes late, or again, is dropped.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import Connection, LargeBinary, bindparam, func, or_, select, text

from shared.bus.tables import answers, erased, inbox, outbox
from shared.contracts.envelope import Envelope
from shared.contracts.privacy import ErasureOrdered
from shared.db.ahead import Question, answer_to
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

# Whoever takes events reads here, and whoever erases waits until all who read have
# committed: so nobody who did not see the tombstone yet can write after it.
_AMONG = Prepared(
    lambda on: (
        select(erased.c.person_id)
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
        self.take_turn()
        hold_rows(self._connection, self._parts, person_id)
        row = {"person_id": person_id, "erased_at": now}
        insert, values = insert_of(self._connection, erased, [row])
        done = insert.on_conflict_do_nothing().returning(erased.c.person_id)
        is_new = self._connection.execute(done, values).first() is not None
        # Also a second time: it costs little, and leaves nothing to chance.
        names = names_of(self._connection, self._parts, person_id)
        erase_rows(self._connection, self._parts, person_id)
        for name in names:
            _forget_messages(self._connection, str(name))
        return is_new

    def living(self, envelopes: Sequence[Envelope]) -> list[Envelope]:
        """
        Return the events without those about the erased, or to be erased with them.
        """
        ordered = _ordered_in(envelopes)
        if ordered:
            # Two that share the table could not both have it alone afterwards.
            self.take_turn()
        gone = ordered | {
            row.person_id
            for question in self.questions(envelopes)
            for row in answer_to(self._connection, question)
        }
        if not gone:
            return list(envelopes)
        kept = [_without(one, gone) for one in envelopes if not _is_about(one, gone)]
        log.info("events_of_erased_dropped", number=len(envelopes) - len(kept))
        return kept

    def questions(self, envelopes: Sequence[Envelope]) -> list[Question]:
        """
        Return what ``living`` will ask, so that it may be asked ahead.
        """
        person_ids = _persons_in(envelopes) - _ordered_in(envelopes)
        if not person_ids:
            return []
        wanted = keys_for(self._connection, sorted(person_ids))
        return [Question(_AMONG.on(self._connection), wanted)]


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
