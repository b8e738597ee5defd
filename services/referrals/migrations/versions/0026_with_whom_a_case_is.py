"""
Which health visitors a referral is with, and which intake a hand-off.

Whatever was sent before there could be several is with the first.
"""

import sqlalchemy as sa
from alembic import op

from shared.kernel.organisations import Organisation, first_of

revision = "0026"
down_revision = "0022"
branch_labels = None
depends_on = None

_VISITORS = Organisation.HEALTH_VISITORS
_CASES = (
    ("referrals", "health_visitors_id", ("draft", "discarded")),
    ("hand_offs", "daycare_intake_id", ("wanted",)),
)


def upgrade() -> None:
    for name, column, _ in _CASES:
        op.add_column(name, sa.Column(column, sa.Uuid(), nullable=True))
        op.create_index(f"{name}_with_whom", name, [column, "mother_id"])
    for name, column, not_sent in _CASES:
        cases = sa.table(
            name, sa.column("state", sa.String), sa.column(column, sa.Uuid)
        )
        first = first_of(Organisation(column.removesuffix("_id")))
        sent = cases.update().where(cases.c.state.not_in(not_sent))
        op.execute(sent.values({column: first}))
    # What health visitors draft is their own from the start.
    drafts = sa.table(
        "referrals",
        sa.column("drafted_by_organisation", sa.String),
        sa.column("health_visitors_id", sa.Uuid),
    )
    theirs = drafts.update().where(
        drafts.c.drafted_by_organisation == _VISITORS.value
    )
    op.execute(theirs.values(health_visitors_id=first_of(_VISITORS)))


def downgrade() -> None:
    for name, column, _ in _CASES:
        op.drop_index(f"{name}_with_whom", table_name=name)
        op.drop_column(name, column)
