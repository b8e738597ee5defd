"""
What is to be taken up in a session, and children that were entered by mistake.
"""

import sqlalchemy as sa
from alembic import op

from shared.db.types import UTCDateTime

revision = "0023"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "questions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("written_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("taken_up_in", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["session_id"], ["sessions.id"]),
        sa.ForeignKeyConstraint(["taken_up_in"], ["sessions.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("questions_for_session", "questions", ["session_id"])
    op.create_index("questions_taken_up_in", "questions", ["taken_up_in"])
    op.create_table(
        "questions_sent",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    removed_at = sa.Column("removed_at", UTCDateTime(timezone=True), nullable=True)
    op.add_column("children", removed_at)
    op.add_column("matters", sa.Column("child_id", sa.Uuid(), nullable=True))


def downgrade() -> None:
    op.drop_column("matters", "child_id")
    op.drop_column("children", "removed_at")
    op.drop_table("questions_sent")
    op.drop_table("questions")
