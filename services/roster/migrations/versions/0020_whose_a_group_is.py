"""
Which organisations run a group, who was on its list, and for whom a list is read.
"""

import sqlalchemy as sa
from alembic import op

from shared.kernel.organisations import Organisation, first_of

revision = "0020"
down_revision = "0011"
branch_labels = None
depends_on = None

KINDS = (
    Organisation.DAYCARE,
    Organisation.HEALTH_VISITORS,
    Organisation.HOUSING_TEAM,
    Organisation.DAYCARE_INTAKE,
)


def upgrade() -> None:
    # One by one, as SQLite would copy a table that others point to. The default is
    # whose every group was until now, also for the release before, which writes on.
    for kind in KINDS:
        column = sa.Column(
            f"{kind}_id",
            sa.Uuid(),
            nullable=False,
            server_default=first_of(kind).hex,
        )
        op.add_column("groups", column)
        op.create_index(f"ix_groups_{kind}_id", "groups", [f"{kind}_id"])
    op.add_column("erasures", sa.Column("group_id", sa.Uuid(), nullable=True))
    within = sa.Column("within_kind", sa.String(length=24), nullable=True)
    op.add_column("roster_files", within)
    op.add_column("roster_files", sa.Column("within_organisation_id", sa.Uuid()))


def downgrade() -> None:
    op.drop_column("roster_files", "within_organisation_id")
    op.drop_column("roster_files", "within_kind")
    op.drop_column("erasures", "group_id")
    for kind in KINDS:
        op.drop_index(f"ix_groups_{kind}_id", table_name="groups")
        op.drop_column("groups", f"{kind}_id")
