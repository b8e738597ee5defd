"""
On which group's list a mother stands.
"""

from shared.bus.whose_table import add_her_group, drop_her_group

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_her_group()


def downgrade() -> None:
    drop_her_group()
