"""
What the pages promise to people, filled in as a browser would.
"""

import html
import re
from pathlib import Path
from time import sleep
from uuid import uuid4

import pytest

from services.roster.domain import errors
from services.roster.entrypoints import roster_has_errors
from services.roster.entrypoints.wording import WORDING
from services.roster.usecases import page_of_mothers
from shared.contracts.roster.mothers import ContactChanged, MotherDeclined
from shared.contracts.roster.sessions import SessionClosed
from shared.kernel.organisations import Role
from shared.kernel.refusal import Refusal

SAMPLE = Path(__file__).parents[3] / "deploy" / "sample" / "roster.csv"


@pytest.fixture
def register(visitor):
    """
    Give the page of a register with Ama, Berta and Cemile.
    """
    group_id = visitor.group()
    for name in ("Ama", "Berta", "Cemile"):
        visitor.mother(group_id, name)
    return visitor.open(f"/roster/sessions/{visitor.session(group_id)}")


def path_of(page):
    return "/" + page.address.split("/", 3)[3].partition("#")[0]


def mother_id(page, name):
    """
    Return the id of the row in which the name stands.
    """
    [found] = re.findall(
        rf'id="mother-([0-9a-f-]+)">\s*<h3><a[^>]*><bdi [^>]*>{name}<',
        page.html,
    )
    return found


def asked_for_in(page):
    """
    Return the services whose part of a mother the browser asks for.
    """
    return set(re.findall(r'hx-get="/(\w+)/mothers/', page.html))


def tap(page, action, name, **holding):
    """
    Tap the button in a mother's row that goes to ``action``.
    """
    about = {"mother_id": mother_id(page, name)} | holding
    return page.send(f"{path_of(page)}/{action}", holding=about)


