"""
Whoever shows a list hears when something has been committed that may change it.
"""

import threading
from weakref import WeakKeyDictionary

from sqlalchemy import Engine


class Changes:
    """
    Counts the commits of this process to one database, and wakes who waits for one.
    """

    def __init__(self) -> None:
        self._count = 0
        self._condition = threading.Condition()

    def tell(self) -> None:
        with self._condition:
            self._count += 1
            self._condition.notify_all()

    def wait(self, *, since: int, longest: float) -> int:
        """
        Wait until there are more changes than ``since``; return how many there are.
        """
        with self._condition:
            self._condition.wait_for(lambda: self._count > since, timeout=longest)
            return self._count

    @property
    def count(self) -> int:
        return self._count


_CHANGES: WeakKeyDictionary[Engine, Changes] = WeakKeyDictionary()


def changes_of(engine: Engine) -> Changes:
    return _CHANGES.setdefault(engine, Changes())
