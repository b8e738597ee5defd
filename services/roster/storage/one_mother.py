"""
The rows of a mother who was entered twice, moved to the id that is kept.
"""

from uuid import UUID

from sqlalchemy import Connection, and_, or_, select

from services.roster.storage import tables
from shared.kernel.organisations import Role


def give_up_mother(
    connection: Connection, mother_id: UUID, *, to: UUID, after_version: int
) -> None:
    """
    Let what is not put together by the domain name the kept id, and delete the rest.

    Two histories are one: the versions of hers come after those of the kept one.
    """
    run, steps = connection.execute, tables.enrolment_changes
    run(
        steps.update()
        .where(steps.c.mother_id == mother_id)
        .values(mother_id=to, version=steps.c.version + after_version)
    )
    for table in (tables.disclosures, tables.register_changes, tables.matters):
        run(table.update().where(table.c.mother_id == mother_id).values(mother_id=to))
    _move_buddy(connection, mother_id, to=to)
    _move_link(connection, mother_id, to=to)
    _move_differences(connection, mother_id, to=to)
    for table in (tables.pick_ups, tables.attendances, tables.search_keys):
        run(table.delete().where(table.c.mother_id == mother_id))
    run(tables.mothers.delete().where(tables.mothers.c.id == mother_id))


def _move_buddy(connection: Connection, mother_id: UUID, *, to: UUID) -> None:
    """
    Let her fetch whom she was to fetch; herself she cannot, so somebody else does.
    """
    run, columns = connection.execute, tables.pick_ups.c
    both = (mother_id, to)
    herself = and_(columns.buddy_id.in_(both), columns.mother_id.in_(both))
    run(
        tables.pick_ups.update()
        .where(herself)
        .values(buddy_id=None, driver_role=Role.COORDINATOR)
    )
    hers = columns.buddy_id == mother_id
    run(tables.pick_ups.update().where(hers).values(buddy_id=to))


def _move_link(connection: Connection, mother_id: UUID, *, to: UUID) -> None:
    """
    Keep one link: that of the kept id, if it opens anything.
    """
    run, links = connection.execute, tables.own_links
    opens = select(links.c.mother_id).where(
        links.c.mother_id == to, links.c.digest.is_not(None)
    )
    if connection.scalar(opens) is not None:
        run(links.delete().where(links.c.mother_id == mother_id))
        return
    run(links.delete().where(links.c.mother_id == to))
    run(links.update().where(links.c.mother_id == mother_id).values(mother_id=to))


def _move_differences(connection: Connection, mother_id: UUID, *, to: UUID) -> None:
    """
    Whoever is not the same as the one is not the same as the other.
    """
    run, pairs = connection.execute, tables.different_mothers
    hers = or_(pairs.c.one_id == mother_id, pairs.c.other_id == mother_id)
    found = run(select(pairs).where(hers)).all()
    run(pairs.delete().where(hers))
    known = run(
        select(pairs.c.one_id, pairs.c.other_id).where(
            or_(pairs.c.one_id == to, pairs.c.other_id == to)
        )
    )
    there = {frozenset(row) for row in known}
    for row in found:
        other = row.other_id if row.one_id == mother_id else row.one_id
        pair = frozenset((other, to))
        if other != to and pair not in there:
            one_id, other_id = sorted(pair)
            told = dict(row._mapping) | {"one_id": one_id, "other_id": other_id}  # noqa: SLF001 - SQLAlchemy's documented name.
            run(pairs.insert().values(told))
