"""
Mothers are found by what they know about, and by the end of their number.
"""

import sqlalchemy as sa
from alembic import op

from services.roster.domain.search_keys import ENDING, KNOWS, keys_of, keys_of_knowing

revision = "0026"
down_revision = "0024"
branch_labels = None
depends_on = None

_KEYS = sa.table(
    "search_keys", sa.column("key", sa.String()), sa.column("mother_id", sa.Uuid())
)
_MOTHERS = sa.table(
    "mothers",
    sa.column("id", sa.Uuid()),
    sa.column("display_name", sa.String()),
    sa.column("phone", sa.String()),
)
_PROFILES = sa.table(
    "profiles", sa.column("mother_id", sa.Uuid()), sa.column("knows", sa.JSON())
)

_OFFERS = sa.table("offers", sa.column("kind", sa.String()))
_NEW_OFFERS = ("make_ready", "run_session")
_NEW_THING = "twins"


def upgrade() -> None:
    # Where the keys were first written by this release they stand there already.
    _delete_keys()
    run = op.get_bind().execute
    rows = [
        {"key": key, "mother_id": row.id}
        for row in run(sa.select(_MOTHERS).where(_MOTHERS.c.phone.is_not(None)))
        for key in keys_of(row.display_name, row.phone)
        if key.startswith(ENDING)
    ]
    rows += [
        {"key": key, "mother_id": row.mother_id}
        for row in run(sa.select(_PROFILES))
        for key in keys_of_knowing(row.knows)
    ]
    if rows:
        op.bulk_insert(_KEYS, rows)


def downgrade() -> None:
    _delete_keys()
    # The release before reads no code that it does not know.
    op.execute(_OFFERS.delete().where(_OFFERS.c.kind.in_(_NEW_OFFERS)))
    run = op.get_bind().execute
    for row in run(sa.select(_PROFILES)).all():
        if _NEW_THING in row.knows:
            rest = [thing for thing in row.knows if thing != _NEW_THING]
            hers = _PROFILES.c.mother_id == row.mother_id
            run(_PROFILES.update().where(hers).values(knows=rest))


def _delete_keys() -> None:
    is_new = sa.or_(*(_KEYS.c.key.startswith(kind) for kind in (ENDING, KNOWS)))
    op.execute(_KEYS.delete().where(is_new))
