"""
The pages of outreach, by their forms, as a browser without JavaScript uses them.
"""

import re
from datetime import timedelta
from html import unescape

import pytest

from services.outreach.domain.attempt import AttemptOutcome
from services.outreach.domain.team_talk import Decision
from services.outreach.usecases.decide_team_talk import decide_team_talk
from shared.kernel.ids import new_id
from shared.kernel.organisations import Role
from tests.outreach.desk import TUESDAY_NOON, Desk, Guest, meeting
from tests.outreach.entrypoints.conftest import Site
from tests.outreach.usecases.test_tasks import asked_on_wednesday

NO_ANSWER = {"channel": "call", "outcome": "no_answer"}


def text(site: Site, path: str) -> str:
    answer = site.get(path)
    assert answer.status_code == 200
    return " ".join(unescape(answer.text).split())


def follow_up_of(desk: Desk, mother: Guest) -> str:
    return str(desk.mother(mother).open_follow_ups[0].id)


class TestToday:
    def test_says_so_when_there_is_nobody(self, site: Site):
        """
        An empty list says what would make it grow.
        """
        assert "Der er ingen at følge op på lige nu." in text(site, "/")

    def test_shows_a_mother_once_with_all_that_helps(self, site: Site, mother: Guest):
        """
        One card a mother: name, languages in words, what she missed, what she has
        said, and her number as a link to tap.
        """
        site.desk.hear(mother.contact(languages=["tr", "fa-AF"]))
        site.desk.hear(mother.committed())
        site.desk.hear(mother.missed(meeting()))
        site.desk.hear(mother.missed(meeting(week=1), in_a_row=2))
        site.desk.clock.later(days=7, hours=2)

        page = text(site, "/")

        assert page.count('<li class="card">') == 1
        assert '<bdi lang="und-Latn" dir="auto">Nurgül Akçatepe</bdi>' in page
        assert "Taler tyrkisk og dari" in page
        assert "Udeblev</strong> tirsdag d. 9. marts (uge 10)" in page
        assert "tirsdag d. 16. marts (uge 11), 2 gange i træk" in page
        assert "Hun vil gerne komme." in page
        assert "ikke prøvet endnu" in page
        assert 'href="tel:+4567000001"' in page
        assert 'href="sms:+4567000001"' in page

    def test_tells_from_when_a_message_is_sent(self, site: Site, mother: Guest):
        """
        The follow-up is shown at once; the message waits two hours.
        """
        site.desk.hear(mother.missed(meeting()))

        assert "Besked sendes først kl. 14.00" in text(site, "/")

        site.desk.clock.later(hours=2)
        assert "Besked sendes først" not in text(site, "/")

    def test_has_no_way_to_call_her_before_a_message_may_leave(
        self, site: Site, mother: Guest
    ):
        """
        Many cancel just after they have missed: there are no buttons in these two
        hours, on the list and on her page. What she has told does not wait for them.
        """
        site.desk.hear(mother.contact())
        site.desk.hear(mother.committed())
        site.desk.hear(mother.missed(meeting()))

        for path in ("/", f"/mothers/{mother.id}"):
            page = text(site, path)
            assert "Skriv og ring ikke før tirsdag d. 9. marts kl. 14.00:" in page
            assert "tel:" not in page
            assert "sms:" not in page
        assert "Ringede, intet svar" in text(site, "/")

        site.desk.try_her(mother, AttemptOutcome.CONCERN)
        assert "Skriv og ring ikke før" not in text(site, "/")

    def test_warns_about_a_phone_that_others_answer(self, site: Site, mother: Guest):
        """
        Nobody else must learn of the group from us.
        """
        site.desk.hear(mother.contact(shared_phone=True, may_leave_message=False))
        site.desk.hear(mother.committed())
        site.desk.hear(mother.missed(meeting()))
        site.desk.clock.later(hours=2)

        page = text(site, "/")

        assert "Hun deler telefonen med andre." in page
        assert "Læg ikke besked på telefonen." in page

    def test_has_nothing_but_the_neutral_text_for_a_shared_phone(
        self, site: Site, mother: Guest
    ):
        """
        No call and no text of one's own, on the list and on her page; that a message
        was spoken all the same can be written down.
        """
        site.desk.hear(mother.contact(shared_phone=True))
        site.desk.hear(mother.committed())
        site.desk.hear(mother.missed(meeting()))
        site.desk.clock.later(hours=2)

        for path in ("/", f"/mothers/{mother.id}"):
            page = site.get(path).text
            assert "tel:" not in page
            assert re.findall(r'href="sms:[^?"]*"', page) == []
            assert 'href="sms:+4567000001?body=' in page
        page = text(site, "/")
        assert page.index("Der er indtalt en besked alligevel") < page.index(
            "Indtalte besked</button>"
        )

    def test_offers_no_voice_message_that_may_not_be_left(
        self, site: Site, mother: Guest
    ):
        """
        She may be called, and the second call is a call alone.
        """
        site.desk.hear(mother.contact(may_leave_message=False))
        site.desk.hear(mother.committed())
        site.desk.hear(mother.missed(meeting()))
        site.desk.clock.later(days=1)
        site.desk.try_her(mother, AttemptOutcome.NO_ANSWER)

        page = text(site, "/")

        assert 'href="tel:+4567000001"' in page
        assert "fredag d. 12. marts: Ring til hende." in page.replace(
            "Fredag", "fredag"
        )
        assert "Der er indtalt en besked alligevel" in page
        form = _form_with(site.get("/").text, "Indtalte besked")
        assert site.submit(form["action"], **form["fields"]).status_code == 303

    @pytest.mark.parametrize(("hours", "may"), [(-4, False), (-3, True), (8, False)])
    def test_has_no_way_to_call_her_in_the_quiet_hours(
        self, site: Site, mother: Guest, hours: int, may: bool
    ):
        """
        From 20 to 9 there is no button to call or write, on the list and on her page;
        what has happened can be written down.
        """
        site.desk.hear(mother.contact())
        site.desk.hear(mother.committed())
        site.desk.hear(mother.missed(meeting()))
        site.desk.clock.time = TUESDAY_NOON + timedelta(days=1, hours=hours)

        for path in ("/", f"/mothers/{mother.id}"):
            page = site.get(path).text
            assert ("tel:" in page) == may
            assert ("sms:" in page) == may
            assert ("Skriv og ring ikke fra kl. 20 til kl. 9." in page) == (not may)
        assert "Ringede, intet svar" in site.get("/").text

    def test_shows_a_mother_whose_contact_is_on_its_way(
        self, site: Site, mother: Guest
    ):
        """
        Events come in any order; the card waits for the name, not the other way.
        """
        site.desk.hear(mother.committed())
        site.desk.hear(mother.missed(meeting()))

        page = text(site, "/")

        assert "Navnet er på vej" in page
        assert "Der står ikke noget telefonnummer." in page

    def test_escapes_a_name(self, site: Site, mother: Guest):
        """
        A name is text, whatever it looks like.
        """
        site.desk.hear(mother.contact(name="<b>Nurgül</b>"))
        site.desk.hear(mother.missed(meeting()))

        assert "<b>" not in site.get("/").text


