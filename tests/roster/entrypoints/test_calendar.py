"""
The calendar on pages, over JSON, and on the phones that subscribe to it.
"""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
import requests
import vobject

from shared.access.storage.book import changing
from shared.access.storage.tables import organisations
from shared.access.usecases.add_organisation import add_organisation
from shared.contracts.roster.groups import CalendarImported
from shared.contracts.roster.sessions import SessionPlanned
from shared.kernel.organisations import Organisation

YEAR = 2027
PATIENCE = 10  # seconds
FILE = "Ferie;Første dag;Sidste dag\nSommerferie;26-06-2027;08-08-2027\n"
WINTER, SUMMER = "2027-03-23", "2027-03-30"  # The clock goes forward in between.


class Phone:
    """
    A telephone that subscribes to a calendar, and reads it with a parser not ours.
    """

    def __init__(self, visitor, group_id):
        made = visitor.post(f"/groups/{group_id}/calendar_link/renew").json()
        self.address = visitor.root + made["path"]

    def ask(self, send=requests.get, **headers):
        return send(self.address, headers=headers, timeout=PATIENCE)

    def events(self):
        """
        Return the events by the day on which they begin.
        """
        calendar = vobject.readOne(self.ask().text)
        return {f"{one.dtstart.value:%Y-%m-%d}": one for one in calendar.vevent_list}


@pytest.fixture
def group_id(visitor):
    return visitor.group()


@pytest.fixture
def phone(visitor, group_id):
    return Phone(visitor, group_id)


@pytest.fixture
def other_daycare(running_roster):
    """
    Let a second daycare in for one test; nobody can shut one out again.
    """
    door = running_roster[2].engine
    with changing(door) as book:
        told = {"kind": Organisation.DAYCARE, "name": "Elverhøj"}
        added = add_organisation(**told, book=book)
    yield added.id
    with door.begin() as connection:
        connection.execute(organisations.delete().where(organisations.c.id == added.id))


def plan(visitor, group_id, **told):
    answer = visitor.post(f"/groups/{group_id}/calendar", year=YEAR, **told)
    assert answer.status_code == 200
    return answer.json()


def change(visitor, session_id, **told):
    usual = {"date": WINTER, "starts_at": "10:00", "ends_at": "12:00"}
    return visitor.post(f"/sessions/{session_id}/change", **usual | told)


def session_on(visitor, group_id, day):
    path = f"/sessions?group_id={group_id}&from={day}&limit=1"
    return visitor.get(path).json()[0]["id"]


