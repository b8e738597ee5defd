"""
What the clock makes outreach do.
"""

from datetime import datetime
from typing import Any

import structlog

from services.outreach.usecases.ask_to_come import ask_to_come
from services.outreach.usecases.hand_over import forget_hand_overs
from services.outreach.usecases.put_off import list_reviews, wake_put_off
from services.outreach.usecases.schedule_follow_ups import schedule_follow_ups
from services.outreach.usecases.tell_owners import tell_new_owners
from services.outreach.usecases.webhooks import (
    Sender,
    collect_deliveries,
    deliver,
    forget_deliveries,
)
from shared.bus.extensions import every
from shared.db.engine import kept_for

log = structlog.get_logger()


class Entrypoints:
    """
    Every replica does it: what one has done, the next does not find.
    """

    sender: Sender

    @every(seconds=300)
    def ask_to_come(self, *, now: datetime, uow: Any) -> None:
        asked = ask_to_come(now=now, uow=uow)
        if asked:
            log.info("asked_to_come", number=asked)

    @every(seconds=60)
    def put_on_the_list_whose_day_has_come(self, *, now: datetime, uow: Any) -> None:
        wake_put_off(now=now, uow=uow)
        list_reviews(now=now, uow=uow)

    @every(seconds=60)
    def schedule_follow_ups(self, *, now: datetime, uow: Any) -> None:
        scheduled = schedule_follow_ups(now=now, uow=uow)
        if scheduled:
            log.info("follow_ups_scheduled", number=scheduled)

    @every(seconds=60)
    def tell_new_owners(self, *, now: datetime, uow: Any) -> None:
        tell_new_owners(now=now, uow=uow)

    @every(seconds=2)
    def tell_other_systems(self, *, now: datetime, uow: Any) -> None:
        collect_deliveries(now=now, uow=uow)
        deliver(sender=self.sender, now=now, uow=uow)

    @every(seconds=3_600)
    def forget_what_is_old(self, *, now: datetime, uow: Any) -> None:
        kept = kept_for(uow.engine)
        forget_deliveries(kept=kept.deliveries, now=now, uow=uow)
        forget_hand_overs(kept=kept.absences, now=now, uow=uow)
