"""
The API of outreach, over real HTTP.
"""

import functools
from datetime import datetime

import pytest

from services.outreach.domain.attempt import USUAL_MINUTES, Channel
from services.outreach.usecases.tasks import open_tasks
from shared.kernel.ids import new_id
from tests.outreach.desk import Guest, meeting
from tests.outreach.entrypoints.conftest import Site
from tests.outreach.usecases.test_tasks import asked_on_wednesday

NO_ANSWER = {"channel": "call", "outcome": "no_answer"}
CALLED = NO_ANSWER | {"made_already": True}


def missed(site: Site, mother: Guest) -> str:
    site.desk.hear(mother.missed(meeting()))
    return str(site.desk.mother(mother).open_follow_ups[0].id)


class TestFollowUps:
    def test_stand_with_the_longest_without_contact_first(self, site: Site):
        """
        Who was called just now goes to the end of the list.
        """
        first, second = [missed(site, Guest(id=new_id())) for _ in range(2)]
        site.desk.clock.later(hours=1)
        site.post(f"/api/follow_ups/{first}/attempts", CALLED)

        listed = site.get("/api/follow_ups").json()

        assert [one["id"] for one in listed] == [second, first]
        assert listed[1]["state"] == "attempting"
        assert listed[0]["visible_from"] == "2027-03-09T13:00:00+00:00"
        assert site.get("/api/follow_ups?state=open").json() == listed
        assert site.get("/api/follow_ups?state=closed").json() == []

    def test_are_not_listed_by_a_state_that_there_is_not(self, site: Site):
        """
        A wrong filter is told, and not answered with an empty list.
        """
        answer = site.get("/api/follow_ups?state=forgotten")

        assert answer.status_code == 422
        assert answer.json()["errors"] == {"state": ["One of: open, closed."]}

    def test_are_shown_without_name_or_number(self, site: Site, mother: Guest):
        """
        The API gives ids and codes; who she is stands on the page.
        """
        site.desk.hear(mother.contact())
        follow_up = missed(site, mother)

        told = site.get(f"/api/follow_ups/{follow_up}")

        assert told.json()["mother_id"] == str(mother.id)
        assert "Nurg" not in told.text
        assert "67000001" not in told.text

    def test_that_nobody_knows_are_not_found(self, site: Site):
        """
        An unknown id has its stable code, for reading and for writing.
        """
        url = f"/api/follow_ups/{new_id()}"

        for answer in (site.get(url), site.post(f"{url}/attempts", CALLED)):
            assert answer.status_code == 404
            assert answer.json()["code"] == "follow-up-not-found"


class TestTasks:
    def test_lead_on_to_what_the_answer_does_not_hold(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ):
        """
        A part, and a link to the next one, until there is none; each task stands once.
        """
        short = functools.partial(open_tasks, limit=2)
        monkeypatch.setattr("services.outreach.entrypoints.api.open_tasks", short)
        ids = [missed(site, Guest(id=new_id())) for _ in range(3)]

        first = site.get("/api/tasks?state=open")
        root = site.url.removesuffix("/outreach")
        there = first.links["next"]["url"].removeprefix(root).removeprefix("/outreach")
        second = site.get(there)

        read = [*first.json(), *second.json()]
        assert [len(first.json()), len(second.json())] == [2, 1]
        assert sorted(task["id"] for task in read) == sorted(ids)
        assert "next" not in second.links
        assert {task["kind"] for task in read} == {"missed"}
        assert {task["due_on"] for task in read} == {"2027-03-09"}
        assert {task["ladder_step"] for task in read} == {"neutral_text"}
        assert {task["begins_at"] for task in read} == {"2027-03-09T13:00:00+00:00"}

    def test_are_not_read_from_a_place_that_there_is_not(self, site: Site):
        """
        A broken cursor is refused: the list is not read from its beginning by mistake.
        """
        for path in ("/api/tasks?after=x", "/api/follow_ups?state=closed&after=1.2"):
            answer = site.get(path)

            assert answer.status_code == 422
            assert "after" in answer.json()["errors"]