class TestFeed:
    def test_is_read_right_by_a_phone(self, visitor, group_id, phone):
        """
        At ten on the wall in the week before the clock changes and in the week after,
        where the group meets, about what, and under a name that stays.
        """
        plan(visitor, group_id)
        session_id = session_on(visitor, group_id, WINTER)
        change(visitor, session_id, theme="søvn")

        events = phone.events()

        winter, summer = events[WINTER], events[SUMMER]
        assert winter.dtstart.value == datetime(2027, 3, 23, 9, tzinfo=UTC)
        assert winter.dtend.value == datetime(2027, 3, 23, 11, tzinfo=UTC)
        assert summer.dtstart.value == datetime(2027, 3, 30, 8, tzinfo=UTC)
        assert winter.summary.value == "Tirsdagsgruppen: søvn"
        assert winter.location.value == "Børnehuset"
        assert winter.status.value == "CONFIRMED"
        assert (winter.sequence.value, summer.sequence.value) == ("1", "0")
        assert winter.uid.value == f"{session_id}@babygruppe"

    def test_shows_what_is_moved_and_what_is_not_held(self, visitor, group_id, phone):
        """
        The same event at its new time and place; what is cancelled says so.
        """
        plan(visitor, group_id)
        before = phone.events()
        moved = session_on(visitor, group_id, WINTER)
        told = {
            "destination": "Biblioteket",
            "meeting_point": "Stationen, spor 2; nord",
        }
        change(visitor, moved, date="2027-03-24", starts_at="09:30", **told)
        gone = session_on(visitor, group_id, SUMMER)
        cancelled = visitor.post(f"/sessions/{gone}/cancel", reason="weather")
        assert cancelled.status_code == 200
        day_off = {
            "name": "Lukket",
            "first_day": "2027-04-06",
            "last_day": "2027-04-06",
        }
        assert visitor.post("/holidays", **day_off).status_code == 201
        plan(visitor, group_id)

        after = phone.events()

        out = after["2027-03-24"]
        assert out.uid.value == before[WINTER].uid.value
        assert int(out.sequence.value) > int(before[WINTER].sequence.value)
        assert out.dtstart.value == datetime(2027, 3, 24, 8, 30, tzinfo=UTC)
        assert out.location.value == "Stationen, spor 2; nord"
        assert out.summary.value == "Tirsdagsgruppen: Biblioteket"
        for day in (SUMMER, "2027-04-06"):
            assert after[day].status.value == "CANCELLED"
            assert after[day].uid.value == before[day].uid.value
            assert int(after[day].sequence.value) > int(before[day].sequence.value)
        assert WINTER not in after

    def test_is_sent_again_only_when_it_has_changed(self, visitor, group_id, phone):
        """
        As a calendar, with a mark by which a phone asks whether it has the newest; a
        mark in a register is no change of the calendar.
        """
        mother_id = visitor.mother(group_id)
        plan(visitor, group_id)
        first = phone.ask()
        mark = first.headers["ETag"]
        session_id = session_on(visitor, group_id, WINTER)

        told = {"mother_id": mother_id, "channel": "text"}
        cancels = visitor.post(f"/sessions/{session_id}/cancellations", **told)
        unchanged = phone.ask(**{"If-None-Match": mark})
        change(visitor, session_id, theme="kost")
        changed = phone.ask(**{"If-None-Match": mark})

        assert cancels.status_code == 200
        assert first.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert (unchanged.status_code, unchanged.content) == (304, b"")
        assert (changed.status_code, changed.headers["ETag"] == mark) == (200, False)
        head = phone.ask(requests.head)
        assert (head.status_code, head.content) == (200, b"")

    def test_names_nobody(self, visitor, group_id, phone):
        """
        No mother, no child, and not even the guest that the group expects.
        """
        visitor.mother(group_id, "Nevra", children=[{"born_on": "2026-05-01"}])
        plan(visitor, group_id)
        session_id = session_on(visitor, group_id, WINTER)
        change(visitor, session_id, guest="Sundhedsplejerske Opdigtet", theme="sprog")

        text = phone.ask().text

        assert not re.search("Nevra|Opdigtet|mother|ORGANIZER|ATTENDEE|mailto", text)
        assert "Tirsdagsgruppen: sprog" in text

    def test_opens_with_the_newest_secret_only(self, visitor, group_id, phone):
        """
        A renewed link closes the one before; a link that is taken back is gone.
        """
        assert len(phone.address.rsplit("/", 1)[1]) > 22 + len(".ics")  # 128 bits
        renewed = Phone(visitor, group_id)
        assert (phone.ask().status_code, renewed.ask().status_code) == (404, 200)

        visitor.post(f"/groups/{group_id}/calendar_link/revoke")

        assert renewed.ask().status_code == 404
        link = visitor.get(f"/groups/{group_id}/calendar_link").json()
        assert link["path"] is None


class TestApi:
    def test_tells_what_planning_would_do(self, visitor, group_id):
        """
        Each day with what is done about it, and why not; nothing is written by looking.
        """
        visitor.post(
            "/holidays", name="Sommer", first_day="2027-06-26", last_day="2027-08-08"
        )

        seen = plan(visitor, group_id, dry_run=True)

        july = next(one for one in seen["days"] if one["date"] == "2027-07-06")
        assert (july["step"], july["off"]) == ("leave_out", "Sommer")
        assert visitor.announced(SessionPlanned) == []
        assert plan(visitor, group_id)["planned"] is True
        assert {one["step"] for one in plan(visitor, group_id)["days"]} == {
            "keep",
            "leave_out",
        }

    def test_refuses_what_cannot_be(self, visitor, group_id):
        """
        Each with a code of its own, and nothing half-done.
        """
        session_id = visitor.session(group_id)
        other = visitor.session(group_id, "2026-11-24")
        day = {"name": "Ferie", "first_day": "2027-02-13", "last_day": "2027-02-12"}

        answers = [
            change(visitor, session_id, date="2027-02-29"),
            change(visitor, other, date="2026-11-17", starts_at="11:00"),
            change(visitor, uuid4()),
            visitor.post("/holidays", **day),
            visitor.post(f"/groups/{group_id}/calendar", year=20270),
            visitor.post(f"/holidays/{uuid4()}/remove"),
        ]

        assert [(one.status_code, one.json()["code"]) for one in answers] == [
            (422, "invalid-fields"),
            (409, "session-already-planned"),
            (404, "session-not-found"),
            (422, "invalid-fields"),
            (422, "invalid-fields"),
            (404, "school-holiday-not-found"),
        ]

    def test_takes_a_list_of_holidays_in_whole_or_not_at_all(self, visitor):
        """
        A trial tells what is new; the same list twice adds nothing.
        """
        wrong = visitor.post("/holiday_imports", text=FILE + "Ferie;32-01-2027;\n")
        tried = visitor.post("/holiday_imports", text=FILE, dry_run=True).json()
        done = visitor.post("/holiday_imports", text=FILE).json()
        again = visitor.post("/holiday_imports", text=FILE).json()

        assert wrong.json()["code"] == "holidays-have-errors"
        assert [one["name"] for one in tried["new"]] == ["Sommerferie"]
        assert (tried["imported"], done["imported"]) == (False, True)
        assert (again["new"], again["known"]) == ([], 1)
        assert len(visitor.announced(CalendarImported)) == 1
        assert (
            visitor.get("/holidays").json()[0]["holidays"][0]["name"] == "Sommerferie"
        )


