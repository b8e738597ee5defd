"""
A person with a way in: in one role, for one organisation.
"""

import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self
from uuid import UUID

from shared.access.domain.errors import PasswordNotGoodEnough, RoleNotInOrganisation
from shared.kernel.organisations import (
    ORGANISATIONS_OF,
    PEOPLE,
    THE_FIRST,
    Organisation,
    Role,
    first_of,
)

SHORTEST_PASSWORD = 12  # characters
LONGEST_PASSWORD = 200
_TOO_FEW_DIFFERENT = 5  # characters: "aaaaaaaaaaaa" is long and still no password.


@dataclass(frozen=True, kw_only=True)
class User:
    """
    Whoever has, or has had, a way in.

    ``sign_in_name`` is what she types; ``issuer`` and ``subject`` are how another
    organisation's sign-in knows her. She has one of the two ways, or both.
    ``organisation_id`` is which of its kind; THE_FIRST is kept as that one's id.
    """

    id: UUID
    organisation: Organisation
    role: Role
    name: str
    sign_in_name: str | None = None
    password_hash: str | None = None
    issuer: str | None = None
    subject: str | None = None
    disabled_at: datetime | None = None
    organisation_id: UUID = THE_FIRST

    def __post_init__(self) -> None:
        if self.organisation_id == THE_FIRST:
            object.__setattr__(self, "organisation_id", first_of(self.organisation))
        refuse_unless_in(self.organisation, role=self.role)

    @property
    def may_come_in(self) -> bool:
        return self.disabled_at is None

    def with_password(self, password_hash: str) -> Self:
        return replace(self, password_hash=password_hash)

    def in_role(
        self, role: Role, organisation: Organisation, organisation_id: UUID
    ) -> Self:
        return replace(
            self,
            role=role,
            organisation=organisation,
            organisation_id=organisation_id,
        )

    def disabled(self, *, at: datetime) -> Self:
        """
        End her way in. The first time counts: a repeat changes nothing.
        """
        return replace(self, disabled_at=self.disabled_at or at)

    def let_in_again(self) -> Self:
        return replace(self, disabled_at=None)


def refuse_unless_in(organisation: Organisation, *, role: Role) -> None:
    """
    Refuse a person in a role that her organisation does not have.

    Raises RoleNotInOrganisation.
    """
    if role not in PEOPLE or organisation not in ORGANISATIONS_OF[role]:
        told = f"{organisation} has no {role}."
        raise RoleNotInOrganisation({"role": [told]})


def as_typed(sign_in_name: str) -> str:
    """
    Return the name as it is compared: people do not remember capitals.
    """
    return unicodedata.normalize("NFKC", sign_in_name).strip().casefold()


def as_keyed(password: str) -> str:
    """
    Return the password the same however a keyboard puts its letters together.
    """
    return unicodedata.normalize("NFC", password)


def checked_password(password: str, *, sign_in_name: str | None) -> str:
    """
    Return a new password as it is hashed.

    Long counts, odd characters do not: those are only written on a note.

    Raises PasswordNotGoodEnough.
    """
    typed = as_keyed(password)
    if not SHORTEST_PASSWORD <= len(typed) <= LONGEST_PASSWORD:
        told = f"Use {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters."
        raise PasswordNotGoodEnough({"password": [told]})
    if len(set(typed)) < _TOO_FEW_DIFFERENT or as_typed(typed) == sign_in_name:
        raise PasswordNotGoodEnough({"password": ["Use several words."]})
    return typed
