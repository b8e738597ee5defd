"""
Lists are taken in step by step, and it stands with them how far they are.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in _columns():
        op.add_column("roster_files", column)
    # What was taken in by the release before has no content any more.
    op.execute("UPDATE roster_files SET state = 'done' WHERE content IS NULL")


def downgrade() -> None:
    for column in _columns():
        op.drop_column("roster_files", column.name)


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
