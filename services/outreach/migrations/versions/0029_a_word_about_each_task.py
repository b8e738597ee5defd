"""
One announcement may tell another system something of several of a mother's tasks.
"""

from alembic import op

revision = "0029"
down_revision = "0027"
branch_labels = None
depends_on = None

_TABLE, _INDEX = "webhook_deliveries", "webhook_deliveries_of_endpoint"
_COLUMNS = ["endpoint_id", "event_id", "follow_up_id"]


def upgrade() -> None:
    op.drop_index(_INDEX, _TABLE)
    op.create_index(_INDEX, _TABLE, _COLUMNS, unique=True)


def downgrade() -> None:
    # What several were told by is kept, and looked up by the same columns.
    op.drop_index(_INDEX, _TABLE)
    op.create_index(_INDEX, _TABLE, _COLUMNS[:2])
