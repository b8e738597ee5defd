"""
Every absence of a group's contact, and whose its tasks were told to be last.
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("group_contacts", sa.Column("later_stand_ins", sa.JSON()))
    op.add_column("group_contacts", sa.Column("told_owner_id", sa.Uuid()))
    # Nearly always it was she: then nothing is told anew because of this release.
    op.execute("UPDATE group_contacts SET told_owner_id = user_id")


def downgrade() -> None:
    op.drop_column("group_contacts", "told_owner_id")
    op.drop_column("group_contacts", "later_stand_ins")
