"""
Whose school holidays are kept, and in what a mother reads.
"""

import sqlalchemy as sa
from alembic import op

from shared.kernel.organisations import Organisation, first_of

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # The defaults are for the release before, which goes on writing.
    first = first_of(Organisation.DAYCARE).hex
    of = sa.Column("daycare_id", sa.Uuid(), nullable=False, server_default=first)
    op.add_column("school_years", of)
    reads_in = sa.Column(
        "reading_languages", sa.JSON(), nullable=False, server_default="[]"
    )
    op.add_column("contacts", reads_in)
    not_at_all = sa.Column(
        "does_not_read", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("contacts", not_at_all)


def downgrade() -> None:
    op.drop_column("contacts", "does_not_read")
    op.drop_column("contacts", "reading_languages")
    op.drop_column("school_years", "daycare_id")
