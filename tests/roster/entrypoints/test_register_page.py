"""
A session's register, kept by taps on its page.
"""

import re

import pytest

from shared.contracts.roster.mothers import ContactChanged
from shared.contracts.roster.sessions import SessionClosed
from tests.roster.visitor import path_of


@pytest.fixture
def register(visitor):
    """
    Give the page of a register with Ama, Berta and Cemile.
    """
    group_id = visitor.group()
    for name in ("Ama", "Berta", "Cemile"):
        visitor.mother(group_id, name)
    return visitor.open(f"/roster/sessions/{visitor.session(group_id)}")


def mother_id(page, name):
    """
    Return the id of the row in which the name stands.
    """
    [found] = re.findall(
        rf'id="mother-([0-9a-f-]+)">\s*<h3><a[^>]*><bdi [^>]*>{name}<',
        page.html,
    )
    return found


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
