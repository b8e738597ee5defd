"""
The register on a phone whose network comes and goes: nothing is lost, nothing doubled.
"""

import re
import time
from datetime import UTC, datetime

from playwright.sync_api import Route, expect

from shared.kernel.organisations import Role
from tests.browser.browser import ARGUMENTS
from tests.browser.looks import axe, keep_pictures
from tests.browser.people import profile_options, put_to_work, sit_still
from tests.browser.phone import Phone, until, wake_worker
from tests.support.chromium import chromium

AYLIN, BAHAR, CHIARA, DILNOZA, EMINE = (
    "Aylin Prøvedal",
    "Bahar Opdigt",
    "Chiara Påfund",
    "Dilnoza Eksempel",
    "Emine Lånenavn",
)
THREE_WAIT = "3 mærker venter på netværk"
ONE_WAITS = "1 mærke venter på netværk"
ALL_SENT = "Alle mærker er sendt"
MARKS = "**/roster/api/sessions/*/marks"
# The languages of the kept register and of the page that stands in for others.
SPEAKS = """async () => {
    const kept = [location.pathname, "/roster/offline"].map(async (address) => {
        const page = await caches.match(address);
        return /<html lang="(..)"/.exec(await page.text())[1];
    });
    return await Promise.all(kept);
}"""


def mark_three(phone):
    phone.tap("Mødt", AYLIN)
    phone.tap("Undskyldt", BAHAR)
    phone.tap("Afbud", CHIARA)


def after_a_second(route: Route):
    time.sleep(1)
    route.continue_()


def is_closed(phone):
    state = phone.page.locator("[data-about] .state")
    expect(state).to_have_text("Lukket", timeout=10_000)


def three_stand_in(book):
    return book.outcomes() == {
        AYLIN: "attended",
        BAHAR: "excused",
        CHIARA: "cancelled_late",
    }


class TestOnline:
    def test_takes_a_mark_with_one_tap_and_says_nothing_of_it(self, phone, book):
        """
        On a good network the mark is in the book at once, and nothing is to be read.
        """
        phone.tap("Mødt", AYLIN)

        phone.shows("Mødt", AYLIN)
        until(lambda: book.outcomes() == {AYLIN: "attended"})
        phone.is_silent()

    def test_is_closed_with_what_the_taps_have_written(self, phone, book):
        """
        Closing has seen this phone's own marks: the colleague's is what it refuses.
        """
        mark_three(phone)
        until(lambda: three_stand_in(book))

        phone.page.get_by_role("button", name="Luk registeret").click()

        is_closed(phone)
        assert book.outcomes()[EMINE] == "missed"

    def test_shows_what_a_colleague_has_marked(self, phone, book):
        """
        A tap brings the page up to date where somebody else has been at the register.
        """
        book.mark(BAHAR, "excused")

        phone.tap("Mødt", AYLIN)

        phone.shows("Undskyldt", BAHAR)


