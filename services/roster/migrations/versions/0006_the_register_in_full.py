"""
A register may be reopened and forgotten, and what happened to it after it was closed is kept.
"""

import sqlalchemy as sa
from alembic import op

import shared.db.types

revision = "0006"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "register_changes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("mother_id", sa.Uuid(), nullable=True),
        sa.Column("act", sa.String(length=24), nullable=False),
        sa.Column("before", sa.String(length=24), nullable=True),
        sa.Column("after", sa.String(length=24), nullable=True),
        sa.Column("reason", sa.String(length=24), nullable=True),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("organisation", sa.String(length=24), nullable=False),
        sa.Column("at", shared.db.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["sessions.id"]),
        sa.ForeignKeyConstraint(["mother_id"], ["mothers.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("changes_of_register", "register_changes", ["session_id"])
    op.add_column(
        "sessions",
        sa.Column(
            "reopened_at", shared.db.types.UTCDateTime(timezone=True), nullable=True
        ),
    )
    op.add_column(
        "sessions",
        sa.Column(
            "alarmed_at", shared.db.types.UTCDateTime(timezone=True), nullable=True
        ),
    )
    op.create_index(
        "sessions_not_closed",
        "sessions",
        ["starts_at"],
        postgresql_where=sa.text("state = 'planned'"),
        sqlite_where=sa.text("state = 'planned'"),
    )
    op.add_column(
        "attendances", sa.Column("told", sa.String(length=24), nullable=True)
    )
    # What stands in a register that is closed, or cancelled after it was, has been told.
    op.execute(
        "UPDATE attendances SET told = outcome WHERE session_id IN"
        " (SELECT id FROM sessions WHERE closed_at IS NOT NULL)"
    )


def downgrade() -> None:
    with op.batch_alter_table("attendances") as attendances:
        attendances.drop_column("told")
    op.drop_index("sessions_not_closed", table_name="sessions")
    with op.batch_alter_table("sessions") as sessions:
        sessions.drop_column("alarmed_at")
        sessions.drop_column("reopened_at")
    op.drop_index("changes_of_register", table_name="register_changes")
    op.drop_table("register_changes")
