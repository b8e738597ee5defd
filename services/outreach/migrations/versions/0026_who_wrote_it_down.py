"""
When a word of hers was written down, who has put her off, and who has ended a task.
"""

import sqlalchemy as sa
from alembic import op

from shared.db.types import UTCDateTime

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("agreement_words", sa.Column("written_at", UTCDateTime()))
    op.add_column("mothers", sa.Column("agreement_written_at", UTCDateTime()))
    op.add_column("mothers", sa.Column("snoozed_at", UTCDateTime()))
    op.add_column("mothers", sa.Column("snoozed_by_role", sa.String(30)))
    op.add_column("follow_ups", sa.Column("closed_by_role", sa.String(30)))
    op.create_table(
        "put_offs",
        sa.Column(
            "mother_id", sa.Uuid(), sa.ForeignKey("mothers.id"), primary_key=True
        ),
        sa.Column("at", UTCDateTime(), primary_key=True),
        sa.Column("until", sa.Date(), primary_key=True),
        sa.Column("by_role", sa.String(30), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("put_offs")
    op.drop_column("follow_ups", "closed_by_role")
    op.drop_column("mothers", "snoozed_by_role")
    op.drop_column("mothers", "snoozed_at")
    op.drop_column("mothers", "agreement_written_at")
    op.drop_column("agreement_words", "written_at")
