"""
What was so for a while: an end that did not last, a slip's word, a question unanswered.
"""

import sqlalchemy as sa
from alembic import op

from shared.db.types import UTCDateTime

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("agreement_words", sa.Column("taken_back_at", UTCDateTime()))
    op.add_column("agreement_words", sa.Column("taken_back_by_role", sa.String(30)))
    op.create_table(
        "former_ends",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("mother_id", sa.Uuid(), sa.ForeignKey("mothers.id"), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(30), nullable=False),
        sa.Column("closed_at", UTCDateTime(), nullable=False),
        sa.Column("closed_by_role", sa.String(30), nullable=False),
        sa.Column("opened_again", sa.String(20), nullable=False),
        sa.Column("opened_at", UTCDateTime(), nullable=False),
        sa.Column("opened_by_role", sa.String(30), nullable=False),
    )
    op.create_index("former_ends_of_mother", "former_ends", ["mother_id"])
    op.create_table(
        "asked_again",
        sa.Column(
            "mother_id", sa.Uuid(), sa.ForeignKey("mothers.id"), primary_key=True
        ),
        sa.Column("at", UTCDateTime(), primary_key=True),
        sa.Column("by_role", sa.String(30), primary_key=True),
    )


def downgrade() -> None:
    op.drop_table("asked_again")
    op.drop_table("former_ends")
    op.drop_column("agreement_words", "taken_back_by_role")
    op.drop_column("agreement_words", "taken_back_at")
