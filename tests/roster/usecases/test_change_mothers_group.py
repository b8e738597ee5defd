"""
A mother goes to another group: from now on she is there, and what was stays.
"""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4

import pytest

from services.roster.domain.arrangement import Arrangement, MeetingPlace
from services.roster.domain.enrolment import Enrolment, PauseReason
from services.roster.domain.errors import (
    AlreadyInGroup,
    GroupNotFound,
    MotherNotFound,
    NotFromHere,
    OldRegisterOpen,
    RoleMayNot,
)
from services.roster.domain.half_year import HalfYear
from services.roster.domain.pick_up_codes import Because, PickUpState
from services.roster.usecases import queries
from services.roster.usecases.change_mothers_group import change_mothers_group
from services.roster.usecases.create_group import create_group
from services.roster.usecases.pause_mother import pause_mother
from services.roster.usecases.pick_up_queries import pick_ups_of_session
from services.roster.usecases.plan_pick_up import plan_pick_up
from services.roster.usecases.turnover import group_turnovers
from services.roster.usecases.undo_step import undo_step
from shared.contracts.roster.attendance import AttendanceMissed
from shared.contracts.roster.groups import MotherListed
from shared.contracts.roster.pick_ups import PickUpCancelled
from shared.kernel.organisations import Organisation, Role, Within, first_of
from tests.roster.book import A_WEEK, TUESDAY, TUESDAY_NOON, TUESDAY_TEN, WEDNESDAY
from tests.roster.way import Way

LISTED = datetime(2026, 9, 1, 8, tzinfo=UTC)
MONDAY = TUESDAY_TEN - timedelta(days=1)
A_MOMENT = timedelta(minutes=5)
DAYCARE = Organisation.DAYCARE


class Moving:
    """
    Nevra in the old group, and a new one that another daycare runs with us.
    """

    def __init__(self, book):
        self.book = book
        self.old, self.other_daycare = book.group_id, uuid4()
        self.new = create_group(
            name="Torsdagsgruppen",
            weekday=3,
            starts_at=time(13),
            ends_at=time(15),
            place="Biblioteket",
            run_by={DAYCARE: self.other_daycare},
            uow=book.uow(),
        )
        self.nevra = book.mother(now=LISTED)

    def go(self, *, to=None, by=Role.COORDINATOR, now=MONDAY, uow=None):
        return change_mothers_group(
            mother_id=self.nevra,
            group_id=to or self.new,
            by=by,
            now=now,
            uow=uow or self.book.uow(now=now),
        )

    def undo(self, *, now=MONDAY + A_MOMENT, uow=None):
        uow = uow or self.book.uow(now=now)
        undo_step(mother_id=self.nevra, by=Role.COORDINATOR, now=now, uow=uow)

    def of_daycare(self, daycare_id: UUID):
        uow = self.book.uow(now=MONDAY)
        uow.within = Within(kind=DAYCARE, organisation_id=daycare_id)
        return uow

    def is_in(self, session_id):
        return self.nevra in self.book.outcomes(session_id)

    def mother(self):
        return queries.mother(mother_id=self.nevra, uow=self.book.uow()).mother

    def listed(self):
        return self.book.events(MotherListed)[-1]


@pytest.fixture
def moving(book):
    return Moving(book)


@pytest.fixture
def sqlite_moving(sqlite_book):
    return Moving(sqlite_book)


