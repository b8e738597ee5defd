"""
The door's tables. No password and no secret stands in them, only what checks one.
"""

from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    Uuid,
)

from shared.access.domain.organisation import LONGEST_NAME
from shared.db.types import UTCDateTime

metadata = MetaData()
_DIGEST = String(64)

organisations = Table(
    "organisations",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", String(20), nullable=False, index=True),
    Column("name", String(LONGEST_NAME), nullable=False),
)

# The organisation's kind and, of several of this kind, which; empty is the first, as
# the release before this column wrote it.
users = Table(
    "users",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation", String(20), nullable=False),
    Column("role", String(30), nullable=False),
    Column("name", String(120), nullable=False),
    Column("sign_in_name", String(200), unique=True),
    Column("password_hash", String(200)),
    Column("issuer", String(300)),
    Column("subject", String(255)),
    Column("disabled_at", UTCDateTime),
    Column("organisation_id", Uuid),
    UniqueConstraint("issuer", "subject", name="users_of_issuer"),
)

invitations = Table(
    "invitations",
    metadata,
    Column("digest", _DIGEST, primary_key=True),
    Column("kind", String(12), nullable=False),
    Column("user_id", Uuid, ForeignKey("users.id"), nullable=False, index=True),
    Column("expires_at", UTCDateTime, nullable=False),
)

# One row is read for each request: by its key, together with the user.
sign_ins = Table(
    "sign_ins",
    metadata,
    Column("digest", _DIGEST, primary_key=True),
    Column("id", Uuid, nullable=False),
    Column("user_id", Uuid, ForeignKey("users.id"), nullable=False, index=True),
    Column("begun_at", UTCDateTime, nullable=False),
    Column("seen_at", UTCDateTime, nullable=False),
)

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("digest", _DIGEST, nullable=False, unique=True),
    Column("name", String(120), nullable=False),
    Column("organisation", String(20), nullable=False),
    Column("role", String(30), nullable=False),
    Column("scopes", String(500), nullable=False),
    Column("made_at", UTCDateTime, nullable=False),
    Column("expires_at", UTCDateTime),
    Column("organisation_id", Uuid),
)

# ``subject`` is a digest: of a name that was typed, or of an address on the network.
tries = Table(
    "tries",
    metadata,
    Column("subject", _DIGEST, primary_key=True),
    Column("began_at", UTCDateTime, nullable=False),
    Column("number", Integer, nullable=False),
)
