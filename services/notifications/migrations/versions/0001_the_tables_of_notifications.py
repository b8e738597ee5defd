"""
The tables of notifications, and of the bus beside them.
"""

import sqlalchemy as sa
from alembic import op

import shared.db.types


revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "aggregate_versions",
        sa.Column("aggregate", sa.String(length=160), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("aggregate"),
    )
    op.create_table(
        "answers",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("content_type", sa.String(length=80), nullable=False),
        sa.Column("location", sa.String(length=400), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column(
            "recorded_at", shared.db.types.UTCDateTime(timezone=True), nullable=False
        ),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "inbox",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("event_type", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column(
            "received_at", shared.db.types.UTCDateTime(timezone=True), nullable=False
        ),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column(
            "next_try_at", shared.db.types.UTCDateTime(timezone=True), nullable=True
        ),
        sa.Column("reason", sa.String(length=120), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("event_id"),
    )
    op.create_index(
        "inbox_unfinished",
        "inbox",
        ["state", "next_try_at"],
        unique=False,
        postgresql_where=sa.text("state IN ('failing', 'parked')"),
        sqlite_where=sa.text("state IN ('failing', 'parked')"),
    )

    op.create_table(
        "messages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cause", sa.String(length=120), nullable=False),
        sa.Column("template", sa.String(length=24), nullable=False),
        sa.Column("mother_id", sa.Uuid(), nullable=False),
        sa.Column(
            "not_before", shared.db.types.UTCDateTime(timezone=True), nullable=False
        ),
        sa.Column(
            "not_after", shared.db.types.UTCDateTime(timezone=True), nullable=False
        ),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column(
            "created_at", shared.db.types.UTCDateTime(timezone=True), nullable=False
        ),
        sa.Column(
            "changed_at", shared.db.types.UTCDateTime(timezone=True), nullable=False
        ),
        sa.Column("sent_at", shared.db.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("channel", sa.String(length=8), nullable=True),
        sa.Column("language", sa.String(length=35), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "messages_by_state", "messages", ["state", "changed_at"], unique=False
    )
    op.create_index("messages_due", "messages", ["state", "not_before"], unique=False)
    op.create_index("messages_newest", "messages", ["created_at"], unique=False)
    op.create_index(
        "messages_of_mother", "messages", ["mother_id", "created_at"], unique=False
    )

    op.create_table(
        "no_thanks",
        sa.Column("mother_id", sa.Uuid(), nullable=False),
        sa.Column("declined_on", sa.Date(), nullable=True),
        sa.Column("agreement", sa.String(length=20), nullable=True),
        sa.Column("said_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("mother_id"),
    )
    op.create_table(
        "outbox",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("exchange", sa.String(length=60), nullable=False),
        sa.Column("routing_key", sa.String(length=120), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column(
            "recorded_at", shared.db.types.UTCDateTime(timezone=True), nullable=False
        ),
        sa.Column(
            "published_at", shared.db.types.UTCDateTime(timezone=True), nullable=True
        ),
        sa.Column("refused", sa.String(length=40), nullable=True),
        sa.Column(
            "next_try_at", shared.db.types.UTCDateTime(timezone=True), nullable=True
        ),
        sa.PrimaryKeyConstraint("event_id"),
    )
    op.create_index(
        "outbox_unpublished",
        "outbox",
        ["event_id"],
        unique=False,
        postgresql_where=sa.text("published_at IS NULL"),
        sqlite_where=sa.text("published_at IS NULL"),
    )

    op.create_table(
        "recipients",
        sa.Column("mother_id", sa.Uuid(), nullable=False),
        sa.Column("display_name", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("shared_phone", sa.Boolean(), nullable=False),
        sa.Column("may_leave_message", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("mother_id"),
    )
    op.create_table(
        "sent_texts",
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("at", shared.db.types.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["messages.id"],
        ),
        sa.PrimaryKeyConstraint("message_id"),
    )
    op.create_index("sent_texts_newest", "sent_texts", ["at"], unique=False)


def downgrade() -> None:
    op.drop_index("sent_texts_newest", table_name="sent_texts")

    op.drop_table("sent_texts")
    op.drop_table("recipients")
    op.drop_index(
        "outbox_unpublished",
        table_name="outbox",
        postgresql_where=sa.text("published_at IS NULL"),
        sqlite_where=sa.text("published_at IS NULL"),
    )

    op.drop_table("outbox")
    op.drop_table("no_thanks")
    op.drop_index("messages_of_mother", table_name="messages")
    op.drop_index("messages_newest", table_name="messages")
    op.drop_index("messages_due", table_name="messages")
    op.drop_index("messages_by_state", table_name="messages")

    op.drop_table("messages")
    op.drop_index(
        "inbox_unfinished",
        table_name="inbox",
        postgresql_where=sa.text("state IN ('failing', 'parked')"),
        sqlite_where=sa.text("state IN ('failing', 'parked')"),
    )

    op.drop_table("inbox")
    op.drop_table("answers")
    op.drop_table("aggregate_versions")
