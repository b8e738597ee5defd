"""
What the clock makes outreach do.
"""

from datetime import datetime
from typing import Any

from services.outreach.usecases.put_off import wake_put_off
from shared.bus.extensions import every


class Entrypoints:
    """
    Puts those on the list again whose day has come.
    """

    @every(seconds=60)
    def wake_who_is_put_off(self, *, now: datetime, uow: Any) -> None:
        wake_put_off(now=now, uow=uow)
