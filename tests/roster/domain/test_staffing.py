"""
What the roster promises about who runs a group, and when it warns.
"""

from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest

from services.roster.domain.absence import Absence, AbsenceKind
from services.roster.domain.coverage import coverage_of
from services.roster.domain.errors import AbsenceKnown
from services.roster.domain.group import Group
from services.roster.domain.seat import Seat
from services.roster.domain.session import Session
from services.roster.domain.staffing_warning import News, StaffingWarning, warned_from
from services.roster.entrypoints.public_holidays import danish_public_holidays
from shared.kernel.clock import in_utc, on_the_wall
from shared.kernel.organisations import Role
from shared.kernel.refusal import Forbidden, Invalid

TUESDAY = date(2026, 11, 17)
MONDAY_NOON = datetime(2026, 11, 16, 11, tzinfo=UTC)
TUESDAY_SEVEN = in_utc(TUESDAY, time(7))
COORDINATOR, PAEDAGOG, DEPUTY = uuid4(), uuid4(), uuid4()


def group(**seats):
    return Group(
        id=uuid4(),
        name="Tirsdagsgruppen",
        weekday=1,
        starts_at=time(10),
        ends_at=time(12),
        place="Børnehuset",
        seats={Role(role): seat for role, seat in seats.items()},
    )


def session(day=TUESDAY):
    return Session(
        id=uuid4(),
        group_id=uuid4(),
        starts_at=in_utc(day, time(10)),
        ends_at=in_utc(day, time(12)),
    )


def absence(user_id, first=TUESDAY, last=TUESDAY):
    return Absence(
        id=uuid4(),
        user_id=user_id,
        first_day=first,
        last_day=last,
        kind=AbsenceKind.COURSE,
    )


def counted(meeting, *absences):
    seats = group(
        coordinator=Seat(user_id=COORDINATOR, deputy_id=DEPUTY),
        paedagog=Seat(user_id=PAEDAGOG),
    )
    return coverage_of(
        meeting,
        group=seats,
        absences=absences,
        pick_ups=[],
        here={COORDINATOR, PAEDAGOG, DEPUTY},
    )


class TestSeat:
    def test_is_one_of_three_and_each_is_changed_alone(self):
        """
        Coordinator, pædagog and health visitor; whoever leads runs no group.
        """
        mine, yours = Seat(user_id=PAEDAGOG), Seat(user_id=COORDINATOR)

        both = group(coordinator=yours).seated(Role.PAEDAGOG, mine)

        assert both.seats == {Role.COORDINATOR: yours, Role.PAEDAGOG: mine}
        assert both.seated(Role.PAEDAGOG, None).seats == {Role.COORDINATOR: yours}
        with pytest.raises(Forbidden):
            group().seated(Role.LEADER, mine)

    def test_has_a_deputy_who_is_somebody_else(self):
        """
        Nobody comes in her own place.
        """
        with pytest.raises(Invalid):
            Seat(user_id=PAEDAGOG, deputy_id=PAEDAGOG)


class TestCapacity:
    def test_warns_and_never_refuses(self):
        """
        About twenty: with twenty it is worth a word, and twenty-one is no fault.
        """
        assert [group().is_full(listed) for listed in (19, 20, 21)] == [
            False,
            True,
            True,
        ]


class TestAbsence:
    def test_is_not_written_twice_for_one_day(self):
        """
        The deputy would be asked twice, and a return take back only one of them.
        """
        first = absence(COORDINATOR, TUESDAY, TUESDAY + timedelta(days=2))
        later = absence(
            COORDINATOR, TUESDAY + timedelta(days=3), TUESDAY.replace(day=24)
        )

        later.refuse_if_known([first])
        with pytest.raises(AbsenceKnown):
            absence(COORDINATOR).refuse_if_known([first])

    def test_asks_anew_when_the_session_moves_to_another_day(self):
        """
        A yes to Tuesday says nothing of Wednesday.
        """
        meeting = session()
        away = absence(COORDINATOR, TUESDAY, TUESDAY + timedelta(days=2))
        away.answer(meeting, deputy_id=DEPUTY, comes=True)
        on_tuesday = counted(meeting, away).of(Role.COORDINATOR)

        meeting.starts_at += timedelta(days=1)
        meeting.ends_at += timedelta(days=1)
        on_wednesday = counted(meeting, away).of(Role.COORDINATOR)

        assert on_tuesday.who_comes == DEPUTY
        assert on_wednesday.who_comes is None
        assert on_wednesday.is_asked


class TestWarning:
    @pytest.mark.parametrize(
        ("day", "from_day"),
        [
            (date(2026, 11, 17), date(2026, 11, 13)),
            (date(2026, 11, 19), date(2026, 11, 17)),
            (date(2027, 3, 30), date(2027, 3, 23)),
        ],
        ids=["over a weekend", "within a week", "over Easter"],
    )
    def test_comes_two_working_days_ahead(self, day, from_day):
        """
        While there are two days left on which somebody can be asked.
        """
        found = warned_from(session(day), public_holidays=danish_public_holidays)

        assert on_the_wall(found).date() == from_day
        assert on_the_wall(found).time() == time(7)

    def test_comes_once_for_each_cause_and_again_in_the_morning(self):
        """
        What is known is not told again; a second cause is news, and so is the day.
        """
        meeting, away = session(), absence(COORDINATOR)
        alone = counted(meeting, away)
        nobody = counted(meeting, away, absence(PAEDAGOG))
        warning = StaffingWarning(session_id=meeting.id)

        def heard(coverage, at):
            return warning.look(coverage, session=meeting, at=at)

        assert heard(counted(meeting), MONDAY_NOON) is None
        assert heard(alone, MONDAY_NOON) is News.SHORT
        assert heard(alone, MONDAY_NOON) is None
        assert heard(nobody, MONDAY_NOON) is News.SHORT
        assert heard(alone, MONDAY_NOON) is None
        assert heard(alone, TUESDAY_SEVEN) is News.SHORT
        assert heard(alone, TUESDAY_SEVEN) is None

    def test_is_taken_back_by_a_deputys_yes_and_given_again_after_a_no(self):
        """
        Whoever was told that two are missing hears that they need not look any more.
        """
        meeting, away = session(), absence(COORDINATOR)
        warning = StaffingWarning(session_id=meeting.id)
        heard = []
        for comes in (None, True, True, False):
            if comes is not None:
                away.answer(meeting, deputy_id=DEPUTY, comes=comes)
            news = warning.look(counted(meeting, away), session=meeting, at=MONDAY_NOON)
            heard.append(news)

        assert heard == [News.SHORT, News.COVERED, None, News.SHORT]
        assert warning.version == 3
