"""
The sample is a list that a coordinator could have handed in.
"""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from services.roster.domain.attendance import Outcome
from services.roster.domain.child import OLDEST_IN_YEARS, Child
from services.roster.entrypoints.roster_csv import read_roster
from shared.kernel.ids import new_id

SAMPLE = Path(__file__).parents[2] / "deploy" / "sample"
STORY_DAY = date(2026, 11, 17)
AUTUMN_HOLIDAY = date(2026, 10, 13)
TUESDAY = 1
EXCEL_MARK = b"\xef\xbb\xbf"


def table(name):
    text = (SAMPLE / name).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


@pytest.fixture(scope="module")
def roster():
    return read_roster(content=(SAMPLE / "roster.csv").read_bytes(), today=STORY_DAY)


@pytest.fixture(scope="module")
def past_sessions():
    return table("past_sessions.csv")


class TestRoster:
    def test_reads_without_an_error(self, roster):
        """
        Whoever tries the system begins with a list that works.
        """
        assert roster.errors == []
        assert len(roster.rows) == 20

    def test_speaks_eight_languages_or_more(self, roster):
        """
        Messages are shown in the language of their reader.
        """
        best_spoken = {row.languages[0] for row in roster.rows}
        assert len(best_spoken) >= 8
        assert {"tr", "ur", "pl", "tl", "tw", "fa", "bg", "ar"} <= best_spoken
        assert any(len(row.languages) > 1 for row in roster.rows)

    def test_has_children_of_0_to_2_years(self, roster):
        """
        That is whom the group is for; a pair of siblings and twins are among them.
        """
        families = [row.children for row in roster.rows]
        for child in (child for family in families for child in family):
            entered = Child.enter(
                child_id=new_id(),
                mother_id=new_id(),
                first_name=child.first_name,
                born_on=child.born_on,
                today=STORY_DAY,
            )
            assert not entered.is_over_two(on=STORY_DAY)

        of_two = [family for family in families if len(family) == OLDEST_IN_YEARS]
        birth_dates = sorted(len({child.born_on for child in two}) for two in of_two)
        assert all(families)
        assert birth_dates == [1, 2]

    def test_shows_what_makes_contact_hard(self, roster):
        """
        No telephone, one that is shared, one on which nothing may be said.
        """
        reachable = [row for row in roster.rows if row.phone]

        assert len(reachable) == 17
        assert sum(row.shared_phone for row in reachable) == 1
        assert sum(not row.may_leave_message for row in reachable) == 1
        assert sum(row.said_yes_on is not None for row in roster.rows) > 15

    def test_has_numbers_that_anyone_sees_to_be_invented(self, roster):
        """
        They follow upon each other, so nobody takes them for a mother's own.
        """
        numbers = sorted(row.phone for row in roster.rows if row.phone)

        assert numbers == [f"+456700{number:04d}" for number in range(1, 18)]

    @pytest.mark.parametrize(
        "name", ["roster.csv", "calendar.csv", "past_sessions.csv"]
    )
    def test_opens_in_danish_excel(self, name):
        """
        A byte order mark, semicolons and CRLF, as Danish Excel writes it.
        """
        content = (SAMPLE / name).read_bytes()

        assert content.startswith(EXCEL_MARK)
        assert content.count(b"\n") == content.count(b"\r\n") > 1
        assert b";" in content.splitlines()[0]


class TestCalendar:
    def test_has_six_sessions_before_the_story_and_four_after(self):
        """
        All on Tuesdays from ten to twelve, each with a theme, none in the holiday.
        """
        sessions = table("calendar.csv")
        days = [date.fromisoformat(session["dato"]) for session in sessions]

        assert {day.weekday() for day in days} == {TUESDAY}
        assert {(each["start"], each["slut"]) for each in sessions} == {
            ("10:00", "12:00")
        }
        assert len({(each["gruppe"], each["sted"]) for each in sessions}) == 1
        assert all(session["tema"] for session in sessions)
        assert AUTUMN_HOLIDAY not in days
        assert days == sorted(set(days))
        assert days.index(STORY_DAY) == 6
        assert len(days) == 11


class TestPastSessions:
    def test_are_those_of_the_calendar_before_the_story(self, past_sessions):
        """
        Every session that has been has its register.
        """
        calendar = {session["dato"] for session in table("calendar.csv")}
        past = {day for day in calendar if date.fromisoformat(day) < STORY_DAY}

        assert {line["dato"] for line in past_sessions} == past

    def test_name_only_mothers_of_the_roster_and_each_once(self, roster, past_sessions):
        """
        The name is what ties the two files together.
        """
        lines = Counter((line["dato"], line["navn"]) for line in past_sessions)

        assert max(lines.values()) == 1
        assert {name for _, name in lines} == {row.display_name for row in roster.rows}

    def test_have_outcomes_that_a_register_can_have(self, past_sessions):
        """
        Most came; those who did not have mostly said so.
        """
        outcomes = Counter(Outcome(line["udfald"]) for line in past_sessions)

        assert outcomes.most_common(1)[0][0] is Outcome.ATTENDED
        assert set(outcomes) == set(Outcome) - {Outcome.SESSION_CANCELLED}

    def test_expect_nobody_before_she_said_yes(self, roster, past_sessions):
        """
        A mother is expected from the day on which she said that she wants to come.
        """
        said_yes_on = {row.display_name: row.said_yes_on for row in roster.rows}

        for line in past_sessions:
            yes = said_yes_on[line["navn"]]
            assert yes is None or yes <= date.fromisoformat(line["dato"])