class TestAttempts:
    def test_move_the_follow_up_on(self, site: Site, mother: Guest):
        """
        An attempt is answered with where the follow-up stands now.
        """
        follow_up = missed(site, mother)
        url = f"/api/follow_ups/{follow_up}/attempts"

        tried = site.post(url, {**CALLED, "version": 1})
        reached = site.post(url, {"channel": "text", "outcome": "coming_next"})

        assert tried.status_code == 201
        assert (tried.json()["state"], tried.json()["version"]) == ("attempting", 2)
        assert tried.json()["attempts"][0]["by_role"] == "coordinator"
        assert (reached.json()["state"], reached.json()["reason"]) == (
            "completed",
            "coming_next",
        )

    def test_sent_twice_with_one_key_are_one(self, site: Site, mother: Guest):
        """
        A repeat has no second effect and hears the same.
        """
        url = f"/api/follow_ups/{missed(site, mother)}/attempts"

        first, again = [site.post(url, CALLED, key="tap") for _ in range(2)]

        assert first.json() == again.json()
        assert len(again.json()["attempts"]) == 1

    def test_on_what_has_changed_or_ended_are_refused(self, site: Site, mother: Guest):
        """
        The refusal names the state and the version that stand now.
        """
        url = f"/api/follow_ups/{missed(site, mother)}/attempts"
        site.post(url, CALLED)

        stale = site.post(url, {**CALLED, "version": 1})
        site.post(url, {"channel": "call", "outcome": "coming_next"})
        ended = site.post(url, CALLED)

        assert (stale.status_code, stale.json()["code"]) == (409, "stale-version")
        assert (stale.json()["state"], stale.json()["version"]) == ("attempting", 2)
        assert (ended.status_code, ended.json()["code"]) == (409, "follow-up-closed")
        assert ended.json()["state"] == "completed"

    def test_after_a_no_thanks_are_refused(self, site: Site, mother: Guest):
        """
        Rule 3: nobody notes a call to a mother who does not want one.
        """
        url = f"/api/follow_ups/{missed(site, mother)}/attempts"
        site.post(url, {"channel": "call", "outcome": "no_thanks"})

        answer = site.post(url, CALLED)

        assert answer.status_code == 409
        assert answer.json()["code"] == "mother-said-no-thanks"
        assert answer.json()["state"] == "no_thanks"

    def test_that_cannot_be_read_name_each_field(self, site: Site, mother: Guest):
        """
        Free text has no place: an unknown field is refused like a wrong code.
        """
        url = f"/api/follow_ups/{missed(site, mother)}/attempts"

        answer = site.post(url, {"channel": "pigeon", "note": "…"})

        assert answer.status_code == 422
        assert set(answer.json()["errors"]) == {"channel", "outcome", "note"}


class TestAttemptsAtAWrongTime:
    """
    Nobody has shown a machine that she is not to be called: the refusal does.
    """

    def test_in_the_grace_time_are_refused_until_they_were_made(
        self, site: Site, mother: Guest
    ):
        """
        She may still cancel; from then on she may be called, and what has happened is
        written down.
        """
        other = Guest(id=new_id())
        for each in (mother, other):
            site.desk.hear(each.committed())
        url = f"/api/follow_ups/{missed(site, mother)}/attempts"

        refused = site.post(url, NO_ANSWER)
        made = site.post(f"/api/follow_ups/{missed(site, other)}/attempts", CALLED)
        site.desk.clock.time = datetime.fromisoformat(refused.json()["next_from"])
        later = site.post(url, NO_ANSWER)

        told = refused.json()
        assert (refused.status_code, told["code"]) == (409, "not-to-be-contacted-now")
        assert told["next_from"] == "2027-03-09T13:00:00+00:00"
        assert told["again_with"] == {"made_already": "true"}
        assert (made.status_code, later.status_code) == (201, 201)

    @pytest.mark.parametrize(
        ("at", "next_from"),
        [
            ("2027-03-14T11:00", "2027-03-15T08:00"),
            ("2027-03-10T20:00", "2027-03-11T08:00"),
        ],
        ids=["on a Sunday", "in the evening"],
    )
    def test_on_no_working_day_and_in_quiet_hours_are_refused(
        self, site: Site, mother: Guest, at: str, next_from: str
    ):
        """
        The next morning on which she may be called is told.
        """
        site.desk.hear(mother.committed())
        url = f"/api/follow_ups/{missed(site, mother)}/attempts"
        site.desk.clock.time = datetime.fromisoformat(f"{at}:00+00:00")

        answer = site.post(url, NO_ANSWER)

        assert answer.json()["code"] == "not-to-be-contacted-now"
        assert answer.json()["next_from"] == f"{next_from}:00+00:00"

    def test_without_her_yes_are_refused_whenever_it_is(
        self, site: Site, mother: Guest
    ):
        """
        Rule 2: no person calls her, on any day; what she answers is never refused, nor
        that she has called herself.
        """
        url = f"/api/follow_ups/{missed(site, mother)}/attempts"
        site.desk.clock.later(days=1)

        refused = site.post(url, NO_ANSWER)
        she_called = site.post(url, NO_ANSWER | {"she_began": True})
        answered = site.post(url, NO_ANSWER | {"outcome": "keep_going"})

        assert (refused.status_code, refused.json()["code"]) == (409, "not-agreed-to")
        assert refused.json()["again_with"] == {"made_already": "true"}
        assert "next_from" not in refused.json()
        assert (she_called.status_code, answered.status_code) == (201, 201)

    def test_by_no_way_of_hers_are_refused(self, site: Site, mother: Guest):
        """
        Only by text: a call is refused as her card has no number to call; made all the
        same it is written down, and a text goes through.
        """
        url = f"/api/follow_ups/{missed(site, mother)}/attempts"
        agreement = f"/api/mothers/{mother.id}/agreement"
        said = {"kind": "keep_going", "channels": ["text"]}
        assert site.post(agreement, said).status_code == 200
        site.desk.clock.later(days=1)

        refused = site.post(url, NO_ANSWER)
        made = site.post(url, CALLED)
        wrote = site.post(url, {"channel": "text", "outcome": "left_message"})

        assert (refused.status_code, refused.json()["code"]) == (409, "not-her-way")
        assert refused.json()["again_with"] == {"made_already": "true"}
        assert (made.status_code, wrote.status_code) == (201, 201)


