"""
A mother's own link: by it she sees the next session, and cancels it.
"""

import sqlalchemy as sa
from alembic import op

import shared.db.types

revision = "0008"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "own_links",
        sa.Column("mother_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column(
            "made_at", shared.db.types.UTCDateTime(timezone=True), nullable=False
        ),
        sa.Column(
            "expires_at", shared.db.types.UTCDateTime(timezone=True), nullable=False
        ),
        sa.ForeignKeyConstraint(["mother_id"], ["mothers.id"]),
        sa.PrimaryKeyConstraint("mother_id"),
        sa.UniqueConstraint("digest"),
    )


def downgrade() -> None:
    op.drop_table("own_links")
