"""
The tables of referrals, and of the bus beside them.
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
        "children",
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("mother_id", sa.Uuid(), nullable=False),
        sa.Column("birth_month", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("child_id"),
    )
    op.create_index(
        "children_by_birth", "children", ["birth_month", "child_id"], unique=False
    )
    op.create_index("children_of_mother", "children", ["mother_id"], unique=False)

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
        "hand_offs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("mother_id", sa.Uuid(), nullable=False),
        sa.Column("need_month", sa.Date(), nullable=False),
        sa.Column("wishes", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("consent_given", sa.Boolean(), nullable=True),
        sa.Column("consent_purpose", sa.String(length=16), nullable=True),
        sa.Column("consent_recipient", sa.String(length=20), nullable=True),
        sa.Column("consent_language", sa.String(length=35), nullable=True),
        sa.Column("consent_explained_by_role", sa.String(length=24), nullable=True),
        sa.Column("consent_interpreted", sa.Boolean(), nullable=True),
        sa.Column("consent_said_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=True),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("wished", sa.Boolean(), nullable=True),
        sa.Column("start_month", sa.Date(), nullable=True),
        sa.Column(
            "changed_at", shared.db.types.UTCDateTime(timezone=True), nullable=False
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["child_id"],
            ["children.child_id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("hand_offs_by_state", "hand_offs", ["state", "id"], unique=False)
    op.create_index(
        "hand_offs_one_open",
        "hand_offs",
        ["child_id"],
        unique=True,
        postgresql_where=sa.text("state != 'started'"),
        sqlite_where=sa.text("state != 'started'"),
    )

    op.create_table(
        "referrals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mother_id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=True),
        sa.Column("concern", sa.String(length=20), nullable=False),
        sa.Column("priority", sa.String(length=8), nullable=False),
        sa.Column("interpreter_state", sa.String(length=16), nullable=False),
        sa.Column("interpreter_language", sa.String(length=35), nullable=True),
        sa.Column("interpreter_kind", sa.String(length=20), nullable=True),
        sa.Column("consent_given", sa.Boolean(), nullable=True),
        sa.Column("consent_purpose", sa.String(length=16), nullable=True),
        sa.Column("consent_recipient", sa.String(length=20), nullable=True),
        sa.Column("consent_language", sa.String(length=35), nullable=True),
        sa.Column("consent_explained_by_role", sa.String(length=24), nullable=True),
        sa.Column("consent_interpreted", sa.Boolean(), nullable=True),
        sa.Column("consent_said_on", sa.Date(), nullable=True),
        sa.Column("drafted_by_role", sa.String(length=24), nullable=False),
        sa.Column("drafted_by_organisation", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=True),
        sa.Column(
            "visit_at", shared.db.types.UTCDateTime(timezone=True), nullable=True
        ),
        sa.Column("outcome_code", sa.String(length=32), nullable=True),
        sa.Column(
            "changed_at", shared.db.types.UTCDateTime(timezone=True), nullable=False
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["child_id"],
            ["children.child_id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "referrals_by_sender",
        "referrals",
        ["drafted_by_organisation", "id"],
        unique=False,
    )
    op.create_index("referrals_by_state", "referrals", ["state", "id"], unique=False)

    op.create_table(
        "hand_off_history",
        sa.Column("hand_off_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", shared.db.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("from_state", sa.String(length=12), nullable=True),
        sa.Column("to_state", sa.String(length=12), nullable=False),
        sa.Column("by_role", sa.String(length=24), nullable=False),
        sa.Column("by_organisation", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.Column("causing_event_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["hand_off_id"],
            ["hand_offs.id"],
        ),
        sa.PrimaryKeyConstraint("hand_off_id", "position"),
    )
    op.create_table(
        "referral_history",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", shared.db.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("from_state", sa.String(length=12), nullable=True),
        sa.Column("to_state", sa.String(length=12), nullable=False),
        sa.Column("by_role", sa.String(length=24), nullable=False),
        sa.Column("by_organisation", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.Column("causing_event_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["referral_id"],
            ["referrals.id"],
        ),
        sa.PrimaryKeyConstraint("referral_id", "position"),
    )


def downgrade() -> None:
    op.drop_table("referral_history")
    op.drop_table("hand_off_history")
    op.drop_index("referrals_by_state", table_name="referrals")
    op.drop_index("referrals_by_sender", table_name="referrals")

    op.drop_table("referrals")
    op.drop_index(
        "hand_offs_one_open",
        table_name="hand_offs",
        postgresql_where=sa.text("state != 'started'"),
        sqlite_where=sa.text("state != 'started'"),
    )
    op.drop_index("hand_offs_by_state", table_name="hand_offs")

    op.drop_table("hand_offs")
    op.drop_index(
        "outbox_unpublished",
        table_name="outbox",
        postgresql_where=sa.text("published_at IS NULL"),
        sqlite_where=sa.text("published_at IS NULL"),
    )

    op.drop_table("outbox")
    op.drop_index(
        "inbox_unfinished",
        table_name="inbox",
        postgresql_where=sa.text("state IN ('failing', 'parked')"),
        sqlite_where=sa.text("state IN ('failing', 'parked')"),
    )

    op.drop_table("inbox")
    op.drop_index("children_of_mother", table_name="children")
    op.drop_index("children_by_birth", table_name="children")

    op.drop_table("children")
    op.drop_table("answers")
    op.drop_table("aggregate_versions")
