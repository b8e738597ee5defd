"""
The queue of marks by itself, as its module is called: order, versions, the clock.
"""

from datetime import UTC, datetime, timedelta

import pytest

from shared.kernel.organisations import Role

AN_HOUR = timedelta(hours=1)
SECONDS = timedelta(seconds=30)
USE = """async ([work, told]) => {
    const marks = await import("/roster/static/marks.js");
    const store = await import("/roster/static/device_store.js");
    const mark = (mother, to, seen = 0) => marks.addMark({
        person: "p", session: "s", mother, to,
        seen: {version: seen, session_version: 1},
    });
    const next = () => marks.nextToSend("p");
    const steps = {
        async order() {
            await mark("a", "attended");
            await mark("b", "attended");
            await marks.keepRefused(await next(), {code: "stale-version", book: {}});
            await mark("a", "excused");
            return [(await next()).mother, await marks.tally("p")];
        },
        async versions() {
            await mark("a", "attended");
            await mark("a", null);
            const first = await next();
            const book = {version: 7, outcome: "attended", session_version: 9};
            await marks.confirm(first, book);
            const second = await next();
            return [first.version, second.version, second.act];
        },
        async faster() {
            await mark("a", "attended");
            const book = {version: 7, outcome: "attended", session_version: 9};
            await marks.confirm(await next(), book);
            await mark("a", "excused");
            return (await next()).version;
        },
        async forgotten() {
            await mark("a", "attended");
            const sent = await next();
            await store.forgetStore();
            await marks.keepRefused(sent, {code: "stale-version", book: {}});
            const book = {version: 7, outcome: "attended", session_version: 9};
            await marks.confirm(sent, book);
            const lines = await marks.confirmedLines("s");
            return [(await marks.marksOf("p")).length, lines.size];
        },
        async clock() {
            await store.keepFact("clock ahead by", told);
            await mark("a", "attended");
            return (await next()).made_at;
        },
    };
    return steps[work]();
}"""


@pytest.fixture
def use(acting_as):
    """
    Call a step on an empty queue, on a page that sends nothing by itself.
    """
    page = acting_as(Role.PAEDAGOG).new_page()
    page.goto("/roster/offline")
    return lambda step, told=None: page.evaluate(USE, [step, told])


class TestMarks:
    def test_stop_behind_one_that_was_refused(self, use):
        """
        Her later marks wait for the person's decision; another mother's go on.
        """
        following, tally = use("order")

        assert following == "b"
        assert (tally["waiting"], tally["refused"]) == (1, 1)

    def test_learn_their_version_from_the_one_before(self, use):
        """
        The second has seen what the first has written, whatever number that got.
        """
        assert use("versions") == [0, 7, "unmark"]

    def test_know_what_the_book_took_before_the_page_could_show_it(self, use):
        """
        Two quick taps on a fast network are not taken for two people.
        """
        assert use("faster") == 7

    def test_do_not_come_back_after_they_were_forgotten(self, use):
        """
        She signs out while a mark is on its way: its answer leaves nothing here.
        """
        assert use("forgotten") == [0, 0]

    def test_tell_the_book_s_time_on_a_phone_whose_clock_is_wrong(self, use):
        """
        The phone is an hour fast and knows it from the last answer that it heard.
        """
        ahead = AN_HOUR / timedelta(milliseconds=1)

        made_at = datetime.fromisoformat(use("clock", ahead))

        assert abs(datetime.now(UTC) - AN_HOUR - made_at) < SECONDS
