"""
The migration that brings a service its log of looks: the same in each of them.

What has been released is not changed here: a later change is another migration. One
that has SQLite copy the table (``batch_alter_table``) must make its triggers anew.
"""

import sqlalchemy as sa
from alembic import op

from shared.db.types import UTCDateTime

_BEGINNING = "0" * 64

# They stop a stray statement of ours. Whoever owns the tables can take them away; that
# something was changed is then told by the chain.
_POSTGRES_GUARDS = (
    """
    CREATE FUNCTION looks_stay() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND OLD.number <= (
            SELECT forgotten_number FROM looks_head
        ) THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'looks are added, and forgotten in their order';
    END $$
    """,
    """
    CREATE TRIGGER looks_stay BEFORE UPDATE OR DELETE ON looks
    FOR EACH ROW EXECUTE FUNCTION looks_stay()
    """,
    """
    CREATE TRIGGER looks_stay_all BEFORE TRUNCATE ON looks
    FOR EACH STATEMENT EXECUTE FUNCTION looks_stay()
    """,
)
_SQLITE_GUARDS = (
    """
    CREATE TRIGGER looks_are_not_changed BEFORE UPDATE ON looks
    BEGIN SELECT RAISE(ABORT, 'looks are added, never changed'); END
    """,
    """
    CREATE TRIGGER looks_stay BEFORE DELETE ON looks
    WHEN OLD.number > (SELECT forgotten_number FROM looks_head)
    BEGIN SELECT RAISE(ABORT, 'looks are forgotten in their order'); END
    """,
)


def create_looks() -> None:
    _create_tables()
    head = sa.table("looks_head", *map(sa.column, _HEAD))
    op.bulk_insert(head, [dict(zip(_HEAD, _NOTHING_YET, strict=True))])
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for guard in _SQLITE_GUARDS if is_sqlite else _POSTGRES_GUARDS:
        op.execute(guard)


def drop_looks() -> None:
    op.drop_table("looks")
    op.drop_table("looks_head")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION looks_stay()")


_HEAD = ("id", "last_number", "last_hash", "forgotten_number", "forgotten_hash")
_NOTHING_YET = (1, 0, _BEGINNING, 0, _BEGINNING)


def _create_tables() -> None:
    op.create_table(
        "looks_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last_number", sa.BigInteger(), nullable=False),
        sa.Column("last_hash", sa.String(length=64), nullable=False),
        sa.Column("forgotten_number", sa.BigInteger(), nullable=False),
        sa.Column("forgotten_hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "looks",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("organisation", sa.String(length=24), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("part", sa.String(length=24), nullable=False),
        sa.Column("purpose", sa.String(length=24), nullable=False),
        sa.Column("criterion", sa.String(length=200), nullable=True),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("looks_at_person", "looks", ["person_id", "at"])
    op.create_index("looks_by_user", "looks", ["user_id", "at"])
    op.create_index("looks_by_time", "looks", ["at"])
