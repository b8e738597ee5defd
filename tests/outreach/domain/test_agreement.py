"""
What she has said about being contacted: her words alone, and a no thanks above all.
"""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from services.outreach.domain.agreement import Agreement, AgreementKind
from services.outreach.domain.errors import MotherSaidNoThanks, YesOlderThanNoThanks
from shared.kernel.organisations import Role

A_DAY = timedelta(days=1)
FIRST_TUESDAY = date(2027, 3, 2)
SECOND_TUESDAY = date(2027, 3, 9)
THIRD_TUESDAY = date(2027, 3, 16)
THEN = datetime(2027, 3, 9, 9, 0, tzinfo=UTC)


def agreement_of(kind: AgreementKind) -> Agreement:
    agreement = Agreement.unspoken(mother_id=uuid4())
    if kind is not AgreementKind.NONE:
        agreement = Agreement(
            mother_id=agreement.mother_id,
            kind=kind,
            said_on=FIRST_TUESDAY,
            heard_by_role=Role.COORDINATOR,
        )
    return agreement


class TestPersistence:
    """
    Rule 2, persistence is an agreement.
    """

    def test_begins_with_nothing_said(self):
        """
        Nobody has agreed to anything by being on a list.
        """
        agreement = Agreement.unspoken(mother_id=uuid4())

        assert agreement.kind is AgreementKind.NONE
        assert agreement.said_on is None
        assert agreement.heard_by_role is None

    def test_is_hers_when_she_says_yes(self):
        """
        A yes is kept with its day and with who heard it.
        """
        agreement = Agreement.unspoken(mother_id=uuid4())

        assert agreement.say_yes(on=FIRST_TUESDAY, heard_by=Role.HEALTH_VISITOR)

        assert agreement.kind is AgreementKind.SAID_YES
        assert agreement.said_on == FIRST_TUESDAY
        assert agreement.heard_by_role is Role.HEALTH_VISITOR

    def test_is_not_changed_by_hearing_yes_again(self):
        """
        The same yes from a second place changes nothing, not even the version.
        """
        agreement = agreement_of(AgreementKind.SAID_YES)
        version = agreement.version

        assert not agreement.say_yes(on=FIRST_TUESDAY, heard_by=Role.PAEDAGOG)

        assert agreement.heard_by_role is Role.COORDINATOR
        assert agreement.version == version

    @pytest.mark.parametrize(
        "days", [(FIRST_TUESDAY, SECOND_TUESDAY), (SECOND_TUESDAY, FIRST_TUESDAY)]
    )
    def test_is_kept_with_the_last_day_on_which_she_said_yes(self, days):
        """
        Two who heard her write it down in any order; the end is the same.
        """
        agreement = Agreement.unspoken(mother_id=uuid4())

        new = [agreement.say_yes(on=on, heard_by=Role.PAEDAGOG) for on in days]

        assert new == [True, False]
        assert agreement.said_on == SECOND_TUESDAY

    @pytest.mark.parametrize("kind", [AgreementKind.NONE, AgreementKind.SAID_YES])
    def test_grows_when_she_asks_us_to_keep_going(self, kind):
        """
        To ask us to go on every week is more than a yes, also as her first word.
        """
        agreement = agreement_of(kind)

        assert agreement.ask_to_keep_going(on=SECOND_TUESDAY, heard_by=Role.COORDINATOR)

        assert agreement.kind is AgreementKind.KEEP_GOING
        assert agreement.said_on == SECOND_TUESDAY

    def test_is_not_lessened_by_a_plain_yes(self):
        """
        One who asked us to keep going still wants that when she says yes again.
        """
        agreement = agreement_of(AgreementKind.KEEP_GOING)

        assert not agreement.say_yes(on=SECOND_TUESDAY, heard_by=Role.COORDINATOR)

        assert agreement.kind is AgreementKind.KEEP_GOING

    def test_is_asked_for_once(self):
        """
        Asking us twice to keep going is one agreement.
        """
        agreement = agreement_of(AgreementKind.KEEP_GOING)

        again = agreement.ask_to_keep_going(
            on=SECOND_TUESDAY, heard_by=Role.COORDINATOR
        )

        assert not again
        assert agreement.said_on == FIRST_TUESDAY

    def test_is_the_answer_to_a_review_also_when_it_is_written_down_later(self):
        """
        Said on the evening before her review date, and written down after it.
        """
        agreement = agreement_of(AgreementKind.KEEP_GOING)
        review = agreement.review_on
        assert review is not None
        evening_before, day_after = review - A_DAY, review + A_DAY

        again = agreement.ask_to_keep_going(
            on=evening_before, heard_by=Role.COORDINATOR, today=day_after
        )

        assert again
        assert agreement.said_on == evening_before
        assert agreement.review_on > day_after


