"""
What the clock makes referrals do.
"""

from datetime import datetime
from typing import Any

from services.referrals.usecases.forget_sealed_cases import forget_sealed_cases
from shared.bus.extensions import every
from shared.db.engine import kept_for


class Entrypoints:
    """
    It writes no line about what it has deleted: that there was something is sealed.
    """

    @every(seconds=3_600)
    def forget_sealed_cases(self, *, now: datetime, uow: Any) -> None:
        forget_sealed_cases(before=now - kept_for(uow.engine).sealed, uow=uow)
