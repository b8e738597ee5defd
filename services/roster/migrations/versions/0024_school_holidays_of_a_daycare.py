"""
Whose school holidays a calendar holds; the one that is known is the first daycare's.
"""

import sqlalchemy as sa
from alembic import op

from shared.kernel.organisations import Organisation, first_of

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # The default is for the release before, which goes on writing.
    first = first_of(Organisation.DAYCARE).hex
    of = sa.Column("daycare_id", sa.Uuid(), nullable=False, server_default=first)
    op.add_column("school_calendars", of)


def downgrade() -> None:
    op.drop_column("school_calendars", "daycare_id")
