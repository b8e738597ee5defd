"""
A way in for the tests: a user for each role, and what her browser would send.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import Engine

from shared.access.domain.user import User
from shared.access.storage.book import changing
from shared.access.usecases.disable_user import disable_user
from shared.access.usecases.make_token import make_token
from shared.access.usecases.sign_in import begin_sign_in
from shared.config import Settings
from shared.db.engine import make_engine
from shared.db.migrations import ACCESS, upgrade
from shared.kernel.clock import Clock
from shared.kernel.ids import new_id
from shared.kernel.organisations import (
    ORGANISATIONS_OF,
    PEOPLE,
    THE_FIRST,
    Organisation,
    Role,
)
from shared.web.cookies import SESSION
from shared.web.forgery import HEADER, guard_of

EVERYTHING = (
    "roster:read", "roster:write", "roster:disclose", "outreach:read",
    "outreach:write", "referrals:read", "referrals:write", "referrals:feed",
    "notifications:read",
)  # fmt: skip
_ANEW_AFTER = timedelta(minutes=20)


class WayIn:
    """
    Signs people in by writing it into the door's database, on plain loopback.

    The clock of a test jumps, so who has sat still for too long signs in anew.
    """

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        of: Mapping[Organisation, UUID] = MappingProxyType({}),
    ) -> None:
        """
        ``of`` says which organisation of a kind its people are of, if not the first.
        """
        upgrade(engine, ACCESS)
        self.engine = engine
        self._of = of
        self._clock = clock
        self._users: dict[tuple[Role, Organisation], User] = {}
        self._browsers: dict[User, tuple[str, datetime]] = {}

    @property
    def users(self) -> list[User]:
        return list(self._users.values())

    def user(self, role: Role, organisation: Organisation | None = None) -> User:
        of = organisation or organisation_of(role)
        if (role, of) not in self._users:
            name = f"Prøve {role}"
            user = User(
                id=new_id(),
                role=role,
                organisation=of,
                organisation_id=self._of.get(of, THE_FIRST),
                name=name,
            )
            with changing(self.engine) as book:
                book.users.add(user)
            self._users[role, of] = user
        return self._users[role, of]

    def shut_out(self, role: Role) -> None:
        """
        End somebody's way in; the next one of her role is somebody else.
        """
        user = self._users.pop((role, organisation_of(role)))
        with changing(self.engine) as book:
            disable_user(
                user_id=user.id, organisation_id=None, now=self._clock.now(), book=book
            )

    def secret(self, user: User) -> str:
        """
        Return what her browser shows.
        """
        now = self._clock.now()
        # Whoever signs in clears away what is over, so a jump ends the others' too.
        self._browsers = {
            one: (secret, begun_at)
            for one, (secret, begun_at) in self._browsers.items()
            if timedelta(0) <= now - begun_at < _ANEW_AFTER
        }
        if user not in self._browsers:
            with changing(self.engine) as book:
                secret = begin_sign_in(user=user, now=now, book=book)
            self._browsers[user] = (secret, now)
        return self._browsers[user][0]

    def of(
        self,
        role: Role = Role.COORDINATOR,
        organisation: Organisation | None = None,
        **headers: str,
    ) -> dict[str, Any]:
        """
        Return what requests sends of somebody who has signed in, and of her forms.
        """
        secret = self.secret(self.user(role, organisation))
        return {
            "cookies": {SESSION: secret},
            "headers": {HEADER: guard_of(secret), **headers},
        }

    def machine(
        self,
        role: Role = Role.COORDINATOR,
        organisation: Organisation | None = None,
        scopes: Collection[str] = EVERYTHING,
    ) -> dict[str, str]:
        """
        Return the headers of a machine that acts in this role.
        """
        of = organisation or organisation_of(role)
        told = token(
            self.engine,
            role=role,
            organisation=of,
            organisation_id=self._of.get(of, THE_FIRST),
            scopes=scopes,
        )
        return bearer(told)


def way_into(folder: Path) -> WayIn:
    """
    Return the way into services that run on the files in a folder.
    """
    settings = Settings.from_environment({"BABYGRUPPE_VAR": str(folder)})
    return WayIn(make_engine(settings.database_of_access), Clock())


def tokens(engine: Engine) -> dict[Role, str]:
    """
    Return a token for each role that people have.
    """
    return {role: token(engine, role=role) for role in PEOPLE}


def bearer(told: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {told}"}


def headers_of(secret: str) -> dict[str, str]:
    """
    Return the same as plain headers, for who does without requests.
    """
    return {"Cookie": f"{SESSION}={secret}", HEADER: guard_of(secret)}


def token(
    engine: Engine,
    *,
    role: Role = Role.COORDINATOR,
    organisation: Organisation | None = None,
    organisation_id: UUID = THE_FIRST,
    scopes: Collection[str] = EVERYTHING,
) -> str:
    """
    Return a token of a machine that is new each time.
    """
    with changing(engine) as book:
        return make_token(
            name=f"Prøve {new_id()}",
            organisation=organisation or organisation_of(role),
            organisation_id=organisation_id,
            role=role,
            scopes=scopes,
            now=Clock().now(),
            book=book,
        )


def place_of(role: Role) -> Organisation:
    """
    Return the role's organisation; those that are in all are the housing team's here.
    """
    of = ORGANISATIONS_OF[role]
    return Organisation.HOUSING_TEAM if Organisation.HOUSING_TEAM in of else min(of)


def organisation_of(role: Role) -> Organisation:
    """
    Return the role's organisation, or the first of those that have it.
    """
    return min(ORGANISATIONS_OF[role])
