"""
That an id is another id of a mother who was entered twice.
"""

from shared.bus.erased_table import add_kept_id, drop_kept_id

revision = "0014"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_kept_id()


def downgrade() -> None:
    drop_kept_id()
