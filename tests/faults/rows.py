"""
All rows in the order in which they are told, and the two lanes in which they are run.
"""

from tests.faults import (
    a01_crash_points,
    a02_once,
    a03_order,
    a04_gaps,
    a05_cluster,
    a07_dead_letters,
    a08_poison,
    a09_unreadable,
    a10_sick_broker,
    a11_confirms,
    a12_come_back,
    a13_stops,
    a15_database,
    a15_statements,
    a16_disk_full,
    a17_embedded,
    a28_double_submit,
    a30_simulation,
)
from tests.faults.row import Row

ROWS: tuple[Row, ...] = (
    a01_crash_points.ROW,
    a02_once.ROW,
    a03_order.ROW,
    a04_gaps.ROW,
    a05_cluster.ROW,
    a07_dead_letters.ROW,
    a08_poison.ROW,
    a09_unreadable.ROW,
    a10_sick_broker.ROW,
    a11_confirms.ROW,
    a12_come_back.ROW,
    a13_stops.ROW,
    a15_database.ROW,
    a15_statements.ROW,
    a16_disk_full.ROW,
    a17_embedded.ROW,
    a28_double_submit.ROW,
    a30_simulation.ROW,
)

# What mostly waits runs beside what mostly works, and both take about as long. In their
# own order: what measures how long people wait runs beside what needs one core alone.
LANES: tuple[tuple[str, ...], ...] = (
    ("A10", "A8", "A12", "A7", "A11", "A16", "A13", "A15a", "A1"),
    ("A3", "A15b", "A30", "A17", "A5", "A28", "A2", "A4", "A9"),
)
