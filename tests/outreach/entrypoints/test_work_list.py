"""
The coordinator's list, as a browser without JavaScript uses it.
"""

import re
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import unquote
from uuid import UUID

import pytest

from services.outreach.domain.attempt import AttemptOutcome
from services.outreach.domain.contact import Contact
from services.outreach.domain.ladder_steps import Step, StepKind
from services.outreach.entrypoints.ready_text import ready_text
from services.outreach.entrypoints.wording_ladder import step_told
from services.outreach.usecases.put_off import list_reviews, wake_put_off
from services.outreach.usecases.tell_owners import tell_anew
from services.outreach.usecases.work_list import ON_A_PAGE
from shared.kernel.ids import new_id
from shared.kernel.mothers_languages import MOTHERS_LANGUAGES
from tests.outreach.desk import Guest, meeting
from tests.outreach.entrypoints.conftest import Site
from tests.outreach.entrypoints.test_pages import (
    NO_ANSWER,
    _form_with,
    follow_up_of,
    text,
)
from tests.outreach.usecases.test_ask_to_come import ask, plan
from tests.outreach.usecases.test_tasks import asked_on_wednesday
from tests.outreach.usecases.test_text_that_never_left import held_back


def someone(
    site: Site, name: str, *, first_visit: bool = False, week: int = 0
) -> Guest:
    mother = Guest(id=new_id())
    site.desk.hear(mother.contact(name=name))
    site.desk.hear(mother.committed())
    missed = mother.missed(meeting(week=week))
    site.desk.hear(type(missed)(**{**vars(missed), "first_visit": first_visit}))
    return mother


def names_in_order(page: str, *names: str) -> list[str]:
    assert all(name in page for name in names)
    return sorted(names, key=page.index)


def _cards(page: str) -> str:
    """
    Return what stands on the list, without what says that something was saved.
    """
    return "".join(page.split('<li class="card">')[1:])


