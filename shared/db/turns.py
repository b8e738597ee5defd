"""
The writers of one process take turns at a database.
"""

import threading
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

_TURNS: WeakKeyDictionary[Engine, threading.Lock] = WeakKeyDictionary()


def turn_of(engine: Engine) -> threading.Lock:
    """
    Return the lock by which the writers of one process take turns.

    SQLite has one writer, and its driver stops the whole process while it waits: two
    greenthreads of one process would wait for each other for ever.
    """
    return _TURNS.setdefault(engine, threading.Lock())
