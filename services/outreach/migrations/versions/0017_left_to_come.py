"""
Whoever has had the two neutral texts without a yes stands in a section of her own.
"""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """
    Move those of before; whoever was promised something, or asked for, stays.
    """
    op.execute(
        """
        UPDATE mothers SET list_rank = 5
        WHERE list_rank IN (1, 4) AND agreement_kind IN ('none', 'paused')
          AND EXISTS (
            SELECT 1 FROM follow_ups
            WHERE mother_id = mothers.id AND closed_at IS NULL
              AND asked_to_come_at IS NOT NULL
          )
          AND NOT EXISTS (
            SELECT 1 FROM team_talks
            WHERE mother_id = mothers.id AND ended_at IS NULL
          )
        """
    )


def downgrade() -> None:
    op.execute("UPDATE mothers SET list_rank = 4 WHERE list_rank = 5")
