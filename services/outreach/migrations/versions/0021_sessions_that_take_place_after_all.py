"""
Which follow-ups are withdrawn only as long as their session is cancelled.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_CANCELLED = "session_cancelled"
_FOLLOW_UPS = sa.table(
    "follow_ups",
    sa.column("is_void", sa.Boolean()),
    sa.column("reason", sa.String()),
    sa.column("overtaken_by", sa.String()),
)


def upgrade() -> None:
    # The default is for the release before, which goes on writing.
    column = sa.Column(
        "is_void", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("follow_ups", column)
    update, columns = _FOLLOW_UPS.update(), _FOLLOW_UPS.c
    below_an_answer = columns.overtaken_by == _CANCELLED
    named = sa.or_(columns.reason == _CANCELLED, below_an_answer)
    op.execute(update.where(named).values(is_void=True))
    # Below an answer lies what the register says, and nothing else.
    op.execute(update.where(below_an_answer).values(overtaken_by=None))


def downgrade() -> None:
    columns = _FOLLOW_UPS.c
    below_an_answer = sa.and_(
        columns.is_void,
        sa.or_(columns.reason.is_(None), columns.reason != _CANCELLED),
    )
    op.execute(
        _FOLLOW_UPS.update().where(below_an_answer).values(overtaken_by=_CANCELLED)
    )
    op.drop_column("follow_ups", "is_void")
