"""
A mother's own link, and what she may say by it, whatever has happened to the register.
"""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.roster.domain.attendance import OWN_LINK, Outcome
from services.roster.domain.enrolment import Enrolment
from services.roster.domain.errors import NothingToCancel, SessionHasBegun
from services.roster.domain.her_answer import HerAnswer
from services.roster.domain.mother import Mother
from services.roster.domain.own_link import OwnLink
from services.roster.domain.register import NOTHING_SEEN, SessionState
from services.roster.domain.session import Session
from services.roster.domain.standing import Standing
from shared.config import KeptFor
from shared.kernel.refusal import Refusal
from shared.kernel.secret import digest_of, new_short_secret

LASTS = KeptFor().own_links
TUESDAY_TEN = datetime(2026, 11, 17, 9, tzinfo=UTC)
TUESDAY_NOON = TUESDAY_TEN + timedelta(hours=2)
MONDAY = TUESDAY_TEN - timedelta(days=1)
ELEVEN = TUESDAY_TEN + timedelta(hours=1)
WEDNESDAY = TUESDAY_NOON + timedelta(days=1)
A_WEEK_AFTER = TUESDAY_NOON + timedelta(days=7)
A_MINUTE = timedelta(minutes=1)
NEVRA = UUID("00000000-0000-7000-8000-000000000001")
GROUP = UUID("00000000-0000-7000-8000-000000000002")


def mother(**told):
    usual = {"display_name": "Nevra", "listed_on": date(2026, 9, 1)}
    return Mother(id=NEVRA, group_id=GROUP, **usual | told)


def planned():
    return Session(
        id=UUID(int=10), group_id=GROUP, starts_at=TUESDAY_TEN, ends_at=TUESDAY_NOON
    )


def closed(*, attended=False):
    session = planned()
    if attended:
        session.mark(mother_id=NEVRA, outcome=Outcome.ATTENDED, at=ELEVEN)
    session.close(expected=frozenset({NEVRA}), at=TUESDAY_NOON)
    return session


def cancelled(*, at=MONDAY):
    session = planned()
    cancel(session, at=at)
    return session


def cancel(session, *, at):
    """
    Cancel for herself, as the use case does.
    """
    told = {"mother_id": NEVRA, "received_at": at, "channel": OWN_LINK, "at": at}
    if session.state is SessionState.CLOSED:
        return session.cancel_late(**told)
    return session.take_cancellation(**told, seen_version=NOTHING_SEEN)


class TestOwnLink:
    def test_has_128_bits_and_keeps_only_their_digest(self):
        """
        Whoever reads the database, or a log of objects, cannot use it.
        """
        secret = new_short_secret()

        link = OwnLink.to(secret, mother_id=NEVRA, at=MONDAY, lasts=LASTS)

        assert len(secret) == 22
        assert len({new_short_secret() for _ in range(1_000)}) == 1_000
        assert link.digest == digest_of(secret)
        assert secret not in str(vars(link))
        assert digest_of(secret) not in repr(link)

    def test_opens_until_it_expires_is_taken_back_or_she_says_no(self):
        """
        Half a year, to the minute; her no thanks ends it like everything else.
        """
        link = OwnLink.to("secret", mother_id=NEVRA, at=MONDAY, lasts=LASTS)
        end = MONDAY + LASTS

        assert link.opens_to(mother(), at=end - A_MINUTE)
        assert not link.opens_to(mother(), at=end)
        for state in Enrolment:
            is_with_us = state in {
                "interested", "first_visit_planned", "active", "paused", "leaving",
            }  # fmt: skip
            her = mother(standing=Standing(enrolment=state, since=MONDAY.date()))
            assert link.opens_to(her, at=MONDAY) is is_with_us, state
        link.digest = None
        assert not link.opens_to(mother(), at=MONDAY)


