"""
A no thanks by a slip of the finger: she stands where she stood.
"""

from datetime import time, timedelta

import pytest

from services.roster.domain.arrangement import Arrangement, MeetingPlace
from services.roster.domain.enrolment import Help, LeaveReason
from services.roster.domain.errors import NothingToUndo
from services.roster.service import RosterService
from services.roster.storage.unit_of_work import RosterUnitOfWork
from services.roster.usecases.cancel_pick_up import cancel_pick_up
from services.roster.usecases.decline_mother import decline_mother
from services.roster.usecases.let_mother_leave import let_mother_leave
from services.roster.usecases.pick_up_queries import pick_ups_of_session
from services.roster.usecases.plan_pick_up import plan_pick_up
from services.roster.usecases.take_offer_of_help import take_offer_of_help
from services.roster.usecases.undo_step import undo_step
from shared.bus.consumer import Consumer
from shared.bus.extensions import policies_of
from shared.contracts.envelope import write_envelope
from shared.contracts.outreach import AgreementChanged, AgreementTakenBack
from shared.contracts.roster.mothers import (
    MotherDeclined,
    MotherDeclineTakenBack,
    ResourceOffered,
)
from shared.kernel.organisations import Role
from tests.roster.book import TUESDAY, TUESDAY_NOON, Book
from tests.roster.way import MONDAY, Way
from tests.support.bus import SettableClock, envelope_of

AT_HER_DOOR = Arrangement(
    driver_role=Role.COORDINATOR,
    buddy_id=None,
    meet_at=time(9, 30),
    place=MeetingPlace.HER_DOOR,
    note=None,
)


class Told:
    """
    What outreach tells the roster of one mother.
    """

    def __init__(self, book: Book) -> None:
        self.book = book
        mother, _ = book.mother_with_children("Esi", now=MONDAY)
        self.mother_id = mother.id
        self._consumer = Consumer(
            policies_of(RosterService),
            unit_of_work=lambda cause: RosterUnitOfWork(book.engine, cause=cause),
            clock=SettableClock(MONDAY),
        )

    def no_thanks(self, *, version: int = 2) -> None:
        self._hear(
            AgreementChanged(
                mother_id=self.mother_id,
                from_kind="said_yes",
                to_kind="no_thanks",
                said_on=MONDAY.date(),
            ),
            version,
        )

    def a_slip(self, *, version: int = 3) -> None:
        back = AgreementTakenBack(mother_id=self.mother_id, to_kind="said_yes")
        self._hear(back, version)

    def _hear(self, event, version: int) -> None:
        self._consumer.take([write_envelope(envelope_of(event, version=version))])
        with self.book.uow() as uow:
            assert uow.inbox.unfinished() == []

    def mother(self):
        with self.book.uow() as uow:
            return uow.mothers.get(self.mother_id)

    def heard_in(self, kind) -> list[str]:
        return [one.heard_in for one in self.book.events(kind)]


class TestToldByOutreach:
    def test_lets_her_stand_where_she_stood(self, book):
        """
        In the group since the day on which she came, and whoever has heard the no
        thanks from us hears that it was none.
        """
        told = Told(book)
        stood = told.mother().standing
        told.no_thanks()
        assert told.mother().enrolment == "declined"

        told.a_slip()

        assert told.mother().standing == stood
        assert told.mother().declined_on is None
        assert told.heard_in(MotherDeclined) == ["outreach"]
        assert told.heard_in(MotherDeclineTakenBack) == ["outreach"]

    def test_that_comes_first_lets_the_no_thanks_change_nothing(self, sqlite_book):
        """
        Of two words the newer holds, in whatever order they come.
        """
        told = Told(sqlite_book)

        told.a_slip()
        told.no_thanks()

        assert told.mother().enrolment == "active"

    @pytest.mark.parametrize("is_first", [True, False])
    def test_does_not_undo_what_was_heard_here_too(self, sqlite_book, is_first):
        """
        The health visitor has heard it as well, before or after: she stays declined,
        and all others are told once more that she is.
        """
        told = Told(sqlite_book)
        if not is_first:
            told.no_thanks()
        decline_mother(
            mother_id=told.mother_id,
            said_on=MONDAY.date(),
            by=Role.HEALTH_VISITOR,
            now=MONDAY,
            uow=sqlite_book.uow(now=MONDAY),
        )
        if is_first:
            told.no_thanks()

        told.a_slip()

        assert told.mother().enrolment == "declined"
        assert told.heard_in(MotherDeclined)[-1] == "roster"
        assert told.heard_in(MotherDeclineTakenBack) == []

    def test_lets_her_be_fetched_as_was_planned(self, book):
        """
        A pick-up that the no thanks had cancelled stands again; one that was cancelled
        before does not.
        """
        told = Told(book)
        first, second = book.session(), book.session(TUESDAY + timedelta(weeks=1))
        for session_id in (first, second):
            plan_pick_up(
                mother_id=told.mother_id,
                session_id=session_id,
                arrangement=AT_HER_DOOR,
                now=MONDAY,
                uow=book.uow(now=MONDAY),
            )
        cancel_pick_up(
            mother_id=told.mother_id,
            session_id=second,
            seen_version=None,
            uow=book.uow(now=MONDAY),
        )
        told.no_thanks()
        assert states(book, first, second) == ["cancelled", "cancelled"]

        told.a_slip()

        assert states(book, first, second) == ["planned", "cancelled"]


class TestTappedHere:
    def test_is_undone_as_other_steps_are(self, sqlite_book):
        """
        For a quarter of an hour, by the same role; outreach and notifications are told.
        """
        way = Way(sqlite_book)
        way.take(decline_mother, said_on=MONDAY.date(), by=Role.HEALTH_VISITOR)
        with pytest.raises(NothingToUndo):
            way.take(undo_step, by=Role.COORDINATOR)

        way.take(undo_step, by=Role.HEALTH_VISITOR)

        assert way.state() == "suggested"
        (told,) = sqlite_book.events(MotherDeclineTakenBack)
        assert told.heard_in == "roster"
        assert [one.step for one in way.steps()][-2:] == ["said_no_thanks", "undone"]

    def test_gives_back_what_she_offers_the_others(self, sqlite_book):
        """
        She had left and offered to cook; that was hers to take back, and not a slip's.
        """
        way = Way(sqlite_book)
        sqlite_book.closed(TUESDAY, attended=[way.mother_id])
        way.now = TUESDAY_NOON
        way.take(let_mother_leave, reason=LeaveReason.SCHOOL)
        way.take(take_offer_of_help, kind=Help.COOK)
        way.take(decline_mother, said_on=MONDAY.date())

        way.take(undo_step)

        assert way.state() == "alumni"
        offered = [one.kind for one in sqlite_book.events(ResourceOffered)]
        assert offered == ["cook", "cook"]


def states(book, *session_ids) -> list[str]:
    found = [pick_ups_of_session(session_id=one, uow=book.uow()) for one in session_ids]
    return [view.pick_up.state for (view,) in found]
