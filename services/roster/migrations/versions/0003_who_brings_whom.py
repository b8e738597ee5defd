"""
Who brings whom.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pick_ups",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mother_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("driver_role", sa.String(length=24), nullable=False),
        sa.Column("buddy_id", sa.Uuid(), nullable=True),
        sa.Column("meet_at", sa.Time(), nullable=False),
        sa.Column("place", sa.String(length=24), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=True),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("because", sa.String(length=24), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["buddy_id"], ["mothers.id"]),
        sa.ForeignKeyConstraint(["mother_id"], ["mothers.id"]),
        sa.ForeignKeyConstraint(["session_id"], ["sessions.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("mother_id", "session_id", name="one_pick_up_of_her"),
    )
    op.create_index("pick_ups_by_buddy", "pick_ups", ["buddy_id"])
    op.create_index("pick_ups_of_session", "pick_ups", ["session_id"])


def downgrade() -> None:
    op.drop_table("pick_ups")