class TestUndo:
    def test_stands_on_the_line_that_says_saved(self, site: Site):
        """
        Two taps for an outcome, and one to take it back; nobody is asked whether she is
        sure.
        """
        mother = someone(site, "Nurgül Akçatepe")
        form = _form_with(site.get("/").text, "Ringede, intet svar")
        there = site.submit(form["action"], **form["fields"]).headers["Location"]
        undo = _form_with(site.get(there.removeprefix("/outreach")).text, "Fortryd")

        answer = site.submit(undo["action"], **undo["fields"])

        assert answer.status_code == 303
        back = site.get(answer.headers["Location"].removeprefix("/outreach")).text
        assert ">Fortryd</button>" not in back
        assert "ikke prøvet endnu" in back
        hers = text(site, f"/mothers/{mother.id}")
        assert "<s>Ringede, intet svar</s>" in hers
        assert "fortrudt" in hers

    @pytest.mark.parametrize("outcome", ["practical_help", "concern"])
    def test_waits_on_the_list_for_what_led_to_another_service(
        self, site: Site, outcome: str
    ):
        """
        Whoever comes back to the list, as from a page on which she was not to be, takes
        it back there: as long as that works, and for nothing else.
        """
        mother = someone(site, "Nurgül Akçatepe")
        url = f"/follow_ups/{follow_up_of(site.desk, mother)}/attempts"
        site.submit(url, channel="call", outcome=outcome)
        page = site.get("/").text
        assert page.count("Fortryd</button>") == 1
        action = re.search(r'action="/outreach(/follow_ups/[^"]+/take_back)"', page)

        assert site.submit(action[1]).status_code == 303

        [follow_up] = site.desk.mother(mother).open_follow_ups
        assert follow_up.waits_for is None
        assert "Fortryd</button>" not in site.get("/").text
        site.submit(url, channel="call", outcome=outcome)
        site.desk.clock.later(minutes=11)
        assert "Fortryd</button>" not in site.get("/").text

    def test_of_a_call_to_ask_her_again_is_there_too(self, site: Site):
        """
        Nobody took it: she stays on the list, may be called another day, and a third
        call of the day is told not to be made.
        """
        mother = someone(site, "Nurgül Akçatepe")
        site.desk.try_her(mother, AttemptOutcome.COMING_NEXT)
        asked_on_wednesday(site.desk, mother)
        page = site.get("/").text
        assert "Ring en anden dag" in page
        form = _form_with(page, "Spurgt, men ikke svaret")
        site.submit(form["action"], outcome="not_reached")
        there = site.get(f"/?saved={mother.id}").text
        assert "Sidst:</strong> Ringede, intet svar, onsdag d. 10. marts" in there

        undo = _form_with(there, "Fortryd")
        assert site.submit(undo["action"], **undo["fields"]).status_code == 303
        for _ in range(2):
            site.desk.clock.later(minutes=40)
            site.submit(form["action"], outcome="not_reached")

        refused = site.submit(form["action"], outcome="not_reached")
        assert refused.status_code == 409
        assert "Hun er kontaktet to gange" in refused.text
        now = _form_with(site.get("/").text, "Spurgt, men ikke svaret")
        assert now["fields"]["made_already"] == "true"
        assert site.submit(now["action"], **now["fields"]).status_code == 303
        assert '<li class="card">' not in text(site, "/")

    def test_of_a_day_that_was_promised_says_that_day_on_her_page(self, site: Site):
        """
        Put off to Thursday, nobody is told to ask her today.
        """
        mother = someone(site, "Nurgül Akçatepe")
        site.desk.try_her(mother, AttemptOutcome.COMING_NEXT)
        asked_on_wednesday(site.desk, mother)
        form = _form_with(site.get("/").text, "Torsdag d. 11. marts")
        site.submit(form["action"], until="2027-03-11")

        page = text(site, f"/mothers/{mother.id}")

        assert "Udsat til torsdag d. 11. marts." in page
        assert "Torsdag d. 11. marts: Spørg hende" in page

    def test_is_offered_no_longer_than_it_works(self, site: Site):
        """
        After ten minutes there is no button, and who presses an old one is told why.
        """
        mother = someone(site, "Nurgül Akçatepe")
        site.desk.try_her(mother, AttemptOutcome.COMING_NEXT)
        undo = _form_with(site.get(f"/?saved={mother.id}").text, "Fortryd")
        site.desk.clock.later(minutes=11)

        answer = site.submit(undo["action"], **undo["fields"])

        assert ">Fortryd</button>" not in site.get(f"/?saved={mother.id}").text
        assert answer.status_code == 409
        assert "Det kan ikke fortrydes mere" in answer.text

    def test_is_there_for_machines_too(self, site: Site):
        """
        The API takes an attempt back, and tells other systems that the task is open.
        """
        mother = someone(site, "Nurgül Akçatepe")
        path = f"/api/follow_ups/{follow_up_of(site.desk, mother)}/attempts"
        done = site.post(path, {"channel": "call", "outcome": "coming_next"}).json()
        attempt = done["attempts"][0]["id"]

        answer = site.post(f"{path}/{attempt}/take_back", None)

        assert (done["status"], answer.json()["status"]) == ("done", "opened")
        assert answer.json()["attempts"][0]["taken_back_at"]
        assert site.post(f"{path}/{new_id()}/take_back", None).status_code == 404

    def test_with_an_address_of_nobody_shows_the_list(self, site: Site):
        """
        What is typed into an address breaks nothing.
        """
        assert site.get(f"/?saved={new_id()}&after=1.x").status_code == 200
        assert site.get(f"/?after=99999.9.{new_id()}").status_code == 200