class TestPages:
    def test_plan_a_year_after_showing_it(self, visitor, group_id):
        """
        The preview warns that no school holidays are known; then the year stands there.
        """
        here = f"/roster/groups/{group_id}/calendar"
        page = visitor.open(f"{here}/plan?year={YEAR}")
        assert "ingen skoleferier i skoleåret 2026/2027" in page.text
        summer = {"first_day": "2027-06-26", "last_day": "2027-08-08"}
        visitor.post("/holidays", name="Sommerferie", **summer)
        page = visitor.open(f"{here}/plan?year={YEAR}")
        assert "skoleåret 2026/2027" not in page.text

        page = page.send(f"{here}/plan")

        assert urlsplit(page.address).query == f"year={YEAR}"
        assert "Tirsdag d. 23. marts uge 12 Planlagt kl. 10.00" in page.text
        assert "Tirsdag d. 6. juli: Sommerferie" in page.text
        page = visitor.open(f"{here}/plan?year={YEAR}")
        assert "Der er ikke noget at ændre" in page.text

    def test_take_holidays_in_after_showing_them(self, visitor):
        """
        A file with an error is told line by line; the right one is shown, then saved.
        """
        page = visitor.open("/roster/holidays")
        wrong = {"file": ("f.csv", (FILE + ";1-5-2027;\n").encode("cp1252"))}
        told = page.send("/roster/holidays/try", files=wrong)
        assert "1 fejl i filen" in told.text
        assert "Navnet mangler." in told.text

        told = page.send(
            "/roster/holidays/try", files={"file": ("f.csv", FILE.encode())}
        )
        assert "Intet er gemt endnu." in told.text
        assert visitor.announced(CalendarImported) == []
        page = told.send("/roster/holidays/take_in")

        assert "26. juni 2027 til 8. august 2027" in page.text

    def test_write_a_holiday_down_and_say_what_is_wrong(self, visitor):
        """
        In the form's own words.
        """
        page = visitor.open("/roster/holidays")
        about = {"name": "Uge 7", "first_day": "2027-02-13"}

        refused = page.send("/roster/holidays", last_day="2027-02-01", **about)
        page = page.send("/roster/holidays", last_day="2027-02-21", **about)

        assert "Sidste dag" in refused.text
        assert "Skriv en dag, der ikke ligger før den første." in refused.text
        assert "13. februar 2027 til 21. februar 2027" in page.text

    def test_ask_whose_holidays_where_there_are_several_daycares(
        self, visitor, other_daycare
    ):
        """
        What is written and taken in for one stands there and not with the others; the
        API says that somebody has to choose.
        """
        about = {"first_day": "2027-02-13", "last_day": "2027-02-21"}
        refused = visitor.post("/holidays", name="Uge 7", **about)
        firsts = visitor.open("/roster/holidays")

        page = visitor.open(f"/roster/holidays?daycare_id={other_daycare}")
        page = page.send("/roster/holidays", name="Uge 7", **about)
        told = page.send(
            "/roster/holidays/try", files={"file": ("f.csv", FILE.encode())}
        )
        page = told.send("/roster/holidays/take_in")

        assert set(refused.json()["errors"]) == {"daycare_id"}
        assert f'href="/roster/holidays?daycare_id={other_daycare}"' in firsts.html
        assert "Skoleferier Elverhøj" in page.text
        assert "Uge 7" in page.text
        assert "Sommerferie" in page.text
        assert "Uge 7" not in visitor.open("/roster/holidays").text
        told = visitor.get(f"/holidays?daycare_id={other_daycare}").json()
        assert [one["name"] for one in told[0]["holidays"]] == ["Uge 7", "Sommerferie"]

    def test_lead_on_to_planning_when_another_daycare_has_the_group(
        self, visitor, group_id, other_daycare
    ):
        """
        Its calendar follows the new daycare's holidays from then on.
        """
        here = f"/roster/groups/{group_id}"
        page = visitor.open(here)
        handed = page.send(f"{here}/organisations", daycare_id=str(other_daycare))

        assert "følger den nu dets ferier" in page.text
        assert "<title>Planlæg" in handed.html
        assert f"/roster/holidays?daycare_id={other_daycare}" in handed.html

    def test_change_a_session(self, visitor, group_id):
        """
        Its theme, its guest and its time; the register shows them.
        """
        session_id = visitor.session(group_id)
        here = f"/roster/sessions/{session_id}/change"

        page = visitor.open(here).send(
            here, theme="kost", guest="Biblioteket", starts_at="09:30"
        )

        assert "kl. 09.30" in page.text
        assert "Tirsdagsgruppen, Børnehuset · kost" in page.text
        assert "Besøg fra Biblioteket" in page.text
