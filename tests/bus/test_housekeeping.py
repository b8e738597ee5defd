from sqlalchemy import select

from shared.bus.housekeeping import forget_what_is_old
from shared.bus.tables import answers, inbox, outbox
from shared.config import KeptFor
from tests.bus.notebook import missed
from tests.support.bus import Bench, envelope_of

USUAL = KeptFor()


class TestHousekeeping:
    def test_forgets_answers_after_a_week(self, bench: Bench):
        """
        An answer may name a person, so it is kept only as long as a repeat may come.
        """
        now = bench.clock.now()
        with bench.work() as uow:
            uow.answers.claim(key="one", fingerprint="x", now=now)
            uow.commit()

        forget_what_is_old(bench.engine, now=now + USUAL.answers)
        assert len(bench.rows(answers)) == 1
        bench.clock.later(seconds=1)
        forget_what_is_old(bench.engine, now=bench.clock.now() + USUAL.answers)
        assert bench.rows(answers) == []

    def test_never_forgets_what_was_not_published(self, bench: Bench):
        """
        Published events go after a month; one that still waits stays for ever.
        """
        bench.announce(missed())
        bench.relay_all()
        bench.announce(missed())

        much_later = bench.clock.now() + 2 * USUAL.published
        forget_what_is_old(bench.engine, now=much_later)

        assert [row["published_at"] for row in bench.rows(outbox)] == [None]

    def test_keeps_the_ids_of_what_has_come_in(self, bench: Bench):
        """
        A year-old event that is sent again has no second effect.
        """
        event = envelope_of(missed())
        bench.apply(event)

        forget_what_is_old(bench.engine, now=bench.clock.now() + 12 * USUAL.published)

        with bench.engine.connect() as connection:
            assert connection.scalars(select(inbox.c.event_id)).all() == [event.id]
