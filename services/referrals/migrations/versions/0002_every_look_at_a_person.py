"""
Every look at a person is written down.
"""

from shared.looks.first_tables import create_looks, drop_looks

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_looks()


def downgrade() -> None:
    drop_looks()
