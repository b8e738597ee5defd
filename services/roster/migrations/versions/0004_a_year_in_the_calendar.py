"""
A year in the calendar: what a session is about, school holidays, a link to subscribe by.
"""

import sqlalchemy as sa
from alembic import op

import shared.db.types


revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # One by one: SQLite would copy a table that is altered otherwise, and other tables
    # point to this one.
    for column in _columns():
        op.add_column("sessions", column)
    op.create_index(
        "one_session_for_a_day", "sessions", ["group_id", "planned_for"], unique=True
    )
    op.create_table(
        "school_calendars",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("holidays", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "calendar_links",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("secret", sa.String(length=64), nullable=True),
        sa.Column(
            "changed_at", shared.db.types.UTCDateTime(timezone=True), nullable=False
        ),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"]),
        sa.PrimaryKeyConstraint("group_id"),
        sa.UniqueConstraint("secret"),
    )


def downgrade() -> None:
    op.drop_table("calendar_links")
    op.drop_table("school_calendars")
    op.drop_index("one_session_for_a_day", table_name="sessions")
    for column in _columns():
        op.drop_column("sessions", column.name)


def _columns() -> list[sa.Column]:
    words = ("place", "guest", "destination", "meeting_point")
    # The defaults are for the code of the release before, which goes on writing while
    # this one starts.
    return [
        *(sa.Column(name, sa.String(length=200), nullable=True) for name in words),
        sa.Column("planned_for", sa.Date(), nullable=True),
        sa.Column("is_changed", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("revision", sa.Integer(), nullable=False, server_default="0"),
        sa.Column(
            "revised_at", shared.db.types.UTCDateTime(timezone=True), nullable=True
        ),
    ]