class TestTerms:
    def test_leave_no_button_but_for_what_she_wants(self, site: Site, mother: Guest):
        """
        Only by text: no number to call, on the list and on her page. A call that was
        made all the same can be written down.
        """
        site.desk.hear(mother.contact())
        site.desk.hear(mother.missed(meeting()))
        _says(site, mother, kind="keep_going", by_text="true")
        site.desk.clock.later(days=1)

        for path in ("/", f"/mothers/{mother.id}"):
            page = text(site, path)
            assert "tel:" not in page
            assert 'href="sms:+4567000001"' in page
            assert "Ring ikke. Det har hun bedt om." in page
        assert "Ringede, intet svar" in text(site, "/")

    def test_leave_weeks_between(self, site: Site, mother: Guest):
        """
        At most every eighth week: after last week's call there is a day, no button.
        """
        site.desk.hear(mother.contact())
        site.desk.hear(mother.missed(meeting()))
        _says(site, mother, kind="lighter", every_weeks="8")
        site.desk.try_her(mother, AttemptOutcome.NO_ANSWER)
        site.desk.clock.later(days=7)
        site.desk.hear(mother.missed(meeting(week=1), in_a_row=2))
        site.desk.clock.later(days=1)

        for path in ("/", f"/mothers/{mother.id}"):
            page = text(site, path)
            assert "Skriv og ring ikke før onsdag d. 28. april" in page
            assert "tel:" not in page
            assert "sms:" not in page

    def test_of_an_open_door_are_that_she_comes_herself(
        self, site: Site, mother: Guest
    ):
        """
        Her yes stands, and nobody calls or writes.
        """
        site.desk.hear(mother.contact())
        site.desk.hear(mother.committed())
        for week in range(3):
            site.desk.hear(mother.missed(meeting(week=week), in_a_row=week + 1))
        talk_id = site.desk.mother(mother).open_talk.id
        for role in (Role.COORDINATOR, Role.HEALTH_VISITOR):
            decide_team_talk(
                talk_id=talk_id,
                decision=Decision.OPEN_DOOR,
                expected_version=None,
                by=role,
                now=site.desk.clock.now(),
                uow=site.desk.uow(),
            )
        site.desk.clock.later(days=1)

        page = text(site, f"/mothers/{mother.id}")

        assert "Døren står åben. Skriv og ring ikke" in page
        assert "tel:" not in page

    def test_have_days_off(self, site: Site, mother: Guest):
        """
        On a Saturday there is the Monday, and no button.
        """
        site.desk.hear(mother.contact())
        site.desk.hear(mother.committed())
        site.desk.hear(mother.missed(meeting()))
        site.desk.clock.later(days=4)

        page = text(site, "/")

        assert "I dag kontakter vi ingen. Næste gang er mandag d. 15. marts." in page
        assert "tel:" not in page


