"""
What follows a mother up and waits leaves in its own day, in none of the quiet hours.
"""

import sqlalchemy as sa
from alembic import op

from shared.db.types import UTCDateTime
from shared.kernel.clock import day_of, in_utc
from shared.kernel.contact_hours import END, first_contact_from

revision = "0026"
down_revision = "0022"
branch_labels = None
depends_on = None

_messages = sa.table(
    "messages",
    sa.column("id", sa.Uuid()),
    sa.column("template", sa.String()),
    sa.column("state", sa.String()),
    sa.column("not_before", UTCDateTime()),
    sa.column("not_after", UTCDateTime()),
)


def upgrade() -> None:
    mine, connection = _messages.c, op.get_bind()
    waiting = sa.select(mine.id, mine.not_before, mine.not_after).where(
        mine.state == "queued", mine.template.in_(["missed_you", "see_you"])
    )
    for row in connection.execute(waiting).all():
        begins = first_contact_from(row.not_before)
        ends = min(row.not_after, in_utc(day_of(begins), END))
        connection.execute(
            _messages.update()
            .where(mine.id == row.id)
            .values(not_before=begins, not_after=ends)
        )


def downgrade() -> None:
    """
    Leave them as they are: the release before sends them just so.
    """
