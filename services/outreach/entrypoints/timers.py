"""
What the clock makes outreach do.
"""

from datetime import datetime
from typing import Any

from services.outreach.usecases.hand_over import forget_hand_overs
from services.outreach.usecases.put_off import wake_put_off
from services.outreach.usecases.webhooks import (
    Sender,
    collect_deliveries,
    deliver,
    forget_deliveries,
)
from shared.bus.extensions import every


class Entrypoints:
    """
    Puts those on the list again whose day has come, and tells other systems.
    """

    sender: Sender

    @every(seconds=60)
    def wake_who_is_put_off(self, *, now: datetime, uow: Any) -> None:
        wake_put_off(now=now, uow=uow)

    @every(seconds=2)
    def tell_other_systems(self, *, now: datetime, uow: Any) -> None:
        collect_deliveries(now=now, uow=uow)
        deliver(sender=self.sender, now=now, uow=uow)

    @every(seconds=3_600)
    def forget_what_is_old(self, *, now: datetime, uow: Any) -> None:
        forget_deliveries(now=now, uow=uow)
        forget_hand_overs(now=now, uow=uow)
