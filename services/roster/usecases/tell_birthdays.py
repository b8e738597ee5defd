from datetime import datetime

from services.roster.domain.child import Child
from services.roster.usecases.announce_mother import announce_birthday
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.clock import on_the_wall

_AT_ONCE = 200


def tell_birthdays(*, now: datetime, uow: UnitOfWork) -> int:
    """
    Tell that a child has turned one or two, once, from midnight in Copenhagen on.

    A clock that stood still tells of what it has missed, and when that was. Returns of
    how many children; there may be more.
    """
    today = on_the_wall(now).date()
    told: list[Child] = []
    with uow:
        for child in uow.children.with_birthdays(on=today, limit=_AT_ONCE):
            # Another replica may have told it, while this one waited for the row.
            for age in child.tell_birthdays(by=today):
                announce_birthday(child, age=age, uow=uow)
                told.append(child)
            uow.children.save(child)
        uow.commit()
    return len(told)