def _says(site: Site, mother: Guest, **said: str) -> None:
    path = f"/mothers/{mother.id}/agreement"
    assert site.submit(path, form_key=str(new_id()), **said).status_code == 303


class TestAttemptForm:
    def test_logs_with_one_tap_and_returns_to_the_list(self, site: Site, mother: Guest):
        """
        The button of the page itself is pressed, with all that its form holds.
        """
        site.desk.hear(mother.missed(meeting()))
        form = _form_with(site.get("/").text, "Ringede, intet svar")

        answer = site.submit(form["action"], **form["fields"])

        assert answer.status_code == 303
        assert answer.headers["Location"] == f"/outreach/?saved={mother.id}"
        after = text(site, f"/?saved={mother.id}")
        assert "Det er gemt." in after
        assert "Ringede, intet svar," in after
        assert "Det er gemt." not in text(site, "/?saved=x")

    def test_pressed_twice_logs_once(self, site: Site, mother: Guest):
        """
        A second tap on a slow phone has no second effect.
        """
        site.desk.hear(mother.missed(meeting()))
        form = _form_with(site.get("/").text, "Sendte besked")

        for _ in range(2):
            assert site.submit(form["action"], **form["fields"]).status_code == 303

        (follow_up,) = site.desk.mother(mother).open_follow_ups
        assert len(follow_up.attempts) == 1

    def test_leads_from_a_concern_to_a_referral(self, site: Site, mother: Guest):
        """
        A concern goes to the health visitors; until then it stays on the list. That it
        was passed on is undone with one tap, as an attempt is.
        """
        site.desk.hear(mother.missed(meeting()))
        url = f"/follow_ups/{follow_up_of(site.desk, mother)}"

        answer = site.submit(f"{url}/attempts", channel="call", outcome="concern")

        assert answer.headers["Location"] == f"/referrals/new?mother={mother.id}"
        form = _form_with(site.get("/").text, "Den er givet videre")
        assert site.submit(form["action"], **form["fields"]).status_code == 303
        assert "Der er ingen at følge op på" in text(site, "/")
        assert "Bekymringen er givet videre" in text(site, "/done")
        slip = _form_with(site.get(f"/?saved={mother.id}").text, "Fortryd")
        assert site.submit(slip["action"], **slip["fields"]).status_code == 303
        assert "Den er givet videre" in text(site, "/")

    def test_leads_from_a_need_of_help_to_planning_who_fetches_her(
        self, site: Site, mother: Guest
    ):
        """
        The answer asks something of us: she waits at home, so it stands on the list
        until somebody says that the help is agreed, which can be undone.
        """
        site.desk.hear(mother.missed(meeting()))
        url = f"/follow_ups/{follow_up_of(site.desk, mother)}"

        answer = site.submit(
            f"{url}/attempts", channel="call", outcome="practical_help"
        )

        planning = f"/roster/mothers/{mother.id}/pick_up"
        assert answer.headers["Location"] == planning
        assert f'href="{planning}"' in site.get("/").text
        assert "Lovet i dag" in text(site, "/")
        form = _form_with(site.get("/").text, "Hjælpen er aftalt")
        assert site.submit(form["action"], **form["fields"]).status_code == 303
        assert "Der er ingen at følge op på" in text(site, "/")
        assert "Hun har brug for hjælp til at komme" in text(site, "/done")
        slip = _form_with(site.get(f"/?saved={mother.id}").text, "Fortryd")
        assert site.submit(slip["action"], **slip["fields"]).status_code == 303
        assert "Hjælpen er aftalt" in text(site, "/")

    @pytest.mark.parametrize(
        ("outcome", "leads_to", "waits_for"),
        [
            ("coming_next", "/pick_up", AttemptOutcome.PRACTICAL_HELP),
            ("just_hard_today", "saved=", None),
        ],
    )
    def test_leads_from_an_offer_that_she_takes_to_planning_it(
        self,
        site: Site,
        mother: Guest,
        outcome: str,
        leads_to: str,
        waits_for: AttemptOutcome | None,
    ):
        """
        She would wait at the door for nobody else, so it waits on the list meanwhile.
        """
        site.desk.hear(mother.missed(meeting()))
        url = f"/follow_ups/{follow_up_of(site.desk, mother)}/attempts"

        answer = site.submit(url, channel="pickup_offer", outcome=outcome)

        assert leads_to in answer.headers["Location"]
        [follow_up] = site.desk.mother(mother).follow_ups.values()
        assert follow_up.waits_for is waits_for
        assert follow_up.is_open is (waits_for is not None)

    def test_leads_from_a_concern_to_the_sealed_lane_by_a_form(
        self, site: Site, mother: Guest
    ):
        """
        Another service takes it: her id stands in no address, and here is no field for
        it. Beside it stands that nothing of it is written here.
        """
        site.desk.hear(mother.missed(meeting()))
        site.desk.try_her(mother, AttemptOutcome.CONCERN)

        page = site.get("/").text

        [form] = re.findall(
            r'<form method="post" action="/referrals/sealed">.*?</form>',
            page,
            re.DOTALL,
        )
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
        assert fields.keys() == {"form_key", "mother_id"}
        assert fields["mother_id"] == str(mother.id)
        assert "Intet om det skrives her" in page
        assert "/referrals/sealed?" not in page

    def test_keeps_a_concern_before_a_pause(self, site: Site, mother: Guest):
        """
        Two things that she told are two things to take care of, the concern first.
        """
        site.desk.hear(mother.missed(meeting()))
        site.desk.try_her(mother, AttemptOutcome.CONCERN)
        site.desk.hear(mother.missed(meeting(week=1)))
        site.desk.try_her(mother, AttemptOutcome.WANTS_PAUSE)
        page = site.get("/").text
        assert page.index("Den er givet videre") < page.index("Pausen er aftalt")
        form = _form_with(page, "Pausen er aftalt")
        agreed = {**form["fields"], "until": "2027-06-01"}

        assert site.submit(form["action"], **agreed).status_code == 303

        page = text(site, "/")
        assert "Pausen er aftalt" not in page
        assert "Der er en bekymring" in page

    def test_asks_until_when_she_pauses(self, site: Site, mother: Guest):
        """
        The day is agreed with her; from then on nobody follows up, and the way to the
        group's own pause stands beside it.
        """
        site.desk.hear(mother.committed())
        site.desk.hear(mother.missed(meeting()))
        site.desk.try_her(mother, AttemptOutcome.WANTS_PAUSE)
        page = site.get("/").text
        assert f'href="/roster/mothers/{mother.id}"' in page
        form = _form_with(page, "Pausen er aftalt")

        without = site.submit(form["action"], **form["fields"], until="")
        agreed = {**form["fields"], "form_key": str(new_id()), "until": "2027-06-01"}

        assert without.status_code == 422
        assert "<strong>Til hvornår?</strong>" in without.text
        assert "Skriv, hvornår pausen er slut." in without.text
        assert site.submit(form["action"], **agreed).status_code == 303
        hers = text(site, f"/mothers/{mother.id}")
        assert "Kontakt hende ikke før 1. juni 2027." in hers
        assert "Besked om gruppen" in hers
        assert "Ingen skriver eller ringer før den dag" not in hers

    def test_that_is_old_tells_in_words_what_to_do(self, site: Site, mother: Guest):
        """
        Two of us had the page open; nothing is overwritten.
        """
        site.desk.hear(mother.missed(meeting()))
        url = f"/follow_ups/{follow_up_of(site.desk, mother)}/attempts"
        site.submit(url, **NO_ANSWER, version=1)

        answer = site.submit(url, **NO_ANSWER, version=1)

        assert answer.status_code == 409
        assert "Intet er overskrevet" in answer.text

    def test_without_its_fields_names_them(self, site: Site, mother: Guest):
        """
        A form that something has broken is refused field by field.
        """
        site.desk.hear(mother.missed(meeting()))
        url = f"/follow_ups/{follow_up_of(site.desk, mother)}/attempts"

        answer = site.submit(url, channel="call", outcome="lost")

        assert answer.status_code == 422
        assert "<strong>Hvad kom der ud af det?</strong>: Vælg " in answer.text


