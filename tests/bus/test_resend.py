"""
One process: what was in the embedded broker's memory when it ended is sent again.
"""

from shared.bus.embedded import EmbeddedBroker
from shared.bus.resend import resend_what_did_not_arrive
from shared.bus.tables import outbox
from shared.bus.topology import embedded_topology
from shared.db.engine import make_engine
from tests.bus.notebook import (
    NotebookUnitOfWork,
    missed,
    notes,
    policies,
    unheard,
)
from tests.support.bus import Bench, SettableClock


def bench_at(url: str) -> Bench:
    engine = make_engine(url)
    broker = EmbeddedBroker()
    broker.declare(embedded_topology())
    return Bench(engine, broker, SettableClock(), NotebookUnitOfWork, policies())


class TestResend:
    def test_sends_again_what_no_inbox_has(self, database_url: str):
        """
        The process ended after publishing and before applying: nothing is lost.
        """
        before = bench_at(database_url)
        before.announce(missed(), missed())
        before.relay_all()
        before.consumer.take(before.arrived(1))

        after = bench_at(database_url)
        assert resend_what_did_not_arrive({"outreach": after.engine}) == 1
        after.relay_all()
        after.consumer.take(after.arrived(1))

        assert len(after.rows(notes)) == 2

    def test_sends_nothing_again_that_arrived_or_has_no_listener(
        self, database_url: str
    ):
        """
        A second start finds everything as it was.
        """
        bench = bench_at(database_url)
        bench.announce(unheard())
        bench.relay_all()

        assert resend_what_did_not_arrive({"outreach": bench.engine}) == 0
        assert all(row["published_at"] for row in bench.rows(outbox))