class TestHerAnswer:
    @pytest.mark.parametrize(
        ("session", "at", "not_coming", "may_cancel", "may_come"),
        [
            (planned(), MONDAY, False, True, False),
            (planned(), ELEVEN, False, True, False),
            (planned(), WEDNESDAY, False, True, False),
            (planned(), A_WEEK_AFTER + A_MINUTE, False, False, False),
            (cancelled(), TUESDAY_TEN - A_MINUTE, True, False, True),
            (cancelled(), TUESDAY_TEN, True, False, False),
            (closed(), WEDNESDAY, False, True, False),
            (closed(), A_WEEK_AFTER, False, True, False),
            (closed(), A_WEEK_AFTER + A_MINUTE, False, False, False),
            (closed(attended=True), WEDNESDAY, False, False, False),
        ],
    )
    def test_is_taken_as_long_as_it_says_something(
        self, session, at, not_coming, may_cancel, may_come
    ):
        """
        Before the start and while it goes on; afterwards what she has missed, for seven
        days. She takes it back until the start, and whoever was there cancels nothing.
        """
        answer = HerAnswer.of(mother(), session, at=at)

        assert answer.is_not_coming == not_coming
        assert (answer.may_cancel, answer.may_come_after_all) == (may_cancel, may_come)

    def test_is_not_asked_of_what_she_could_not_miss(self):
        """
        Who said yes on Wednesday has not missed Tuesday, closed or not.
        """
        newcomer = mother(said_yes_on=WEDNESDAY.date())
        alone = planned()
        alone.close(expected=frozenset(), at=TUESDAY_NOON)

        for session in (planned(), alone):
            answer = HerAnswer.of(newcomer, session, at=WEDNESDAY)
            with pytest.raises(NothingToCancel):
                answer.refuse_unless_may_cancel()

    def test_is_taken_back_until_the_start_and_is_harmless_twice(self):
        """
        Then nothing stands beside her name, as if she had said nothing.
        """
        session = cancelled()

        assert session.come_after_all(mother_id=NEVRA, at=TUESDAY_TEN - A_MINUTE)
        assert not session.come_after_all(mother_id=NEVRA, at=TUESDAY_TEN - A_MINUTE)
        assert session.attendances == {}
        with pytest.raises(SessionHasBegun):
            cancelled().come_after_all(mother_id=NEVRA, at=TUESDAY_TEN)

    def test_takes_back_no_mark_of_the_staff(self):
        """
        That she was seen, or excused, is not hers to change.
        """
        session = planned()
        session.mark(mother_id=NEVRA, outcome=Outcome.EXCUSED, at=MONDAY)

        assert not session.come_after_all(mother_id=NEVRA, at=MONDAY)
        assert session.attendances[NEVRA].outcome is Outcome.EXCUSED


def act_on(session, act, at):
    acts = {
        "attended": lambda: session.mark(
            mother_id=NEVRA, outcome=Outcome.ATTENDED, at=at
        ),
        "excused": lambda: session.mark(
            mother_id=NEVRA, outcome=Outcome.EXCUSED, at=at
        ),
        "cancelled": lambda: cancel(session, at=at),
        "unmark": lambda: session.unmark(mother_id=NEVRA, seen_version=None, at=at),
        "close": lambda: [
            session.tell(line)
            for line in session.close(expected=frozenset({NEVRA}), at=at)
        ],
        "reopen": lambda: session.reopen(at=at),
        "call_off": lambda: session.cancel(at=at),
    }
    with suppress(Refusal):
        acts[act]()


ACTS = (
    "attended", "excused", "cancelled", "unmark", "close", "close", "reopen", "call_off"
)  # fmt: skip
HOURS = st.integers(-48, 24 * 9).map(lambda hour: MONDAY + timedelta(hours=hour))


class TestOffer:
    @given(acts=st.lists(st.tuples(st.sampled_from(ACTS), HOURS), max_size=6), at=HOURS)
    def test_is_kept_and_nothing_else_is_taken(self, acts, at):
        """
        What the page offers is taken, once; it never writes over a mark, and what it
        does not offer would change nothing.
        """
        session = planned()
        for act, when in sorted(acts, key=lambda one: one[1]):
            act_on(session, act, min(when, at))
        before = dict(session.attendances)
        answer = HerAnswer.of(mother(), session, at=at)

        if answer.may_cancel:
            assert cancel(session, at=at) is not None
            after = HerAnswer.of(mother(), session, at=at)
            assert (after.is_not_coming, after.may_cancel) == (True, False)
            assert NEVRA not in before or before[NEVRA].outcome is Outcome.MISSED
        if answer.may_come_after_all:
            assert session.come_after_all(mother_id=NEVRA, at=at)
            assert HerAnswer.of(mother(), session, at=at).may_cancel
        assert not (answer.may_cancel and answer.may_come_after_all)
        assert session.is_held or not answer.may_cancel
