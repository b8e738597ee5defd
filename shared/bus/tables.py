"""
The bus's own tables, which stand in every service's database beside its own.
"""

from sqlalchemy import (
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Uuid,
)

from shared.db.personal import PERSON, Part
from shared.db.types import UTCDateTime

bus_metadata = MetaData()

# What is to be announced: written with the change itself, published by the relay.
outbox = Table(
    "outbox",
    bus_metadata,
    Column("event_id", Uuid, primary_key=True),
    Column("exchange", String(60), nullable=False),
    Column("routing_key", String(120), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("recorded_at", UTCDateTime, nullable=False),
    Column("published_at", UTCDateTime),
    # Why the broker refused it, and when it is tried again.
    Column("refused", String(40)),
    Column("next_try_at", UTCDateTime),
)
Index(
    "outbox_unpublished",
    outbox.c.event_id,
    postgresql_where=outbox.c.published_at.is_(None),
    sqlite_where=outbox.c.published_at.is_(None),
)

# What has come in: one row an event, for ever; the body only while it is needed.
inbox = Table(
    "inbox",
    bus_metadata,
    Column("event_id", Uuid, primary_key=True),
    Column("event_type", String(120), nullable=False),
    Column("state", String(12), nullable=False),
    Column("received_at", UTCDateTime, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("next_try_at", UTCDateTime),
    # A code or the class of an error: never its text, which may quote a person.
    Column("reason", String(120)),
    Column("body", LargeBinary),
)
Index(
    "inbox_unfinished",
    inbox.c.state,
    inbox.c.next_try_at,
    postgresql_where=inbox.c.state.in_(["failing", "parked"]),
    sqlite_where=inbox.c.state.in_(["failing", "parked"]),
)

# The greatest version that is known of each aggregate of other services.
aggregate_versions = Table(
    "aggregate_versions",
    bus_metadata,
    Column("aggregate", String(160), primary_key=True),
    Column("version", Integer, nullable=False),
)

# Ids that are nobody's any more, so that what is told later brings nobody back: of a
# mother whose data was erased, or of one who was entered twice and is kept as another.
erased = Table(
    "erased",
    bus_metadata,
    Column("person_id", Uuid, primary_key=True),
    Column("erased_at", UTCDateTime, nullable=False),
    # Only of the latter: the id under which she is known.
    Column("kept_id", Uuid),
)
Index("erased_by_kept", erased.c.kept_id)

# What a request with this Idempotency-Key was answered: a repeat hears the same.
answers = Table(
    "answers",
    bus_metadata,
    Column("key", String(200), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("status", Integer, nullable=False),
    Column("content_type", String(80), nullable=False),
    Column("location", String(400)),
    Column("body", LargeBinary, nullable=False),
    Column("recorded_at", UTCDateTime, nullable=False),
)

# That a mother was entered twice, and under which ids.
FORMER_IDS = Part(name="former_ids", table=erased, hers=erased.c.kept_id == PERSON)


def with_bus_tables(metadata: MetaData) -> MetaData:
    """
    Add the bus's tables to a service's own.
    """
    for table in bus_metadata.sorted_tables:
        table.to_metadata(metadata)
    return metadata
