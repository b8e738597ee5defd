"""
What a no thanks is about: all contact, as until now, or being followed up.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("no_thanks") as table:
        table.add_column(
            sa.Column("scope", sa.String(20), server_default="all", nullable=False)
        )


def downgrade() -> None:
    with op.batch_alter_table("no_thanks") as table:
        table.drop_column("scope")
