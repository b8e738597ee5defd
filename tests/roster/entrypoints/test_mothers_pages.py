"""
The list of mothers and a mother's page, filled in as a browser would.
"""

import html
import re
from uuid import uuid4

from services.roster.usecases import page_of_mothers
from shared.contracts.roster.mothers import MotherDeclined
from shared.kernel.organisations import Role
from tests.roster.visitor import path_of


def asked_for_in(page):
    """
    Return the services whose part of a mother the browser asks for.
    """
    return set(re.findall(r'hx-get="/(\w+)/mothers/', page.html))


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
        assert "Ingen har heller" not in page.send("/roster/mothers", name="og").text
        both = visitor.open("/roster/mothers?offers=make_ready&enrolment=paused")
        assert "Ingen passer på det hele" in both.text

    def test_who_translate_are_no_interpreters(self, visitor):
        """
        Rule 10: the list of them says so. Whoever is only called so is not among them.
        """
        group_id = visitor.group()
        visitor.mother(group_id, "Oversætte")
        page = visitor.open("/roster/mothers")
        called_so = page.send("/roster/mothers", name="oversætte").text
        efua = visitor.mother(group_id, "Efua")
        profile = f"/roster/mothers/{efua}/profile"
        visitor.open(profile).send(profile, offers_translate="true")

        assert "Til sidst står" not in called_so
        assert "bestilles en tolk" not in called_so
        found = page.send("/roster/mothers", name="oversætte").text
        assert "Til sidst står" in found
        for one in (found, visitor.open("/roster/mothers?offers=translate").text):
            assert "bestilles en tolk" in one

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
