"""
A log of looks for the tests, and whoever tampers with it.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import Connection, Engine, text

from shared.looks.book import ONE_LOOK, write_looks
from shared.looks.chain import Link
from shared.looks.check import Verdict, check_looks
from shared.looks.look import Look, Part, Purpose
from shared.looks.reading import Asked, looking, newest

TUESDAY_TEN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
COORDINATOR = UUID(int=1)
LATER = ONE_LOOK + timedelta(seconds=1)


def a_look(**told) -> Look:
    look = Look(
        at=TUESDAY_TEN,
        user_id=COORDINATOR,
        role="coordinator",
        organisation="housing_team",
        person_id=uuid4(),
        part=Part.CONTACT,
        purpose=Purpose.ADMINISTRATION,
    )
    return replace(look, **told)


def fill(engine: Engine, count: int) -> None:
    """
    Write so many looks, each a moment after the one before.
    """
    for number in range(count):
        write_looks(engine, [a_look(at=TUESDAY_TEN + number * LATER)])


def kept(engine: Engine) -> list[Link]:
    """
    Return the whole log in its order.
    """
    with looking(engine) as connection:
        return newest(connection, Asked(), limit=10_000)[::-1]


def checked(engine: Engine, **how) -> Verdict:
    with looking(engine) as connection:
        return check_looks(connection, **how)


def take_guards_away(connection: Connection) -> None:
    """
    Do what whoever owns the tables can do.
    """
    if connection.dialect.name == "sqlite":
        connection.execute(text("DROP TRIGGER IF EXISTS looks_are_not_changed"))
        connection.execute(text("DROP TRIGGER IF EXISTS looks_stay"))
    else:
        connection.execute(text("ALTER TABLE looks DISABLE TRIGGER USER"))
