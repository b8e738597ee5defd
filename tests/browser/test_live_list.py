"""
A list that is open follows what others do, and says when it cannot.
"""

from playwright.sync_api import Page, expect

from shared.kernel.organisations import Role
from tests.browser.phone import until

NEWEST = "Aabenraa Prøvenavn"


def watching_unfolded(acting_as, meeting) -> Page:
    page = acting_as(Role.COORDINATOR).new_page()
    page.goto(meeting.page)
    page.get_by_text("Kom der en, som ikke står her?").click()
    page.wait_for_timeout(500)
    return page


class TestLiveList:
    def test_shows_a_mark_that_somebody_else_set(self, acting_as, meeting):
        """
        Two phones have the register open; what one marks, the other shows by itself.
        """
        name = next(iter(meeting.mothers))
        watching = acting_as(Role.COORDINATOR).new_page()
        watching.goto(meeting.page)
        marking = acting_as(Role.PAEDAGOG).new_page()
        marking.goto(meeting.page)
        watching.wait_for_timeout(500)

        marking.get_by_role("button", name=f"Mødt: {name}").click()

        seen = watching.get_by_role("button", name=f"Mødt: {name}")
        expect(seen).to_have_attribute("aria-pressed", "true", timeout=8_000)

    def test_shows_a_mark_beside_what_is_unfolded(self, acting_as, meeting, book):
        """
        A colleague's mark appears in its line; what she has open stays as it is.
        """
        _, second, *_ = meeting.mothers
        watching = watching_unfolded(acting_as, meeting)

        book.mark(second, "attended")

        seen = watching.get_by_role("button", name=f"Mødt: {second}")
        expect(seen).to_have_attribute("aria-pressed", "true", timeout=8_000)
        assert watching.locator("details[open]").count() == 1

    def test_is_never_swapped_under_somebodys_hands(self, acting_as, meeting, book):
        """
        While she has something open, she is told that there is news, and no more.
        """
        watching = watching_unfolded(acting_as, meeting)

        book.close()

        expect(watching.get_by_text("Der er nyt på listen.")).to_be_visible(
            timeout=8_000
        )
        assert watching.locator("details[open]").count() == 1
        watching.get_by_role("link", name="Vis det nye").click()
        expect(watching.get_by_text("Lukket", exact=True)).to_be_visible()

    def test_is_asked_for_each_minute_where_no_line_is_held(
        self, acting_as, meeting, book
    ):
        """
        A process that holds too many lines answers 204: the page asks by itself.
        """
        name = next(iter(meeting.mothers))
        watching = acting_as(Role.COORDINATOR, service_workers="block").new_page()
        watching.add_init_script("delete Navigator.prototype.serviceWorker")
        watching.route("**/live", lambda line: line.fulfill(status=204))
        watching.clock.install()
        watching.goto(meeting.page)

        book.mark(name, "attended")
        watching.clock.fast_forward(61_000)

        seen = watching.get_by_role("button", name=f"Mødt: {name}")
        expect(seen).to_have_attribute("aria-pressed", "true", timeout=8_000)

    def test_without_a_worker_is_swapped_as_a_whole(self, acting_as, meeting, book):
        """
        Where a browser keeps nothing, as over plain http, the list is still a live one.
        """
        name = next(iter(meeting.mothers))
        watching = acting_as(Role.COORDINATOR).new_page()
        watching.add_init_script("delete Navigator.prototype.serviceWorker")
        watching.goto(meeting.page)
        watching.wait_for_timeout(500)

        book.mark(name, "attended")

        seen = watching.get_by_role("button", name=f"Mødt: {name}")
        expect(seen).to_have_attribute("aria-pressed", "true", timeout=8_000)

    def test_works_without_a_script(self, acting_as, meeting):
        """
        Without JavaScript every mark is a page of its own, and nothing is missing.
        """
        name = next(iter(meeting.mothers))
        page = acting_as(Role.PAEDAGOG, java_script_enabled=False).new_page()
        page.goto(meeting.page)

        page.get_by_role("button", name=f"Mødt: {name}").click()

        button = page.get_by_role("button", name=f"Mødt: {name}")
        assert button.get_attribute("aria-pressed") == "true"


class TestMothers:
    def test_who_comes_in_stands_there(self, acting_as, client, meeting):
        """
        A colleague writes in a mother: she stands on the open list, and what is being
        typed above it stays.
        """
        page = acting_as(Role.COORDINATOR).new_page()
        page.goto("/roster/mothers")
        page.get_by_label("Søg efter navn").fill("Aa")
        page.wait_for_timeout(500)

        content = {
            "group_id": meeting.group_id,
            "display_name": NEWEST,
            "phone": None,
            "languages": [],
        }
        client.post("/roster/api/mothers", content, step=NEWEST)

        expect(page.get_by_role("link", name=NEWEST)).to_be_visible(timeout=8_000)
        expect(page.get_by_label("Søg efter navn")).to_have_value("Aa")

    def test_what_one_missed_is_told_on_her_page(self, acting_as, meeting, book):
        """
        The register is closed while somebody has her page open and something unfolded
        on it: that stays, and she is told that there is news.
        """
        page = acting_as(Role.COORDINATOR).new_page()
        address = f"/outreach/mothers/{next(iter(meeting.mothers.values()))}"
        until(lambda: page.goto(address).ok)
        page.get_by_text("Hun siger nej tak").click()
        page.wait_for_timeout(500)

        book.close()

        news = page.get_by_role("link", name="Vis det nye")
        expect(news).to_be_visible(timeout=8_000)
        expect(page.get_by_text("Alt stopper nu")).to_be_visible()
        news.click()
        expect(page.locator("li.card h3")).to_have_count(1)


class TestOffline:
    def test_is_told_and_taken_back(self, acting_as):
        """
        Whoever has no network reads that what she sees may be old; a link that leads to
        nothing leaves her where she is.
        """
        context = acting_as(Role.COORDINATOR)
        page = context.new_page()
        page.goto("/outreach/")

        context.set_offline(True)
        expect(page.get_by_text("Der er ingen forbindelse.")).to_be_visible()
        page.get_by_role("link", name="Beskeder").click()
        expect(page.get_by_role("heading", name="Følg op i dag")).to_be_visible()
        context.set_offline(False)

        expect(page.get_by_text("Der er ingen forbindelse.")).to_be_hidden()
