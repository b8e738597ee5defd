"""
Whether a mother is in the group, and since when.
"""

import sqlalchemy as sa
from alembic import op

from shared.db.types import UTCDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("mothers") as table:
        table.add_column(
            sa.Column("place", sa.String(20), server_default="in_group", nullable=False)
        )
        table.add_column(sa.Column("place_since", UTCDateTime()))


def downgrade() -> None:
    with op.batch_alter_table("mothers") as table:
        table.drop_column("place_since")
        table.drop_column("place")
