"""
Organisations: one of each kind, which everybody who has a way in belongs to.
"""

import sqlalchemy as sa
from alembic import op

from shared.kernel.organisations import Organisation, first_of

revision = "0020"
down_revision = "0001"
branch_labels = None
depends_on = None

# As they were called on the pages until now.
NAMES = {
    Organisation.DAYCARE: "Dagtilbuddet",
    Organisation.HEALTH_VISITORS: "Sundhedsplejen",
    Organisation.HOUSING_TEAM: "Det boligsociale team",
    Organisation.DAYCARE_INTAKE: "Pladsanvisningen",
}


def upgrade() -> None:
    organisations = op.create_table(
        "organisations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_organisations_kind", "organisations", ["kind"])
    op.bulk_insert(
        organisations,
        [
            {"id": first_of(kind), "kind": kind.value, "name": name}
            for kind, name in NAMES.items()
        ],
    )
    for table in ("users", "api_tokens"):
        op.add_column(table, sa.Column("organisation_id", sa.Uuid(), nullable=True))
        _let_belong_to_first(table)


def _let_belong_to_first(table: str) -> None:
    known = sa.table(table, sa.column("organisation"), sa.column("organisation_id", sa.Uuid))
    for kind in Organisation:
        of_kind = known.update().where(known.c.organisation == kind.value)
        op.execute(of_kind.values(organisation_id=first_of(kind)))


def downgrade() -> None:
    for table in ("users", "api_tokens"):
        op.drop_column(table, "organisation_id")
    op.drop_index("ix_organisations_kind", table_name="organisations")
    op.drop_table("organisations")
