"""
What a phone keeps of a register: for one person, for one day, and not after sign-out.
"""

import re

from playwright.sync_api import expect

from shared.kernel.organisations import Role
from tests.browser.looks import keep_pictures
from tests.browser.people import put_to_work
from tests.browser.phone import until

AYLIN = "Aylin Prøvedal"
NOT_HERE = "Ingen forbindelse"
KEPT = """async () => ({
    pages: (await (await caches.open("kept pages")).keys()).length,
    stored: await new Promise((resolve, reject) => {
        const asked = indexedDB.open("babygruppe");
        asked.onsuccess = () => {
            const stores = ["marks", "lines"];
            const all = asked.result.transaction(stores);
            const sizes = stores.map((name) => all.objectStore(name).count());
            all.oncomplete = () => resolve(sizes.map((one) => one.result));
        };
        asked.onerror = () => reject(asked.error);
    }),
})"""
# Databases, caches and workers.
REMAINS = """async () => [
    (await indexedDB.databases()).length,
    (await caches.keys()).length,
    (await navigator.serviceWorker.getRegistrations()).length,
]"""
AGE_BY_A_DAY = """async () => {
    const cache = await caches.open("kept pages");
    for (const request of await cache.keys()) {
        const page = await cache.match(request);
        const headers = new Headers(page.headers);
        headers.set("Kept-At", String(Date.now() - 24 * 60 * 60 * 1000 - 1));
        await cache.put(request, new Response(await page.text(), {headers}));
    }
}"""


def open_without_network(phone):
    phone.lose_network()
    phone.page.goto(phone.meeting.page)


class TestKept:
    def test_is_shown_to_the_person_it_was_kept_for(self, phone):
        """
        The control of the two below: without a network the register opens.
        """
        open_without_network(phone)

        expect(phone.row(AYLIN)).to_be_visible()

    def test_is_not_shown_to_another_person(self, phone, product):
        """
        The coordinator takes over the phone: the pædagog's pages are gone from it.
        """
        put_to_work(phone.context, Role.COORDINATOR, at=product)
        phone.page.goto("/outreach/")
        until(lambda: phone.page.evaluate(KEPT)["pages"] == 0)

        open_without_network(phone)

        expect(phone.page.get_by_role("heading", name=NOT_HERE)).to_be_visible()
        expect(phone.row(AYLIN)).to_have_count(0)

    def test_is_not_shown_on_the_next_day(self, phone):
        """
        A register is of use on its day; after 24 hours it is not on the phone.
        """
        phone.page.evaluate(AGE_BY_A_DAY)

        open_without_network(phone)

        expect(phone.page.get_by_role("heading", name=NOT_HERE)).to_be_visible()
        until(lambda: phone.page.evaluate(KEPT)["pages"] == 0)

    def test_holds_no_name_among_the_marks(self, phone):
        """
        A mark knows its mother by her id alone.
        """
        phone.lose_network()
        phone.tap("Mødt", AYLIN)
        phone.says("1 mærke venter")

        marks = phone.page.evaluate("""async () => {
            const store = await import("/roster/static/device_store.js");
            const all = ({marks}) => store.answer(marks.getAll());
            return JSON.stringify(await store.within("readonly", all));
        }""")

        assert phone.meeting.mothers[AYLIN] in marks
        assert AYLIN.split(maxsplit=1)[0] not in marks


class TestAnotherPerson:
    def test_does_not_send_what_somebody_else_has_marked(self, phone, product, book):
        """
        Her marks wait until she is back at work here, and the other one is told so.
        """
        phone.lose_network()
        phone.tap("Mødt", AYLIN)
        phone.says("1 mærke venter")
        put_to_work(phone.context, Role.COORDINATOR, at=product)
        phone.page.goto("about:blank")
        phone.find_network()

        phone.page.goto("/roster/")

        phone.says("sat af en anden")
        assert book.outcomes() == {}
        put_to_work(phone.context, Role.PAEDAGOG, at=product)
        phone.page.goto("/roster/")
        until(lambda: book.outcomes() == {AYLIN: "attended"})


class TestForgetEverything:
    def test_leaves_nothing_on_the_phone(self, phone):
        """
        Pages, lines and marks are gone, and the register does not open any more.
        """
        phone.page.get_by_text("Gemt på denne telefon").click()
        phone.page.get_by_role("button", name="Fjern alt").click()
        expect(phone.page).to_have_url(re.compile(r"/roster/\??$"))

        until(lambda: phone.page.evaluate(KEPT) == {"pages": 0, "stored": [0, 0]})

    def test_warns_where_marks_still_wait(self, phone, product):
        """
        Once: who taps again has read it. Nothing is sent afterwards, and nothing kept.
        """
        product.kill()
        phone.tap("Mødt", AYLIN)
        phone.says("1 mærke venter")
        phone.page.get_by_text("Gemt på denne telefon").click()
        button = phone.page.get_by_role("button", name="Fjern alt")

        button.click()
        expect(phone.page.get_by_text("går tabt")).to_be_visible()
        before = phone.page.evaluate(KEPT)
        product.start()
        button.click()
        expect(phone.page).to_have_url(re.compile(r"/roster/\??$"))

        assert before == {"pages": 1, "stored": [1, 0]}
        until(lambda: phone.page.evaluate(KEPT) == {"pages": 0, "stored": [0, 0]})


class TestSignOut:
    def test_leaves_nothing_on_the_phone(self, phone):
        """
        Whoever signs out takes it along: the register asks who is there.
        """
        phone.page.get_by_role("button", name="Log ud").click()
        expect(phone.page).to_have_url(re.compile(r"/sign-in/$"))
        until(lambda: phone.page.evaluate(REMAINS) == [0, 0, 0])

        phone.page.goto(phone.meeting.page)

        expect(phone.page).to_have_url(re.compile(r"/sign-in/\?to="))
        expect(phone.row(AYLIN)).to_have_count(0)

    def test_warns_where_marks_still_wait(self, phone, book):
        """
        Once, and before anything is lost.
        """
        refusal = {"status": 503, "body": "{}"}
        phone.context.route("**/marks", lambda route: route.fulfill(**refusal))
        phone.tap("Mødt", AYLIN)
        phone.says("1 mærke venter")

        phone.page.get_by_role("button", name="Log ud").click()

        expect(phone.page.get_by_text("Tryk igen for at logge ud")).to_be_visible()
        keep_pictures(phone.page, "sign_out_warning")
        phone.page.get_by_role("button", name="Log ud").click()
        expect(phone.page).to_have_url(re.compile(r"/sign-in/$"))
        assert book.outcomes() == {}


class TestSignedInAnew:
    def test_sends_what_waited_for_her(self, phone, product, book):
        """
        Her marks are hers after a new sign-in too, though the page on the phone is from
        before it, and what guards her forms is another.
        """
        phone.lose_network()
        phone.tap("Mødt", AYLIN)
        phone.says("1 mærke venter")
        put_to_work(phone.context, Role.PAEDAGOG, at=product)

        phone.find_network()

        until(lambda: book.outcomes() == {AYLIN: "attended"})
        phone.says("Alle mærker er sendt")
