"""
Two replicas of outreach on one database, at the same moment.
"""

from collections.abc import Iterator

import pytest
from sqlalchemy.exc import IntegrityError

from services.outreach.usecases.open_follow_up import open_follow_up
from shared.db.engine import make_engine
from tests.outreach.desk import Desk, Guest, Meeting, cancelled, meeting


@pytest.fixture
def desks(postgres_database: str) -> Iterator[tuple[Desk, Desk]]:
    engines = make_engine(postgres_database), make_engine(postgres_database)
    yield Desk(engines[0]), Desk(engines[1])
    for engine in engines:
        engine.dispose()


def interrupted_miss(desks: tuple[Desk, Desk], mother: Guest, between) -> None:
    """
    Apply a miss on one replica; between its reading and its writing, the other acts.
    """
    session = meeting()
    one, other = desks
    with one.uow() as uow:
        uow.sessions.find(session.id)
        uow.mothers.find(mother.id)
        between(other, session)
        _open(uow, mother, session)
        uow.commit()


class TestMiss:
    def test_that_did_not_see_the_no_thanks_is_undone(
        self, desks: tuple[Desk, Desk], mother: Guest
    ):
        """
        Rule 3, side by side: both write her row, so the miss that read too early fails
        and is tried again by the bus, which then sees the no thanks.
        """
        with pytest.raises(IntegrityError):
            interrupted_miss(
                desks, mother, lambda other, _session: other.hear(mother.declined())
            )

        assert desks[0].mother(mother).open_follow_ups == []

    def test_that_did_not_see_the_cancelled_session_is_undone(
        self, desks: tuple[Desk, Desk], mother: Guest
    ):
        """
        The same for a session that is cancelled in the same moment.
        """
        with pytest.raises(IntegrityError):
            interrupted_miss(
                desks, mother, lambda other, session: other.hear(cancelled(session))
            )


def _open(uow, mother: Guest, session: Meeting) -> None:
    open_follow_up(
        mother_id=mother.id,
        session_id=session.id,
        session_started_at=session.starts_at,
        session_ended_at=session.ends_at,
        missed_in_a_row=1,
        attendance_version=1,
        now=session.ends_at,
        uow=uow,
    )
