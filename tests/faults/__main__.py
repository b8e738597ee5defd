"""
``make faults``: run the rows in their long form and write what was found.

All rows together run in two lanes side by side; rows that are named, one by one.
"""

import shared.green  # noqa: F401 - the services are green, and so is what runs them.

# isort: split
import argparse
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

from tests.faults.lanes import side_by_side
from tests.faults.report import RESULTS, keep, spread, write_results
from tests.faults.row import Ground, Outcome, Row
from tests.faults.rows import LANES, ROWS
from tests.support.servers import Servers
from tests.support.versions import versions_of
from tests.support.ways import POSTGRES, RABBITMQ

SEED = 20261124


def main() -> int:
    asked = _asked()
    servers = Servers(say=_say)
    try:
        rabbitmq_url = servers.url_of(RABBITMQ)
        postgres_url = servers.url_of(POSTGRES)
        if not asked.rows:
            return side_by_side(
                LANES,
                words=sys.argv[1:],
                rabbitmq_url=rabbitmq_url,
                postgres_url=postgres_url,
            )
        void = _run_all(asked, rabbitmq_url=rabbitmq_url, postgres_url=postgres_url)
    finally:
        servers.stop()
    _say(f"seed {asked.seed}; " + (f"not as promised: {void}" if void else "all held"))
    return 1 if void else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", default="", help="only these, as A1,A5")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--short", action="store_true", help="as in make test")
    parser.add_argument("--keep", action="store_true", help="write down short ones too")
    asked = parser.parse_args()
    asked.rows = asked.rows.split(",") if asked.rows else []
    if unknown := set(asked.rows) - {row.name for row in ROWS}:
        parser.error(f"no such row: {', '.join(sorted(unknown))}")
    return asked


def _run_all(
    asked: argparse.Namespace, *, rabbitmq_url: str, postgres_url: str
) -> Sequence[str]:
    """
    Run the rows that were asked for; return those that did not come out as they must.
    """
    keeps = asked.keep or not asked.short
    void = []
    by_name = {row.name: row for row in ROWS}
    for row in [by_name[name] for name in asked.rows]:
        with tempfile.TemporaryDirectory(prefix="babygruppe_faults_") as folder:
            ground = Ground(
                rabbitmq_url=rabbitmq_url,
                postgres_url=postgres_url,
                folder=Path(folder),
                seed=asked.seed,
                is_long=not asked.short,
            )
            if not _comes_out(row, ground, keeps=keeps):
                void.append(row.name)
    if keeps:
        versions = versions_of(rabbitmq_url=rabbitmq_url, postgres_url=postgres_url)
        write_results(ROWS, servers=versions)
    return void


def _comes_out(row: Row, ground: Ground, *, keeps: bool) -> bool:
    """
    Run one row; one that breaks is told, and does not take the next ones with it.
    """
    try:
        return _run(row, ground, keeps=keeps)
    except Exception:  # noqa: BLE001 - Whatever broke it: it is told, and is void.
        _say(traceback.format_exc())
        return False


def _run(row: Row, ground: Ground, *, keeps: bool) -> bool:
    """
    Run a row and its control; return whether both came out as they must.
    """
    since = time.monotonic()
    _say(f"{row.name}  {row.promise}")
    outcome = row.run(ground)
    _tell(f"{row.name} found", outcome)
    control = row.control(ground)
    _tell(f"{row.name} control ({row.broken})", control)
    seconds = time.monotonic() - since
    if keeps:
        keep(row, ground, outcome=outcome, control=control, seconds=seconds)
        _say(f"     {row.name} {seconds:.0f} s, written to {RESULTS.name}")
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
