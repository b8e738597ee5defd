"""
What planning a session promises.
"""

from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest

from services.roster.domain.errors import GroupNotFound, SessionAlreadyPlanned
from services.roster.usecases import queries
from services.roster.usecases.plan_session import plan_session
from shared.contracts.roster.sessions import SessionPlanned
from shared.kernel.refusal import Invalid
from tests.roster.book import TUESDAY, TUESDAY_NOON, TUESDAY_TEN

SUMMER_TUESDAY = date(2026, 6, 16)


class TestPlanSession:
    def test_takes_the_group_s_usual_time_and_tells_it(self, book):
        """
        The clock on the wall in Copenhagen says ten, in winter and in summer.
        """
        winter = book.session(TUESDAY, theme="søvn")
        summer = book.session(SUMMER_TUESDAY)

        first, second = book.events(SessionPlanned)
        assert (first.session_id, first.starts_at, first.ends_at) == (
            winter,
            TUESDAY_TEN,
            TUESDAY_NOON,
        )
        assert second.session_id == summer
        assert second.starts_at == datetime(2026, 6, 16, 8, tzinfo=UTC)

    def test_takes_another_time_when_one_is_told(self, book):
        """
        An excursion begins earlier; the group's time stays as it is.
        """
        session_id = book.session(starts_at=time(9, 30), ends_at=time(13))

        view = queries.session_view(session_id=session_id, uow=book.uow())
        assert view.session.starts_at == datetime(2026, 11, 17, 8, 30, tzinfo=UTC)
        assert view.session.ends_at == datetime(2026, 11, 17, 12, tzinfo=UTC)

    def test_refuses_the_same_time_twice(self, book):
        """
        Two people plan the same Tuesday; the second is told which session there is.
        """
        session_id = book.session()

        with pytest.raises(SessionAlreadyPlanned) as refusal:
            book.session()

        assert refusal.value.facts == {
            "id": str(session_id),
            "state": "planned",
            "version": 1,
        }
        assert len(book.events(SessionPlanned)) == 1

    def test_lets_two_groups_meet_at_the_same_time(self, book):
        """
        The rule is about one group's calendar.
        """
        book.session()
        told = {"day": TUESDAY, "starts_at": None, "ends_at": None, "theme": None}

        other = plan_session(group_id=book.new_group(), **told, uow=book.uow())

        assert other.starts_at == TUESDAY_TEN

    def test_refuses_a_group_that_there_is_not_and_an_end_before_the_start(self, book):
        """
        Nothing is planned, and nothing is told.
        """
        with pytest.raises(GroupNotFound):
            plan_session(
                group_id=uuid4(),
                day=TUESDAY,
                starts_at=None,
                ends_at=None,
                theme=None,
                uow=book.uow(),
            )
        with pytest.raises(Invalid):
            book.session(starts_at=time(13))

        assert book.events() == []
