"""
``make faults``: run the rows in their long form and write what was found.
"""

import shared.green  # noqa: F401 - the services are green, and so is what runs them.

# isort: split
import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.report import RESULTS, keep, spread, write_results
from tests.faults.row import Ground, Outcome, Row
from tests.faults.rows import ROWS
from tests.support.servers import Servers
from tests.support.versions import versions_of
from tests.support.ways import POSTGRES, RABBITMQ

SEED = 20261124


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", default="", help="only these, as A1,A5")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--short", action="store_true", help="as in make test")
    parser.add_argument("--keep", action="store_true", help="write down short ones too")
    asked = parser.parse_args()
    names = set(asked.rows.split(",")) - {""}
    rows = [row for row in ROWS if not names or row.name in names]
    servers = Servers(say=_say)
    try:
        rabbitmq_url = servers.url_of(RABBITMQ)
        postgres_url = servers.url_of(POSTGRES)
        void = []
        for row in rows:
            with tempfile.TemporaryDirectory(prefix="babygruppe_faults_") as folder:
                ground = Ground(
                    rabbitmq_url=rabbitmq_url,
                    postgres_url=postgres_url,
                    folder=Path(folder),
                    seed=asked.seed,
                    is_long=not asked.short,
                )
                if not _run(row, ground, keeps=asked.keep or not asked.short):
                    void.append(row.name)
        versions = versions_of(rabbitmq_url=rabbitmq_url, postgres_url=postgres_url)
        if asked.keep or not asked.short:
            write_results(ROWS, servers=versions)
    finally:
        servers.stop()
    _say(f"seed {asked.seed}; " + (f"not as promised: {void}" if void else "all held"))
    return 1 if void else 0


def _run(row: Row, ground: Ground, *, keeps: bool) -> bool:
    """
    Run a row and its control; return whether both came out as they must.
    """
    since = time.monotonic()
    _say(f"{row.name}  {row.promise}")
    outcome = row.run(ground)
    _tell("found", outcome)
    control = row.control(ground)
    _tell(f"control ({row.broken})", control)
    seconds = time.monotonic() - since
    if keeps:
        keep(row, ground, outcome=outcome, control=control, seconds=seconds)
        _say(f"     {seconds:.0f} s, written to {RESULTS.name}")
    return outcome.is_clean and outcome.is_worth_something and not control.is_clean


def _tell(who: str, outcome: Outcome) -> None:
    faults = ", ".join(f"{times} {kind}" for kind, times in outcome.faults.items())
    _say(
        f"     {who}: {outcome.number} {outcome.of}; {faults}; "
        f"lost {outcome.lost}, doubled {outcome.doubled}, wrong {outcome.wrong}; "
        f"recovery {spread(outcome.recovery)} s"
    )


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
