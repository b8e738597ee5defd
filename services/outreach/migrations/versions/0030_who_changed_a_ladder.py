"""
Who has changed a ladder last, and when; and how often one mother's was.
"""

import sqlalchemy as sa
from alembic import op

from shared.db.types import UTCDateTime

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("changed_at", "own_ladder_changed_at"):
        table = "ladders" if name == "changed_at" else "mothers"
        op.add_column(table, sa.Column(name, UTCDateTime()))
    op.add_column("ladders", sa.Column("changed_by_role", sa.String(30)))
    op.add_column("mothers", sa.Column("own_ladder_changed_by_role", sa.String(30)))
    op.add_column(
        "mothers",
        sa.Column(
            "own_ladder_version", sa.Integer(), nullable=False, server_default="1"
        ),
    )


def downgrade() -> None:
    for name in ("changed_at", "changed_by_role"):
        op.drop_column("ladders", name)
    for name in ("version", "changed_at", "changed_by_role"):
        op.drop_column("mothers", f"own_ladder_{name}")
