"""
Who pauses or has left, and is not told of the group's sessions.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "enrolments",
        sa.Column("mother_id", sa.Uuid(), primary_key=True),
        sa.Column("is_in_group", sa.Boolean(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("enrolments")
