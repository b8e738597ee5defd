"""
All rows, in the order in which they are run and told.
"""

from tests.faults.row import Row

ROWS: tuple[Row, ...] = ()
