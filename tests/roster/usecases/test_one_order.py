"""
Two who act at once on PostgreSQL wait for each other, and never each for the other.

Groups are held before sessions, sessions before mothers, and mothers by their ids.
"""

from datetime import timedelta
from itertools import groupby
from uuid import uuid4

import pytest

from services.roster.domain.enrolment import LeaveReason
from services.roster.usecases.change_who_runs import change_who_runs
from services.roster.usecases.let_mother_leave import let_mother_leave
from services.roster.usecases.plan_pick_up import plan_pick_up
from services.roster.usecases.undo_step import undo_step
from shared.db.engine import make_engine
from shared.kernel.organisations import Organisation, Role, first_of
from tests.roster.book import TUESDAY, WEDNESDAY, Book
from tests.roster.usecases.test_pick_up import MONDAY, arranged
from tests.roster.usecases.test_reinstate_session import cancel, reinstate

DAYCARE, TEAM = Organisation.DAYCARE, Organisation.HOUSING_TEAM
A_MOMENT = timedelta(minutes=1)


@pytest.fixture
def postgres_book(postgres_database):
    made = make_engine(postgres_database)
    yield Book(made)
    made.dispose()


def held(sent):
    """
    Return whose rows were held, in this order; each run of one kind once.
    """
    kinds = [
        kind
        for statement in sent
        for kind in ("sessions", "mothers")
        if f"FROM {kind}" in statement and "FOR UPDATE" in statement
    ]
    return [kind for kind, _ in groupby(kinds)]


def leave(book, mother_id, *, now):
    let_mother_leave(
        mother_id=mother_id,
        reason=LeaveReason.WORK,
        by=Role.COORDINATOR,
        now=now,
        uow=book.uow(now=now),
    )


class TestOneOrder:
    def test_of_an_undone_step_begins_with_where_she_is_fetched(self, postgres_book):
        """
        She is fetched again, which is looked up with the session.
        """
        esi = postgres_book.mother("Esi", now=MONDAY - A_MOMENT)
        plan_pick_up(
            mother_id=esi,
            session_id=postgres_book.session(),
            arrangement=arranged(),
            now=MONDAY,
            uow=postgres_book.uow(now=MONDAY),
        )
        leave(postgres_book, esi, now=MONDAY)
        with postgres_book.statements() as sent:
            undo_step(
                mother_id=esi,
                by=Role.COORDINATOR,
                now=MONDAY + A_MOMENT,
                uow=postgres_book.uow(now=MONDAY + A_MOMENT),
            )

        assert held(sent) == ["sessions", "mothers"]

    def test_of_a_group_given_away_is_that_of_its_mothers(self, postgres_book):
        """
        An UPDATE of them all takes them as they lie.
        """
        postgres_book.mother()
        to = uuid4()
        with postgres_book.statements() as sent:
            change_who_runs(
                group_id=postgres_book.group_id,
                chosen={DAYCARE: to},
                known={kind: [first_of(kind), to] for kind in Organisation},
                own=(TEAM, first_of(TEAM)),
                sure=True,
                seen_version=None,
                now=MONDAY,
                uow=postgres_book.uow(now=MONDAY),
            )

        of_mothers = [one for one in sent if "mothers" in one]
        assert of_mothers[0].endswith("ORDER BY mothers.id FOR UPDATE")

    def test_of_a_session_that_takes_place_after_all_is_one(self, postgres_book):
        """
        Whoever was there and has left since is held with those who are in the group.
        """
        gone = postgres_book.mother("Efua")
        postgres_book.mother("Nevra")
        session_id = postgres_book.closed(TUESDAY, attended=[gone])
        leave(postgres_book, gone, now=WEDNESDAY)
        cancel(postgres_book, session_id, at=WEDNESDAY + A_MOMENT)
        with postgres_book.statements() as sent:
            reinstate(postgres_book, session_id, at=WEDNESDAY + 2 * A_MOMENT)

        first = next(one for one in sent if "FROM mothers" in one)
        assert "mothers.id IN" in first
        assert first.endswith("ORDER BY mothers.id FOR UPDATE")
