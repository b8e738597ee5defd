"""
Mothers are found by keys, and erased for good.
"""

import sqlalchemy as sa
from alembic import op

from services.roster.domain.search_keys import keys_of
from shared.bus.erased_table import create_erased, drop_erased
from shared.db.types import UTCDateTime

revision = "0009"
down_revision = "0010"
branch_labels = None
depends_on = None

_KEY = sa.String(length=80)


def upgrade() -> None:
    op.create_table(
        "search_keys",
        sa.Column(
            "key",
            _KEY.with_variant(sa.String(length=80, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("mother_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["mother_id"], ["mothers.id"]),
        sa.PrimaryKeyConstraint("key", "mother_id"),
    )
    op.create_index("search_keys_of_mother", "search_keys", ["mother_id"])
    _write_keys()
    create_erased()
    _create_erasures()


def downgrade() -> None:
    op.drop_table("no_thanks_numbers")
    op.drop_index("erasures_incomplete", table_name="erasures")
    op.drop_table("erasures")
    drop_erased()
    op.drop_index("search_keys_of_mother", table_name="search_keys")
    op.drop_table("search_keys")


def _create_erasures() -> None:
    moment = UTCDateTime(timezone=True)
    op.create_table(
        "erasures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ordered_at", moment, nullable=False),
        sa.Column("cause", sa.String(length=24), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("organisation", sa.String(length=24), nullable=False),
        sa.Column("confirmed", sa.JSON(), nullable=False),
        sa.Column("completed_at", moment, nullable=True),
        sa.Column("told_late_at", moment, nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "erasures_incomplete",
        "erasures",
        ["ordered_at"],
        postgresql_where=sa.text("completed_at IS NULL"),
        sqlite_where=sa.text("completed_at IS NULL"),
    )
    op.create_table(
        "no_thanks_numbers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def _write_keys() -> None:
    """
    Whoever is on a list already is found too.
    """
    mothers = sa.table(
        "mothers",
        sa.column("id", sa.Uuid()),
        sa.column("display_name", sa.String()),
        sa.column("phone", sa.String()),
    )
    keys = sa.table(
        "search_keys", sa.column("key", sa.String()), sa.column("mother_id", sa.Uuid())
    )
    rows = [
        {"key": key, "mother_id": row.id}
        for row in op.get_bind().execute(sa.select(mothers)).all()
        for key in sorted(keys_of(row.display_name, row.phone))
    ]
    if rows:
        op.bulk_insert(keys, rows)
