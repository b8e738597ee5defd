"""
Rule 3: no thanks holds at once.
"""

from collections import Counter
from datetime import timedelta

import pytest

from services.outreach.domain.agreement import AgreementKind
from services.outreach.domain.attempt import AttemptOutcome
from services.outreach.domain.errors import (
    MotherNotFound,
    MotherSaidNoThanks,
    YesOlderThanNoThanks,
)
from services.outreach.usecases.record_agreement import record_agreement
from shared.contracts.outreach import AgreementChanged
from shared.kernel.organisations import Role
from shared.kernel.refusal import Invalid
from tests.outreach.desk import THE_NINTH, Desk, Guest, meeting


def say(desk: Desk, mother: Guest, kind: AgreementKind, *, on=None) -> None:
    record_agreement(
        mother_id=mother.id,
        kind=kind,
        said_on=on,
        heard_by=Role.COORDINATOR,
        now=desk.clock.now(),
        uow=desk.uow(),
    )


class TestNoThanks:
    def test_stops_everything_at_once(self, desk: Desk, mother: Guest):
        """
        Rule 3: every open follow-up is stopped, the episode closed, the agreement
        changed, and each is announced once.
        """
        desk.hear(mother.missed(meeting()))
        desk.hear(mother.missed(meeting(week=1)))

        desk.hear(mother.declined())

        found = desk.mother(mother)
        assert found.open_follow_ups == []
        assert found.open_episode is None
        assert found.agreement.kind is AgreementKind.NO_THANKS
        counted = Counter(desk.names())
        assert counted["FollowUpStopped"] == 2
        assert counted["EpisodeClosed"] == counted["AgreementChanged"] == 1

    def test_that_is_known_is_not_announced_again(self, desk: Desk, mother: Guest):
        """
        The roster and outreach tell each other; the chain has to end.
        """
        desk.hear(mother.contact())
        say(desk, mother, AgreementKind.NO_THANKS)

        desk.hear(mother.declined(), version=7)

        assert desk.names() == ["AgreementChanged"]

    def test_that_comes_first_lets_a_miss_open_nothing(self, desk: Desk, mother: Guest):
        """
        Rule 3: it also holds against what arrives later.
        """
        desk.hear(mother.declined())

        desk.hear(mother.missed(meeting()))

        assert desk.mother(mother).open_follow_ups == []
        assert desk.names() == ["AgreementChanged"]

    def test_is_not_undone_by_a_commitment(self, desk: Desk, mother: Guest):
        """
        A yes that somebody else passes on changes nothing after her no thanks.
        """
        desk.hear(mother.declined())

        desk.hear(mother.committed())

        assert desk.mother(mother).agreement.kind is AgreementKind.NO_THANKS
        assert desk.names() == ["AgreementChanged"]

    def test_in_a_call_stops_all_of_hers(self, desk: Desk, mother: Guest):
        """
        What she says about one week holds for all.
        """
        desk.hear(mother.missed(meeting()))
        desk.hear(mother.missed(meeting(week=1)))

        desk.try_her(mother, AttemptOutcome.NO_THANKS)

        counted = Counter(desk.names())
        assert desk.mother(mother).open_follow_ups == []
        assert counted["FollowUpStopped"] == 2
        assert counted["AttemptLogged"] == counted["AgreementChanged"] == 1
        assert counted["EpisodeClosed"] == 1

    def test_is_taken_back_by_her_own_words_alone(self, desk: Desk, mother: Guest):
        """
        She comes back by saying so herself, and not with words from before.
        """
        desk.hear(mother.declined())

        with pytest.raises(MotherSaidNoThanks):
            say(desk, mother, AgreementKind.KEEP_GOING)
        for day in (THE_NINTH - timedelta(days=1), THE_NINTH):
            with pytest.raises(YesOlderThanNoThanks):
                say(desk, mother, AgreementKind.SAID_YES, on=day)
        desk.clock.later(days=1)
        say(desk, mother, AgreementKind.SAID_YES)

        assert desk.mother(mother).agreement.kind is AgreementKind.SAID_YES
        changes = [
            (one.version, one.event.to_kind)
            for one in desk.envelopes()
            if isinstance(one.event, AgreementChanged)
        ]
        assert changes == [(2, "no_thanks"), (3, "said_yes")]

    @pytest.mark.parametrize("is_told_last", [True, False])
    def test_that_is_taken_back_leaves_what_was_before_it_over(
        self, desk: Desk, mother: Guest, is_told_last: bool
    ):
        """
        Coming back begins anew: a session that she missed before is not followed up,
        whether we hear of the miss before her no thanks or after it was taken back.
        """
        session = meeting()
        corrected = mother.corrected(session, was="excused", to="missed")
        desk.hear(mother.contact())
        desk.hear(mother.missed(session))
        desk.hear(mother.corrected(session, to="excused"), version=2)
        if not is_told_last:
            desk.hear(corrected, version=3)
        desk.hear(mother.declined())
        desk.clock.later(days=1)
        say(desk, mother, AgreementKind.SAID_YES)
        if is_told_last:
            desk.hear(corrected, version=3)

        desk.hear(mother.missed(meeting(week=1)))

        (left,) = desk.mother(mother).open_follow_ups
        assert left.session_started_at == meeting(week=1).starts_at


class TestAgreement:
    def test_is_refused_for_a_mother_that_nobody_knows(self, desk: Desk, mother: Guest):
        """
        A wrong link must not make a mother.
        """
        with pytest.raises(MotherNotFound):
            say(desk, mother, AgreementKind.SAID_YES)

    def test_is_refused_for_a_day_to_come(self, desk: Desk, mother: Guest):
        """
        A no thanks dated tomorrow would outlive the yes of today.
        """
        desk.hear(mother.contact())

        with pytest.raises(Invalid):
            say(
                desk,
                mother,
                AgreementKind.NO_THANKS,
                on=THE_NINTH + timedelta(days=1),
            )
