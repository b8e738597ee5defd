"""
What was measured, kept row by row in a file, and told in one table.
"""

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.bench.line import Line
from tests.support.versions import commit

HERE = Path(__file__).parent
RESULTS = HERE / "RESULTS.md"
READING = HERE / "READING.md"
FIGURES = HERE / "figures.json"
PACKAGES = (
    "nameko", "kombu", "amqp", "eventlet", "sqlalchemy", "psycopg2-binary",
    "marshmallow", "msgspec", "faststream", "aio-pika", "asyncpg", "celery",
)  # fmt: skip
GIB = 2**30
NOTHING = "-"
REACHED = {True: "yes", False: "no", None: NOTHING}

PREFACE = """\
# How fast it is, beside others

Written by `make bench`; do not edit. What this says about the program stands in
`READING.md`, by hand, and is repeated here whole. Two figures in one line were taken in
one run, in turns: `ours` and `theirs` are medians of the rounds, `ratio` is the median
of the rounds' own ratios, and behind it stand the lowest and the highest of them.
"""
HEAD = """\
| what | against | unit | ours | theirs | ratio | aim | reached |
|---|---|---|---:|---:|---:|---|---|"""
ORIGIN_HEAD = """\
## Where each line comes from

| what | against | rounds | commit | day | notes |
|---|---|---:|---|---|---|"""


def told(line: Line) -> str:
    """
    Return a line as a person reads it while the bench runs.
    """
    return " | ".join(_cells(line))


def keep(row: str, lines: Sequence[Line], *, rounds: int) -> None:
    """
    Write a row's figures down, so that rows may be measured on different days.
    """
    known = _known()
    known[row] = {
        "rounds": rounds,
        "commit": commit(),
        "day": datetime.now(UTC).date().isoformat(),
        "lines": [asdict(line) for line in lines],
    }
    FIGURES.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n")


def write_results(rows: Sequence[str], *, servers: Mapping[str, str]) -> None:
    """
    Tell all that is known, whenever it was measured, in the order of these rows.
    """
    known = _known()
    kept = [
        (known[row], line)
        for row in rows
        if row in known
        for line in _lines(known[row])
    ]
    table = [_row(_cells(line)) for _, line in kept]
    origins = [_row(_origin(row, line)) for row, line in kept]
    text = [
        PREFACE,
        *_machine(servers),
        "",
        *(HEAD, *table),
        "",
        READING.read_text(),
        *(ORIGIN_HEAD, *origins),
        "",
    ]
    RESULTS.write_text("\n".join(text))


def _known() -> dict[str, Any]:
    return json.loads(FIGURES.read_text()) if FIGURES.exists() else {}


def _lines(row: Mapping[str, Any]) -> list[Line]:
    return [Line(**line) for line in row["lines"]]


def _cells(line: Line) -> list[str]:
    return [
        line.what,
        line.against,
        line.unit,
        _figure(line.ours),
        _figure(line.theirs),
        _ratio(line),
        _aim(line),
        REACHED[line.is_reached],
    ]


def _origin(row: Mapping[str, Any], line: Line) -> list[str]:
    cells = [line.what, line.against, str(row["rounds"]), row["commit"], row["day"]]
    return [*cells, " ".join(line.notes)]


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _figure(value: float | None) -> str:
    if value is None:
        return NOTHING
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _ratio(line: Line) -> str:
    if line.ratio is None:
        return NOTHING
    ratios = sorted(ours / theirs for ours, theirs in line.pairs)
    spread = f" ({ratios[0]:.2f} to {ratios[-1]:.2f})" if ratios else ""
    return f"{line.ratio:.2f}{spread}"


def _aim(line: Line) -> str:
    limits = [
        f"{word} {limit:g} x"
        for word, limit in (("at least", line.at_least), ("at most", line.at_most))
        if limit is not None
    ]
    return ", ".join(limits) or "told"


def _machine(servers: Mapping[str, str]) -> list[str]:
    """
    Say what the last run ran on.
    """
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIB
    packages = ", ".join(f"{one} {version(one)}" for one in PACKAGES)
    system = f"{platform.system()} on {platform.machine()}"
    return [
        f"- {os.cpu_count()} cores ({_processor()}), {memory:.0f} GiB, {system}",
        "- " + ", ".join(f"{name} {number}" for name, number in servers.items()),
        f"- Python {platform.python_version()}, {packages}",
    ]


def _processor() -> str:
    """
    Return the processor's model; only Linux tells it in a file.
    """
    path = Path("/proc/cpuinfo")
    lines = path.read_text().splitlines() if path.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if "model name" in line]
    return names[0] if names else platform.machine()
