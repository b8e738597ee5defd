"""
Guarantee 4: order is not assumed.
"""

from dataclasses import replace
from itertools import permutations

from shared.bus.tables import aggregate_versions, inbox, outbox
from tests.bus.notebook import POISON, corrected, excused_late, missed, notes
from tests.support.bus import Bench, envelope_of


class TestVersions:
    def test_skips_what_is_older_than_what_is_known(self, bench: Bench):
        """
        A cancellation of version 2 that arrives first leaves nothing for the miss.
        """
        miss = missed()

        bench.apply(envelope_of(corrected(miss), version=2))
        assert len(bench.rows(notes)) == 1
        other = missed()
        bench.apply(envelope_of(corrected(other), version=2))
        bench.apply(envelope_of(other, version=1))

        assert sorted(note["times"] for note in bench.rows(notes)) == [1, 1]

    def test_ends_the_same_in_every_order_and_every_batch(self, bench: Bench):
        """
        Three changes to one attendance: each order, each split into batches, each
        repeat ends with the newest known and applied last.
        """
        for order in permutations([1, 2, 3]):
            miss = missed()
            of_version = {
                1: envelope_of(miss, version=1),
                2: envelope_of(corrected(miss), version=2),
                3: envelope_of(excused_late(miss), version=3),
            }
            for version in order:
                bench.apply(of_version[version])
            bench.apply(*(of_version[version] for version in order))

        newest = [row["version"] for row in bench.rows(aggregate_versions)]
        assert newest == [3] * 6

    def test_lets_only_the_newest_of_a_batch_act(self, bench: Bench):
        """
        Of three changes to one attendance in one batch the last one counts.
        """
        miss = missed()

        bench.apply(
            envelope_of(corrected(miss), version=2),
            envelope_of(miss, version=1),
            envelope_of(excused_late(miss), version=3),
        )

        assert [note["times"] for note in bench.rows(notes)] == [1]
        assert bench.rows(outbox) == []

    def test_lets_a_failing_newer_event_be_overtaken_by_none(self, bench: Bench):
        """
        A newer event that fails at first is applied later; an older one that comes in
        between does not win.
        """
        miss = missed()
        poison = replace(miss, missed_in_a_row=POISON)
        bench.apply(envelope_of(poison, version=2))
        bench.apply(envelope_of(excused_late(miss), version=3))

        bench.clock.later(minutes=1)
        bench.consumer.retry_due()

        assert {row["state"] for row in bench.rows(inbox)} == {"done"}
        assert [note["times"] for note in bench.rows(notes)] == [1]

    def test_is_not_raised_by_a_failing_event_that_comes_twice(self, bench: Bench):
        """
        An event that has had no effect yet, and is delivered again, makes nothing old
        that was announced before it.
        """
        miss = missed()
        poison = envelope_of(replace(miss, missed_in_a_row=POISON), version=2)
        bench.apply(poison)
        bench.apply(poison)

        bench.apply(envelope_of(miss, version=1))

        assert [row["version"] for row in bench.rows(aggregate_versions)] == [1]
        assert len(bench.rows(notes)) == 1

    def test_keeps_aggregates_apart(self, bench: Bench):
        """
        A greater version of one mother's attendance says nothing about another's.
        """
        bench.apply(envelope_of(missed(), version=7))
        bench.apply(envelope_of(missed(), version=1))

        assert len(bench.rows(notes)) == 2
