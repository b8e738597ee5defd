"""
What the rows have found, kept one file a row, and told in one table.
"""

import json
import os
import platform
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.faults.row import Ground, Outcome, Row
from tests.support.versions import commit

HERE = Path(__file__).parent
RESULTS = HERE / "RESULTS.md"
FOUND = HERE / "found"
PACKAGES = ("nameko", "kombu", "amqp", "eventlet", "sqlalchemy", "psycopg2-binary")

NOTHING = "-"
PREFACE = """\
# What was broken on purpose, and what became of it

Written by `make faults`; do not edit. Each row breaks something, and a checker that
reads only databases and a history file counts what was lost, doubled or wrong. Its
control is the same run with one part broken on purpose, as told: there the same checker
has to find something. Where nothing was found in N tries, the true rate is below 3/N
(95 %).
"""
FOUND_HEAD = """\
| | promise | tried | faults | lost | doubled | wrong | rate below | recovery \
p50 / p95 / max, s | control: what is broken | it lost / doubled / had wrong |
|---|---|---|---|---|---|---|---|---|---|---|"""
ORIGIN_HEAD = """\
| | form | seed | commit | day | took, s | notes |
|---|---|---|---|---|---|---|"""


def keep(
    row: Row, ground: Ground, *, outcome: Outcome, control: Outcome, seconds: float
) -> None:
    """
    Write down what was found, so that rows may be run on different days.
    """
    FOUND.mkdir(exist_ok=True)
    told = {
        "row": row.name,
        "promise": row.promise,
        "broken": row.broken,
        "outcome": asdict(outcome),
        "control": asdict(control),
        "seed": ground.seed,
        "form": "long" if ground.is_long else "short",
        "seconds": round(seconds),
        "commit": commit(),
        "day": datetime.now(UTC).date().isoformat(),
    }
    text = json.dumps(told, indent=1, ensure_ascii=False)
    (FOUND / f"{row.name}.json").write_text(text + "\n")


def write_results(rows: Sequence[Row], *, servers: Mapping[str, str]) -> None:
    found = [_read(row.name) for row in rows]
    origin = [
        f"- Machine: {os.cpu_count()} cores, {platform.platform()}",
        f"- Python {platform.python_version()}, "
        + ", ".join(f"{one} {version(one)}" for one in PACKAGES),
        "- " + ", ".join(f"{name} {told}" for name, told in servers.items()),
    ]
    told = [_line(one) for one in found if one]
    notes = [_origin(one) for one in found if one]
    lines = [PREFACE, *origin, "", FOUND_HEAD, *told, "", ORIGIN_HEAD, *notes, ""]
    RESULTS.write_text("\n".join(lines))


def spread(seconds: Sequence[float]) -> str:
    """
    Return median, 95th percentile and maximum.
    """
    if not seconds:
        return NOTHING
    ordered = sorted(seconds)
    at_95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    middle = statistics.median(ordered)
    return f"{middle:.2f} / {at_95:.2f} / {ordered[-1]:.2f}"


def _line(found: dict[str, Any]) -> str:
    outcome, control = found["outcome"], found["control"]
    number = outcome["number"]
    faults = ", ".join(f"{times:,} {kind}" for kind, times in outcome["faults"].items())
    caught = f"{control['lost']} / {control['doubled']} / {control['wrong']}"
    cells = [
        found["row"],
        found["promise"],
        f"{number:,} {outcome['of']}",
        faults,
        outcome["lost"],
        outcome["doubled"],
        outcome["wrong"],
        f"3/{number:,}",
        spread(outcome["recovery"]),
        found["broken"],
        f"{caught} of {control['number']:,}",
    ]
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def _origin(found: dict[str, Any]) -> str:
    notes = " ".join([*found["outcome"]["notes"], *found["control"]["notes"]])
    names = ("row", "form", "seed", "commit", "day", "seconds")
    cells = [found.get(name, "long") for name in names]
    return "| " + " | ".join(str(cell) for cell in [*cells, notes]) + " |"


def _read(name: str) -> dict[str, Any] | None:
    path = FOUND / f"{name}.json"
    return json.loads(path.read_text()) if path.exists() else None
