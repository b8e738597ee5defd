"""
The day on which something is said, where it is said.
"""

from datetime import date, datetime

from shared.kernel.clock import on_the_wall


def today(now: datetime) -> date:
    return on_the_wall(now).date()
