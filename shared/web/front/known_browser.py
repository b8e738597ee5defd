"""
A browser at which somebody has signed in before: her tries there have their own count.

Whoever tries passwords from elsewhere keeps her out of other browsers, but not of hers.
The cookie lets nobody in, and says nothing to anybody else: what proves it is made from
what we keep of her password, so that a new password forgets all browsers.
"""

from collections.abc import Iterator

from werkzeug.wrappers import Request, Response

from shared.access.domain.user import User
from shared.config import DoorSettings
from shared.kernel.secret import is_same, new_short_secret, proof_of
from shared.web.cookies import FOR_A_YEAR, KNOWN, give, shown

_MOST = 6  # People who share a phone.
_LONGEST = 1_000  # characters
_NEXT = "~"
_BETWEEN = "."


def known_as(request: Request, user: User | None, door: DoorSettings) -> str:
    """
    Return the name that this browser was given when she signed in, or nothing.
    """
    for name, proof in _kept(request, door):
        if user and user.password_hash and is_same(proof, _proof(name, user)):
            return name
    return ""


def remember_browser(
    request: Request, response: Response, user: User, door: DoorSettings
) -> None:
    """
    Let the browser be known as hers, beside those who signed in here before.
    """
    name = known_as(request, user, door) or new_short_secret()
    hers = (name, _proof(name, user))
    others = [one for one in _kept(request, door) if one[0] != name]
    kept = [hers, *others][:_MOST]
    told = _NEXT.join(_BETWEEN.join(one) for one in kept)
    give(response, KNOWN, told, door, lasts=FOR_A_YEAR)


def _kept(request: Request, door: DoorSettings) -> Iterator[tuple[str, str]]:
    for one in shown(request, KNOWN, door)[:_LONGEST].split(_NEXT):
        name, _, proof = one.partition(_BETWEEN)
        if name and proof:
            yield name, proof


def _proof(name: str, user: User) -> str:
    return proof_of(user.password_hash or "", f"browser {name}")
