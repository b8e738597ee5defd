"""
Who runs a group, who is away and who steps in, in the database and to the others.
"""

from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from services.roster.domain.absence import AbsenceKind
from services.roster.domain.arrangement import Arrangement, MeetingPlace
from services.roster.domain.errors import AbsenceNotFound, DeputyNotAsked, NotOfAGroup
from services.roster.domain.group import GroupPlan
from services.roster.domain.pick_up_codes import PickUpState
from services.roster.domain.register_change import CancellationReason
from services.roster.entrypoints.public_holidays import danish_public_holidays
from services.roster.storage.tables import staffing_warnings
from services.roster.usecases.answer_for_session import answer_for_session
from services.roster.usecases.cancel_session import cancel_session
from services.roster.usecases.change_group import change_group
from services.roster.usecases.fill_seat import fill_seat
from services.roster.usecases.forget_absences import forget_absences
from services.roster.usecases.pick_up_queries import who_brings_whom
from services.roster.usecases.plan_calendar import plan_calendar
from services.roster.usecases.plan_pick_up import plan_pick_up
from services.roster.usecases.queries import session_view
from services.roster.usecases.report_absence import report_absence
from services.roster.usecases.staffing_queries import (
    full_groups,
    group_view,
    staffing,
)
from services.roster.usecases.take_back_absence import take_back_absence
from services.roster.usecases.warn_of_staffing import warn_of_staffing
from shared.config import KeptFor
from shared.contracts.roster.groups import ContactReassigned, SeriesChanged
from shared.contracts.roster.pick_ups import PickUpPlanned
from shared.contracts.roster.sessions import SessionPlanned
from shared.contracts.roster.staffing import StaffingCovered, StaffingShort
from shared.kernel.clock import in_utc, on_the_wall
from shared.kernel.organisations import Organisation, Role
from shared.kernel.refusal import Invalid, StaleVersion
from tests.roster.book import A_WEEK, COORDINATOR, TUESDAY, TUESDAY_TEN

NAMES = {
    UUID(int=n): name for n, name in enumerate(("Karen", "Pia", "Hanne", "Dorte"), 1)
}
KAREN, PIA, HANNE, DORTE = NAMES
STRANGER = uuid4()
EARLY = in_utc(date(2026, 11, 2), time(8))
FRIDAY_EIGHT = in_utc(date(2026, 11, 13), time(8))
HOME = Organisation.HOUSING_TEAM


def names(ids):
    return {id_: name for id_, name in NAMES.items() if id_ in ids}


def name_three(book, group_id=None):
    told = {
        Role.COORDINATOR: (KAREN, DORTE),
        Role.PAEDAGOG: (PIA, None),
        Role.HEALTH_VISITOR: (HANNE, None),
    }
    for role, (user_id, deputy_id) in told.items():
        fill_seat(
            group_id=group_id or book.group_id,
            by=role,
            user_id=user_id,
            deputy_id=deputy_id,
            colleagues=NAMES,
            uow=book.uow(),
        )


def seat(book, user_id, deputy_id, *, by=Role.COORDINATOR):
    fill_seat(
        group_id=book.group_id,
        by=by,
        user_id=user_id,
        deputy_id=deputy_id,
        colleagues=NAMES,
        uow=book.uow(now=EARLY),
    )


def away(book, user_id=KAREN, *, first=TUESDAY, last=TUESDAY, by=PIA, now=EARLY):
    return report_absence(
        user_id=user_id,
        first_day=first,
        last_day=last,
        kind=AbsenceKind.ILLNESS,
        by=by,
        now=now,
        uow=book.uow(now=now),
    )


def answer(book, absence, session_id, *, comes, deputy_id=DORTE, by=DORTE, now=EARLY):
    return answer_for_session(
        absence_id=absence.id,
        session_id=session_id,
        deputy_id=deputy_id,
        comes=comes,
        by=by,
        now=now,
        uow=book.uow(now=now),
    )


