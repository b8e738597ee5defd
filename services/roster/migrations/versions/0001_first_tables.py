"""
The first tables of the roster.
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
        "groups",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=False),
        sa.Column("ends_at", sa.Time(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id"),
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
        "mothers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("display_name", sa.String(length=200), nullable=False),
        sa.Column("search_name", sa.String(length=800), nullable=False),
        sa.Column("phone", sa.String(length=16), nullable=True),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("shared_phone", sa.Boolean(), nullable=False),
        sa.Column("may_leave_message", sa.Boolean(), nullable=False),
        sa.Column("said_yes_on", sa.Date(), nullable=True),
        sa.Column("listed_on", sa.Date(), nullable=True),
        sa.Column("enrolment", sa.String(length=24), nullable=False),
        sa.Column("declined_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["groups.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("mothers_by_name", "mothers", ["search_name", "id"], unique=False)
    op.create_index("mothers_by_phone", "mothers", ["phone"], unique=False)
    op.create_index(
        "mothers_of_group", "mothers", ["group_id", "enrolment"], unique=False
    )
    op.create_table(
        "roster_files",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column(
            "kept_at", shared.db.types.UTCDateTime(timezone=True), nullable=False
        ),
        sa.Column("used_at", shared.db.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("new_mothers", sa.Integer(), nullable=False),
        sa.Column("known_mothers", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["groups.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("roster_files_by_age", "roster_files", ["kept_at"], unique=False)
    op.create_table(
        "sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column(
            "starts_at", shared.db.types.UTCDateTime(timezone=True), nullable=False
        ),
        sa.Column(
            "ends_at", shared.db.types.UTCDateTime(timezone=True), nullable=False
        ),
        sa.Column("theme", sa.String(length=200), nullable=True),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column(
            "closed_at", shared.db.types.UTCDateTime(timezone=True), nullable=True
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["groups.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("group_id", "starts_at", name="one_session_at_a_time"),
    )
    op.create_index("sessions_by_start", "sessions", ["starts_at"], unique=False)
    op.create_table(
        "attendances",
        sa.Column("mother_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.String(length=24), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "recorded_at", shared.db.types.UTCDateTime(timezone=True), nullable=True
        ),
        sa.Column(
            "received_at", shared.db.types.UTCDateTime(timezone=True), nullable=True
        ),
        sa.Column("channel", sa.String(length=24), nullable=True),
        sa.ForeignKeyConstraint(
            ["mother_id"],
            ["mothers.id"],
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["sessions.id"],
        ),
        sa.PrimaryKeyConstraint("mother_id", "session_id"),
    )
    op.create_index(
        "attendances_of_session", "attendances", ["session_id"], unique=False
    )
    op.create_table(
        "children",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mother_id", sa.Uuid(), nullable=False),
        sa.Column("first_name", sa.String(length=200), nullable=True),
        sa.Column("born_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mother_id"],
            ["mothers.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("children_of_mother", "children", ["mother_id"], unique=False)
    op.create_table(
        "disclosures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mother_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=24), nullable=False),
        sa.Column("reference", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("organisation", sa.String(length=24), nullable=False),
        sa.Column("at", shared.db.types.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["mother_id"],
            ["mothers.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "disclosures_of_mother", "disclosures", ["mother_id", "at"], unique=False
    )


def downgrade() -> None:
    op.drop_table("disclosures")
    op.drop_table("children")
    op.drop_table("attendances")
    op.drop_table("sessions")
    op.drop_table("roster_files")
    op.drop_table("mothers")
    op.drop_table("outbox")
    op.drop_table("inbox")
    op.drop_table("groups")
    op.drop_table("answers")
    op.drop_table("aggregate_versions")