class TestTwoAtOnce:
    def test_tells_the_second_who_and_when_and_keeps_what_she_wrote(self, site: Site):
        """
        She reads the role and the time, and saves hers on top of it with one tap.
        """
        mother = someone(site, "Nurgül Akçatepe")
        form = _form_with(site.get("/").text, "Ringede, intet svar")
        site.submit(form["action"], **form["fields"])
        fields = {**form["fields"], "form_key": str(new_id())}
        fields |= {"unanswered": "visit", "minutes": "15"}

        second = site.submit(form["action"], **fields)

        assert second.status_code == 409
        assert "Koordinator var her først</strong>, tirsdag d. 9. marts" in second.text
        assert "Det nye er et forsøg på at få fat i hende." in second.text
        kept = _fields_of(second.text, "Gem også mit")
        assert (kept["unanswered"], kept["minutes"]) == ("visit", "15")
        assert site.submit(form["action"], **kept).status_code == 303
        assert len(site.desk.mother(mother).open_follow_ups[0].attempts) == 2

    def test_takes_hers_when_nobody_but_the_owner_has_changed(self, site: Site):
        """
        A new owner makes each task newer, and nobody was there before her: an attempt
        of before she looked is no reason to ask her anything.
        """
        mother = someone(site, "Nurgül Akçatepe")
        site.desk.try_her(mother, AttemptOutcome.NO_ANSWER)
        form = _form_with(site.get("/").text, "Ringede, intet svar")
        with site.desk.uow() as uow:
            tell_anew(uow.mothers.get(mother.id), uow=uow)
            uow.commit()

        assert site.submit(form["action"], **form["fields"]).status_code == 303

    def test_tells_what_was_done_and_not_what_she_had_seen(self, site: Site):
        """
        The concern was passed on and that was a slip: the second, whose page is of
        before, reads who undid it and when, and nothing of the call she had seen.
        """
        mother = someone(site, "Nurgül Akçatepe")
        site.desk.try_her(mother, AttemptOutcome.CONCERN)
        form = _form_with(site.get("/").text, "Den er givet videre")
        site.desk.clock.later(minutes=30)
        site.desk.pass_on(UUID(follow_up_of(site.desk, mother)))
        site.desk.clock.later(minutes=5)
        undo = _form_with(site.get(f"/mothers/{mother.id}").text, "Fortryd")
        site.submit(undo["action"], **undo["fields"])

        second = site.submit(form["action"], **form["fields"])

        assert second.status_code == 409
        assert "Koordinator var her først</strong>, tirsdag d. 9. marts" in second.text
        assert "kl. 12.35. Noget er fortrudt." in second.text
        kept = _fields_of(second.text, "Gem også mit")
        assert site.submit(form["action"], **kept).status_code == 303

    def test_tells_which_thing_was_done_and_shows_it_undone(self, site: Site):
        """
        Her page says which of three things it was; once it is undone, her history says
        what was undone, when and by whom.
        """
        mother = someone(site, "Nurgül Akçatepe")
        site.desk.try_her(mother, AttemptOutcome.CONCERN)
        site.desk.pass_on(UUID(follow_up_of(site.desk, mother)))

        done = site.get(f"/mothers/{mother.id}").text
        undo = _form_with(done, "Fortryd")
        site.submit(undo["action"], **undo["fields"])

        assert "Det er skrevet, at bekymringen er givet videre." in done
        page = site.get(f"/mothers/{mother.id}").text
        assert "<s>Bekymringen er givet videre</s>" in page
        assert "Det er skrevet, at" not in page
        (line,) = re.findall(r"<li><s>Bekymringen.*?</li>", page, re.DOTALL)
        assert "fortrudt tirsdag" in line
        assert line.count("(koordinator)") == 2

    def test_speaks_of_keeping_a_call_only_where_it_may_be_kept(self, site: Site):
        """
        A concern cannot be kept on what has ended, so nothing of keeping is said.
        """
        mother = someone(site, "Nurgül Akçatepe")
        site.desk.try_her(mother, AttemptOutcome.COMING_NEXT)
        (url,) = (
            f"/follow_ups/{key}/attempts" for key in site.desk.mother(mother).follow_ups
        )

        refused = site.submit(url, channel="call", outcome="concern", version="1")

        assert "så skriv en henvisning" in refused.text
        assert "kan det stå i forløbet" not in refused.text
        assert "Det er allerede sket" not in refused.text

    def test_keeps_the_call_that_was_made_too_when_the_first_has_ended_it(
        self, site: Site
    ):
        """
        She reads who it was and when; with one tap hers stands in the history and what
        has ended stays so, also when hers was a slip. A concern needs somebody.
        """
        mother = someone(site, "Nurgül Akçatepe")
        form = _form_with(site.get("/").text, "Ringede, intet svar")
        site.desk.try_her(mother, AttemptOutcome.COMING_NEXT)
        told = len(site.desk.names())
        site.desk.clock.later(minutes=1)

        second = site.submit(form["action"], **form["fields"])
        concern = {"channel": "call", "outcome": "concern", "version": "1"}
        refused = site.submit(form["action"], **concern)

        assert second.status_code == 409
        assert "Koordinator var her først</strong>, tirsdag d. 9. marts" in second.text
        kept = _fields_of(second.text, "Det er allerede sket: gem det")
        assert site.submit(form["action"], **kept).status_code == 303
        (follow_up,) = site.desk.mother(mother).follow_ups.values()
        outcomes = [attempt.outcome for attempt in follow_up.attempts]
        assert (outcomes, follow_up.reason) == (
            [AttemptOutcome.COMING_NEXT, AttemptOutcome.NO_ANSWER],
            AttemptOutcome.COMING_NEXT,
        )
        names = site.desk.names()
        assert (len(names), names.count("AttemptLogged")) == (told + 1, 2)
        slip = _form_with(site.get(f"/?saved={mother.id}").text, "Fortryd")
        assert site.submit(slip["action"], **slip["fields"]).status_code == 303
        assert site.desk.mother(mother).open_follow_ups == []
        assert "Det er allerede sket" not in refused.text

    def test_tells_when_the_register_was_first(self, site: Site):
        """
        She reads that nobody of hers has done it; her call may be kept all the same.
        """
        mother = Guest(id=new_id())
        session = meeting()
        site.desk.hear(mother.missed(session))
        url = f"/follow_ups/{follow_up_of(site.desk, mother)}/attempts"
        site.desk.hear(mother.excused_late(session), version=2)

        answer = site.submit(url, **NO_ANSWER, version=1)

        assert answer.status_code == 409
        assert "Systemet var her først" in answer.text
        kept = _fields_of(answer.text, "Det er allerede sket: gem det")
        assert site.submit(url, **kept).status_code == 303


