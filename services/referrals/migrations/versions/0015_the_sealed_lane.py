"""
The sealed lane: that a statutory notification was considered and sent, and who looked.
"""

import sqlalchemy as sa
from alembic import op

from shared.db.types import UTCDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sealed_cases",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mother_id", sa.Uuid(), nullable=True),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("author_role", sa.String(length=24), nullable=False),
        sa.Column("organisation", sa.String(length=20), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("office", sa.String(length=40), nullable=True),
        sa.Column("parents_informed", sa.Boolean(), nullable=True),
        sa.Column("interpreted", sa.Boolean(), nullable=True),
        sa.Column("receipt_due_on", sa.Date(), nullable=True),
        sa.Column("receipted_on", sa.Date(), nullable=True),
        sa.Column("ended_at", UTCDateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "sealed_cases_of_organisation", "sealed_cases", ["organisation_id", "id"]
    )
    op.create_index("sealed_cases_of_mother", "sealed_cases", ["mother_id"])
    op.create_table(
        "sealed_history",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("from_state", sa.String(length=12), nullable=True),
        sa.Column("to_state", sa.String(length=12), nullable=False),
        sa.Column("by_role", sa.String(length=24), nullable=False),
        sa.Column("by_organisation", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.Column("causing_event_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["sealed_cases.id"]),
        sa.PrimaryKeyConstraint("case_id", "position"),
    )
    op.create_table(
        "sealed_looks",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("organisation", sa.String(length=20), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["sealed_cases.id"]),
        sa.PrimaryKeyConstraint("case_id", "number"),
    )
    op.create_table(
        "sealed_looks_heads",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column("last_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["sealed_cases.id"]),
        sa.PrimaryKeyConstraint("case_id"),
    )


def downgrade() -> None:
    for table in ("sealed_looks_heads", "sealed_looks", "sealed_history"):
        op.drop_table(table)
    op.drop_table("sealed_cases")
