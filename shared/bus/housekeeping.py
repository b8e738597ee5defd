"""
What the bus forgets, and when: it keeps no content longer than it is of use.
"""

from datetime import datetime

from sqlalchemy import Engine, delete

from shared.bus.tables import answers, outbox
from shared.db.engine import kept_for
from shared.db.turns import turn_of


def forget_what_is_old(engine: Engine, *, now: datetime) -> None:
    """
    Delete old answers and published events; what is unpublished or parked stays.

    The inbox keeps the ids of what has come in for good, so that an old event that is
    sent again still has no second effect.
    """
    kept = kept_for(engine)
    with turn_of(engine), engine.begin() as connection:
        connection.execute(
            delete(answers).where(answers.c.recorded_at < now - kept.answers)
        )
        # A partner or a restored broker may ask for what was published a month ago.
        connection.execute(
            delete(outbox).where(outbox.c.published_at < now - kept.published)
        )