class TestEnough:
    def test_leaves_no_button_for_a_third_contact(self, site: Site):
        """
        Her row says when the next is right; what has happened all the same is written
        down behind one tap more, and a page that was open is told so too.
        """
        mother = someone(site, "Nurgül Akçatepe")
        site.desk.clock.later(hours=2)
        before = site.get("/").text
        form = _form_with(before, "Ringede, intet svar")
        site.submit(form["action"], **form["fields"])

        page = text(site, "/")
        hers = text(site, f"/mothers/{mother.id}")
        url = f"/follow_ups/{follow_up_of(site.desk, mother)}/attempts"
        refused = site.submit(url, **NO_ANSWER)
        kept = _fields_of(refused.text, "Det er allerede sket: gem det")

        assert "tel:" in before
        for told in (page, hers):
            assert "Næste gang er onsdag d. 10. marts." in told
            assert "tel:" not in told
            assert "sms:" not in told
        assert "Skriv noget, der allerede er sket" in page
        assert refused.status_code == 409
        assert "Næste gang er onsdag d. 10. marts." in refused.text
        assert site.submit(url, **kept).status_code == 303
        again = _form_with(site.get("/").text, "Ringede, intet svar")
        assert site.submit(again["action"], **again["fields"]).status_code == 303


class TestRank:
    def test_is_what_matters_first(self, site: Site):
        """
        A concern, a newcomer's first miss, who is promised something, whom we are to
        ask again, and then the longest without contact; each mother once.
        """
        newer = someone(site, "Ebba Senere", week=1)
        someone(site, "Anna Ventende")
        site.desk.clock.later(minutes=1)
        site.desk.try_her(newer, AttemptOutcome.NO_ANSWER)
        promised = someone(site, "Cilla Lovet", week=1)
        site.desk.try_her(promised, AttemptOutcome.WANTS_PAUSE)
        someone(site, "Dora Nyeste", first_visit=True)
        worried = someone(site, "Bodil Bekymret")
        site.desk.try_her(worried, AttemptOutcome.CONCERN)

        asked = Guest(id=new_id())
        site.desk.hear(asked.contact(name="Fatma Aftalt"))
        terms = {"kind": "keep_going", "review_on": "2027-03-10"}
        site.post(f"/api/mothers/{asked.id}/agreement", terms)
        site.desk.hear(asked.missed(meeting(week=1)))
        site.desk.clock.later(days=1)
        list_reviews(now=site.desk.clock.now(), uow=site.desk.uow())

        page = text(site, "/")

        assert page.count("Fatma Aftalt") == 1
        order = ["Bodil Bekymret", "Dora Nyeste", "Cilla Lovet", "Fatma Aftalt"]
        order += ["Anna Ventende", "Ebba Senere"]
        assert names_in_order(page, *order) == order
        assert "Ny i gruppen" in page

    def test_keeps_a_concern_first_when_she_cancels_late(self, site: Site):
        """
        She rang about her child and could not come: the card says that she has not
        missed, and is there until the concern is passed on.
        """
        worried, session = Guest(id=new_id()), meeting()
        site.desk.hear(worried.contact(name="Bodil Bekymret"))
        site.desk.hear(worried.missed(session))
        site.desk.try_her(worried, AttemptOutcome.CONCERN)

        site.desk.hear(worried.excused_late(session), version=2)

        page = text(site, "/")
        assert "Bodil Bekymret" in page
        assert "tæller ikke som udeblivelse" in page
        assert [task["state"] for task in site.get("/api/follow_ups").json()] == [
            "reached"
        ]
        form = _form_with(page, "Den er givet videre")
        assert site.submit(form["action"], **form["fields"]).status_code == 303
        assert "Bodil Bekymret" not in _cards(text(site, "/"))

    def test_keeps_a_concern_without_any_contact_after_a_no_thanks(self, site: Site):
        """
        Rule 3: nobody writes or calls; the concern is for the health visitor.
        """
        worried = Guest(id=new_id())
        site.desk.hear(worried.contact(name="Bodil Bekymret"))
        site.desk.hear(worried.committed())
        site.desk.hear(worried.missed(meeting()))
        site.desk.try_her(worried, AttemptOutcome.CONCERN)

        site.desk.hear(worried.declined())

        page = text(site, "/")
        assert "Hun har sagt nej tak. Skriv og ring ikke." in page
        assert "Den er givet videre" in page
        for way in ("tel:", "sms:", "wa.me", "Fik ikke fat i hende", "Hun svarede"):
            assert way not in page

    def test_goes_on_where_the_page_ends(self, site: Site):
        """
        A page holds so many, the next one the rest, and nobody stands on both.
        """
        for number in range(ON_A_PAGE + 2):
            site.desk.clock.later(seconds=1)
            someone(site, f"Mor Nummer {number:02}")
        first = text(site, "/")
        address = first.split('href="/outreach/?after=')[1].split('"')[0]

        second = text(site, f"/?after={address}")

        assert first.count('<li class="card">') == ON_A_PAGE
        assert second.count('<li class="card">') == 2
        assert "Mor Nummer 00" in first
        assert "Mor Nummer 26" in second
        assert "Vis de næste" not in second


