"""
Who brings whom, as people see and tap it, and as a program asks.
"""

from datetime import timedelta

import pytest

from services.roster.domain.pick_up_codes import Because
from services.roster.entrypoints.danish_words import WHY_NOT_FETCHED
from shared.contracts.roster.pick_ups import PickUpCancelled, PickUpPlanned
from shared.kernel.organisations import Role
from tests.roster.book import A_WEEK, TUESDAY_NOON

NEXT_TUESDAY = "2026-11-24"
NEXT_MORNING = TUESDAY_NOON + A_WEEK - timedelta(hours=3)  # nine o'clock


class Town:
    """
    A group with Esi, who is new, Ama, and a session in a week.
    """

    def __init__(self, visitor):
        group_id = visitor.group()
        self.esi = visitor.mother(group_id, "Esi")
        self.ama = visitor.mother(group_id, "Ama")
        self.session_id = visitor.session(group_id, NEXT_TUESDAY)
        self.page = f"/roster/mothers/{self.esi}"
        self.api = f"/mothers/{self.esi}/pick_ups"
        self.arranged = {
            "session_id": self.session_id,
            "driver_role": "coordinator",
            "meet_at": "09:30",
            "place": "her_door",
            "note": "opgang 12",
        }


@pytest.fixture
def town(visitor):
    return Town(visitor)


class TestPlanning:
    def test_takes_two_taps_from_her_page(self, visitor, town):
        """
        The form stands as it mostly is: the next session, the coordinator herself, half
        an hour before, at her door.
        """
        form = visitor.open(f"{town.page}/pick_up")

        page = form.send(f"{town.page}/pick_ups")

        assert page.address.endswith(f"{town.page}#pick-ups")
        assert town.session_id not in visitor.open(f"{town.page}/pick_up").html
        assert "Hent hende første gang" in page.text
        assert "Tirsdag d. 24. november kl. 09.30" in page.text
        assert "Koordinatoren henter" in page.text
        assert "Hjemme hos hende" in page.text

    def test_lets_a_mother_of_the_group_fetch_her(self, visitor, town):
        """
        A buddy comes in place of one of the three, and is named.
        """
        form = visitor.open(f"{town.page}/pick_up")

        page = form.send(f"{town.page}/pick_ups", driver=town.ama, note="opgang 12")

        assert "Ama henter" in page.text
        assert "Hjemme hos hende, opgang 12" in page.text
        [told] = visitor.announced(PickUpPlanned)
        assert told.event.driver_role == "mother"

    def test_is_changed_and_cancelled_and_taken_back(self, visitor, town):
        """
        The form comes back as agreed; a cancelled pick-up offers to undo that.
        """
        visitor.post(town.api, **town.arranged)
        form = visitor.open(f"{town.page}/pick_up?session={town.session_id}")
        moved = form.send(f"{town.page}/pick_ups/move", meet_at="09:15")
        cancelled = moved.send(f"{town.page}/pick_ups/cancel")
        again = cancelled.send(f"{town.page}/pick_ups/take_back")

        assert "kl. 09.15" in moved.text
        assert "opgang 12" in moved.text
        assert "Aflyst" in cancelled.text
        assert "Fortryd" not in again.text
        assert len(visitor.announced(PickUpCancelled)) == 1

    def test_is_refused_in_plain_words(self, visitor, town):
        """
        After the start there is nobody to meet.
        """
        form = visitor.open(f"{town.page}/pick_up")

        page = form.send(f"{town.page}/pick_ups", meet_at="10:30")

        assert page.status == 422
        assert "Tidspunkt : Skriv et klokkeslæt før mødegangen" in page.text


class TestHomes:
    def test_show_the_paedagog_whom_the_coordinator_brings(self, visitor, town, clock):
        """
        Today's stands on her first page and in the register, with the time on the wall;
        she sees that the coordinator is not there to open, and says who was fetched.
        """
        visitor.post(town.api, **town.arranged)
        clock.time = NEXT_MORNING
        home = visitor.open("/roster/", role=Role.PAEDAGOG)
        register = visitor.open(
            f"/roster/sessions/{town.session_id}", role=Role.PAEDAGOG
        )
        done = visitor.open(f"/roster/sessions/{town.session_id}").send(
            f"{town.page}/pick_ups/done", holding={"back": "register"}
        )

        for page in (home, register):
            assert "Hvem henter hvem" in page.text
            assert "Esi I dag kl. 09.30 Koordinatoren henter" in page.text
        assert home.text.index("Esi") < home.text.index("Åbn registeret")
        assert "ikke i rummet, når I åbner" in register.text
        assert done.address.endswith(f"/roster/sessions/{town.session_id}#pick-ups")
        assert "Hentet" in done.text

    def test_ask_what_became_of_one_that_nobody_answered(self, visitor, town, clock):
        """
        Nothing expires in silence: it stays until somebody says how it went.
        """
        visitor.post(town.api, **town.arranged)
        clock.time = NEXT_MORNING + A_WEEK

        page = visitor.open("/roster/pick_ups")

        assert "Mangler svar Esi Blev hun hentet?" in page.text
        after = page.send(f"{town.page}/pick_ups/done")
        assert "Ingen skal hentes" in after.text

    def test_say_why_nobody_fetches_her_after_all(self):
        """
        Every reason has words; whoever was to fetch her reads them.
        """
        assert WHY_NOT_FETCHED.keys() == set(Because)


class TestApi:
    def test_tells_where_in_the_list_only(self, visitor, town):
        """
        Answers of changes are kept for repeats, so they name no place.
        """
        saved = visitor.post(town.api, **town.arranged)
        [listed] = visitor.get("/pick_ups").json()

        assert saved.status_code == 201
        assert saved.json() == {
            "mother_id": town.esi,
            "session_id": town.session_id,
            "state": "planned",
            "because": None,
            "version": 1,
        }
        assert listed["meets_at"] == "2026-11-24T08:30:00+00:00"
        assert (listed["note"], listed["place"]) == ("opgang 12", "her_door")

    def test_moves_ends_and_takes_back(self, visitor, town, clock):
        """
        Each step with the version that was seen; an older one is refused.
        """
        visitor.post(town.api, **town.arranged)
        which = {"session_id": town.session_id}
        steps = [
            visitor.post(f"{town.api}/move", **town.arranged, version=1),
            visitor.post(f"{town.api}/cancel", **which, version=2),
            visitor.post(f"{town.api}/take_back", **which, version=3),
            visitor.post(f"{town.api}/done", **which, version=4),
        ]
        clock.time = NEXT_MORNING
        done = visitor.post(f"{town.api}/done", **which, version=4)
        stale = visitor.post(f"{town.api}/take_back", **which, version=4)

        assert [one.status_code for one in steps] == [200, 200, 200, 409]
        assert steps[-1].json()["code"] == "pick-up-not-yet"
        assert (done.json()["state"], done.json()["version"]) == ("done", 5)
        assert stale.json()["code"] == "stale-version"
