"""
How one comes into the demo: a link for each role, and tokens for whoever plays it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from sqlalchemy import Engine

from deploy.scopes import SCOPES
from shared.access.domain.api_token import id_of_token
from shared.access.domain.invitation import LinkKind
from shared.access.domain.user import User
from shared.access.storage.book import Book, changing
from shared.access.usecases.invite_user import link_for
from shared.access.usecases.make_token import make_token
from shared.kernel.ids import id_of_cause
from shared.kernel.organisations import ORGANISATIONS_OF, PEOPLE, Organisation, Role
from shared.web.wording import ROLES

_PLAYED = (
    Role.COORDINATOR,
    Role.PAEDAGOG,
    Role.HEALTH_VISITOR,
    Role.DAYCARE_INTAKE,
)


@contextmanager
def played_by_machines(engine: Engine, *, now: datetime) -> Iterator[dict[Role, str]]:
    """
    Give a token for each role of the story, until it is told.

    A machine keeps its id, so a story that was cut short goes on without doing twice
    what was done.
    """
    with changing(engine) as book:
        for role in PEOPLE:
            _person(role, book=book)
        tokens = {role: _token(role, now=now, book=book) for role in _PLAYED}
    try:
        yield tokens
    finally:
        with changing(engine) as book:
            for role in _PLAYED:
                book.tokens.end(id_of_token(_name(role), organisation=_place(role)))


def demo_links(engine: Engine, address: str, *, now: datetime) -> dict[Role, str]:
    """
    Return a link for each role: it goes right in, once, within half an hour.
    """
    with changing(engine) as book:
        return {role: _link(role, address, now=now, book=book) for role in PEOPLE}


def demo_user_id(role: Role) -> UUID:
    return id_of_cause("demo-user", role)


def _link(role: Role, address: str, *, now: datetime, book: Book) -> str:
    user = _person(role, book=book)
    link = link_for(user, kind=LinkKind.DEMO, now=now, book=book)
    return f"{address}/sign-in/demo/{link.secret}"


def _person(role: Role, *, book: Book) -> User:
    """
    Return somebody of this role, who is let in when she is first asked for.
    """
    user = User(
        id=demo_user_id(role),
        organisation=_place(role),
        role=role,
        name=f"Prøve {ROLES[role]}",
        sign_in_name=f"demo-{role}",
    )
    if book.users.called(f"demo-{role}") is None:
        book.users.add(user)
    return user


def _token(role: Role, *, now: datetime, book: Book) -> str:
    return make_token(
        name=_name(role),
        organisation=_place(role),
        role=role,
        scopes=SCOPES,
        now=now,
        book=book,
    )


def _name(role: Role) -> str:
    return f"story {role}"


def _place(role: Role) -> Organisation:
    """
    Return the role's organisation; those that are in all are the housing team's here.
    """
    of = ORGANISATIONS_OF[role]
    return Organisation.HOUSING_TEAM if len(of) > 1 else next(iter(of))
