"""
Commands about who has a way in.
"""

import sys
from argparse import Namespace
from uuid import UUID

from deploy.commands import declare_queues
from deploy.house import access_engine
from deploy.scopes import SCOPES
from services.referrals.storage.unit_of_work import ReferralsUnitOfWork
from services.referrals.usecases.leave_with_first import leave_with_first
from services.roster.storage.unit_of_work import RosterUnitOfWork
from services.roster.usecases.tell_lists import tell_lists
from shared.access.domain.api_token import id_of_token
from shared.access.domain.errors import ScopeNotKnown, TokenNotFound, UserNotFound
from shared.access.domain.user import as_typed
from shared.access.storage.book import Book, changing, looking
from shared.access.usecases.add_organisation import (
    add_organisation,
    organisation_to_be,
)
from shared.access.usecases.disable_user import disable_user
from shared.access.usecases.invite_user import invite_user
from shared.access.usecases.make_token import make_token
from shared.bus.cause import Cause
from shared.bus.topology import is_told_by_a_feed
from shared.config import Settings
from shared.db.engine import make_engine
from shared.kernel.clock import Clock
from shared.kernel.organisations import THE_FIRST, Role


def invite_administrator(settings: Settings, told: Namespace) -> None:
    """
    Print the link by which an organisation's first administrator comes in.

    Raises OrganisationNotFound, RoleNotInOrganisation or SignInNameTaken.
    """
    with changing(access_engine(settings)) as book:
        invited = invite_user(
            organisation=told.organisation,
            organisation_id=_which(told, book=book),
            role=Role.ADMINISTRATOR,
            name=told.name,
            sign_in_name=told.sign_in_name,
            now=Clock().now(),
            book=book,
        )
    origin = settings.door.origin or f"http://{settings.host}:{settings.port}"
    sys.stdout.write(f"{origin}/sign-in/invitation/{invited.secret}\n")
    sys.stdout.write("It is shown once, can be used once, and lasts three days.\n")


def disable(settings: Settings, told: Namespace) -> None:
    """
    End a person's way in, and all her sign-ins, at once.

    Raises UserNotFound.
    """
    with changing(access_engine(settings)) as book:
        ended = disable_user(
            user_id=_user_id(told.user, book),
            organisation_id=None,
            now=Clock().now(),
            book=book,
        )
    sys.stdout.write(f"{ended.id} has no way in any more.\n")


def new_token(settings: Settings, told: Namespace) -> None:
    """
    Print a machine's token, which is kept nowhere; an earlier one of its name ends.

    Raises ScopeNotKnown, OrganisationNotFound or RoleNotInOrganisation.
    """
    unknown = set(told.scope) - SCOPES
    if unknown:
        raise ScopeNotKnown({"scope": [f"Use some of: {', '.join(sorted(SCOPES))}."]})
    with changing(access_engine(settings)) as book:
        secret = make_token(
            name=told.name,
            organisation=told.organisation,
            organisation_id=_which(told, book=book),
            role=told.role,
            scopes=told.scope,
            now=Clock().now(),
            book=book,
        )
    sys.stdout.write(f"{secret}\n")


def end_token(settings: Settings, told: Namespace) -> None:
    """
    End a machine's token.

    Raises OrganisationNotFound or TokenNotFound.
    """
    with changing(access_engine(settings)) as book:
        token_id = id_of_token(
            told.name,
            organisation=told.organisation,
            organisation_id=_which(told, book=book),
        )
        if not book.tokens.end(token_id):
            raise TokenNotFound
    sys.stdout.write("It opens nothing any more.\n")


def add_another_organisation(settings: Settings, told: Namespace) -> None:
    """
    Let another organisation in, and print its id.

    First it is told again whose everybody is: the others may have missed it while they
    were brought to this release; and what was sent meanwhile stays with the first. And
    what is for it alone has a queue to go to before anybody can name it.

    Raises Invalid, OrganisationIsThere or BrokerUnavailable; then it is not let in.
    """
    which = {"kind": told.organisation, "name": told.name}
    access = access_engine(settings)
    with looking(access) as book:
        expected = organisation_to_be(**which, book=book)
    if is_told_by_a_feed(expected.kind):
        declare_queues(settings, also=[expected])
    cause = Cause.by_system(now=Clock().now())
    roster = make_engine(settings.database_of("roster"))
    tell_lists(uow=RosterUnitOfWork(roster, cause=cause))
    roster.dispose()
    referrals = make_engine(settings.database_of("referrals"))
    leave_with_first(uow=ReferralsUnitOfWork(referrals, cause=cause))
    referrals.dispose()
    with changing(access) as book:
        added = add_organisation(**which, book=book)
    sys.stdout.write(f"{added.id}\n")


def list_organisations(settings: Settings, _told: Namespace) -> None:
    with looking(access_engine(settings)) as book:
        for one in book.organisations.everyone():
            sys.stdout.write(f"{one.id} {one.kind} {one.name}\n")


def _which(told: Namespace, *, book: Book) -> UUID:
    """
    Return which organisation of its kind is meant; without an id it is the first.

    Raises OrganisationNotFound.
    """
    if told.organisation_id is None:
        return THE_FIRST
    return book.organisations.get(told.organisation, told.organisation_id).id


def _user_id(told: str, book: Book) -> UUID:
    """
    Return whose name or id this is.

    Raises UserNotFound.
    """
    called = book.users.called(as_typed(told))
    if called is not None:
        return called.id
    try:
        return UUID(told)
    except ValueError:
        raise UserNotFound from None
