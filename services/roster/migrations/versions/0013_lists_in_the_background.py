"""
Lists are taken in step by step, birthdays and openings are told once.
"""

import sqlalchemy as sa
from alembic import op

from services.roster.domain.child import AGES_TOLD, turned_if_born_by
from shared.db.types import UTCDateTime
from shared.kernel.clock import Clock, on_the_wall

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in _columns():
        op.add_column("roster_files", column)
    # What was taken in by the release before has no content any more.
    op.execute("UPDATE roster_files SET state = 'done' WHERE content IS NULL")
    op.add_column("sessions", sa.Column("opened_at", UTCDateTime(timezone=True)))
    op.add_column(
        "children",
        sa.Column("birthdays_told", sa.Integer(), nullable=False, server_default="0"),
    )
    _tell_nobody_of_old_birthdays()
    few = sa.text("birthdays_told < 2")
    op.create_index(
        "children_with_birthdays",
        "children",
        ["born_on"],
        postgresql_where=few,
        sqlite_where=few,
    )


def downgrade() -> None:
    op.drop_index("children_with_birthdays", table_name="children")
    op.drop_column("children", "birthdays_told")
    op.drop_column("sessions", "opened_at")
    for column in _columns():
        op.drop_column("roster_files", column.name)


def _tell_nobody_of_old_birthdays() -> None:
    """
    Count the birthdays that have been: they are no news on the day of an upgrade.
    """
    today = on_the_wall(Clock().now()).date()
    children = sa.table(
        "children", sa.column("born_on", sa.Date), sa.column("birthdays_told")
    )
    for age in AGES_TOLD:
        turned = children.c.born_on <= turned_if_born_by(age, on=today)
        op.execute(children.update().where(turned).values(birthdays_told=age))


def _columns() -> list[sa.Column]:
    # The defaults are for the code of the release before, which goes on writing while
    # this one starts.
    return [
        sa.Column(
            "state", sa.String(length=24), nullable=False, server_default="to_read"
        ),
        sa.Column("findings", sa.JSON(), nullable=True),
        sa.Column("by_role", sa.String(length=24), nullable=True),
        sa.Column("by_organisation", sa.String(length=24), nullable=True),
        sa.Column("lines_done", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("failures", sa.Integer(), nullable=False, server_default="0"),
    ]
