"""
What a mother tells of herself, and that two entries are of one mother.
"""

import sqlalchemy as sa
from alembic import op

from shared.bus.erased_table import add_kept_id, drop_kept_id
from shared.db.types import UTCDateTime

revision = "0011"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_kept_id()
    # The default is for the code of the release before, which goes on writing.
    version = sa.Column("version", sa.Integer(), nullable=False, server_default="1")
    op.add_column("children", version)
    op.add_column("children", sa.Column("same_as", sa.Uuid()))
    op.create_table(
        "profiles",
        sa.Column("mother_id", sa.Uuid(), nullable=False),
        sa.Column("reads", sa.String(length=24)),
        sa.Column("reading_languages", sa.JSON(), nullable=False),
        sa.Column("phone_of", sa.String(length=24)),
        sa.Column("knows", sa.JSON(), nullable=False),
        sa.Column("food_note", sa.String(length=200)),
        sa.Column("buddy_id", sa.Uuid()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mother_id"], ["mothers.id"]),
        sa.ForeignKeyConstraint(["buddy_id"], ["mothers.id"]),
        sa.PrimaryKeyConstraint("mother_id"),
    )
    op.create_index("profiles_by_buddy", "profiles", ["buddy_id"])
    op.create_table(
        "offers",
        sa.Column("mother_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["mother_id"], ["mothers.id"]),
        sa.PrimaryKeyConstraint("mother_id", "kind"),
    )
    op.create_index("offers_by_kind", "offers", ["kind", "mother_id"])
    op.create_table(
        "different_mothers",
        sa.Column("one_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("by_role", sa.String(length=24), nullable=False),
        sa.Column("by_organisation", sa.String(length=24), nullable=False),
        sa.Column("at", UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["one_id"], ["mothers.id"]),
        sa.ForeignKeyConstraint(["other_id"], ["mothers.id"]),
        sa.PrimaryKeyConstraint("one_id", "other_id"),
    )
    op.create_index(
        "different_mothers_by_other", "different_mothers", ["other_id"]
    )


def downgrade() -> None:
    op.drop_index("different_mothers_by_other", table_name="different_mothers")
    op.drop_table("different_mothers")
    op.drop_index("offers_by_kind", table_name="offers")
    op.drop_table("offers")
    op.drop_index("profiles_by_buddy", table_name="profiles")
    op.drop_table("profiles")
    op.drop_column("children", "same_as")
    op.drop_column("children", "version")
    drop_kept_id()
