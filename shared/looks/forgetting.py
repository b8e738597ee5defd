"""
Looks are forgotten after their time, from the beginning, and the chain stays whole.
"""

from datetime import datetime

from sqlalchemy import Connection, Engine, delete, select, update

from shared.looks.book import writing
from shared.looks.chain import End
from shared.looks.tables import looks, looks_head


def forget_looks(engine: Engine, *, before: datetime) -> End:
    """
    Delete what is older; return the chain's end, to be noted elsewhere.

    The hash of the last one that is deleted is kept: what is left follows from it. A
    log whose beginning is not there is left as it is, for the check to tell.
    """
    with writing(engine) as connection:
        query = select(looks_head).with_for_update()
        head = connection.execute(query).one()
        last = _last_before(connection, before)
        if last is not None and last.number > head.forgotten_number:
            _forget(connection, last)
            connection.commit()
    return End(number=head.last_number, hash=head.last_hash)


def _last_before(connection: Connection, before: datetime) -> End | None:
    """
    Return the last of those that may go; one that came late keeps what follows it.
    """
    kept = select(looks.c.number).where(looks.c.at >= before).order_by(looks.c.number)
    first_kept = connection.execute(kept.limit(1)).scalar_one_or_none()
    query = select(looks.c.number, looks.c.hash).order_by(looks.c.number.desc())
    if first_kept is not None:
        query = query.where(looks.c.number < first_kept)
    row = connection.execute(query.limit(1)).one_or_none()
    return None if row is None else End(number=row.number, hash=row.hash)


def _forget(connection: Connection, last: End) -> None:
    connection.execute(
        update(looks_head).values(
            forgotten_number=last.number, forgotten_hash=last.hash
        )
    )
    connection.execute(delete(looks).where(looks.c.number <= last.number))
