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


def add_kept_id() -> None:
    """
    Let an id be given up for another one too: that of a mother who was entered twice.
    """
    op.add_column("erased", sa.Column("kept_id", sa.Uuid()))
    op.create_index("erased_by_kept", "erased", ["kept_id"])


def drop_kept_id() -> None:
    op.drop_index("erased_by_kept", table_name="erased")
    op.drop_column("erased", "kept_id")