class TestRegister:
    def test_is_kept_by_taps_and_closed(self, visitor, register):
        """
        One came, one cancelled; the button says how many will count as missed.
        """
        page = tap(register, "marks", "Ama", outcome="attended")
        page = tap(page, "cancellations", "Berta")

        assert page.pressed() == ["Mødt: Ama", "Afbud: Berta"]
        assert "1 uden mærke bliver udeblevet" in page.text
        assert "✓ Mødt" in page.text

        closed = page.send(f"{path_of(page)}/close")

        assert (closed.status, closed.pressed()) == (200, [])
        assert "Udeblevet 1" in closed.text
        assert closed.text.count("Kom der et sent afbud?") == 1
        assert len(visitor.announced(SessionClosed)) == 1

    def test_goes_back_to_the_row_that_was_tapped(self, register):
        """
        With twenty mothers nobody wants to scroll down again.
        """
        page = tap(register, "marks", "Berta", outcome="excused")

        assert page.address.endswith(f"#mother-{mother_id(page, 'Berta')}")

    def test_takes_a_mark_back_when_it_is_tapped_again(self, register):
        """
        The wrong row was tapped; the same tap undoes it.
        """
        page = tap(register, "marks", "Ama", outcome="attended")

        page = tap(page, "unmark", "Ama")

        assert page.pressed() == []
        assert "3 uden mærke bliver udeblevet" in page.text

    def test_does_not_take_back_what_a_colleague_has_tapped(self, visitor, register):
        """
        Here she still stands as attended; the colleague has just heard that she cannot.
        """
        page = tap(register, "marks", "Ama", outcome="attended")
        tap(visitor.open(path_of(page)), "cancellations", "Ama")

        stale = tap(page, "unmark", "Ama")

        assert stale.status == 409
        assert "En anden har ændret det" in stale.text
        assert visitor.open(path_of(page)).pressed() == ["Afbud: Ama"]

    def test_finds_a_cancellation_again_below_a_wrong_tap(self, register):
        """
        The wrong row was tapped, and tapped back: her cancellation still stands.
        """
        page = tap(register, "cancellations", "Ama")
        page = tap(page, "marks", "Ama", outcome="attended")

        page = tap(page, "unmark", "Ama")

        assert page.pressed() == ["Afbud: Ama"]

    def test_takes_a_mother_who_was_not_expected(self, visitor, register):
        """
        A walk-in of another group is one choice and one tap away.
        """
        guest = visitor.mother(visitor.group(), "Dina")
        page = visitor.open(path_of(register))

        choice = {"mother_id": "", "outcome": "attended"}

        nobody = page.send(f"{path_of(page)}/marks", holding=choice)
        page = page.send(f"{path_of(page)}/marks", holding=choice, mother_id=guest)

        assert nobody.status == 422
        assert "Mor : Skal udfyldes." in nobody.text
        assert page.pressed() == ["Mødt: Dina"]

    def test_takes_who_walks_in_and_is_new_in_one_step(self, visitor, register):
        """
        A name is enough: she is on the group's list and marked, and the page is the
        same.
        """
        here = path_of(register)

        page = register.send(
            f"{here}/walk-ins", display_name="Çiğdem", languages="tyrkisk, dansk"
        )

        assert path_of(page) == here
        assert page.pressed() == ["Mødt: Çiğdem"]
        [told] = [
            one.event
            for one in visitor.announced(ContactChanged)
            if one.event.display_name == "Çiğdem"
        ]
        assert told.languages == ("tr", "da")

    def test_offers_the_mother_whose_number_it_is(self, visitor, register):
        """
        Entered twice she would get every message twice: one tap marks whom we know.
        """
        here = path_of(register)
        known = visitor.mother(visitor.group(), "Soraya", phone="+4567000031")

        offer = register.send(
            f"{here}/walk-ins", display_name="Sorea", phone="67 00 00 31"
        )
        page = offer.send(f"{here}/marks", holding={"mother_id": known})

        assert "Nummeret tilhører Soraya , som står på en liste" in offer.text
        assert "Sorea" not in offer.html
        assert page.pressed() == ["Mødt: Soraya"]

    def test_hears_a_double_tap_once(self, visitor, register):
        """
        A thumb that is too quick must not close twice, nor see an error.
        """
        here = path_of(register)
        first = register.send(f"{here}/close")

        second = register.send(f"{here}/close")

        assert (first.status, second.status) == (200, 200)
        assert len(visitor.announced(SessionClosed)) == 1

    def test_is_not_closed_by_one_who_has_not_seen_the_last_mark(
        self, visitor, register
    ):
        """
        A colleague marked somebody meanwhile; the page says what to do.
        """
        tap(visitor.open(path_of(register)), "marks", "Ama", outcome="attended")

        page = register.send(f"{path_of(register)}/close")

        assert page.status == 409
        assert "stale-version" in page.text
        assert "En anden har ændret det" in page.text

    def test_takes_a_late_cancellation_and_a_correction(self, register):
        """
        Each stands in the row that it is about.
        """
        page = register.send(f"{path_of(register)}/close")

        page = page.send(
            f"{path_of(page)}/cancellations",
            holding={"mother_id": mother_id(page, "Ama")},
            channel="text",
            received_at="2026-11-17T11:30",
        )
        page = page.send(
            f"{path_of(page)}/corrections",
            holding={"mother_id": mother_id(page, "Berta")},
            to="attended",
            reason="came_late",
        )

        assert page.status == 200
        assert "Berta : Rettet , fra udeblevet til mødt. Hun kom senere" in page.text
        assert re.search(r"Ama\W+Sent afbud", page.text)
        assert re.search(r"Berta\W+Mødt", page.text)
        assert re.search(r"Cemile\W+Udeblevet", page.text)

        undone = page.send(
            f"{path_of(page)}/corrections",
            holding={"mother_id": mother_id(page, "Berta"), "to": "missed"},
            reason="taken_back",
        )

        assert re.search(r"Berta\W+Udeblevet", undone.text)
        assert "fra mødt til udeblevet. Rettelsen var forkert" in undone.text

    def test_is_opened_again_and_says_that_it_has_to_be_closed(self, register):
        """
        A mark is missing: open, tap, close; what was changed stands below.
        """
        here = path_of(register)
        closed = register.send(f"{here}/close")

        page = closed.send(f"{here}/reopen")
        again = tap(page, "marks", "Berta", outcome="attended").send(f"{here}/close")

        assert "Registeret er åbnet igen." in page.text
        assert page.pressed() == []
        assert "Berta : Lukket igen , fra udeblevet til mødt" in again.text
        assert "Registeret blev åbnet igen Tirsdag" in again.text

    def test_of_a_cancelled_session_says_so(self, register):
        """
        Nothing can be tapped any more.
        """
        here = path_of(register)
        without = register.send(f"{here}/cancel")

        page = register.send(f"{here}/cancel", reason="too_few_staff")

        assert (without.status, "Hvorfor? : Skal udfyldes." in without.text) == (
            422,
            True,
        )
        assert "Aflyst. Fortryd" in page.text
        assert "Mødegangen blev aflyst . For få på arbejde" in page.text
        assert "Luk registeret" not in page.text

    def test_of_a_cancelled_session_has_the_way_back(self, register):
        """
        One tap, and it stands as before; what happened stands below.
        """
        here = path_of(register)
        before = tap(register, "marks", "Berta", outcome="attended")
        void = before.send(f"{here}/cancel", reason="staff_ill")

        page = void.send(f"{here}/reinstate")

        assert page.pressed() == before.pressed()
        assert "Aflysningen blev taget tilbage" in page.text

    def test_holds_the_questions_that_the_session_is_prepared_with(self, register):
        """
        One line each, ticked with one tap as they are taken up.
        """
        here = f"{path_of(register)}/questions"
        page = register.send(here, text="Hvor længe må et barn sove?")
        [question] = re.findall(rf'action="({here}/[0-9a-f-]+)"', page.html)

        ticked = page.send(question)

        assert page.address.endswith("#questions")
        assert "1 spørgsmål" in page.text
        assert ticked.pressed() == ["Taget op: Hvor længe må et barn sove?"]

    def test_leads_to_the_food_of_those_who_come(self, visitor, register):
        """
        Whoever cooks reads it beside the name, of nobody who has cancelled, and only
        until the register is closed; it stands not in the register, of which a
        telephone keeps a copy.
        """
        here = path_of(register)
        for name, told in (("Ama", "ingen nødder"), ("Berta", "ingen løg")):
            profile = f"/roster/mothers/{mother_id(register, name)}/profile"
            visitor.open(profile).send(profile, food_note=told)
        page = tap(register, "cancellations", "Berta")

        food = visitor.open(f"{here}/food").text

        assert f'href="{here}/food"' in page.html
        assert "nødder" not in visitor.open(here).html
        assert "Ama ingen nødder" in food
        assert "Berta" not in food
        assert "Cemile" not in food
        page.send(f"{here}/close")
        assert "nødder" not in visitor.open(f"{here}/food").html

    def test_cannot_be_closed_before_it_has_begun(self, visitor, clock):
        """
        The page does not offer what would be refused; a cancellation it takes.
        """
        clock.later(days=-1)
        group_id = visitor.group()
        visitor.mother(group_id, "Ama")
        page = visitor.open(f"/roster/sessions/{visitor.session(group_id)}")

        page = tap(page, "cancellations", "Ama")

        assert page.pressed() == ["Afbud: Ama"]
        assert "Registeret kan lukkes, når mødegangen er begyndt" in page.text


