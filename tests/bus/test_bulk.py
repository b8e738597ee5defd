"""
The bulk unit of work: a batch costs as many statements as one event, as long as what it
writes fits into one message.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event

from shared.bus.tables import outbox
from tests.bus.notebook import missed, notes
from tests.support.bus import Bench, envelope_of


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_conn, _cursor, statement, *_rest):
        statements.append(statement.split()[0])

    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


class TestBatch:
    def test_costs_no_more_statements_than_a_single_event(self, bench: Bench):
        """
        A hundred events are read with one query a table and written in one message,
        though each use case reads as if there were one. What a server is asked about
        an event alone goes in one message too.
        """
        with counted(bench.engine) as alone:
            bench.apply(envelope_of(missed()))
        with counted(bench.engine) as few:
            bench.apply(*(envelope_of(missed()) for _ in range(2)))
        with counted(bench.engine) as together:
            bench.apply(*(envelope_of(missed()) for _ in range(100)))

        assert len(together) <= len(few)
        if bench.engine.dialect.name == "postgresql":
            assert len(alone) == 2
        assert len(bench.rows(notes)) == len(bench.rows(outbox)) == 103

    def test_gives_one_object_to_two_events_of_the_same_thing(self, bench: Bench):
        """
        The second event of a batch sees what the first has changed.
        """
        first = missed()
        again = missed(first.mother_id, first.session_id)

        bench.apply(envelope_of(first), envelope_of(again))

        assert [note["times"] for note in bench.rows(notes)] == [2]

    def test_is_applied_whole_or_event_by_event(self, bench: Bench):
        """
        A batch that fails leaves nothing behind before its events are tried alone.
        """
        poison = envelope_of(missed(missed_in_a_row=99))
        good = envelope_of(missed())

        bench.apply(good, poison)

        assert [note["times"] for note in bench.rows(notes)] == [1]
