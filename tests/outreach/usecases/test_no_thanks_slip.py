"""
A no thanks by a slip of the finger, taken back: she has never said it.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.outreach.domain.agreement import AgreementKind, Scope, Terms
from services.outreach.domain.agreement_words import NO_TERMS
from services.outreach.domain.attempt import AttemptOutcome
from services.outreach.domain.errors import NoThanksStands
from services.outreach.usecases.put_off import put_off
from services.outreach.usecases.record_agreement import record_agreement
from services.outreach.usecases.take_back_no_thanks import take_back_no_thanks
from shared.contracts.outreach import AgreementChanged, AgreementTakenBack
from shared.contracts.roster.mothers import MotherDeclined, MotherDeclineTakenBack
from shared.kernel.organisations import Role
from tests.outreach.desk import THE_NINTH, Desk, Guest, meeting

IN_HER_WORDS = Terms(quote="Ring endelig til mig.")
THE_DAY_AFTER = THE_NINTH + timedelta(days=1)


def said(
    desk: Desk, mother: Guest, kind: AgreementKind, terms: Terms = NO_TERMS
) -> None:
    record_agreement(
        mother_id=mother.id,
        kind=kind,
        terms=terms,
        said_on=None,
        heard_by=Role.COORDINATOR,
        now=desk.clock.now(),
        uow=desk.uow(),
    )


def take_back(desk: Desk, mother: Guest) -> None:
    take_back_no_thanks(
        mother_id=mother.id, by=Role.COORDINATOR, now=desk.clock.now(), uow=desk.uow()
    )


def declined_there(mother: Guest) -> MotherDeclined:
    return MotherDeclined(mother_id=mother.id, declined_on=THE_NINTH)


class TestTakenBack:
    def test_lets_all_stand_as_before(self, desk: Desk, mother: Guest):
        """
        Two misses in one episode, "keep going" in her own words, and a promise to call:
        all of it is there again, and the other services are told with a newer version.
        """
        desk.hear(mother.contact())
        said(desk, mother, AgreementKind.KEEP_GOING, IN_HER_WORDS)
        desk.hear(mother.missed(meeting()))
        desk.hear(mother.missed(meeting(week=1), in_a_row=2))
        put_off(
            mother_id=mother.id,
            until=THE_DAY_AFTER,
            by=Role.COORDINATOR,
            now=desk.clock.now(),
            uow=desk.uow(),
        )
        waits = [each.waiting_since for each in desk.mother(mother).open_follow_ups]
        said(desk, mother, AgreementKind.NO_THANKS)
        stopped = desk.mother(mother)
        desk.clock.later(minutes=9)

        take_back(desk, mother)

        found = desk.mother(mother)
        assert stopped.open_follow_ups == []
        assert [each.state for each in found.open_follow_ups] == ["open", "open"]
        assert [each.waiting_since for each in found.open_follow_ups] == waits
        assert {f.episode_id for f in found.open_follow_ups} == {found.open_episode.id}
        assert found.agreement.kind is AgreementKind.KEEP_GOING
        assert found.agreement.terms == IN_HER_WORDS
        assert (found.snooze.until, found.snooze.is_due) == (THE_DAY_AFTER, False)
        (told,) = [e for e in desk.envelopes() if type(e.event) is AgreementTakenBack]
        assert (told.event.to_kind, told.event.said_on) == ("keep_going", THE_NINTH)
        assert told.version == stopped.agreement.version + 1
        with desk.uow().reading() as uow:
            hers = uow.mothers.words_of(mother.id)
            words = [word.kind for word in hers if word.stands]
        assert words == [AgreementKind.KEEP_GOING]

    def test_leaves_nothing_of_what_was_written_with_it(
        self, desk: Desk, mother: Guest
    ):
        """
        Said yesterday, it seemed, and for more than today: it was another mother, and
        none of her words stand here.
        """
        desk.hear(mother.contact())
        said(desk, mother, AgreementKind.NO_THANKS, Terms(scope=Scope.FOLLOW_UP))
        record_agreement(
            mother_id=mother.id,
            kind=AgreementKind.NO_THANKS,
            terms=replace(IN_HER_WORDS, scope=Scope.ALL_CONTACT),
            said_on=THE_NINTH - timedelta(days=1),
            heard_by=Role.COORDINATOR,
            now=desk.clock.now(),
            uow=desk.uow(),
        )
        with desk.uow().reading() as uow:
            written = [word.terms.quote for word in uow.mothers.words_of(mother.id)]

        take_back(desk, mother)

        assert written == [None, None, IN_HER_WORDS.quote]
        with desk.uow().reading() as uow:
            hers = uow.mothers.words_of(mother.id)
        assert [word.terms.scope for word in hers if word.stands] == [Scope.FOLLOW_UP]
        assert [word.terms.quote for word in hers if not word.stands] == [None, None]

    def test_said_in_a_call_marks_the_attempt(self, desk: Desk, mother: Guest):
        """
        The wrong answer was tapped after a call: the attempt stays, as a slip.
        """
        desk.hear(mother.missed(meeting()))
        desk.hear(mother.missed(meeting(week=1), in_a_row=2))
        desk.try_her(mother, AttemptOutcome.NO_THANKS)

        take_back(desk, mother)

        found = desk.mother(mother)
        assert [each.state for each in found.open_follow_ups] == ["open", "open"]
        assert [len(each.made) for each in found.open_follow_ups] == [0, 0]
        assert desk.names().count("AttemptTakenBack") == 1

    def test_sends_no_text_that_it_had_stopped(self, desk: Desk, mother: Guest):
        """
        Her text of the afternoon was taken back, and stays so: she may be told twice or
        not at all, and the ladder plans what comes next.
        """
        desk.hear(mother.missed(meeting()))
        said_text = desk.mother(mother).open_follow_ups[0].text_from
        desk.try_her(mother, AttemptOutcome.NO_THANKS)

        take_back(desk, mother)

        (follow_up,) = desk.mother(mother).open_follow_ups
        assert (said_text is None, follow_up.text_from) == (False, None)

    def test_lets_what_was_told_meanwhile_count(self, quick_desk: Desk, mother: Guest):
        """
        She had cancelled one of the sessions, and missed another one: neither was heard
        of while the no thanks stood.
        """
        first, second, third = meeting(), meeting(week=1), meeting(week=2)
        quick_desk.hear(mother.missed(first))
        quick_desk.hear(mother.missed(second))
        quick_desk.try_her(mother, AttemptOutcome.NO_THANKS)
        quick_desk.hear(mother.excused_late(first), version=2)
        quick_desk.hear(mother.missed(third))

        take_back(quick_desk, mother)

        left = quick_desk.mother(mother).open_follow_ups
        assert {each.session_id for each in left} == {second.id, third.id}
        assert quick_desk.failing() == []

    def test_is_not_stopped_again_by_its_own_echo(
        self, quick_desk: Desk, mother: Guest
    ):
        """
        The roster had declined her because we told it so, and that comes after all.
        """
        quick_desk.hear(mother.missed(meeting()))
        quick_desk.try_her(mother, AttemptOutcome.NO_THANKS)
        take_back(quick_desk, mother)

        declined = MotherDeclined(
            mother_id=mother.id, declined_on=THE_NINTH, heard_in="outreach"
        )
        quick_desk.hear(declined, version=2)

        assert len(quick_desk.mother(mother).open_follow_ups) == 1

    def test_lets_no_older_slip_be_taken_back(self, quick_desk: Desk, mother: Guest):
        """
        What was logged before it stands: nobody knows any more what that had changed.
        """
        quick_desk.hear(mother.missed(meeting()))
        quick_desk.try_her(mother, AttemptOutcome.NO_ANSWER)
        said(quick_desk, mother, AgreementKind.NO_THANKS)
        take_back(quick_desk, mother)

        found = quick_desk.mother(mother)
        (attempt,) = found.open_follow_ups[0].attempts
        assert not found.may_take_back(attempt, at=quick_desk.clock.now())


class TestStands:
    @pytest.mark.parametrize("what", ["later", "yes", "twice", "roster", "never"])
    def test_when_it_is_no_slip(self, quick_desk: Desk, mother: Guest, what: str):
        """
        It is too long ago, she has said something since, somebody else has heard it
        too, the roster's people have heard it, or there is none.
        """
        quick_desk.hear(mother.contact())
        quick_desk.clock.later(hours=11, minutes=58)
        if what == "roster":
            quick_desk.hear(declined_there(mother))
        elif what != "never":
            said(quick_desk, mother, AgreementKind.NO_THANKS)
        if what == "later":
            quick_desk.clock.later(minutes=10, seconds=1)
        if what == "yes":
            quick_desk.clock.later(minutes=3)  # Another day has begun.
            said(quick_desk, mother, AgreementKind.SAID_YES)
        if what == "twice":
            said(quick_desk, mother, AgreementKind.NO_THANKS)

        with pytest.raises(NoThanksStands):
            take_back(quick_desk, mother)


class TestTakenBackInTheRoster:
    def test_lets_all_stand_as_before(self, desk: Desk, mother: Guest):
        """
        The health visitor has tapped the wrong mother, and undone it there.
        """
        desk.hear(mother.missed(meeting()))
        desk.hear(declined_there(mother), version=2)
        assert desk.mother(mother).open_follow_ups == []

        desk.hear(MotherDeclineTakenBack(mother_id=mother.id), version=3)

        assert len(desk.mother(mother).open_follow_ups) == 1
        assert desk.mother(mother).agreement.kind is AgreementKind.NONE
        assert "AgreementTakenBack" in desk.names()

    def test_does_not_undo_what_was_heard_here_too(self, desk: Desk, mother: Guest):
        """
        She has said it to the coordinator as well: it holds, and is told once more.
        """
        desk.hear(mother.missed(meeting()))
        desk.hear(declined_there(mother), version=2)
        said(desk, mother, AgreementKind.NO_THANKS)

        desk.hear(MotherDeclineTakenBack(mother_id=mother.id), version=3)

        assert not desk.mother(mother).agreement.allows_contact
        told = [e for e in desk.announced() if isinstance(e, AgreementChanged)]
        assert [one.to_kind for one in told] == ["no_thanks", "no_thanks"]

    def test_that_comes_first_lets_the_no_thanks_stop_nothing(
        self, quick_desk: Desk, mother: Guest
    ):
        """
        Of the two the newer holds, whichever reaches us first.
        """
        quick_desk.hear(mother.missed(meeting()))

        quick_desk.hear(MotherDeclineTakenBack(mother_id=mother.id), version=3)
        quick_desk.hear(declined_there(mother), version=2)

        assert len(quick_desk.mother(mother).open_follow_ups) == 1