def look(book, *, at=FRIDAY_EIGHT, known=names):
    warn_of_staffing(
        names=known,
        public_holidays=danish_public_holidays,
        now=at,
        uow=book.uow(now=at),
    )


def seen_by(book, user_id, *, at=FRIDAY_EIGHT):
    return staffing(
        user_id=user_id,
        names=names,
        public_holidays=danish_public_holidays,
        now=at,
        uow=book.uow(now=at),
    )


class TestWarning:
    def test_is_told_shown_and_taken_back_by_the_deputys_yes(self, book):
        """
        The coordinator is ill and the health visitor fetches: one is in the room. All
        three see it on Friday, the deputy is asked, and her yes ends it.
        """
        name_three(book)
        session_id, new = book.session(), book.mother()
        plan_pick_up(
            mother_id=new,
            session_id=session_id,
            arrangement=Arrangement(
                driver_role=Role.HEALTH_VISITOR,
                meet_at=time(9, 30),
                place=MeetingPlace.HER_DOOR,
            ),
            now=EARLY,
            uow=book.uow(now=EARLY),
        )
        absence = away(book)

        look(book, at=FRIDAY_EIGHT - timedelta(hours=2))
        too_early = book.events(StaffingShort)
        look(book)
        look(book)
        short = [len(seen_by(book, one).short) for one in (KAREN, PIA, HANNE)]
        asked = [len(seen_by(book, one).asked) for one in (DORTE, PIA)]
        answer(book, absence, session_id, comes=True)
        look(book)

        [told], [covered] = (
            book.announced(StaffingShort),
            book.announced(StaffingCovered),
        )
        assert too_early == []
        assert told.event.session_id == session_id
        assert told.event.roles_in_room == ("paedagog",)
        assert told.event.roles_fetching == ("health_visitor",)
        assert short == [1, 1, 1]
        assert asked == [1, 0]
        assert covered.event.roles_in_room == ("coordinator", "paedagog")
        assert covered.version > told.version
        assert seen_by(book, PIA).short == []
        assert seen_by(book, DORTE).asked == []

    def test_comes_also_when_somebody_has_left_and_nobody_was_named_for_her(self, book):
        """
        Who was shut out of the door comes no more; nobody had to write an absence.
        """
        name_three(book)
        book.session()
        away(book, PIA)

        look(book, known=lambda ids: {one: "" for one in ids if one != KAREN})

        [told] = book.events(StaffingShort)
        assert told.roles_in_room == ("health_visitor",)

    def test_is_told_where_nobody_is_named_and_ends_when_two_are(self, book):
        """
        Nobody comes to it: that is short like any other, once, and on every home of the
        organisations that run it. What has been, and what is far off, is let be.
        """
        for days in (-7, 7, 14):
            book.session(TUESDAY + timedelta(days=days))
        session_id = book.session()

        look(book)
        look(book)
        [short] = seen_by(book, STRANGER).short
        name_three(book)
        look(book)

        [told] = book.events(StaffingShort)
        [covered] = book.events(StaffingCovered)
        assert (told.session_id, told.roles_in_room) == (session_id, ())
        assert (short.session.id, short.nobody_is_named) == (session_id, True)
        assert covered.session_id == session_id
        assert seen_by(book, STRANGER).short == []

    def test_is_none_of_a_session_that_is_not_held(self, sqlite_book):
        """
        To what is cancelled nobody has to come.
        """
        cancel_session(
            session_id=sqlite_book.session(),
            reason=CancellationReason.STAFF_ILL,
            seen_version=None,
            by=COORDINATOR,
            now=EARLY,
            uow=sqlite_book.uow(now=EARLY),
        )

        look(sqlite_book)

        assert sqlite_book.events(StaffingShort) == []