class TestBeforeHerYes:
    def test_has_no_button_to_call_or_write(self, site: Site, mother: Guest):
        """
        Without her yes there are the two neutral texts alone, from the first miss on;
        what has happened can be written down, on the day on which it has.
        """
        site.desk.hear(mother.contact())
        site.desk.hear(mother.missed(meeting()))
        page = site.get("/").text
        assert "tel:" not in page
        assert "sms:" not in page
        assert "Ring en anden dag" not in page
        form = _form_with(page, "Tilbød at hente hende")
        fields = {**form["fields"], "at": "2027-03-09T11:15", "minutes": "7"}

        assert site.submit(form["action"], **fields).status_code == 303

        (made,) = site.desk.mother(mother).open_follow_ups[0].made
        assert (made.channel, made.minutes) == ("pickup_offer", 7)
        assert "Tilbød at hente hende, tirsdag d. 9. marts kl. 11.15" in text(site, "/")
        later = {**fields, "form_key": str(new_id()), "at": "2027-03-10T11:15"}
        refused = site.submit(form["action"], **later)
        assert "Skriv et tidspunkt, der har været." in refused.text


class TestNoThanks:
    def test_says_first_what_it_does(self, site: Site, mother: Guest):
        """
        It stops everything of everybody's, so the page says that beside the button.
        """
        site.desk.hear(mother.contact())
        site.desk.hear(mother.missed(meeting()))
        page = site.get("/").text
        assert "Alt stopper nu" in page
        form = _form_with(page, "Skriv nej tak, og stop alt")

        answer = site.submit(form["action"], **form["fields"])

        hers = text(site, answer.headers["Location"].removeprefix("/outreach"))
        assert "Hun har sagt nej tak. Kontakt hende ikke." in hers
        assert "tel:" not in hers
        assert "Stoppet: hun sagde nej tak" in text(site, "/done")

    def test_is_told_in_words_to_who_writes_an_attempt(self, site: Site, mother: Guest):
        """
        The page that was open before does not get past it.
        """
        site.desk.hear(mother.missed(meeting()))
        url = f"/follow_ups/{follow_up_of(site.desk, mother)}/attempts"
        site.desk.hear(mother.declined())

        answer = site.submit(url, **NO_ANSWER)

        assert answer.status_code == 409
        assert "Hun har sagt nej tak." in answer.text


