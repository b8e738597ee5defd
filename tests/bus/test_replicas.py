"""
Replicas compete for the same queue: what one has done, the other does not do again.
"""

import random
import subprocess
import sys
from pathlib import Path

from shared.bus.tables import aggregate_versions, inbox, outbox
from shared.contracts.envelope import write_envelope
from shared.db.engine import make_engine
from tests.bus.notebook import excused_late, missed, notes
from tests.support.bus import envelope_of

ROOT = Path(__file__).parents[2]
REPLICAS = 3
MOTHERS = 150
SEED = 20261117


class TestReplicas:
    def test_apply_each_event_once_and_the_newest_last(self, postgres_database: str):
        """
        Three processes are told the same events, each in another order and all at
        once: one effect an event, and nothing older after something newer.
        """
        engine = make_engine(postgres_database)
        misses = [missed() for _ in range(MOTHERS)]
        told = [envelope_of(one, version=1) for one in misses]
        told += [envelope_of(excused_late(one), version=2) for one in misses]
        bodies = [write_envelope(one) for one in told]

        replicas = [self._start(postgres_database) for _ in range(REPLICAS)]
        for number, replica in enumerate(replicas):
            shuffled = random.Random(SEED + number).sample(bodies, len(bodies))
            replica.stdin.write(b"\n".join(shuffled) + b"\n")
            replica.stdin.close()
        assert [replica.wait() for replica in replicas] == [0] * REPLICAS

        with engine.connect() as connection:
            states = [row.state for row in connection.execute(inbox.select())]
            versions = connection.execute(aggregate_versions.select()).all()
            times = [row.times for row in connection.execute(notes.select())]
            announced = connection.execute(outbox.select()).all()
        engine.dispose()
        # One that met a replica's lock may wait for its retry; none is lost or parked.
        assert len(states) == len(bodies)
        assert set(states) <= {"done", "failing"}
        assert states.count("failing") <= REPLICAS
        assert len(versions) == MOTHERS
        assert max(times) <= 2
        assert len(announced) <= MOTHERS

    @staticmethod
    def _start(url: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.bus.replica", url],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
