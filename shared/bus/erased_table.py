"""
The migration that brings a service its list of erased persons: the same in each.
"""

import sqlalchemy as sa
from alembic import op

from shared.db.types import UTCDateTime


def create_erased() -> None:
    op.create_table(
        "erased",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("erased_at", UTCDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person_id"),
    )


def drop_erased() -> None:
    op.drop_table("erased")