class TestContact:
    def test_is_told_when_another_is_named_and_while_a_deputy_stands_in(self, book):
        """
        Mothers hear from the coordinator: by the ids of the door, each word newer than
        the last. Whoever else is away, or named, is nobody's contact. Each word tells
        all times for which somebody stands in.
        """
        name_three(book)
        absence = away(book, last=TUESDAY + A_WEEK)
        away(book, HANNE)
        later = TUESDAY + 4 * A_WEEK
        away(book, first=later, last=later)
        take_back_absence(absence_id=absence.id, by=PIA, uow=book.uow())
        seat(book, DORTE, None)

        told = book.announced(ContactReassigned)
        assert [
            (one.event.from_user_id, one.event.to_user_id, one.event.temporary_until)
            for one in told
        ] == [
            (None, KAREN, None),
            (KAREN, DORTE, TUESDAY + A_WEEK),
            (KAREN, DORTE, later),
            (DORTE, KAREN, None),
            (KAREN, DORTE, None),
        ]
        assert [(one.event.deputy_id, one.event.away_from) for one in told] == [
            (DORTE, ()),
            (DORTE, (TUESDAY,)),
            (DORTE, (TUESDAY, later)),
            (DORTE, (later,)),
            (None, ()),
        ]
        versions = [one.version for one in told]
        assert versions == sorted(set(versions))

    def test_is_told_when_a_deputy_is_named_while_she_is_away(self, book):
        """
        Who stands in is told as it is now, also where the absence was written down
        before; nobody any more is told too, and of another role's deputy nothing.
        """
        name_three(book)
        seat(book, KAREN, None)
        away(book, last=TUESDAY + A_WEEK)
        away(book, PIA)
        for deputy_id in (DORTE, DORTE, HANNE, None):
            seat(book, KAREN, deputy_id)
        seat(book, PIA, DORTE, by=Role.PAEDAGOG)

        told = book.announced(ContactReassigned)[1:]
        assert [
            (one.event.from_user_id, one.event.to_user_id, one.event.temporary_until)
            for one in told
        ] == [
            (KAREN, DORTE, TUESDAY + A_WEEK),
            (KAREN, HANNE, TUESDAY + A_WEEK),
            (HANNE, KAREN, None),
        ]
        versions = [one.version for one in told]
        assert versions == sorted(set(versions))

    def test_is_told_of_a_new_coordinator_who_is_away(self, sqlite_book):
        """
        She is the contact, and somebody else stands in for her at once.
        """
        name_three(sqlite_book)
        away(sqlite_book, HANNE)

        seat(sqlite_book, HANNE, DORTE)

        told = sqlite_book.announced(ContactReassigned)[1:]
        assert [(one.event.to_user_id, one.event.temporary_until) for one in told] == [
            (HANNE, None),
            (DORTE, TUESDAY),
        ]
        assert told[0].version < told[1].version


