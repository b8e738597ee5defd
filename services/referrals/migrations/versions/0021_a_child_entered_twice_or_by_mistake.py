"""
Which entries are of one child, and which were a mistake.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("children", sa.Column("same_as", sa.Uuid(), nullable=True))
    is_removed = sa.Column(
        "is_removed", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("children", is_removed)
    op.create_index("children_entered_twice", "children", ["same_as"])


def downgrade() -> None:
    op.drop_index("children_entered_twice", table_name="children")
    op.drop_column("children", "is_removed")
    op.drop_column("children", "same_as")
