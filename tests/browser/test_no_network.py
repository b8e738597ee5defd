"""
Wi-Fi without a network, or a house that does not answer: a page of ours says so.
"""

from playwright.sync_api import expect

from shared.kernel.organisations import Role
from tests.browser.looks import axe, keep_pictures
from tests.browser.phone import until

PLACES = {"outreach", "referrals", "notifications", "people", "sign-in"}
# The places that are looked after, once each worker has what it answers with.
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
        until(lambda: set(page.evaluate(READY)) == PLACES)
        context.set_offline(True)

        for path in ("/outreach/done", "/referrals/", "/notifications/", "/sign-in/"):
            page.goto(path)
            heading = page.get_by_role("heading", name="Ingen forbindelse")
            expect(heading).to_be_visible()
        page.goto("/outreach/done")

        kept = dict(page.evaluate(KEPT))
        assert set(kept) == {"/no-network/da", "/static/style.css", "/static/icon.svg"}
        assert "data-person" not in kept["/no-network/da"]
        assert "form_key" not in kept["/no-network/da"]
        # Its style is here too.
        assert page.evaluate(WIDTH) != "none"
        assert axe(page) == []
        keep_pictures(page, "no_network")
        context.set_offline(False)
        page.get_by_role("link", name="Prøv igen").click()
        expect(heading).to_have_count(0)
        expect(page).to_have_url("/outreach/done")
