"""
Where a mother stands between a suggestion and leaving, and every step on that way.

Those who are on the list stand where they stood: in the group, or declined.
"""

import sqlalchemy as sa
from alembic import op

from shared.db.types import UTCDateTime

revision = "0005"
down_revision = "0006"
branch_labels = None
depends_on = None

_CODE = 24


def upgrade() -> None:
    # One by one: SQLite would make the table anew in a batch, and others point at it.
    for column in _columns():
        op.add_column("mothers", column)
    op.create_index(
        "mothers_by_enrolment", "mothers", ["enrolment", "standing_since"]
    )
    mothers = sa.table(
        "mothers",
        sa.column("standing_since"),
        sa.column("declined_on"),
        sa.column("listed_on"),
    )
    since = sa.func.coalesce(mothers.c.declined_on, mothers.c.listed_on)
    op.execute(mothers.update().values(standing_since=since))
    op.create_table(
        "enrolment_changes",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("mother_id", sa.Uuid(), sa.ForeignKey("mothers.id"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(_CODE), nullable=False),
        sa.Column("from_state", sa.String(_CODE)),
        sa.Column("to_state", sa.String(_CODE), nullable=False),
        sa.Column("before", sa.JSON()),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("by_role", sa.String(_CODE), nullable=False),
        sa.Column("by_organisation", sa.String(_CODE), nullable=False),
        sa.Column("reason", sa.String(_CODE)),
        sa.Column("about", sa.Uuid()),
        sa.Column("causing_event_id", sa.Uuid()),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.UniqueConstraint("mother_id", "version", name="one_change_a_version"),
    )


def downgrade() -> None:
    op.drop_table("enrolment_changes")
    op.drop_index("mothers_by_enrolment", table_name="mothers")
    for column in _columns():
        op.drop_column("mothers", column.name)


def _columns() -> list[sa.Column[object]]:
    return [
        sa.Column("suggested_by", sa.String(_CODE)),
        sa.Column("standing_since", sa.Date()),
        sa.Column("standing_reason", sa.String(_CODE)),
        sa.Column("standing_until", sa.Date()),
        sa.Column("first_visit_id", sa.Uuid()),
        _flag("offers_help"),
        _flag("may_ask_at_new_birth"),
        sa.Column("reviewed_on", sa.Date()),
        sa.Column("review_cause", sa.String(_CODE)),
        sa.Column("review_raised_on", sa.Date()),
        sa.Column("review_proposal", sa.String(_CODE)),
        sa.Column("review_proposed_by", sa.String(_CODE)),
    ]


def _flag(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)
