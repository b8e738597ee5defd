"""
Who runs a group, when they are away, and what they were told of a session too few come to.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # One by one: SQLite would copy a table that is altered otherwise, and other tables
    # point to this one.
    for column in _columns():
        op.add_column("groups", column)
    op.create_table(
        "absences",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("absences_by_last_day", "absences", ["last_day"])
    op.create_table(
        "staffing_warnings",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["sessions.id"]),
        sa.PrimaryKeyConstraint("session_id"),
    )


def downgrade() -> None:
    op.drop_table("staffing_warnings")
    op.drop_index("absences_by_last_day", table_name="absences")
    op.drop_table("absences")
    for column in _columns():
        op.drop_column("groups", column.name)


def _columns() -> list[sa.Column]:
    # The defaults are for the code of the release before, which goes on writing while
    # this one starts.
    return [
        sa.Column(
            "room_owner", sa.String(length=24), nullable=False, server_default="daycare"
        ),
        sa.Column("capacity", sa.Integer(), nullable=False, server_default="20"),
        sa.Column("seats", sa.JSON(), nullable=False, server_default="{}"),
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
    ]
