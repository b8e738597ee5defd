"""
To ask her again is a contact: what came of it, how long it took, and if it was a slip.

Sessions are looked for by their group.
"""

import sqlalchemy as sa
from alembic import op

from shared.db.types import UTCDateTime

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

_SLIPS = """
UPDATE asked_again SET
    taken_back_at = (SELECT min(slip.taken_back_at) {of_it}),
    taken_back_by_role = (SELECT min(slip.taken_back_by_role) {of_it})
WHERE EXISTS (SELECT 1 {of_it})
""".format(
    of_it="""FROM cares_taken_back AS slip
        WHERE slip.mother_id = asked_again.mother_id AND slip.at = asked_again.at
        AND slip.care = 'asked_again'"""
)


def upgrade() -> None:
    op.add_column(
        "asked_again",
        sa.Column(
            "outcome", sa.String(20), nullable=False, server_default="no_answer"
        ),
    )
    op.add_column("asked_again", sa.Column("minutes", sa.Integer()))
    op.add_column("asked_again", sa.Column("taken_back_at", UTCDateTime()))
    op.add_column("asked_again", sa.Column("taken_back_by_role", sa.String(30)))
    op.create_index("asked_again_by_time", "asked_again", ["at"])
    op.execute(_SLIPS)
    op.add_column("mothers", sa.Column("review_due_on", sa.Date()))
    op.add_column("follow_ups", sa.Column("passed_on_at", UTCDateTime()))
    op.create_index("sessions_of_group", "sessions", ["group_id", "started_at"])
    op.drop_index("sessions_in_time", "sessions")


def downgrade() -> None:
    op.create_index("sessions_in_time", "sessions", ["started_at"])
    op.drop_index("sessions_of_group", "sessions")
    op.drop_column("follow_ups", "passed_on_at")
    op.drop_column("mothers", "review_due_on")
    op.drop_index("asked_again_by_time", "asked_again")
    op.drop_column("asked_again", "taken_back_by_role")
    op.drop_column("asked_again", "taken_back_at")
    op.drop_column("asked_again", "minutes")
    op.drop_column("asked_again", "outcome")
