"""
What stood in a register before its session was cancelled, and when that was.
"""

import sqlalchemy as sa
from alembic import op

from shared.db.types import UTCDateTime

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Of what was cancelled before, nobody knows: it stays so.
    op.add_column("sessions", sa.Column("cancelled_at", UTCDateTime(timezone=True)))
    op.add_column("attendances", sa.Column("voided", sa.String(length=24)))


def downgrade() -> None:
    op.drop_column("attendances", "voided")
    op.drop_column("sessions", "cancelled_at")