class TestLeftToCome:
    def test_stands_apart_after_the_two_texts_without_a_yes(self, site: Site):
        """
        Rule 2: nobody calls her, and she is none of those to follow up, here as for
        other systems; what she says herself is written on her page, and counts.
        """
        mother = Guest(id=new_id())
        site.desk.hear(mother.contact(name="Nurgül Akçatepe"))
        first, *_ = plan(site.desk)
        site.desk.hear(mother.missed(first))
        site.desk.clock.later(hours=3)
        ask(site.desk)

        page, hers = text(site, "/"), site.get(f"/mothers/{mother.id}").text
        told = site.get("/api/follow_ups").json()

        assert page.index("Venter på, at hun selv kommer") < page.index("Nurgül")
        assert "Der er ingen at følge op på" in page
        for shown in (page, hers):
            assert "tel:" not in shown
            assert "sms:" not in shown
        assert [(one["state"], one["status"]) for one in told] == [
            ("open", "left_to_come")
        ]
        form = _form_with(hers, "Sendte besked")
        assert site.submit(form["action"], **form["fields"]).status_code == 303
        site.desk.hear(mother.committed(on=date(2027, 3, 15)))
        page = text(site, "/")
        assert "Venter på, at hun selv kommer" not in page
        assert '<li class="card">' in page

    def test_is_no_place_for_what_is_somebodys(self, site: Site):
        """
        A concern and the third miss are for us to do something about.
        """
        worried, missing = Guest(id=new_id()), Guest(id=new_id())
        sessions = plan(site.desk)
        for each in (worried, missing):
            site.desk.hear(each.missed(sessions[0]))
        ask(site.desk)
        site.desk.try_her(worried, AttemptOutcome.CONCERN)
        for session in sessions[1:]:
            site.desk.hear(missing.missed(session, in_a_row=3))

        page = text(site, "/")

        assert page.count('<li class="card">') == 2
        assert "Venter på, at hun selv kommer" not in page


