"""
Green threads for a process: import this first, and nothing in it blocks the others.

nameko runs on eventlet. Whatever imports ``socket`` or ``threading`` before this keeps
the blocking ones.
"""

import ctypes
import gc
import os
import sys
import warnings

if "EVENTLET_NO_GREENDNS" not in os.environ:
    # eventlet's own resolver does not read every machine's settings; the system's does.
    os.environ["EVENTLET_NO_GREENDNS"] = "yes"

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import eventlet  # It announces its retirement at import: decision 0002.

eventlet.monkey_patch()

# A batch makes tens of thousands of objects that all live until its commit: looked at
# every 700 of them, as Python does by itself, a tenth of the time goes to finding none
# that could be freed. Looked at every 20,000 it is a hundredth, and what goes round in
# circles does not pile up below the next batch. The old ones are looked at once in a
# hundred times that, which is cheap, because ``settle`` leaves out what was there from
# the beginning.
gc.set_threshold(20_000, 10, 10)

# ruff: noqa: E402 - the line above must stand before what follows.

from typing import Any

from eventlet.hubs import notify_opened, trampoline
from psycopg2 import OperationalError, extensions

_GIVES_BACK_EVERY = 60.0  # seconds
_CONNECT_TIMEOUT = 5.0  # seconds; libpq's own does not hold where others wait for it.
_CONNECTED = (
    extensions.STATUS_READY,
    extensions.STATUS_BEGIN,
    extensions.STATUS_PREPARED,
)


def settle() -> None:
    """
    Say that the start is over: what is there by now stays to the end.

    It is left out of every later search for garbage. With it a search takes so long
    that it would have to be rare, and meanwhile circles would pile up: a seventh of the
    memory within a million events.
    """
    gc.collect()
    gc.freeze()
    eventlet.spawn(_give_back_memory)


def _give_back_memory() -> None:
    """
    Give the system back what lies free between what lives on, for as long as we run.

    Messages of every length come and go between objects that stay. glibc keeps the gaps
    for later and finds few that fit, so a service would grow by a tenth or more within
    a million events, though it holds no more than at first. Only glibc has such a call.
    """
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None
    trim = getattr(libc, "malloc_trim", None)
    while trim is not None:
        eventlet.sleep(_GIVES_BACK_EVERY)
        trim(0)


def _wait(connection: Any, _timeout: float = -1) -> None:
    """
    Wait for PostgreSQL's answer; meanwhile other greenthreads go on.

    The system gives the number of a closed socket to the next one that is opened.
    Whoever still waits for the old one is told so only if eventlet hears of the new
    one, and psycopg2 opens its own: eventlet's callback says nothing, and then a query
    fails with "second simultaneous read".
    """
    while (state := connection.poll()) != extensions.POLL_OK:
        descriptor, longest = connection.fileno(), None
        if connection.status not in _CONNECTED:
            notify_opened(descriptor)
            longest = _CONNECT_TIMEOUT
        if state not in {extensions.POLL_READ, extensions.POLL_WRITE}:
            raise OperationalError("unexpected state of the connection")
        trampoline(
            descriptor,
            read=state == extensions.POLL_READ,
            write=state == extensions.POLL_WRITE,
            timeout=longest,
            timeout_exc=OperationalError("PostgreSQL did not answer in time"),
        )


extensions.set_wait_callback(_wait)