class TestOffline:
    def test_keeps_the_marks_and_brings_them_when_the_network_is_back(
        self, phone, book
    ):
        """
        Three marks wait where everybody can see it, and then stand in the book with the
        time at which they were made.
        """
        phone.lose_network()
        mark_three(phone)
        phone.says(THREE_WAIT)
        nothing_yet, made_by = book.outcomes(), datetime.now(UTC)

        phone.find_network()

        until(lambda: three_stand_in(book))
        phone.says(ALL_SENT)
        assert nothing_yet == {}
        assert all(book.recorded_at(name) < made_by for name in (AYLIN, BAHAR))

    def test_is_there_after_a_reload(self, phone, book):
        """
        The page and the marks on it come back without a network, and still arrive.
        """
        phone.lose_network()
        mark_three(phone)
        phone.says(THREE_WAIT)

        phone.page.reload()

        phone.says(THREE_WAIT)
        phone.shows("Mødt", AYLIN)
        phone.shows("Afbud", CHIARA)
        phone.find_network()
        until(lambda: three_stand_in(book))

    def test_remembers_what_had_arrived_before_the_network_went(self, phone, book):
        """
        The kept page is older than the mark, but does not deny it.
        """
        phone.tap("Mødt", AYLIN)
        until(lambda: book.outcomes() == {AYLIN: "attended"})
        phone.lose_network()

        phone.page.reload()

        phone.shows("Mødt", AYLIN)

    def test_outlives_the_phone_s_restart(
        self, browser, meeting, product, book, tmp_path
    ):
        """
        The server is down and the phone's battery empty: page and marks are there when
        it is switched on, and go off by themselves when the server is back.
        """

        def switched_on():
            context = browser.browser_type.launch_persistent_context(
                tmp_path,
                executable_path=chromium(),
                args=list(ARGUMENTS),
                **profile_options(product.address),
            )
            put_to_work(context, Role.PAEDAGOG, at=product)
            return context

        phone = Phone(switched_on(), meeting)
        product.kill()
        phone.tap("Mødt", AYLIN)
        phone.says(ONE_WAITS)
        phone.context.close()

        phone.page = switched_on().new_page()
        phone.page.goto(meeting.page)

        phone.says(ONE_WAITS)
        phone.shows("Mødt", AYLIN)
        product.start()
        phone.says(ALL_SENT)
        assert book.outcomes() == {AYLIN: "attended"}
        phone.page.context.close()

    def test_sends_the_marks_though_no_page_is_open(self, phone, book, product):
        """
        The page was closed; the browser wakes the worker when the network is back.
        """
        phone.lose_network()
        phone.tap("Mødt", AYLIN)
        phone.says(ONE_WAITS)
        blank = phone.context.new_page()
        phone.page.close()
        phone.find_network()

        wake_worker(blank, address=product.address)

        until(lambda: book.outcomes() == {AYLIN: "attended"})

    def test_takes_a_mark_back_that_stood_in_the_book(self, phone, book):
        """
        Undo is the same tap again, with a network or without one.
        """
        phone.tap("Mødt", AYLIN)
        until(lambda: book.outcomes() == {AYLIN: "attended"})
        phone.lose_network()

        phone.tap("Mødt", AYLIN)

        phone.shows_no_mark(AYLIN)
        phone.says(ONE_WAITS)
        phone.find_network()
        until(lambda: book.outcomes() == {})

    def test_brings_one_mother_s_marks_in_their_order(self, phone, book):
        """
        Marked, taken back, marked otherwise: the last holds, and none of the three is
        taken for somebody else's.
        """
        phone.lose_network()
        phone.tap("Mødt", AYLIN)
        phone.tap("Mødt", AYLIN)
        phone.tap("Undskyldt", AYLIN)
        phone.says(ONE_WAITS)

        phone.find_network()

        phone.says(ALL_SENT)
        assert book.outcomes() == {AYLIN: "excused"}
        assert book.version_of(AYLIN) == 3

    def test_is_not_closed_while_marks_wait(self, phone, book):
        """
        Closing first would make a miss of a mother whose mark is still on the phone.
        """
        phone.lose_network()
        phone.tap("Mødt", AYLIN)

        phone.page.get_by_role("button", name="Luk registeret").click()

        expect(phone.page.get_by_text("ikke er sendt endnu")).to_be_visible()
        phone.find_network()
        until(lambda: book.outcomes() == {AYLIN: "attended"})
        expect(phone.page.get_by_text("ikke er sendt endnu")).to_be_hidden()

    def test_is_closed_by_one_tap_while_marks_are_on_their_way(self, phone, book):
        """
        On a slow network nobody taps again and again: closing waits for her marks.
        """
        phone.context.route(MARKS, after_a_second)
        phone.tap("Mødt", AYLIN)

        phone.page.get_by_role("button", name="Luk registeret").click()

        is_closed(phone)
        outcomes = book.outcomes()
        assert (outcomes[AYLIN], outcomes[BAHAR]) == ("attended", "missed")

    def test_is_looked_at_again_where_a_colleague_has_marked_meanwhile(
        self, phone, book
    ):
        """
        She closes what she saw; what came in while her marks were sent she sees first.
        """

        def after_a_colleague(route: Route):
            book.mark(BAHAR, "excused")
            after_a_second(route)

        phone.context.route(MARKS, after_a_colleague)
        phone.tap("Mødt", AYLIN)

        phone.page.get_by_role("button", name="Luk registeret").click()

        phone.shows("Undskyldt", BAHAR)
        expect(phone.page.locator("[aria-busy]")).to_have_count(0)
        assert book.outcomes() == {AYLIN: "attended", BAHAR: "excused"}
        expect(phone.page.locator("[data-about] .state")).to_have_text("I gang")

    def test_says_of_anything_else_that_it_was_not_saved(self, phone):
        """
        What cannot wait on the phone is not pretended to be noted.
        """
        phone.lose_network()
        phone.page.locator("summary", has_text="Aflys mødegang").click()

        phone.page.get_by_role("button", name="Sygdom").click()

        expect(phone.page.get_by_text("blev det ikke gemt")).to_be_visible()
        expect(phone.page.locator("#kept a")).to_have_count(1)


class TestLive:
    def test_keeps_what_waits_when_the_list_renews_itself(self, phone, book):
        """
        The server refuses marks for a moment and still tells of a colleague's: both
        are shown, and both stand in the book in the end.
        """
        phone.context.route(MARKS, lambda route: route.fulfill(status=503, body="{}"))
        phone.tap("Mødt", AYLIN)
        phone.says(ONE_WAITS)

        book.mark(BAHAR, "excused")
        phone.page.wait_for_timeout(2_000)

        phone.shows("Mødt", AYLIN)
        phone.says(ONE_WAITS)
        phone.context.unroute(MARKS)
        phone.says(ALL_SENT)
        phone.shows("Mødt", AYLIN)
        phone.shows("Undskyldt", BAHAR)
        assert book.outcomes() == {AYLIN: "attended", BAHAR: "excused"}

    def test_leaves_no_button_busy(self, phone):
        """
        A tap that the page answers by itself waits for nothing.
        """
        phone.tap("Mødt", AYLIN)
        phone.shows("Mødt", AYLIN)
        phone.page.wait_for_timeout(200)

        expect(phone.page.locator("[aria-busy]")).to_have_count(0)