class TestTextThatNeverLeft:
    @pytest.mark.parametrize(
        ("phone", "told"),
        [
            (None, "Der står ikke noget telefonnummer. Spørg hende"),
            ("+4567000001", "sms'en til hende kom ikke af sted. Ring ikke"),
        ],
    )
    def test_leaves_her_on_the_list(self, site: Site, phone: str | None, told: str):
        """
        That there is no number stands first on her card; nothing says that she has had
        what she has not, and nobody is invited to call her.
        """
        mother, (first, *_) = Guest(id=new_id()), plan(site.desk)
        site.desk.hear(mother.contact(phone=phone))
        site.desk.hear(mother.missed(first))
        ask(site.desk)

        site.desk.hear(held_back(site.desk, mother, "see_you"), version=3)

        for page in (text(site, "/"), text(site, f"/mothers/{mother.id}")):
            assert told in page
            assert "har fået de to" not in page
            assert "tel:" not in page


class TestPutOff:
    def test_leaves_the_list_until_its_day_and_comes_back_once(self, site: Site):
        """
        However often the day is moved, the last one counts and she comes back once. Her
        page tells each, with the role that has promised it and when.
        """
        mother = someone(site, "Nurgül Akçatepe")
        wednesday, friday = date(2027, 3, 10), date(2027, 3, 12)
        for day in (wednesday, friday):
            answer = site.submit(f"/mothers/{mother.id}/put_off", until=day)
            assert answer.status_code == 303
        page = text(site, "/")
        assert '<li class="card">' not in page
        assert "Udsat til en anden dag" in page
        hers = text(site, f"/mothers/{mother.id}")
        for day in ("Til onsdag d. 10. marts, ", "Til fredag d. 12. marts, "):
            told = hers.split(day)[1]
            assert told.startswith("tirsdag d. 9. marts kl. 12.")
            assert '<span class="quiet">(koordinator)</span>' in told[:100]

        woken = []
        for _ in range(6):
            site.desk.clock.later(days=1)
            woken.append(wake_put_off(now=site.desk.clock.now(), uow=site.desk.uow()))

        assert woken == [0, 0, 1, 0, 0, 0]
        assert "Lovet i dag" in text(site, "/")

    def test_by_two_at_once_tells_the_second_of_the_first(self, site: Site):
        """
        No promise overwrites another unseen: she reads the day, and decides.
        """
        mother = someone(site, "Nurgül Akçatepe")
        form = site.get("/").text.split('put_off">', 1)[1]
        version = re.search(r'name="version" value="(\d+)"', form)[1]
        url = f"/mothers/{mother.id}/put_off"
        assert (
            site.submit(url, until=date(2027, 3, 12), version=version).status_code
            == 303
        )

        second = site.submit(url, until=date(2027, 3, 11), version=version)

        assert second.status_code == 409
        assert "Hun er udsat til fredag d. 12. marts" in second.text
        assert "Koordinator var her først</strong>, tirsdag" in second.text
        assert site.desk.mother(mother).snooze.until == date(2027, 3, 12)
        kept = _fields_of(second.text, "Gem også mit")
        assert site.submit(url, **kept).status_code == 303
        assert site.desk.mother(mother).snooze.until == date(2027, 3, 11)

    @pytest.mark.parametrize("days", [0, -1, 8])
    def test_is_a_day_before_the_group_meets_again(self, site: Site, days: int):
        """
        Not today, not in the past, not later than the next session.
        """
        mother = someone(site, "Nurgül Akçatepe")
        day = date(2027, 3, 9) + timedelta(days=days)

        answer = site.post(f"/api/mothers/{mother.id}/put_off", {"until": str(day)})

        assert answer.status_code == 422
        assert "until" in answer.json()["errors"]

    def test_is_refused_for_a_concern_and_for_nothing(self, site: Site):
        """
        A concern is not put off, and what is not open cannot be.
        """
        worried, done = someone(site, "Bodil Bekymret"), someone(site, "Anna Færdig")
        site.desk.try_her(worried, AttemptOutcome.CONCERN)
        site.desk.try_her(done, AttemptOutcome.COMING_NEXT)

        codes = [
            site.post(f"/api/mothers/{each.id}/put_off", {"until": "2027-03-11"}).json()
            for each in (worried, done)
        ]

        assert [each["code"] for each in codes] == ["concern-waits", "nothing-open"]

    def test_ends_with_the_next_miss_and_with_the_next_attempt(self, site: Site):
        """
        What was promised is overtaken by the news, or kept by calling.
        """
        for then in ("missed", "tried"):
            mother = someone(site, "Nurgül Akçatepe")
            site.submit(f"/mothers/{mother.id}/put_off", until="2027-03-16")
            if then == "missed":
                site.desk.hear(mother.missed(meeting(week=1), in_a_row=2))
            else:
                site.desk.try_her(mother, AttemptOutcome.NO_ANSWER)

            assert site.desk.mother(mother).snooze is None


