"""
Who is asking: found out once for each request, before anything is done.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from werkzeug.wrappers import Request

from shared.kernel.organisations import Organisation, Role, Within

_PLACE = "babygruppe.who"  # Under these names it travels with the request.
_STILL = "babygruppe.still"
_WRONG_LINK = "babygruppe.wrong_link"


@dataclass(frozen=True, kw_only=True)
class Who:
    """
    A person who has signed in, or a machine that has shown its token.

    ``user_id`` is the person's, or the machine's own. A machine has no session, and
    ``scopes`` are all that it may do; None says that nothing is taken away.
    """

    user_id: UUID
    role: Role
    organisation: Organisation
    organisation_id: UUID
    name: str
    session_id: UUID | None = None
    scopes: frozenset[str] | None = None
    within: Within | None = None
    """Where there are several of her organisation's kind, the one she works within."""
    forgery_guard: str = ""
    """What a form of hers holds: no other site can know it."""


def remember(request: Request, who: Who | None) -> None:
    request.environ[_PLACE] = who


def who_asks(request: Request) -> Who | None:
    """
    Return who asks, or None for a stranger at a door that is open to all.

    Raises KeyError where nobody has looked: such a request goes no further.
    """
    found: Who | None = request.environ[_PLACE]
    return found


def remember_to_ask(request: Request, is_still_let_in: Callable[[], bool]) -> None:
    """
    Keep a way to ask again, for an answer that goes on for hours.
    """
    request.environ[_STILL] = is_still_let_in


def still_let_in(request: Request) -> Callable[[], bool]:
    found: Callable[[], bool] = request.environ[_STILL]
    return found


def remember_to_count(request: Request, count: Callable[[], None]) -> None:
    """
    Keep a way to count that the link in the address opens nothing.
    """
    request.environ[_WRONG_LINK] = count


def count_wrong_link(request: Request) -> None:
    count: Callable[[], None] = request.environ[_WRONG_LINK]
    count()
