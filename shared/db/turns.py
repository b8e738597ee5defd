"""
The writers of one process take turns at a database.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from shared.db.engine import NoTurn

_LONGEST_TURN = 60.0  # seconds
_TURNS: WeakKeyDictionary[Engine, threading.Lock] = WeakKeyDictionary()


def turn_of(engine: Engine) -> threading.Lock:
    """
    Return the lock by which the writers of one process take turns.

    SQLite has one writer, and its driver stops the whole process while it waits: two
    greenthreads of one process would wait for each other for ever.
    """
    return _TURNS.setdefault(engine, threading.Lock())


def take_turn(engine: Engine) -> threading.Lock:
    """
    Wait for one's turn and return its lock, which is to be released.

    Raises NoTurn where another transaction does not end.
    """
    turn = turn_of(engine)
    if not turn.acquire(timeout=_LONGEST_TURN):
        raise NoTurn
    return turn


@contextmanager
def having_turn(engine: Engine) -> Iterator[None]:
    """
    Do the block in one's turn.

    Raises NoTurn.
    """
    turn = take_turn(engine)
    try:
        yield
    finally:
        turn.release()