class TestGoes:
    def test_to_what_is_ahead_in_the_new_group(self, moving):
        """
        She is expected where she is now, and no longer where she was; what she has been
        to stays in the old register.
        """
        before = moving.book.closed(TUESDAY - A_WEEK, attended=[moving.nevra])
        old = moving.book.session()
        new = moving.book.session(date(2026, 11, 19), group_id=moving.new)

        moving.go()

        assert [moving.is_in(one) for one in (before, old, new)] == [True, False, True]

    @pytest.mark.parametrize("then", ["nothing", "pause", "back and forth"])
    def test_and_has_missed_what_had_begun_in_the_old_one(self, moving, then):
        """
        A register that is closed late counts her in the group in which she was then,
        and in no other, whatever she has done since.
        """
        moving.new = moving.book.new_group()
        old = moving.book.session()
        new = moving.book.session(group_id=moving.new, starts_at=time(10, 30))
        moving.go(now=TUESDAY_NOON)
        if then == "pause":
            pause_mother(
                mother_id=moving.nevra,
                reason=PauseReason.TRAVEL,
                until=None,
                by=Role.COORDINATOR,
                now=TUESDAY_NOON + A_MOMENT,
                uow=moving.book.uow(now=TUESDAY_NOON + A_MOMENT),
            )
        elif then == "back and forth":
            moving.go(to=moving.old, now=TUESDAY_NOON + A_MOMENT)
            moving.go(now=TUESDAY_NOON + 2 * A_MOMENT)

        assert (moving.is_in(old), moving.is_in(new)) == (True, False)
        moving.book.close(old, now=WEDNESDAY)
        moving.book.close(new, now=WEDNESDAY)

        (missed,) = moving.book.events(AttendanceMissed)
        assert (missed.session_id, missed.mother_id) == (old, moving.nevra)

    def test_and_the_others_hear_it(self, sqlite_moving):
        """
        Her group, and which organisations she is the matter of from now on.
        """
        sqlite_moving.go()

        told = sqlite_moving.listed()
        assert told.group_id == sqlite_moving.new
        assert told.daycare_id == sqlite_moving.other_daycare

    def test_with_a_first_visit_to_be_agreed_anew(self, sqlite_moving):
        """
        She wants to come; the session that was agreed is the old group's.
        """
        way = Way(sqlite_moving.book)
        way.to_first_visit(sqlite_moving.book.session(TUESDAY + A_WEEK))

        way.take(change_mothers_group, group_id=sqlite_moving.new)

        assert way.state() is Enrolment.INTERESTED

    @pytest.mark.parametrize("then", ["nothing", "undone", "another undone"])
    def test_and_nobody_waits_for_her_at_the_old_one(self, sqlite_moving, then):
        """
        Nobody fetches her there any more, unless just this turns out to have been a
        slip.
        """
        book, nevra = sqlite_moving.book, sqlite_moving.nevra
        session_id = book.session()
        arrangement = Arrangement(
            driver_role=Role.COORDINATOR,
            buddy_id=None,
            meet_at=time(9, 30),
            place=MeetingPlace.HER_DOOR,
            note=None,
        )
        plan_pick_up(
            mother_id=nevra,
            session_id=session_id,
            arrangement=arrangement,
            now=MONDAY,
            uow=book.uow(now=MONDAY),
        )

        sqlite_moving.go()
        if then == "another undone":
            sqlite_moving.go(to=book.new_group())
        if then != "nothing":
            sqlite_moving.undo()

        [view] = pick_ups_of_session(session_id=session_id, uow=book.uow())
        assert len(book.events(PickUpCancelled)) == 1
        assert (view.pick_up.state, view.pick_up.because) == (
            (PickUpState.PLANNED, None)
            if then == "undone"
            else (PickUpState.CANCELLED, Because.OTHER_GROUP)
        )

    def test_back_where_it_was_a_slip(self, sqlite_moving):
        """
        What is undone was never so, also for a session that began meanwhile.
        """
        old = sqlite_moving.book.session()
        before = TUESDAY_TEN - timedelta(minutes=1)
        sqlite_moving.go(now=before)
        sqlite_moving.undo(now=before + A_MOMENT)

        assert sqlite_moving.mother().group_id == sqlite_moving.old
        assert sqlite_moving.listed().group_id == sqlite_moving.old
        assert sqlite_moving.is_in(old)

    @pytest.mark.parametrize(
        ("told", "refusal"),
        [
            ({"by": Role.HEALTH_VISITOR}, RoleMayNot),
            ({"to": UUID(int=7)}, GroupNotFound),
        ],
    )
    def test_not_by_another_or_nowhere(self, sqlite_moving, told, refusal):
        """
        Lists are the daycare's and the housing team's to keep.
        """
        with pytest.raises(refusal):
            sqlite_moving.go(**told)

    def test_not_to_where_she_is_nor_after_a_no_thanks(self, sqlite_moving):
        """
        Whoever has said no thanks is left in peace where she stands.
        """
        with pytest.raises(AlreadyInGroup):
            sqlite_moving.go(to=sqlite_moving.old)
        sqlite_moving.book.decline(sqlite_moving.nevra)

        with pytest.raises(NotFromHere):
            sqlite_moving.go()


class TestBetweenOrganisations:
    def test_who_runs_the_old_group_alone_sees_no_more_of_her(self, moving):
        """
        Rule 13: she is not there for them, in no list and no register; who runs the new
        one sees her from now on.
        """
        session_id = moving.book.closed(TUESDAY - A_WEEK, attended=[moving.nevra])
        moving.go()
        before = moving.of_daycare(first_of(DAYCARE))
        after = moving.of_daycare(moving.other_daycare)

        with pytest.raises(MotherNotFound):
            queries.mother(mother_id=moving.nevra, uow=before)
        assert not queries.register(session_id=session_id, uow=before).lines
        assert queries.mother(mother_id=moving.nevra, uow=after).mother

    def test_nobody_moves_or_undoes_into_what_is_not_there(self, sqlite_moving):
        """
        A daycare that runs one of the two sees one, and moves nobody between them.
        """
        with pytest.raises(GroupNotFound):
            sqlite_moving.go(uow=sqlite_moving.of_daycare(first_of(DAYCARE)))
        sqlite_moving.go()

        with pytest.raises(GroupNotFound):
            sqlite_moving.undo(
                uow=sqlite_moving.of_daycare(sqlite_moving.other_daycare)
            )

    def test_she_goes_when_the_register_is_closed_by_who_sees_her(self, sqlite_moving):
        """
        Once others run her group, whoever closes it could not say that she was there.
        """
        book, nevra = sqlite_moving.book, sqlite_moving.nevra
        session_id = book.session()
        book.mark(session_id, nevra)
        with pytest.raises(OldRegisterOpen):
            sqlite_moving.go(now=TUESDAY_NOON)
        assert sqlite_moving.mother().group_id == sqlite_moving.old
        book.close(session_id)
        sqlite_moving.go(now=TUESDAY_NOON)

        assert book.outcomes(session_id)[nevra] == "attended"
        assert sqlite_moving.mother().group_id == sqlite_moving.new

    def test_who_runs_the_old_group_counts_that_she_has_gone(self, sqlite_moving):
        """
        A number tells of nobody, and without her their group would not add up.
        """
        sqlite_moving.go()
        [seen] = group_turnovers(
            now=datetime(2027, 2, 2, 11, tzinfo=UTC),
            uow=sqlite_moving.of_daycare(first_of(DAYCARE)),
        )

        autumn = seen.by_half_year[HalfYear(year=2026, half=2)]
        assert (autumn.came, autumn.left) == (1, 1)
