"""
What the others have in hand about a mother: no clock erases her meanwhile.

And her steps by time: a register that is closed late asks where she stood.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "matters",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mother_id", sa.Uuid(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["mother_id"], ["mothers.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("matters_of_mother", "matters", ["mother_id"])
    op.create_index("enrolment_changes_by_time", "enrolment_changes", ["at"])


def downgrade() -> None:
    op.drop_index("enrolment_changes_by_time", table_name="enrolment_changes")
    op.drop_index("matters_of_mother", table_name="matters")
    op.drop_table("matters")