class TestNoThanks:
    """
    Rule 3, no thanks holds at once.
    """

    @pytest.mark.parametrize(
        "kind", [AgreementKind.NONE, AgreementKind.SAID_YES, AgreementKind.KEEP_GOING]
    )
    def test_ends_contact_whatever_was_agreed(self, kind):
        """
        It holds over everything said before, whoever of the three hears it.
        """
        agreement = agreement_of(kind)
        assert agreement.allows_contact

        assert agreement.no_thanks(on=SECOND_TUESDAY, heard_by=Role.PAEDAGOG)

        assert not agreement.allows_contact
        assert agreement.kind is AgreementKind.NO_THANKS

    def test_holds_even_when_its_day_is_before_the_yes(self):
        """
        When in doubt about the order, she is left in peace.
        """
        agreement = Agreement.unspoken(mother_id=uuid4())
        agreement.say_yes(on=SECOND_TUESDAY, heard_by=Role.COORDINATOR)

        assert agreement.no_thanks(on=FIRST_TUESDAY, heard_by=Role.COORDINATOR)

        assert not agreement.allows_contact

    def test_is_said_once(self):
        """
        The same no thanks from a second place is nothing new.
        """
        agreement = agreement_of(AgreementKind.NO_THANKS)
        version = agreement.version

        assert not agreement.no_thanks(on=FIRST_TUESDAY, heard_by=Role.PAEDAGOG)

        assert agreement.version == version

    def test_refuses_a_plain_yes(self):
        """
        Somebody else's kind word does not bring contact back.
        """
        agreement = agreement_of(AgreementKind.NO_THANKS)

        with pytest.raises(MotherSaidNoThanks) as refusal:
            agreement.say_yes(on=THIRD_TUESDAY, heard_by=Role.COORDINATOR)

        assert refusal.value.facts == {"state": "no_thanks", "version": 1}
        assert not agreement.allows_contact

    def test_refuses_to_keep_going(self):
        """
        An old "just keep going" is over as well.
        """
        agreement = agreement_of(AgreementKind.NO_THANKS)

        with pytest.raises(MotherSaidNoThanks):
            agreement.ask_to_keep_going(on=THIRD_TUESDAY, heard_by=Role.COORDINATOR)


class TestComingBack:
    """
    She may change her mind; nobody may change it for her.
    """

    def test_takes_a_no_thanks_back(self):
        """
        Her own yes on a later day opens the door again.
        """
        agreement = agreement_of(AgreementKind.NO_THANKS)

        assert agreement.come_back(
            on=SECOND_TUESDAY, heard_by=Role.COORDINATOR, at=THEN
        )

        assert agreement.allows_contact
        assert agreement.kind is AgreementKind.SAID_YES
        assert agreement.said_on == SECOND_TUESDAY

    @pytest.mark.parametrize("day", [FIRST_TUESDAY, SECOND_TUESDAY])
    def test_refuses_a_yes_that_is_not_of_a_later_day(self, day):
        """
        A yes that was said earlier and arrives later overrides nothing, and of two
        words of one day the no thanks holds.
        """
        agreement = Agreement.unspoken(mother_id=uuid4())
        agreement.no_thanks(on=SECOND_TUESDAY, heard_by=Role.COORDINATOR)

        with pytest.raises(YesOlderThanNoThanks):
            agreement.come_back(on=day, heard_by=Role.COORDINATOR, at=THEN)

        assert not agreement.allows_contact

    def test_refuses_a_yes_from_between_two_no_thanks(self):
        """
        Having said no thanks twice, the later one is what a yes has to follow.
        """
        agreement = agreement_of(AgreementKind.NO_THANKS)
        agreement.no_thanks(on=THIRD_TUESDAY, heard_by=Role.PAEDAGOG)

        with pytest.raises(YesOlderThanNoThanks):
            agreement.come_back(on=SECOND_TUESDAY, heard_by=Role.COORDINATOR, at=THEN)

        assert not agreement.allows_contact

    def test_is_a_yes_like_any_other_when_she_never_said_no(self):
        """
        There is nothing to take back, and a repeat is nothing new.
        """
        agreement = Agreement.unspoken(mother_id=uuid4())

        assert agreement.come_back(on=FIRST_TUESDAY, heard_by=Role.COORDINATOR, at=THEN)
        assert not agreement.come_back(
            on=SECOND_TUESDAY, heard_by=Role.COORDINATOR, at=THEN
        )

        assert agreement.kind is AgreementKind.SAID_YES

    def test_does_not_disarm_a_later_no_thanks(self):
        """
        She may say no thanks again, on the very same day.
        """
        agreement = agreement_of(AgreementKind.NO_THANKS)
        agreement.come_back(on=SECOND_TUESDAY, heard_by=Role.COORDINATOR, at=THEN)

        assert agreement.no_thanks(on=SECOND_TUESDAY, heard_by=Role.COORDINATOR)

        assert not agreement.allows_contact

    def test_leaves_what_was_before_it_where_it_ended(self):
        """
        What she missed until she came back is not followed up, whenever we hear of it;
        what she misses from then on is.
        """
        agreement = agreement_of(AgreementKind.NO_THANKS)
        agreement.come_back(on=SECOND_TUESDAY, heard_by=Role.COORDINATOR, at=THEN)

        before, after = THEN - timedelta(hours=1), THEN + timedelta(hours=1)
        assert not agreement.wants_follow_up(session_started_at=before)
        assert agreement.wants_follow_up(session_started_at=after)
