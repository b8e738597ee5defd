"""
The tables of the sealed lane: no other table points at them, and no event names them.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Uuid,
)

from shared.db.types import UTCDateTime

sealed_metadata = MetaData()

_STATE = String(12)
_ROLE = String(24)
_ORGANISATION = String(20)
LONGEST_OFFICE = 40

sealed_cases = Table(
    "sealed_cases",
    sealed_metadata,
    Column("id", Uuid, primary_key=True),
    Column("mother_id", Uuid),
    Column("author_id", Uuid, nullable=False),
    Column("author_role", _ROLE, nullable=False),
    Column("organisation", _ORGANISATION, nullable=False),
    Column("organisation_id", Uuid, nullable=False),
    Column("state", _STATE, nullable=False),
    Column("sent_on", Date),
    Column("office", String(LONGEST_OFFICE)),
    Column("parents_informed", Boolean),
    Column("interpreted", Boolean),
    Column("receipt_due_on", Date),
    Column("receipted_on", Date),
    Column("ended_at", UTCDateTime),
    Column("version", Integer, nullable=False),
)
Index("sealed_cases_of_organisation", sealed_cases.c.organisation_id, sealed_cases.c.id)
Index("sealed_cases_of_mother", sealed_cases.c.mother_id)

sealed_history = Table(
    "sealed_history",
    sealed_metadata,
    Column("case_id", Uuid, ForeignKey("sealed_cases.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("at", UTCDateTime, nullable=False),
    Column("from_state", _STATE),
    Column("to_state", _STATE, nullable=False),
    Column("by_role", _ROLE, nullable=False),
    Column("by_organisation", _ORGANISATION, nullable=False),
    Column("reason", String(32)),
    Column("causing_event_id", Uuid),
)

# A chain for each case: a number in a chain of all would tell of the others.
sealed_looks = Table(
    "sealed_looks",
    sealed_metadata,
    Column("case_id", Uuid, ForeignKey("sealed_cases.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", UTCDateTime, nullable=False),
    Column("user_id", Uuid, nullable=False),
    Column("role", _ROLE, nullable=False),
    Column("organisation", _ORGANISATION, nullable=False),
    Column("hash", String(64), nullable=False),
)

# Where each chain ends. Whoever writes holds its lock.
sealed_looks_heads = Table(
    "sealed_looks_heads",
    sealed_metadata,
    Column("case_id", Uuid, ForeignKey("sealed_cases.id"), primary_key=True),
    Column("last_number", Integer, nullable=False),
    Column("last_hash", String(64), nullable=False),
)

HANGS_ON_A_CASE = (sealed_looks_heads, sealed_looks, sealed_history)


def with_sealed_tables(metadata: MetaData) -> MetaData:
    """
    Add the sealed lane to the service's own tables.
    """
    for table in sealed_metadata.sorted_tables:
        table.to_metadata(metadata)
    return metadata
