"""
Waiting for what costs something to look at.
"""

import time
from collections.abc import Callable


def wait_until(
    is_so: Callable[[], object], *, within: float, every: float = 1.0
) -> bool:
    """
    Look now and then until something is so; False when the time is over.
    """
    until = time.monotonic() + within
    while not is_so():
        if time.monotonic() > until:
            return False
        time.sleep(every)
    return True
