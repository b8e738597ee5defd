"""
The ids of those whose data was erased.
"""

from shared.bus.erased_table import create_erased, drop_erased

revision = "0009"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_erased()


def downgrade() -> None:
    drop_erased()