class TestOverview:
    def test_leads_from_nothing_to_a_session(self, visitor):
        """
        Who opens an empty roster is told where to begin.
        """
        empty = visitor.open("/roster/")
        visitor.open("/roster/groups/new").send(
            "/roster/groups/new", name="Tirsdagsgruppen", place="Børnehuset"
        )
        register = visitor.open("/roster/sessions/new").send(
            "/roster/sessions/new", date="2026-11-17", theme="søvn"
        )
        overview = visitor.open("/roster/")

        assert "Opret en gruppe" in empty.text
        assert "Tirsdag d. 17. november uge 47" in register.text
        assert "Ikke lukket" in overview.text
        assert "Ingen flere mødegange er planlagt." in overview.text

    def test_sorts_sessions_by_what_is_to_be_done(self, visitor):
        """
        Today's first, then the next ones, then the last ones.
        """
        group_id = visitor.group()
        for day in ("2026-11-10", "2026-11-17", "2026-11-24"):
            visitor.session(group_id, day)

        text = visitor.open("/roster/").text

        words = ("I dag", "17. november", "Kommende", "24. november", "Seneste")
        # That the tenth's is not closed stands at the top as well.
        places = [*map(text.index, words), text.rindex("10. november")]
        assert places == sorted(places)


class TestMothers:
    def test_are_entered_found_changed_and_let_go(self, visitor):
        """
        From a new mother to her no thanks, without JavaScript.
        """
        visitor.group()
        page = visitor.open("/roster/mothers/new").send(
            "/roster/mothers/new",
            display_name="Zeynep Çemşîr",
            phone="67 00 00 31",
            languages="tyrkisk, dansk",
            child_1_first_name="Ada",
            child_1_born_on="2026-03-14",
        )
        here = path_of(page)

        assert "67 00 00 31" in page.text
        assert "Ada , 8 måneder" in page.text
        assert f"/referrals/new?mother={here.rpartition('/')[2]}" in page.html

        changed = page.send(f"{here}/contact", phone="", may_leave_message="true")

        assert "Telefon ingen" in changed.text
        assert "Vi må lægge en besked" in changed.text
        assert "tyrkisk, dansk" in changed.text

        gone = changed.send(f"{here}/decline")

        assert "Hun har sagt nej tak" in gone.text
        assert "Ny henvisning" not in gone.text
        assert len(visitor.announced(MotherDeclined)) == 1

    def test_get_all_that_is_kept_of_them_to_read_and_as_a_file(self, visitor):
        """
        What she has told stands in both: her number, what she eats and her child. The
        browser asks for the parts of others, where the reader has anything to do there.
        """
        visitor.group()
        page = visitor.open("/roster/mothers/new").send(
            "/roster/mothers/new",
            display_name="Aylin",
            phone="67 00 00 31",
            food_note="ingen nødder",
            child_1_first_name="Ada",
            child_1_born_on="2026-03-14",
        )
        her = path_of(page).rpartition("/")[2]

        shown = visitor.open(f"/roster/mothers/{her}/personal")
        file = visitor.get(f"/mothers/{her}/personal").json()

        assert f'href="/roster/api/mothers/{her}/personal" download' in shown.html
        assert asked_for_in(shown) == {"outreach", "referrals", "notifications"}
        to_another = visitor.open(f"/roster/mothers/{her}/personal", Role.PAEDAGOG)
        assert asked_for_in(to_another) == {"referrals"}
        for told in ("67000031", "ingen nødder", "Ada"):
            assert told in shown.text
            assert told in str(file["parts"])

    def test_are_searched_for_without_a_name_in_the_address(self, visitor):
        """
        An address stays in the browser and in the logs of every machine on the way.
        """
        group_id = visitor.group()
        for name in ("Zeynep Çemşîr", "Efua"):
            visitor.mother(group_id, name)
        page = visitor.open("/roster/mothers")

        found = page.send("/roster/mothers", name="cemsir")
        none = page.send("/roster/mothers", name="xyz")
        all_of_them = page.send("/roster/mothers", name="\0 ")
        asked_by_address = visitor.open("/roster/mothers?name=cemsir")

        assert found.address.endswith("/roster/mothers")
        assert "Zeynep Çemşîr" in found.text
        assert "Efua" not in found.text
        assert "Ingen mor har et navn" in none.text
        assert "Efua" in all_of_them.text
        assert "Efua" in asked_by_address.text

    def test_are_found_by_what_they_can_help_with(self, visitor):
        """
        Whoever types what it is called on the page sees who can, and the way to all.
        """
        group_id = visitor.group()
        efua, _ = (visitor.mother(group_id, name) for name in ("Efua", "Nevra"))
        profile = f"/roster/mothers/{efua}/profile"
        visitor.open(profile).send(
            profile, offers_make_ready="true", knows_twins="true"
        )
        page = visitor.open("/roster/mothers")

        found = [
            page.send("/roster/mothers", name="Tvilling"),
            page.send("/roster/mothers", name="rydde op"),
            visitor.open("/roster/mothers?offers=make_ready"),
            visitor.open("/roster/mothers?knows=twins"),
        ]

        for one in found:
            assert "Efua" in one.text
            assert "Nevra" not in one.text
        assert 'href="/roster/mothers?knows=twins"' in found[0].html
        nobody = page.send("/roster/mothers", name="oversætte")
        assert "Ingen har heller fortalt" in nobody.text
        assert "Efua" not in page.send("/roster/mothers", name="tvi").text

    def test_are_listed_by_group_and_page_by_page(self, visitor, monkeypatch):
        """
        The address of the next page goes on with what was asked, and holds no name. If
        she behind whom it begins is gone meanwhile, the list begins anew.
        """
        monkeypatch.setattr(page_of_mothers, "ON_A_PAGE", 1)
        here, there = visitor.group(), visitor.group()
        for name in ("Ada", "Efua"):
            visitor.mother(here, name)
        visitor.mother(there, "Bisera")

        first = visitor.open(f"/roster/mothers?group_id={here}&enrolment=active")
        (link,) = re.findall(r'href="(/roster/mothers\?[^"]*after[^"]*)"', first.html)
        second = visitor.open(html.unescape(link))
        behind_nobody = visitor.open(html.unescape(link)[:-36] + str(uuid4()))

        assert "Ada" in first.text
        assert behind_nobody.text == first.text
        assert "Efua" not in first.text
        assert "Efua" in second.text
        assert "Bisera" not in second.text
        assert "Vis de næste" not in second.text
        (beyond,) = visitor.get(f"/mothers?after={link[-36:]}&limit=1").json()
        assert beyond["display_name"] == "Bisera"

    def test_is_told_where_the_yes_of_one_who_declined_is_written(self, visitor):
        """
        Her page offers no field for it, and a form that was open before says so.
        """
        mother = visitor.mother(visitor.group())
        here = f"/roster/mothers/{mother}"
        before = visitor.open(here)
        visitor.post(f"/mothers/{mother}/decline")

        late = before.send(f"{here}/contact", said_yes_on="2026-11-17", version="2")
        page = visitor.open(here)

        assert late.status == 409
        assert "skriv det under Opfølgning" in late.text
        assert "said_yes_on" not in page.form(f"{here}/contact")
        assert f'href="/outreach/mothers/{mother}"' in page.html

    def test_leads_whoever_calls_to_what_she_has_said_about_it(self, visitor):
        """
        Rule 3: her number is no button here, where nobody knows of her pause or her
        yes. Whoever may be called leads the coordinator to the page that does.
        """
        mother = visitor.mother(visitor.group(), phone="22334455")
        here = f"/roster/mothers/{mother}"
        before = visitor.open(here).html
        visitor.post(f"/mothers/{mother}/decline")
        after = visitor.open(here).html

        for page in (before, after):
            assert "tel:" not in page
            assert "22 33 44 55" in page
        assert f'href="/outreach/mothers/{mother}">Ring fra Opfølgning' in before
        assert "Ring fra Opfølgning" not in after

    def test_does_not_offer_to_call_on_a_phone_that_others_answer(self, visitor):
        """
        Nobody else must learn of the group from us.
        """
        mother = visitor.mother(visitor.group(), phone="22334455", shared_phone=True)

        page = visitor.open(f"/roster/mothers/{mother}").html

        assert "hun deler telefonen" in page
        assert "Ring fra Opfølgning" not in page
        assert "Hvad hun har sagt om at blive kontaktet" in page

    def test_shows_who_has_been_given_her_card(self, visitor):
        """
        Who, for which organisation, what for and when.
        """
        mother = visitor.mother(visitor.group())
        visitor.post(
            "/disclosures",
            role="health_visitor",
            mother_id=mother,
            purpose="home_visit",
            reference=str(uuid4()),
        )

        text = visitor.open(f"/roster/mothers/{mother}").text

        assert "Sundhedsplejerske, sundhedsplejen" in text
        assert "Hjemmebesøg" in text
        assert "tirsdag d. 17. november kl. 12.00" in text

    def test_names_each_field_that_is_wrong_in_danish(self, visitor):
        """
        A form is refused as a whole, and every field tells what to do.
        """
        visitor.group()

        page = visitor.open("/roster/mothers/new").send(
            "/roster/mothers/new",
            display_name="\u202eNevra",
            phone="12",
            languages="klingonsk",
            said_yes_on="i går",
        )

        assert page.status == 422
        assert "Telefon : Det kan ikke være et telefonnummer." in page.text
        assert "Sprog : Et sprog kendes ikke." in page.text
        assert "Sagt ja : Vælg en dato." in page.text

    def test_shows_a_name_as_text_whatever_stands_in_it(self, visitor):
        """
        A name with angle brackets is odd, and harmless.
        """
        mother = visitor.mother(visitor.group(), "<script>alert(1)</script>")

        html = visitor.open(f"/roster/mothers/{mother}").html

        assert "<script>" not in html
        assert "&lt;script&gt;" in html