class TestMotherPage:
    def test_tells_her_whole_history(self, site: Site, mother: Guest):
        """
        Each missed session, each attempt and how it ended, in plain words.
        """
        session = meeting()
        site.desk.hear(mother.contact())
        site.desk.hear(mother.missed(session))
        site.submit(
            f"/follow_ups/{follow_up_of(site.desk, mother)}/attempts", **NO_ANSWER
        )
        site.desk.hear(mother.excused_late(session), version=2)

        page = text(site, f"/mothers/{mother.id}")

        assert "Mødegang tirsdag d. 9. marts (uge 10)" in page
        assert "Ringede, intet svar," in page
        assert "(koordinator)" in page
        assert "Trukket tilbage: sent afbud" in page

    def test_takes_her_own_words(self, site: Site, mother: Guest):
        """
        Asked to keep going, we write it where everybody sees it.
        """
        site.desk.hear(mother.contact())

        site.submit(f"/mothers/{mother.id}/agreement", kind="keep_going")

        assert "Bare bliv ved med at skrive og ringe." in text(
            site, f"/mothers/{mother.id}"
        )

    def test_of_nobody_is_not_found(self, site: Site):
        """
        A wrong link says where to go instead.
        """
        answer = site.get(f"/mothers/{new_id()}")

        assert answer.status_code == 404
        assert "Hun står ikke på listen." in answer.text


