"""
A register that somebody else has closed or changed meanwhile: nothing is written over,
and nothing is lost without a word.
"""

import pytest
from playwright.sync_api import expect

from shared.kernel.organisations import Role
from tests.browser.looks import axe, keep_pictures
from tests.browser.phone import Phone, until

AYLIN, BAHAR = "Aylin Prøvedal", "Bahar Opdigt"
DIFFERS = "1 mærke kom ikke i bogen"


@pytest.fixture
def offline(phone):
    phone.lose_network()
    return phone


def box(phone, name):
    return phone.row(name).locator("[data-difference]")


def told(phone, name):
    return " ".join(box(phone, name).locator("p").first.inner_text().split())


class TestClosedMeanwhile:
    @pytest.fixture
    def differing(self, offline, book):
        """
        Aylin came, says the phone; the coordinator has closed, and she missed.
        """
        offline.tap("Mødt", AYLIN)
        book.close()
        offline.find_network()
        offline.says(DIFFERS)
        return offline

    def test_shows_both_and_writes_nothing(self, differing, book):
        """
        What the phone says, what the book says, and since when.
        """
        words = told(differing, AYLIN)

        assert words.startswith(
            "På denne telefon: mødt. I bogen: udeblevet, lukket kl."
        )
        assert book.outcomes()[AYLIN] == "missed"
        assert axe(differing.page) == []
        keep_pictures(differing.page, "register_difference")

    def test_lets_the_book_stand(self, differing, book):
        """
        The person says so; then nothing is left to be seen, and nothing was written.
        """
        differing.page.get_by_role("button", name="Behold bogen").click()

        expect(box(differing, AYLIN)).to_have_count(0)
        expect(differing.page.get_by_text(DIFFERS)).to_have_count(0)
        assert book.outcomes()[AYLIN] == "missed"

    def test_is_the_coordinators_to_put_right(self, acting_as, meeting, book):
        """
        She insists: it becomes a correction, told with what stood there.
        """
        hers = Phone(acting_as(Role.COORDINATOR), meeting)
        hers.lose_network()
        hers.tap("Mødt", AYLIN)
        book.close()
        hers.find_network()
        hers.says(DIFFERS)

        hers.page.get_by_role("button", name="Ret til mødt").click()

        until(lambda: book.outcomes()[AYLIN] == "attended")
        expect(hers.row(AYLIN).locator(".state.good")).to_have_text("Mødt")
        expect(box(hers, AYLIN)).to_have_count(0)

    def test_tells_the_others_whom_to_ask(self, differing):
        """
        What a close has announced is not the pædagog's to take back.
        """
        line = box(differing, AYLIN)

        expect(line.get_by_text("kun koordinatoren kan rette det")).to_be_visible()
        expect(line.get_by_role("button", name="Ret til")).to_have_count(0)

    def test_is_still_there_after_a_reload(self, differing):
        """
        Whoever puts the phone away has decided nothing.
        """
        differing.page.reload()

        expect(box(differing, AYLIN)).to_be_visible()

    def test_is_named_on_every_page_of_the_roster(self, differing, meeting):
        """
        Who has gone on to another page hears of it there, with the way back.
        """
        differing.page.goto("/roster/mothers")

        differing.says(DIFFERS)
        where = differing.page.get_by_role("link", name="Åbn registeret")
        expect(where).to_have_attribute("href", meeting.page)

    def test_asks_nobody_where_both_say_the_same(self, offline, book):
        """
        The colleague has seen her too: the mark has arrived, by another way.
        """
        book.mark(AYLIN, "attended")
        offline.tap("Mødt", AYLIN)
        offline.says("1 mærke venter")
        book.close()

        offline.find_network()

        offline.says("Alle mærker er sendt")
        expect(box(offline, AYLIN)).to_have_count(0)

    def test_takes_a_cancellation_all_the_same(self, offline, book):
        """
        Cancelled is not missed: what she said before takes the miss away by itself.
        """
        offline.tap("Afbud", AYLIN)
        book.close()

        offline.find_network()

        until(lambda: book.outcomes()[AYLIN] == "cancelled_late")
        expect(box(offline, AYLIN)).to_have_count(0)


