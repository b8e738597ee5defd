"""
When a mother last took a no thanks back: what she missed until then stays over.
"""

import sqlalchemy as sa
from alembic import op

from shared.db.types import UTCDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("mothers") as table:
        table.add_column(sa.Column("agreement_came_back_at", UTCDateTime()))


def downgrade() -> None:
    with op.batch_alter_table("mothers") as table:
        table.drop_column("agreement_came_back_at")