class TestAskingAgain:
    """
    A review is another system's task too, so what came of it can be told.
    """

    def test_is_told_until_she_was_asked(self, site: Site, mother: Guest):
        """
        A call that nobody took leaves the task open; in the evening it is refused
        with the moment from which it is right; once she was asked it is done.
        """
        asked_on_wednesday(site.desk, mother)
        url = f"/api/mothers/{mother.id}/asked"

        assert site.post(url, {"outcome": "not_reached"}).status_code == 200
        [task] = site.get("/api/tasks").json()
        assert (task["kind"], task["status"]) == ("review", "opened")

        site.desk.clock.time = datetime.fromisoformat("2027-03-10T20:00:00+00:00")
        refused = site.post(url, {})
        assert refused.json()["code"] == "not-to-be-contacted-now"
        assert refused.json()["next_from"] == "2027-03-11T08:00:00+00:00"

        assert site.post(url, {"made_already": True}).status_code == 200
        assert site.get("/api/tasks").json() == []
        [over] = site.get("/api/tasks?state=closed").json()
        assert (over["id"], over["status"]) == (task["id"], "done")

    def test_is_no_answer_of_hers(self, site: Site, mother: Guest):
        """
        What she has said is her agreement, with its day.
        """
        asked_on_wednesday(site.desk, mother)

        refused = site.post(f"/api/mothers/{mother.id}/asked", {"outcome": "answered"})

        assert refused.status_code == 422
        assert "outcome" in refused.json()["errors"]