class TestAbsence:
    def test_leaves_her_pick_ups_standing_and_shows_that_somebody_is_needed(self, book):
        """
        A new mother waits at her door: nothing is cancelled by itself.
        """
        name_three(book)
        session_id, new = book.session(), book.mother()
        plan_pick_up(
            mother_id=new,
            session_id=session_id,
            arrangement=Arrangement(
                driver_role=Role.COORDINATOR,
                meet_at=time(9, 30),
                place=MeetingPlace.HER_DOOR,
            ),
            now=EARLY,
            uow=book.uow(now=EARLY),
        )
        absence = away(book)

        [view] = who_brings_whom(now=EARLY, uow=book.uow()).coming
        answer(book, absence, session_id, comes=True)
        [then] = who_brings_whom(now=EARLY, uow=book.uow()).coming

        assert view.pick_up.state is PickUpState.PLANNED
        assert (view.driver_away, then.driver_away) == (True, False)
        assert len(book.events(PickUpPlanned)) == 1

    def test_takes_the_deputys_answer_with_it_when_she_is_back(self, book):
        """
        Away another time, her deputy is asked anew.
        """
        name_three(book)
        session_id = book.session()
        absence = away(book)
        answer(book, absence, session_id, comes=False, by=KAREN)
        take_back_absence(absence_id=absence.id, by=HANNE, uow=book.uow())
        with pytest.raises(AbsenceNotFound):
            answer(book, absence, session_id, comes=True)
        nothing = seen_by(book, DORTE)
        away(book)

        assert nothing.asked == []
        assert nothing.absences == []
        assert len(seen_by(book, DORTE).asked) == 1

    def test_is_written_by_colleagues_of_the_group_about_its_people(self, book):
        """
        Rule 13: who has no part in a group sees and says nothing of who runs it.
        """
        name_three(book)
        absence = away(book)
        session_id = book.session()

        for attempt in (
            lambda: away(book, by=STRANGER),
            lambda: away(book, STRANGER),
            lambda: answer(book, absence, session_id, comes=True, by=STRANGER),
            lambda: take_back_absence(
                absence_id=absence.id, by=STRANGER, uow=book.uow()
            ),
        ):
            with pytest.raises(NotOfAGroup):
                attempt()
        seen = seen_by(book, STRANGER)
        assert (seen.groups, seen.sessions, dict(seen.names)) == ([], [], {})

    def test_asks_nobody_but_the_deputy_who_can_come(self, book):
        """
        Another colleague's yes is none, nor is that of a deputy who is away herself.
        """
        name_three(book)
        session_id = book.session()
        absence = away(book)

        with pytest.raises(DeputyNotAsked):
            answer(book, absence, session_id, comes=True, deputy_id=HANNE)
        away(book, DORTE)
        with pytest.raises(DeputyNotAsked):
            answer(book, absence, session_id, comes=True)

    def test_is_forgotten_a_week_after(self, book):
        """
        Nobody keeps count of how often a colleague is ill, nor of what it led to.
        """
        name_three(book)
        book.session()
        away(book)
        away(book, PIA)
        look(book)

        for days in (7, 8):
            at = TUESDAY_TEN + timedelta(days=days)
            kept = seen_by(book, PIA, at=EARLY).absences
            forget_absences(kept=KeptFor().absences, now=at, uow=book.uow())

        assert len(kept) == 2
        assert seen_by(book, PIA, at=EARLY).absences == []
        with book.engine.connect() as connection:
            assert connection.execute(select(staffing_warnings)).all() == []