class TestChangedMeanwhile:
    def test_is_not_written_over_and_may_be_insisted_on(self, offline, book):
        """
        A colleague excused her while the phone was away: hers stands until the person
        has seen it and says otherwise.
        """
        offline.tap("Mødt", AYLIN)
        book.mark(AYLIN, "excused")
        offline.find_network()
        offline.says(DIFFERS)
        words, meanwhile = told(offline, AYLIN), book.outcomes()

        offline.page.get_by_role("button", name="Ret til mødt").click()

        until(lambda: book.outcomes() == {AYLIN: "attended"})
        assert words == "På denne telefon: mødt. I bogen: undskyldt."
        assert meanwhile == {AYLIN: "excused"}

    def test_does_not_hold_up_the_other_marks(self, offline, book):
        """
        One line to talk about; the others are in the book.
        """
        offline.tap("Mødt", AYLIN)
        offline.tap("Mødt", BAHAR)
        book.mark(AYLIN, "excused")

        offline.find_network()

        until(lambda: book.outcomes() == {AYLIN: "excused", BAHAR: "attended"})
        offline.says(DIFFERS)

    def test_keeps_the_person_s_last_word(self, offline, book):
        """
        Two taps waited behind each other; the second is what she wishes.
        """
        offline.tap("Mødt", AYLIN)
        offline.tap("Undskyldt", AYLIN)
        book.mark(AYLIN, "attended")
        offline.find_network()

        until(lambda: book.outcomes() == {AYLIN: "excused"})
        expect(box(offline, AYLIN)).to_have_count(0)

    def test_tells_of_a_session_that_was_cancelled(self, offline, book):
        """
        There is nothing to put right: the mark is shown, and dropped by the person.
        """
        offline.tap("Mødt", AYLIN)
        book.cancel()
        offline.find_network()
        offline.says(DIFFERS)

        expect(offline.page.get_by_role("button", name="Ret til")).to_have_count(0)
        offline.page.get_by_role("button", name="Behold bogen").click()

        expect(offline.page.get_by_text(DIFFERS)).to_have_count(0)


class TestRefused:
    def test_is_shown_and_dropped_by_the_person_only(self, phone, book):
        """
        A refusal for which there is no rule here is not swallowed: its code is shown.
        """
        refusal = {"status": 403, "body": '{"code": "forbidden"}'}
        phone.context.route("**/marks", lambda route: route.fulfill(**refusal))

        phone.tap("Mødt", AYLIN)

        phone.says(DIFFERS)
        expect(box(phone, AYLIN)).to_contain_text("forbidden")
        phone.page.reload()
        phone.page.get_by_role("button", name="Behold bogen").click()
        phone.shows_no_mark(AYLIN)
        assert book.outcomes() == {}

    def test_is_not_what_being_signed_out_means(self, phone, book):
        """
        401: the mark waits until somebody has signed in again.
        """
        refusal = {"status": 401, "body": "{}"}
        phone.context.route("**/marks", lambda route: route.fulfill(**refusal))
        phone.tap("Mødt", AYLIN)
        phone.says("1 mærke venter")

        phone.context.unroute("**/marks")

        phone.says("Alle mærker er sendt")
        assert book.outcomes() == {AYLIN: "attended"}


class TestColleague:
    def test_is_told_of_on_a_second_phone(self, acting_as, phone, meeting, book):
        """
        Two phones without a network mark one mother differently: the first to come back
        is in the book, the second is asked.
        """
        second = Phone(acting_as(Role.COORDINATOR), meeting)
        phone.lose_network()
        second.lose_network()
        phone.tap("Mødt", AYLIN)
        second.tap("Undskyldt", AYLIN)

        phone.find_network()
        phone.says("Alle mærker er sendt")
        second.find_network()

        second.says(DIFFERS)
        assert book.outcomes() == {AYLIN: "attended"}
