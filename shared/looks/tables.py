"""
The tables of the log of looks, which stand in every service's database.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Uuid,
)

from shared.db.types import UTCDateTime

LONGEST_CRITERION = 200

looks_metadata = MetaData()

# Rows are added at the end and never changed; what is too old is forgotten from the
# beginning. The migration guards both with triggers.
looks = Table(
    "looks",
    looks_metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("at", UTCDateTime, nullable=False),
    Column("user_id", Uuid, nullable=False),
    Column("role", String(24), nullable=False),
    Column("organisation", String(24), nullable=False),
    Column("person_id", Uuid),
    Column("part", String(24), nullable=False),
    Column("purpose", String(24), nullable=False),
    Column("criterion", String(LONGEST_CRITERION)),
    Column("hash", String(64), nullable=False),
)
Index("looks_at_person", looks.c.person_id, looks.c.at)
Index("looks_by_user", looks.c.user_id, looks.c.at)
Index("looks_by_time", looks.c.at)

# One row: where the chain ends, and where what was forgotten ended. Whoever writes
# holds its lock, so that there is one writer at a time.
looks_head = Table(
    "looks_head",
    looks_metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("last_number", BigInteger, nullable=False),
    Column("last_hash", String(64), nullable=False),
    Column("forgotten_number", BigInteger, nullable=False),
    Column("forgotten_hash", String(64), nullable=False),
)


def with_looks_tables(metadata: MetaData) -> MetaData:
    """
    Add the log of looks to a service's own tables.
    """
    for table in looks_metadata.sorted_tables:
        table.to_metadata(metadata)
    return metadata