class TestGroup:
    PLAN = GroupPlan(
        name="Onsdagsgruppen",
        weekday=2,
        starts_at=time(9),
        ends_at=time(11),
        place="Biblioteket",
        room_owner=HOME,
        capacity=2,
    )

    def change(self, book, *, seen_version=None, now=TUESDAY_TEN, **told):
        return change_group(
            group_id=book.group_id,
            plan=GroupPlan(**vars(self.PLAN) | told),
            seen_version=seen_version,
            public_holidays=danish_public_holidays,
            now=now,
            uow=book.uow(now=now),
        )

    def test_is_told_as_a_series_when_its_time_or_place_is_another(self, book):
        """
        On the wall in Copenhagen; a new name or more room is no news to anybody.
        """
        before = book.group_id
        self.change(
            book, weekday=1, starts_at=time(10), ends_at=time(12), place="Børnehuset"
        )
        nothing = book.events(SeriesChanged)
        self.change(book)

        (told,) = book.announced(SeriesChanged)
        assert nothing == []
        assert told.event == SeriesChanged(
            group_id=before,
            weekday=2,
            starts_at_minute=9 * 60,
            ends_at_minute=11 * 60,
            is_same_place=False,
            effective_from=TUESDAY,
        )

    def test_takes_along_its_usual_sessions_and_shows_the_rest(self, book):
        """
        From now on: what was held stays where it was, a session with a cancellation in
        it and one that would fall on a holiday stay too, and mothers hear of the first.
        """
        now = in_utc(date(2026, 12, 1), time(12))
        year = {"group_id": book.group_id, "public_holidays": danish_public_holidays}
        held, nevra = book.session(TUESDAY), book.mother()
        for number in (2026, 2027):
            plan_calendar(year=number, now=now, uow=book.uow(now=now), **year)
        touched = _on(book, date(2026, 12, 15))
        book.cancellation(touched, nevra, received_at=now, now=now)
        book.forget_events()

        group = self.change(book, now=now)

        told = book.events(SessionPlanned)
        moved = [one for one in told if one.session_id != touched]
        seen = group_view(
            group_id=group.id, names=names, now=now, uow=book.uow(now=now)
        )
        days = [on_the_wall(one.starts_at).date() for one in seen.elsewhen]
        assert on_the_wall(moved[0].starts_at) == datetime(
            2026, 12, 9, 9, tzinfo=on_the_wall(now).tzinfo
        )
        assert [one.expected_mother_ids for one in told][:2] == [(nevra,), ()]
        assert {on_the_wall(one.starts_at).weekday() for one in moved} == {2}
        [stays] = [one for one in told if one.session_id == touched]
        assert on_the_wall(stays.starts_at).date() == date(2026, 12, 15)
        assert days[0] == date(2026, 12, 15)
        assert all(day in danish_public_holidays(day.year) for day in _wednesdays(days))
        assert (
            session_view(session_id=held, uow=book.uow()).session.place == "Børnehuset"
        )

    def test_moves_a_moved_session_no_more_and_plans_nothing_twice(self, book):
        """
        A year planned again after the change adds nothing beside what has followed.
        """
        year = {"group_id": book.group_id, "public_holidays": danish_public_holidays}
        plan_calendar(year=2027, now=TUESDAY_TEN, uow=book.uow(), **year)
        self.change(book)

        again = plan_calendar(year=2027, now=TUESDAY_TEN, uow=book.uow(), **year)
        days = {one.day for one in again.changes}

        # Weeks in which Tuesday was a holiday and Wednesday is none get their session.
        assert all(day.weekday() == 2 for day in days)
        assert len(days) <= 2

    def test_is_not_written_over_a_colleagues_change(self, book):
        """
        Who has seen it before sees first what stands there now.
        """
        self.change(book, seen_version=1)

        with pytest.raises(StaleVersion):
            self.change(book, seen_version=1, name="Torsdagsgruppen")

    def test_warns_when_it_is_full_and_takes_everybody(self, book):
        """
        About so many: the list says so, and the next mother stands on it all the same.
        """
        self.change(book)
        book.mother()
        before = full_groups(uow=book.uow())
        book.mother("Efua")
        book.mother("Ama")

        [(group, listed)] = full_groups(uow=book.uow())
        assert before == []
        assert (group.id, listed) == (book.group_id, 3)

    def test_is_run_by_ones_own_people_only(self, book):
        """
        An organisation names nobody of another's.
        """
        with pytest.raises(Invalid):
            fill_seat(
                group_id=book.group_id,
                by=Role.COORDINATOR,
                user_id=STRANGER,
                deputy_id=None,
                colleagues=NAMES,
                uow=book.uow(),
            )

    def test_keeps_a_pick_up_as_long_before_the_start(self, book):
        """
        A mother who is fetched is met in time for the new hour.
        """
        plan_calendar(
            group_id=book.group_id,
            year=2026,
            public_holidays=danish_public_holidays,
            now=TUESDAY_TEN - A_WEEK,
            uow=book.uow(),
        )
        session_id, new = _on(book, date(2026, 11, 24)), book.mother()
        plan_pick_up(
            mother_id=new,
            session_id=session_id,
            arrangement=Arrangement(
                driver_role=Role.COORDINATOR,
                meet_at=time(9, 30),
                place=MeetingPlace.HER_DOOR,
            ),
            now=TUESDAY_TEN,
            uow=book.uow(),
        )

        self.change(book)

        last = book.events(PickUpPlanned)[-1]
        assert on_the_wall(last.meet_at).time() == time(8, 30)


def _wednesdays(days):
    """
    Return the days on which those that stayed would have met.
    """
    return [day + timedelta(days=1) for day in days[1:]]


def _on(book, day):
    with book.uow().reading() as looking:
        [found] = looking.sessions.in_calendar(
            group_id=book.group_id,
            start=in_utc(day, time(0)),
            end=in_utc(day, time(23)),
        )
    return found.id