class TestCompletion:
    def test_follows_a_concern(self, site: Site, mother: Guest):
        """
        Reached is not the end: it is completed when the concern is passed on.
        """
        url = f"/api/follow_ups/{missed(site, mother)}"
        early = site.post(f"{url}/complete", {"outcome": "concern"})
        site.post(f"{url}/attempts", {"channel": "call", "outcome": "concern"})

        seen = site.get(url).json()["version"]
        done = site.post(f"{url}/complete", {"outcome": "concern", "version": seen})

        assert early.json()["code"] == "follow-up-not-reached"
        assert (done.status_code, done.json()["state"]) == (200, "completed")
        assert site.get("/api/follow_ups?state=closed").json() == [done.json()]

    def test_by_an_answer_to_something_else_is_refused(self, site: Site, mother: Guest):
        """
        A concern is passed on, and not closed because she comes next time.
        """
        url = f"/api/follow_ups/{missed(site, mother)}"
        site.post(f"{url}/attempts", {"channel": "call", "outcome": "concern"})

        answers = [
            site.post(f"{url}/complete", {"outcome": "coming_next"}),
            site.post(
                f"{url}/complete", {"outcome": "wants_pause", "until": "2027-06-01"}
            ),
        ]

        for answer in answers:
            assert answer.status_code == 409
            assert answer.json()["code"] == "waits-for-something-else"
            assert answer.json()["waits_for"] == "concern"
        assert site.get(url).json()["state"] == "reached"
        agreement = site.get(f"/api/mothers/{mother.id}").json()["agreement"]
        assert agreement["kind"] == "none"

    def test_of_a_pause_needs_its_day(self, site: Site, mother: Guest):
        """
        A pause is agreed until a day, then or in the very call in which she asks.
        """
        url = f"/api/follow_ups/{missed(site, mother)}"
        asked = {"channel": "call", "outcome": "wants_pause"}
        too_late = site.post(f"{url}/attempts", {**asked, "until": "2027-03-09"})
        site.post(f"{url}/attempts", asked)

        without = site.post(f"{url}/complete", {"outcome": "wants_pause"})
        done = site.post(
            f"{url}/complete", {"outcome": "wants_pause", "until": "2027-06-01"}
        )

        assert set(too_late.json()["errors"]) == {"until"}
        assert without.status_code == 422
        assert without.json()["errors"] == {"until": ["Needed for a pause."]}
        assert done.json()["reason"] == "wants_pause"
        agreement = site.get(f"/api/mothers/{mother.id}").json()["agreement"]
        assert (agreement["kind"], agreement["until"]) == ("paused", "2027-06-01")

    def test_by_a_no_thanks_is_refused(self, site: Site, mother: Guest):
        """
        A no thanks stops everything of hers, and not one follow-up alone.
        """
        url = f"/api/follow_ups/{missed(site, mother)}/complete"

        answer = site.post(url, {"outcome": "no_thanks"})

        assert answer.status_code == 422
        assert set(answer.json()["errors"]) == {"outcome"}


class TestWrittenDownLater:
    def test_says_when_it_was_and_when_it_was_noted(self, site: Site, mother: Guest):
        """
        Another system may tell of a call an hour after it was made.
        """
        hers, at = missed(site, mother), "2027-03-09T10:30:00+00:00"

        answer = site.post(f"/api/follow_ups/{hers}/attempts", CALLED | {"at": at})

        (made,) = answer.json()["attempts"]
        assert (made["at"], made["noted_at"]) == (at, "2027-03-09T11:00:00+00:00")
        assert made["minutes"] == USUAL_MINUTES[Channel.CALL]


class TestMothers:
    def test_are_told_with_agreement_episode_and_follow_ups(
        self, site: Site, mother: Guest
    ):
        """
        All that is known here about her, by ids and codes.
        """
        follow_up = missed(site, mother)

        told = site.get(f"/api/mothers/{mother.id}").json()

        assert told["agreement"]["kind"] == "none"
        assert told["open_episode"]["version"] == 1
        assert [one["id"] for one in told["follow_ups"]] == [follow_up]

    def test_say_no_thanks_and_come_back(self, site: Site, mother: Guest):
        """
        A no thanks stops all; only her own yes takes it back.
        """
        missed(site, mother)
        url = f"/api/mothers/{mother.id}/agreement"

        stopped = site.post(url, {"kind": "no_thanks", "said_on": "2027-03-06"})
        refused = site.post(url, {"kind": "keep_going"})
        older = site.post(url, {"kind": "said_yes", "said_on": "2027-03-05"})
        back = site.post(url, {"kind": "said_yes", "said_on": "2027-03-07"})

        assert stopped.json()["open_episode"] is None
        assert stopped.json()["follow_ups"][0]["state"] == "stopped"
        assert refused.json()["code"] == "mother-said-no-thanks"
        assert older.json()["code"] == "yes-older-than-no-thanks"
        assert back.json()["agreement"] == {
            "kind": "said_yes",
            "said_on": "2027-03-07",
            "heard_by_role": "coordinator",
            "written_at": site.desk.clock.now().isoformat(),
            "quote": None,
            "channels": [],
            "every_weeks": 1,
            "review_on": None,
            "until": None,
            "scope": None,
            "version": 3,
        }

    def test_that_nobody_knows_are_not_found(self, site: Site):
        """
        Neither shown nor made by a wrong link.
        """
        url = f"/api/mothers/{new_id()}"

        assert site.get(url).json()["code"] == "mother-not-found"
        assert site.post(f"{url}/agreement", {"kind": "said_yes"}).status_code == 404

    def test_cannot_be_made_to_have_said_nothing(self, site: Site, mother: Guest):
        """
        What was said is not unsaid.
        """
        site.desk.hear(mother.contact())

        answer = site.post(f"/api/mothers/{mother.id}/agreement", {"kind": "none"})

        assert answer.status_code == 422
