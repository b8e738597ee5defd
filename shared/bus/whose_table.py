"""
The table of whose a mother is, as the migrations of three services make it.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from shared.kernel.organisations import Organisation, first_of

_KINDS = (
    Organisation.DAYCARE,
    Organisation.HEALTH_VISITORS,
    Organisation.HOUSING_TEAM,
    Organisation.DAYCARE_INTAKE,
)
_NAME = "whose_mothers"


def add_whose_mothers(known_in: Sequence[tuple[str, str]]) -> None:
    """
    Make it; whoever is known in these columns is the first organisations'.
    """
    add_whose(_NAME, key="mother_id", known_in=known_in)


def add_whose(name: str, *, key: str, known_in: Sequence[tuple[str, str]]) -> None:
    whose = op.create_table(
        name,
        sa.Column(key, sa.Uuid(), nullable=False),
        *(sa.Column(f"{kind}_id", sa.Uuid(), nullable=False) for kind in _KINDS),
        sa.PrimaryKeyConstraint(key),
    )
    for kind in _KINDS:
        op.create_index(f"ix_{name}_{kind}_id", name, [f"{kind}_id"])
    firsts = [sa.literal(first_of(kind), sa.Uuid()) for kind in _KINDS]
    columns = [
        sa.table(table, sa.column(column, sa.Uuid)).c[column]
        for table, column in known_in
    ]
    known = sa.union(
        *(sa.select(one.label("known")).where(one.is_not(None)) for one in columns)
    ).subquery()
    names = [key, *(f"{kind}_id" for kind in _KINDS)]
    op.execute(whose.insert().from_select(names, sa.select(known.c.known, *firsts)))


def add_her_group() -> None:
    """
    Let it say on which group's list she stands; of before, nobody has been told.
    """
    op.add_column(_NAME, sa.Column("group_id", sa.Uuid()))


def drop_her_group() -> None:
    op.drop_column(_NAME, "group_id")


def drop_whose(name: str = _NAME) -> None:
    for kind in _KINDS:
        op.drop_index(f"ix_{name}_{kind}_id", table_name=name)
    op.drop_table(name)
