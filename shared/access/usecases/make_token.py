"""
Give a machine a way in.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from shared.access.domain.api_token import ApiToken, id_of_token
from shared.access.storage.book import Book
from shared.kernel.organisations import THE_FIRST, Organisation, Role
from shared.kernel.secret import digest_of, new_secret


def make_token(
    *,
    name: str,
    organisation: Organisation,
    organisation_id: UUID = THE_FIRST,
    role: Role,
    scopes: Collection[str],
    now: datetime,
    expires_at: datetime | None = None,
    book: Book,
) -> str:
    """
    Return a machine's token, which is shown once. Its earlier one ends.

    Raises RoleNotInOrganisation.
    """
    secret = new_secret()
    book.tokens.save(
        ApiToken(
            id=id_of_token(
                name, organisation=organisation, organisation_id=organisation_id
            ),
            digest=digest_of(secret),
            name=name,
            organisation=organisation,
            organisation_id=organisation_id,
            role=role,
            scopes=frozenset(scopes),
            made_at=now,
            expires_at=expires_at,
        )
    )
    return secret
