"""
Passwords: slow to try on purpose, so tried in threads of their own.

Argon2 takes a tenth of a second and 64 MB; in a green thread it would stop all others.
"""

import functools

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from eventlet import tpool
from eventlet.semaphore import Semaphore

from shared.kernel.secret import new_secret

_AT_ONCE = 2
_HASHER = PasswordHasher()
_ROOM = Semaphore(_AT_ONCE)


def hash_of(password: str) -> str:
    with _ROOM:
        return str(tpool.execute(_HASHER.hash, password))


def fits(password: str, password_hash: str | None) -> bool:
    """
    Whether this is the password. For a user without one it takes as long to say no.
    """
    against = password_hash or _nobodys_hash()
    with _ROOM:
        return bool(tpool.execute(_verify, against, password)) and bool(password_hash)


def _verify(password_hash: str, password: str) -> bool:
    try:
        return _HASHER.verify(password_hash, password)
    except (Argon2Error, InvalidHashError):
        return False


def get_ready() -> None:
    """
    Make what unknown users are tried against, before the first of them comes.
    """
    _nobodys_hash()


@functools.cache
def _nobodys_hash() -> str:
    return _HASHER.hash(new_secret())