class TestHistory:
    def test_tells_what_was_so_for_a_while(self, site: Site, mother: Guest):
        """
        It had ended and was opened again, a no thanks was a slip, somebody has asked
        her: each with the role and the time.
        """
        site.desk.hear(mother.contact())
        session = meeting()
        site.desk.hear(mother.missed(session))
        site.desk.hear(mother.excused_late(session), version=2)
        site.desk.hear(
            mother.corrected(session, to="missed", was="cancelled"), version=3
        )
        asked_on_wednesday(site.desk, mother)
        site.submit(f"/mothers/{mother.id}/asked")
        site.post(f"/api/mothers/{mother.id}/agreement", {"kind": "no_thanks"})
        site.post(f"/api/mothers/{mother.id}/no_thanks/take_back", None)

        page = text(site, f"/mothers/{mother.id}")

        assert "Trukket tilbage: sent afbud, tirsdag d. 9. marts" in page
        assert ". Åbnet igen tirsdag d. 9. marts" in page
        assert "<s>Hun har sagt nej tak" in page
        assert "fortrudt onsdag d. 10. marts" in page
        assert "Hver gang hun er spurgt igen" in page
        assert "Spurgt, men ikke svaret, onsdag d. 10. marts kl. 12.00 " in page
        assert 'onsdag d. 10. marts kl. 12.00 <span class="quiet">(koordinator)' in page


class TestDone:
    def test_says_so_when_nothing_has_ended(self, site: Site):
        """
        An empty page is no broken page.
        """
        assert "Intet er afsluttet de sidste 14 dage." in text(site, "/done")

    def test_shows_why_it_ended(self, site: Site, mother: Guest):
        """
        Withdrawn by a late cancellation reads as that, and what never was is left out.
        """
        session, never_missed = meeting(), meeting(week=-1)
        site.desk.hear(mother.missed(session))
        site.desk.hear(mother.excused_late(session), version=2)
        site.desk.hear(mother.excused_late(never_missed), version=2)

        page = text(site, "/done")

        assert page.count("Trukket tilbage: sent afbud") == 1

        site.desk.clock.later(days=15)
        assert "Intet er afsluttet de sidste 14 dage." in text(site, "/done")


def _form_with(page: str, button: str) -> dict:
    """
    Find the form with this button, as a browser would send it.
    """
    forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
    form = next(one for one in forms if f">{button}</button>" in one)
    action = re.search(r'action="/outreach([^"]+)"', form)
    assert action
    hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)
    tapped = re.findall(rf'name="(\w+)" value="([^"]*)">{button}</button>', form)
    return {"action": action[1], "fields": dict([*hidden, *tapped])}