class TestHours:
    def test_are_shown_beside_the_six_of_the_week(self, site: Site):
        """
        Once a call, and a call that nobody answered counts too: as long as it usually
        takes, if nothing else was said.
        """
        mother = someone(site, "Nurgül Akçatepe")
        site.desk.hear(mother.missed(meeting(week=1), in_a_row=2))
        url = f"/follow_ups/{follow_up_of(site.desk, mother)}/attempts"
        for minutes in ("60", "15"):
            told = {**NO_ANSWER, "minutes": minutes, "made_already": "true"}
            assert site.submit(url, **told).status_code == 303
        site.submit(url, **NO_ANSWER, made_already="true")
        assert "brugt af ugens 6 timer</dt><dd>1 t 17 min</dd>" in text(site, "/")

        site.desk.clock.later(days=7)

        assert "<dd>0 min</dd>" in text(site, "/")

    def test_stand_there_too_when_the_list_is_done(self, site: Site):
        """
        What the week has taken is asked when the work is done, not before. A call that
        she answered counts as long as such a call usually takes.
        """
        mother = someone(site, "Nurgül Akçatepe")
        site.desk.try_her(mother, AttemptOutcome.NO_ANSWER)
        site.desk.try_her(mother, AttemptOutcome.COMING_NEXT)

        page = text(site, "/")

        assert '<li class="card">' not in page
        assert "brugt af ugens 6 timer</dt><dd>12 min</dd>" in page


