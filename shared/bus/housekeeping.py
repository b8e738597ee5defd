"""
What the bus forgets, and when: it keeps no content longer than it is of use.
"""

from datetime import datetime, timedelta

from sqlalchemy import Engine, delete

from shared.bus.tables import answers, outbox
from shared.db.turns import turn_of

# A phone without network sends a request again within days, not weeks.
ANSWERS_ARE_KEPT = timedelta(days=7)
# A partner or a restored broker may ask for what was published a month ago.
PUBLISHED_IS_KEPT = timedelta(days=30)


def forget_what_is_old(engine: Engine, *, now: datetime) -> None:
    """
    Delete old answers and published events; what is unpublished or parked stays.

    The inbox keeps the ids of what has come in for good, so that an old event that is
    sent again still has no second effect.
    """
    with turn_of(engine), engine.begin() as connection:
        connection.execute(
            delete(answers).where(answers.c.recorded_at < now - ANSWERS_ARE_KEPT)
        )
        connection.execute(
            delete(outbox).where(outbox.c.published_at < now - PUBLISHED_IS_KEPT)
        )
