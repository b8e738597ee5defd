"""
Who began an attempt, and a review as a place on the coordinator's list.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0014"
branch_labels = None
depends_on = None

_WAITING_BEFORE, _WAITING = 3, 4


def upgrade() -> None:
    with op.batch_alter_table("mothers") as table:
        table.add_column(sa.Column("review_listed_for", sa.Date()))
    with op.batch_alter_table("attempts") as table:
        table.add_column(
            sa.Column("she_began", sa.Boolean(), server_default="0", nullable=False)
        )
    _move_rank(_WAITING_BEFORE, to=_WAITING)


def downgrade() -> None:
    """
    Whom only a review has put on the list is asked from a list of its own again.
    """
    op.execute(
        """
        UPDATE mothers SET list_rank = NULL, list_since = NULL
        WHERE list_rank = 3 AND NOT EXISTS (
          SELECT 1 FROM follow_ups
          WHERE mother_id = mothers.id AND closed_at IS NULL
        )
        """
    )
    _move_rank(_WAITING, to=_WAITING_BEFORE)
    with op.batch_alter_table("attempts") as table:
        table.drop_column("she_began")
    with op.batch_alter_table("mothers") as table:
        table.drop_column("review_listed_for")


def _move_rank(rank: int, *, to: int) -> None:
    mothers = sa.table("mothers", sa.column("list_rank", sa.SmallInteger))
    moved = sa.update(mothers).where(mothers.c.list_rank == rank)
    op.execute(moved.values(list_rank=to))
