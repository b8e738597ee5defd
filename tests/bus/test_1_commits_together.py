"""
Guarantee 1: state and event commit together.
"""

from typing import Any
from uuid import uuid4

import pytest

from shared.bus.tables import outbox
from shared.bus.unit_of_work import PartlyUndone
from shared.contracts.envelope import read_envelope
from tests.bus.notebook import Note, missed, notes
from tests.support.bus import Bench, envelope_of


def write_a_note(bench: Bench, *, then_fail: bool) -> None:
    event = missed()
    with bench.work() as uow:
        uow.notes.save(Note(id=event.session_id, mother_id=event.mother_id, times=1))
        uow.outbox.add(event, version=1)
        uow.flush()
        if then_fail:
            raise RuntimeError
        uow.commit()


def announce_and_fail(uow: Any, *, inside: Any) -> None:
    with inside:
        uow.outbox.add(missed(), version=1)
        raise LookupError


class TestUnitOfWork:
    def test_writes_the_change_and_its_announcement(self, bench: Bench):
        """
        A change and the event that tells of it are one transaction.
        """
        write_a_note(bench, then_fail=False)

        assert len(bench.rows(notes)) == len(bench.rows(outbox)) == 1

    def test_writes_neither_when_something_fails(self, bench: Bench):
        """
        If the use case fails after both were written, neither of them is there.
        """
        with pytest.raises(RuntimeError):
            write_a_note(bench, then_fail=True)

        assert bench.rows(notes) == bench.rows(outbox) == []

    def test_publishes_nothing_before_the_commit(self, bench: Bench):
        """
        Nobody hears of what may still be undone: only the relay publishes.
        """
        with bench.work() as uow:
            uow.outbox.add(missed(), version=1)
            uow.flush()
            assert bench.relay_all() == 0
            uow.connection.rollback()

        assert bench.relay_all() == 0
        assert bench.everything() == []

    def test_addresses_nothing_that_all_hear(self, bench: Bench):
        """
        Only what stands in a partner's feed is for one organisation: of all else the
        key is the type, as others read it.
        """
        with bench.work() as uow, pytest.raises(ValueError, match="no partner's feed"):
            uow.outbox.add(missed(), version=1, to=uuid4())

    def test_keeps_the_chain_of_causes(self, bench: Bench):
        """
        What a policy announces names the event that caused it and the same chain, in
        a batch too.
        """
        causes = {one.id: one for one in (envelope_of(missed()) for _ in range(3))}
        bench.apply(*causes.values())

        told = [read_envelope(row["body"]) for row in bench.rows(outbox)]
        assert {one.causation_id for one in told} == set(causes)
        for one in told:
            cause = causes[one.causation_id]
            assert one.event.mother_id == cause.event.mother_id
            assert one.correlation_id == cause.correlation_id
            assert one.traceparent == cause.traceparent


class TestNesting:
    def test_commits_with_whoever_entered_first(self, bench: Bench):
        """
        A use case inside a batch or a request commits when that does, or not at all.
        """
        event = missed()
        with bench.work() as uow:
            with uow:
                uow.outbox.add(event, version=1)
                uow.commit()
            assert bench.relay_all() == 0

        assert bench.rows(outbox) == []

    def test_commits_nothing_of_which_a_part_was_refused(self, bench: Bench):
        """
        A refusal inside that somebody swallowed must not be committed by half.
        """
        with bench.work() as uow:
            with pytest.raises(LookupError):
                announce_and_fail(uow, inside=uow)
            with pytest.raises(PartlyUndone):
                uow.commit()

        assert bench.rows(outbox) == []

    def test_loses_only_the_attempt_that_failed(self, bench: Bench):
        """
        What stands around a failed attempt is kept.
        """
        kept = missed()
        with bench.work() as uow:
            uow.outbox.add(kept, version=1)
            with pytest.raises(LookupError):
                announce_and_fail(uow, inside=uow.attempt())
            uow.commit()

        told = [read_envelope(row["body"]).event for row in bench.rows(outbox)]
        assert told == [kept]

    def test_lets_a_look_stand_inside_a_look(self, bench: Bench):
        """
        A query may use another; and nothing is changed while only looking.
        """
        uow = bench.work()
        with uow.reading():
            with uow.reading():
                assert uow.notes.find(missed().mother_id) is None
            assert uow.notes.find(missed().mother_id) is None
            with pytest.raises(RuntimeError), uow:
                pass