class TestImport:
    def choose(self, visitor, content):
        page = visitor.open("/roster/import")
        return page.send("/roster/import", files={"file": ("liste.csv", content)})

    def test_shows_first_what_it_would_change(self, visitor):
        """
        Twenty are new; only the second button adds them, and the list is then known.
        """
        visitor.group()

        tried = self.choose(visitor, SAMPLE.read_bytes())
        before = visitor.open("/roster/mothers").text
        taken = tried.send(path_of(tried))
        again = self.choose(visitor, SAMPLE.read_bytes())

        assert "20 nye mødre kommer på listen." in tried.text
        assert "Der er ingen mødre på listen endnu." in before
        assert "20 nye mødre er kommet på listen." in taken.text
        assert "Alle 20 mødre i filen står på listen i forvejen." in again.text

    def test_shows_each_error_and_takes_only_the_good_rows_if_asked(self, visitor):
        """
        Each has its line, its column and what to do; the other lines can come in alone.
        """
        visitor.group()

        page = self.choose(visitor, b"navn;telefon\nNevra;12\nEfua;\n")
        taken = page.send(path_of(page))

        assert "1 fejl i filen" in page.text
        assert "2 telefon Det kan ikke være et telefonnummer. Skriv ét" in page.text
        assert "1 ny mor er kommet på listen." in taken.text
        assert "Linjerne med fejl er sprunget over: Linje" in taken.text
        mothers = visitor.open("/roster/mothers").text
        assert "Efua" in mothers
        assert "Nevra" not in mothers

    def test_has_no_button_for_a_file_that_is_cut(self, visitor):
        """
        A column that nobody knows concerns every line of it.
        """
        visitor.group()

        page = self.choose(visitor, b"navn;telfon\nNevra;67000001\n")

        assert "1 telfon Kolonnen kendes ikke." in page.text
        assert f'action="{path_of(page)}"' not in page.html

    def test_says_what_a_list_has_otherwise_than_we(self, visitor):
        """
        By line and field; nothing of it is taken over.
        """
        visitor.mother(visitor.group(), "Nevra", phone="+4567000001")

        page = self.choose(visitor, b"navn;telefon;sprog\nN.;67000001;tyrkisk\n")

        assert "På 1 linje står der noget andet, end vi har" in page.text
        assert "Linje Hvad er anderledes 2 navn, sprog" in page.text

    def test_takes_a_long_list_in_beside_everything_else(self, visitor):
        """
        The page says that it goes on, renews itself, and at last tells the end.
        """
        visitor.group()
        lines = [
            "navn;barn;født",
            *(f"Mor Nummer {one} Ilgaz;;24-08-2026" for one in range(900)),
        ]

        page = self.choose(visitor, "\n".join(lines).encode())
        page = self.until("Filen kan hentes ind", visitor, page)
        page = page.send(path_of(page))
        assert "af 900 linjer er hentet ind." in page.text
        assert '<progress max="900"' in page.html
        assert 'sse-connect="/roster/live"' in page.html
        page = self.until("Listen er hentet ind", visitor, page)

        assert "900 nye mødre er kommet på listen." in page.text

    def until(self, text, visitor, page):
        path = path_of(page)
        for _ in range(200):
            if text in page.text:
                return page
            sleep(0.1)
            page = visitor.open(path)
        raise AssertionError(f"it never says {text}")

    def test_takes_nothing_in_though_it_is_told_to(self, visitor):
        """
        There is no such button, but an old page or a program may send it all the same.
        """
        visitor.group()
        page = self.choose(visitor, b"navn;telefon\nNevra;12\nEfua;\n")

        taken = visitor.open_after_post(path_of(page))

        assert (taken.status, path_of(taken)) == (200, path_of(page))
        assert "1 fejl i filen" in taken.text
        assert "ingen mødre på listen" in visitor.open("/roster/mothers").text

    def test_refuses_to_go_on_without_a_file(self, visitor):
        """
        The browser sends an empty one when none was chosen.
        """
        visitor.group()

        page = self.choose(visitor, b"")

        assert page.status == 422
        assert "Fil : Vælg en fil." in page.text


class TestWording:
    def test_says_every_refusal_of_the_roster_in_danish(self):
        """
        Nobody meets a code without a sentence that says what to do.
        """
        found = [*vars(errors).values(), *vars(roster_has_errors).values()]
        own = {
            one.code
            for one in found
            if isinstance(one, type)
            and issubclass(one, Refusal)
            and one.__module__.startswith("services.roster")
        }

        assert own == set(WORDING)
