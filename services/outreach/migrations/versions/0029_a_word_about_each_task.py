"""
One word may tell other systems of several tasks of a mother, and when each begins.
"""

import sqlalchemy as sa
from alembic import op

from shared.db.types import UTCDateTime

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_TABLE, _INDEX = "webhook_deliveries", "webhook_deliveries_of_endpoint"
_OF_MOTHER = "webhook_deliveries_of_mother"
_COLUMNS = ["endpoint_id", "event_id", "follow_up_id"]


def upgrade() -> None:
    op.drop_index(_INDEX, _TABLE)
    op.create_index(_INDEX, _TABLE, _COLUMNS, unique=True)
    op.add_column(_TABLE, sa.Column("begins_at", UTCDateTime()))
    # What was told last of each of hers is looked up whenever there is news of her.
    op.create_index(_OF_MOTHER, _TABLE, ["endpoint_id", "mother_id", "event_id"])


def downgrade() -> None:
    op.drop_index(_OF_MOTHER, _TABLE)
    op.drop_column(_TABLE, "begins_at")
    # What several were told by is kept, and looked up by the same columns.
    op.drop_index(_INDEX, _TABLE)
    op.create_index(_INDEX, _TABLE, _COLUMNS[:2])