class TestEnglish:
    def test_is_what_the_kept_page_speaks_as_well(self, phone, book):
        """
        Who reads English reads it without a network too: the register, what waits, the
        difference, and the page that stands in for one that is not kept.
        """
        phone.page.get_by_role("button", name="English").click()
        expect(phone.page.locator("html")).to_have_attribute("lang", "en")
        until(lambda: phone.page.evaluate(SPEAKS) == ["en", "en"])
        phone.lose_network()
        phone.page.reload()
        phone.tap("Attended", AYLIN)
        phone.says("1 mark waits for a network")
        keep_pictures(phone.page, "register_offline_english")
        phone.page.goto("/roster/mothers")
        expect(phone.page.get_by_role("heading", name="No connection")).to_be_visible()
        phone.page.locator("#kept a").click()
        book.close()

        phone.find_network()

        phone.says("1 mark did not come into the book")
        words = phone.row(AYLIN).locator("[data-difference]").inner_text()
        assert words.startswith("On this phone: attended.")
        assert re.search(r"In the book: missed, closed at.\d\d:\d\d\.", words)
        assert axe(phone.page) == []
        keep_pictures(phone.page, "register_difference_english")


class TestSignedOut:
    def test_says_that_she_has_to_sign_in_and_not_that_the_network_is_gone(
        self, phone, book, product
    ):
        """
        Half an hour has passed: the mark waits for her, and goes off when she is back.
        """
        sit_still(phone.context, at=product, minutes=31)
        phone.tap("Mødt", AYLIN)
        phone.says("1 mærke venter på, at du logger ind igen")
        put_to_work(phone.context, Role.PAEDAGOG, at=product)

        phone.page.goto(phone.meeting.page)

        until(lambda: book.outcomes() == {AYLIN: "attended"})


class TestBadNetwork:
    def test_brings_a_mark_once_whose_answer_was_lost(self, phone, book):
        """
        The server had it, the phone did not hear so: it asks again under the same key,
        and the line is written once.
        """
        keys = []

        def lose_the_first_answer(route: Route) -> None:
            keys.append(route.request.headers["idempotency-key"])
            answer = route.fetch()
            if len(keys) == 1:
                route.abort()
            else:
                route.fulfill(response=answer)

        phone.context.route(MARKS, lose_the_first_answer)
        phone.tap("Mødt", AYLIN)

        phone.says(ALL_SENT)
        assert keys == [keys[0]] * 2
        assert book.version_of(AYLIN) == 1

    def test_is_not_sent_twice_by_two_tabs(self, phone, book):
        """
        Two tabs find the network at the same moment; each mark is asked for once.
        """
        other = Phone(phone.context, phone.meeting)
        asked = []
        phone.context.on(
            "request", lambda one: one.method == "POST" and asked.append(one)
        )
        phone.lose_network()
        phone.tap("Mødt", AYLIN)
        other.tap("Undskyldt", BAHAR)
        other.shows("Mødt", AYLIN)
        other.says("2 mærker venter på netværk")
        asked.clear()

        phone.find_network()

        until(lambda: book.outcomes() == {AYLIN: "attended", BAHAR: "excused"})
        phone.says(ALL_SENT)
        other.says(ALL_SENT)
        assert len(asked) == 2
        assert (book.version_of(AYLIN), book.version_of(BAHAR)) == (1, 1)

    def test_waits_while_the_server_fails(self, phone, book):
        """
        A 503 says nothing about the mark: it is not dropped, and not shown as refused.
        """
        phone.context.route(MARKS, lambda route: route.fulfill(status=503, body="{}"))
        phone.tap("Mødt", AYLIN)
        phone.says(ONE_WAITS)
        with phone.page.expect_request(MARKS):
            phone.page.get_by_role("button", name="Prøv nu").click()
        phone.says(ONE_WAITS)

        phone.context.unroute(MARKS)

        phone.says(ALL_SENT)
        assert book.outcomes() == {AYLIN: "attended"}

    def test_goes_on_while_an_answer_is_slow(self, phone, book):
        """
        On a slow network the next tap does not wait for the one before.
        """
        held: list[Route] = []
        may_go: list[bool] = []

        def hold(route: Route) -> None:
            held.append(route)
            if may_go:
                route.continue_()

        phone.context.route(MARKS, hold)
        phone.tap("Mødt", AYLIN)
        phone.tap("Undskyldt", BAHAR)

        phone.shows("Mødt", AYLIN)
        phone.shows("Undskyldt", BAHAR)
        phone.says("2 mærker venter på netværk")
        assert len(held) == 1
        may_go.append(True)
        held[0].continue_()
        phone.says(ALL_SENT)
        assert book.outcomes() == {AYLIN: "attended", BAHAR: "excused"}
