"""
Whose each mother is; whoever is known is the first organisations'.
"""

import sqlalchemy as sa
from alembic import op

from shared.bus.whose_table import add_whose, add_whose_mothers, drop_whose
from shared.kernel.organisations import Organisation, first_of

revision = "0020"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_whose_mothers([("mothers", "id"), ("contacts", "mother_id")])
    add_whose(
        "whose_groups",
        key="group_id",
        known_in=[("sessions", "group_id"), ("ladders", "group_id")],
    )
    # The default is for the release before, which goes on writing.
    first = first_of(Organisation.HOUSING_TEAM).hex
    owner = sa.Column(
        "organisation_id", sa.Uuid(), nullable=False, server_default=first
    )
    op.add_column("webhooks", owner)



def downgrade() -> None:
    op.drop_column("webhooks", "organisation_id")
    drop_whose("whose_groups")
    drop_whose()
