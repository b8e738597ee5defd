"""
When an attempt was written down that was made before; from whom a group hears.
"""

import sqlalchemy as sa
from alembic import op

from shared.db.types import UTCDateTime

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("attempts", sa.Column("written_at", UTCDateTime()))
    op.create_table(
        "group_contacts",
        sa.Column("group_id", sa.Uuid(), primary_key=True),
        sa.Column("user_id", sa.Uuid()),
        sa.Column("deputy_id", sa.Uuid()),
        sa.Column("deputy_from", sa.Date()),
        sa.Column("deputy_until", sa.Date()),
    )


def downgrade() -> None:
    op.drop_table("group_contacts")
    with op.batch_alter_table("attempts") as table:
        table.drop_column("written_at")
