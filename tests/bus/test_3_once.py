"""
Guarantee 3: an event takes effect once, and each of the two nets holds alone.
"""

from dataclasses import replace

import pytest
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from shared.bus.tables import aggregate_versions, inbox, outbox
from shared.kernel.ids import new_id
from tests.bus.notebook import Note, missed, note_id, notes
from tests.support.bus import Bench, envelope_of


class TestInbox:
    def test_applies_a_repeated_event_once(self, bench: Bench):
        """
        The same event twice in a batch and ten times more later has one effect.
        """
        event = envelope_of(missed())

        bench.apply(event, event)
        for _ in range(10):
            bench.apply(event)

        assert [note["times"] for note in bench.rows(notes)] == [1]
        assert len(bench.rows(outbox)) == 1

    def test_notes_the_id_and_the_effect_together(self, bench: Bench):
        """
        If the effect fails, the event does not count as done.
        """
        poison = envelope_of(missed(missed_in_a_row=99))

        bench.apply(poison)

        assert bench.rows(notes) == []
        assert [row["state"] for row in bench.rows(inbox)] == ["failing"]

    def test_keeps_the_id_but_not_the_body(self, bench: Bench):
        """
        What is done needs no content any more.
        """
        bench.apply(envelope_of(missed()))

        assert bench.rows(inbox)[0]["body"] is None


class TestUniqueCause:
    def test_holds_without_the_inbox(self, bench: Bench):
        """
        With the inbox forgotten, as after a restored backup, the cause's own id still
        makes one row.
        """
        event = envelope_of(missed())
        bench.apply(event)
        with bench.engine.begin() as connection:
            connection.execute(delete(inbox))
            connection.execute(delete(aggregate_versions))

        bench.apply(event, replace(event, id=new_id()))

        assert len(bench.rows(notes)) == 1

    def test_refuses_a_second_row_of_the_same_cause(self, bench: Bench):
        """
        The database itself refuses what two replicas might both think to be new.
        """
        event = missed()
        bench.apply(envelope_of(event))
        twin = Note(id=note_id(event), mother_id=event.mother_id, times=1)

        with bench.work() as uow:
            uow.notes._saved[twin.id] = twin  # As if it had never been looked for.

            with pytest.raises(IntegrityError):
                uow.commit()
