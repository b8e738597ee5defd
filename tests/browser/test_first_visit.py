"""
A phone that has never been here opens the register: all that comes over the line.
"""

from shared.kernel.organisations import Role
from tests.browser.line import counted
from tests.browser.people import profile_of
from tests.browser.phone import until
from tests.browser.test_pages_look import HEAVIEST

# The register is kept, and so are the pages for when there is no network.
ALL_KEPT = """async () => {
    const [door, roster] = await Promise.all(
        ["/", "/roster/"].map((one) => navigator.serviceWorker.getRegistration(one)),
    );
    const isKept = await caches.match(location.pathname);
    return Boolean(door?.active && roster?.active && isKept);
}"""


class TestFirstVisit:
    def test_of_the_register_is_light(self, played, town, browser):
        """
        Below 100 kB with everything that the phone keeps for when there is no network.
        """
        with counted(played) as line:
            profile = profile_of(Role.PAEDAGOG, browser=browser, at=line)
            page = profile.new_page()
            page.goto("/roster/sessions/{open}".format(**town))
            until(lambda: page.evaluate(ALL_KEPT))
            page.wait_for_load_state("networkidle")
            profile.close()

        assert line.bytes < HEAVIEST
