"""
Wi-Fi without a network, or a house that does not answer: a page of ours says so.
"""

import re
from contextlib import suppress

from playwright.sync_api import Error, expect

from shared.access.storage.book import looking
from shared.kernel.organisations import Role
from shared.kernel.secret import digest_of
from shared.web.cookies import SESSION
from tests.browser.looks import axe, keep_pictures
from tests.browser.phone import until, wake_worker

# The places that are looked after, once the worker has what it answers with.
READY = """async () => (await navigator.serviceWorker.getRegistrations())
    .filter((one) => one.active?.scriptURL.includes("no-network-worker"))
    .map((one) => new URL(one.scope).pathname.replaceAll("/", ""))"""
KEPT = """async () => {
    const cache = await caches.open("no network");
    const pages = (await cache.keys()).map((one) => new URL(one.url).pathname);
    return Promise.all(pages.map(async (path) => [
        path.replace(/-[0-9a-f]{12}/, ""),
        await (await cache.match(path)).text(),
    ]));
}"""

# As Wi-Fi is of which nobody knows yet that it leads nowhere.
ON_WIFI = "Object.defineProperty(Navigator.prototype, 'onLine', {get: () => true})"
WIDTH = "getComputedStyle(document.querySelector('main')).maxWidth"


class TestNoNetwork:
    def test_is_told_by_a_page_of_ours_wherever_somebody_goes(self, acting_as):
        """
        Also where nobody has been before. The page is about nobody, is kept in the
        reader's language, and leads to what was asked for once there is a network.
        """
        context = acting_as(Role.COORDINATOR)
        page = context.new_page()
        page.goto("/outreach/")
        until(lambda: page.evaluate(READY) == [""])
        context.set_offline(True)

        for path in ("/outreach/done", "/referrals/", "/notifications/", "/sign-in/"):
            page.goto(path)
            heading = page.get_by_role("heading", name="Ingen forbindelse")
            expect(heading).to_be_visible()
        page.goto("/outreach/done")

        kept = dict(page.evaluate(KEPT))
        looks = {"/static/style.css", "/static/icon.svg"}
        assert set(kept) == looks | {"/no-network/da", "/signing-out/da"}
        for one in kept.values():
            assert "data-person" not in one
            assert "form_key" not in one
        # Its style is here too.
        assert page.evaluate(WIDTH) != "none"
        assert axe(page) == []
        keep_pictures(page, "no_network")
        context.set_offline(False)
        page.get_by_role("link", name="Prøv igen").click()
        expect(heading).to_have_count(0)
        expect(page).to_have_url("/outreach/done")
        for path in ("/no-network/en", "/signing-out/en"):
            page.goto(path)
            expect(page.locator("html")).to_have_attribute("lang", "en")
            assert axe(page) == []

    def test_is_told_on_wi_fi_that_leads_nowhere(self, acting_as):
        """
        The browser believes that there is a network and lets her go on: by a link, and
        by a form, which has not been saved.
        """
        context = acting_as(Role.COORDINATOR)
        context.add_init_script(ON_WIFI)
        pages = [context.new_page() for _ in range(2)]
        pages[0].goto("/outreach/")
        until(lambda: pages[0].evaluate(READY) == [""])
        for page in pages:
            page.goto("/notifications/")
        context.set_offline(True)

        pages[0].get_by_role("link", name="Henvisninger").click()
        pages[1].get_by_role("button", name="English").click()

        for page in pages:
            expect(
                page.get_by_role("heading", name="Ingen forbindelse")
            ).to_be_visible()
            expect(page.get_by_text("så blev det ikke gemt")).to_be_visible()


class TestSignOut:
    def test_without_a_network_is_told_and_done_at_the_next_contact(
        self, acting_as, product
    ):
        """
        The device has forgotten her; the house hears of it before it answers anything
        else, so that the cookie that is still there opens nothing.
        """
        context = acting_as(Role.COORDINATOR)
        page = context.new_page()
        page.goto("/roster/")
        until(lambda: page.evaluate(READY) == [""])
        context.set_offline(True)

        page.get_by_role("button", name="Log ud").click()
        told = page.get_by_role("heading", name="Du er ved at logge ud")
        expect(told).to_be_visible()
        assert axe(page) == []
        keep_pictures(page, "signing_out")
        page.goto("/roster/")
        expect(told).to_be_visible()
        [shown] = [one["value"] for one in context.cookies() if one["name"] == SESSION]
        context.set_offline(False)
        # The browser may wake the worker first, which leads to the sign-in by itself:
        # then this is cut short.
        with suppress(Error):
            page.goto("/outreach/")

        expect(page).to_have_url(re.compile("/sign-in/"))
        with looking(product.way_in.engine) as book:
            assert book.sign_ins.find(digest_of(shown)) is None

    def test_is_heard_though_no_page_asks(self, acting_as, product):
        """
        The browser wakes the worker when the network is back.
        """
        context = acting_as(Role.COORDINATOR)
        page = context.new_page()
        page.goto("/outreach/")
        until(lambda: page.evaluate(READY) == [""])
        context.set_offline(True)
        page.get_by_role("button", name="Log ud").click()
        expect(
            page.get_by_role("heading", name="Du er ved at logge ud")
        ).to_be_visible()
        context.set_offline(False)

        wake_worker(page, address=product.address, scope="/", tag="leave")

        expect(page.get_by_role("heading", name="Log ind")).to_be_visible()
