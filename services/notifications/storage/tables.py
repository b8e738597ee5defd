"""
The tables of notifications, beside those of the bus.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    Uuid,
)

from shared.bus.tables import with_bus_tables
from shared.bus.whose import with_whose_table
from shared.db.types import UTCDateTime
from shared.looks.tables import with_looks_tables

metadata = MetaData()

# What each mother has said, also of one whose contact is not known (yet).
no_thanks = Table(
    "no_thanks",
    metadata,
    Column("mother_id", Uuid, primary_key=True),
    Column("declined_on", Date),
    Column("agreement", String(20)),
    Column("said_on", Date),
    Column("scope", String(20), nullable=False, server_default="all"),
)

# Of whom the roster has told that they paused, left or came in again.
enrolments = Table(
    "enrolments",
    metadata,
    Column("mother_id", Uuid, primary_key=True),
    Column("is_in_group", Boolean, nullable=False),
)

recipients = Table(
    "recipients",
    metadata,
    Column("mother_id", Uuid, primary_key=True),
    Column("display_name", String(200), nullable=False),
    Column("phone", String(20)),
    Column("languages", JSON, nullable=False),
    Column("shared_phone", Boolean, nullable=False),
    Column("may_leave_message", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
)

# The id is made from the template and the cause, so a cause has one message at most.
messages = Table(
    "messages",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("cause", String(120), nullable=False),
    Column("template", String(24), nullable=False),
    Column("mother_id", Uuid, nullable=False),
    Column("not_before", UTCDateTime, nullable=False),
    Column("not_after", UTCDateTime, nullable=False),
    Column("state", String(12), nullable=False),
    Column("reason", String(20)),
    Column("facts", JSON, nullable=False),
    Column("created_at", UTCDateTime, nullable=False),
    Column("changed_at", UTCDateTime, nullable=False),
    Column("sent_at", UTCDateTime),
    Column("channel", String(8)),
    Column("language", String(35)),
    Column("version", Integer, nullable=False),
)
Index("messages_due", messages.c.state, messages.c.not_before)
Index("messages_by_state", messages.c.state, messages.c.changed_at)
Index("messages_of_mother", messages.c.mother_id, messages.c.created_at)
Index("messages_newest", messages.c.created_at)

# What the console gateway was handed. The key is its promise: each message once.
sent_texts = Table(
    "sent_texts",
    metadata,
    Column("message_id", Uuid, ForeignKey("messages.id"), primary_key=True),
    Column("phone", String(20), nullable=False),
    Column("language", String(35), nullable=False),
    Column("text", Text, nullable=False),
    Column("parts", Integer, nullable=False),
    Column("at", UTCDateTime, nullable=False),
)
Index("sent_texts_newest", sent_texts.c.at)

with_bus_tables(metadata)
with_whose_table(metadata)
with_looks_tables(metadata)