class TestReadyText:
    def test_is_in_her_language_with_the_danish_beside_it(self, site: Site):
        """
        It opens as a text or in WhatsApp, and says that a machine has translated it.
        """
        someone(site, "Nurgül Akçatepe")
        site.desk.clock.later(hours=2)

        page = unquote(text(site, "/"))

        assert 'href="sms:+4567000001?body=Merhaba! Sizi düşünüyoruz.' in page
        assert 'href="https://wa.me/4567000001?text=Merhaba!' in page
        assert "Hej! Vi tænker på dig." in page
        assert "oversat af en maskine" in page

    @pytest.mark.parametrize("language", MOTHERS_LANGUAGES)
    def test_is_there_in_each_language(self, language: str):
        """
        Every language of the mothers has its own text, without her name in it.
        """
        ready = ready_text(contact([language]))

        assert ready is not None
        assert ready.language == language
        assert (ready.text == ready.danish) == (language == "da")
        assert ready.is_checked == (language in {"da", "en"})

    def test_is_in_a_language_that_she_reads(self):
        """
        The first of those that we have a text in; else in one that she speaks.
        """
        found = [
            ready_text(contact(["ku", "tr"], reads=reads))
            for reads in (("ku", "ar"), ("ku",), ())
        ]

        assert [one and one.language for one in found] == ["ar", "tr", "tr"]

    def test_is_not_given_to_whatsapp_where_others_hold_the_phone(self):
        """
        It would show there who has written; a neutral text may be read by anybody.
        """
        ready = ready_text(contact(["tr"], shared_phone=True))

        assert ready is not None
        assert ready.whatsapp is None
        assert ready.sms.startswith("sms:+4567000001?body=")


class TestConcern:
    def test_leads_to_a_referral_and_leaves_no_word_of_itself(self, site: Site):
        """
        Passed on or notified: the list says the same, and there is room for no text.
        """
        mother = someone(site, "Nurgül Akçatepe")
        url = f"/follow_ups/{follow_up_of(site.desk, mother)}/attempts"

        answer = site.submit(url, channel="call", outcome="concern", note="fortroligt")

        assert answer.headers["Location"] == f"/referrals/new?mother={mother.id}"
        page = text(site, "/")
        assert "underret kommunen selv. Intet om det skrives her." in page
        assert "det skrives ikke ned" in page
        assert "fortroligt" not in site.get(f"/mothers/{mother.id}/personal").text


class TestStepOfWhoDoesNotRead:
    @pytest.mark.parametrize(
        ("knows", "told"),
        [
            ({}, "Hun læser ikke: ring, eller tal en besked ind"),
            ({"may_leave_message": False}, "Hun læser ikke: ring til hende"),
            ({"shared_phone": True}, "Hun får en hilsen på sms"),
        ],
    )
    def test_is_a_voice_where_it_may_be_heard(self, knows: dict[str, bool], told: str):
        """
        A text does not reach her, so she is called; but nothing is spoken into a phone
        that others hear.
        """
        hers = replace(contact(["tr"]), does_not_read=True, **knows)
        text_step = Step(kind=StepKind.NEUTRAL_TEXT, due_on=date(2027, 3, 9))

        reads = contact(["tr"])

        assert step_told(text_step, hers, may_be_called=True) == told
        for one, may in ((reads, True), (hers, False)):
            text = step_told(text_step, one, may_be_called=may)
            assert text == "Hun får en hilsen på sms"

    def test_is_told_on_her_card(self, site: Site):
        """
        What the roster has told of her reading stands beside her next step.
        """
        mother = someone(site, "Nurgül Akçatepe")
        site.desk.hear(mother.contact(does_not_read=True), version=2)

        page = text(site, "/")

        assert "Læser ikke" in page
        assert "Hun læser ikke: ring, eller tal en besked ind." in page


def contact(
    languages: list[str], *, shared_phone: bool = False, reads: tuple[str, ...] = ()
) -> Contact:
    return Contact(
        mother_id=new_id(),
        display_name="Nurgül Akçatepe",
        phone="+4567000001",
        languages=tuple(languages),
        shared_phone=shared_phone,
        may_leave_message=True,
        reading_languages=reads,
    )


def _fields_of(page: str, button: str) -> dict[str, str]:
    form = page.split(f">{button}</button>", maxsplit=1)[0].rsplit("<form", 1)[1]
    parts = form.split('type="hidden" name="')[1:]
    pairs = (part.split('" value="') for part in parts)
    return {name: value.split('"')[0] for name, value in pairs}
