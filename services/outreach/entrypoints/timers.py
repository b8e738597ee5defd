"""
What the clock makes outreach do.
"""

from datetime import datetime

import structlog

from services.outreach.usecases.ask_to_come import ask_to_come
from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.bus.extensions import every

log = structlog.get_logger()

_FIVE_MINUTES = 300  # seconds


class Entrypoints:
    """
    Every replica does it: what one has asked for, the next does not find.
    """

    @every(seconds=_FIVE_MINUTES)
    def ask_to_come(self, *, now: datetime, uow: OutreachUnitOfWork) -> None:
        asked = ask_to_come(now=now, uow=uow)
        if asked:
            log.info("asked_to_come", number=asked)
