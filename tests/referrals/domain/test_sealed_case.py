"""
A statutory notification: her own duty, without a word of it, step by step.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import product
from uuid import UUID

import pytest

from services.referrals.domain.days import working_days_later
from services.referrals.domain.errors import DayNotPossible, RoleMayNot
from services.referrals.domain.sealed_codes import SealedState
from services.referrals.domain.sealed_errors import (
    OfficeNotKnown,
    ReceiptBeforeSent,
    SealedCaseInState,
)
from services.referrals.domain.sealed_record import SealedRecord
from services.referrals.domain.sealed_sight import AUTHORS, Reader, sees_sealed
from shared.kernel.organisations import Organisation, Role
from tests.referrals.domain.examples import TUESDAY, TUESDAY_TEN, ZEHRA
from tests.referrals.domain.sealed_examples import (
    AUTHOR,
    LEADER,
    SENT,
    WEDNESDAY_A_WEEK_LATER,
    a_considered_case,
    a_reader,
    a_receipted_case,
    a_sent_case,
    id_of,
)

SOMEBODY = UUID(int=8)
NEAREST_LEADERS = {
    ("leader", "housing_team"),
    ("leader", "daycare"),
    ("health_visitors_leader", "health_visitors"),
}


class TestSight:
    def test_is_the_authors_and_her_own_leaders_alone(self):
        """
        Every role of every organisation, as the author and as somebody else: nobody
        sees it but the author in her work and the leader of those she works for.
        """
        for house, role, of in product(Organisation, Role, Organisation):
            for user_id in (AUTHOR.user_id, SOMEBODY):
                reader = Reader(
                    user_id=user_id,
                    role=role,
                    organisation=of,
                    organisation_id=id_of(of),
                )
                is_author = user_id == AUTHOR.user_id and role in AUTHORS
                leads = (role.value, of.value) in NEAREST_LEADERS
                may = of == house and (is_author or leads)

                told = {"author_id": AUTHOR.user_id, "organisation_id": id_of(house)}
                assert sees_sealed(reader, **told) == may

    def test_ends_when_the_author_works_elsewhere(self):
        """
        Who goes to another of the three leaves her cases with her leader.
        """
        daycare = Organisation.DAYCARE
        moved = replace(AUTHOR, organisation=daycare, organisation_id=id_of(daycare))

        assert a_considered_case().is_seen_by(AUTHOR)
        assert not a_considered_case().is_seen_by(moved)

    def test_is_not_another_teams_leaders(self):
        """
        There may be several housing teams: each leader leads her own.
        """
        team = Organisation.HOUSING_TEAM
        other = replace(LEADER, organisation_id=id_of(team, number=2))

        assert a_considered_case().is_seen_by(LEADER)
        assert not a_considered_case().is_seen_by(other)


class TestConsider:
    @pytest.mark.parametrize("role", sorted(set(Role) - AUTHORS))
    def test_is_for_those_who_have_the_duty(self, role: Role):
        """
        A leader, an administrator, intake or a machine considers none here.
        """
        reader = a_reader(role, Organisation.HOUSING_TEAM)

        with pytest.raises(RoleMayNot):
            a_considered_case(reader=reader)

    def test_keeps_no_text(self):
        """
        Codes, days, yes and no: there is no field into which a word could be written.
        """
        texts = {
            name
            for name, kind in SealedRecord.__annotations__.items()
            if str(kind) in {"str", "str | None"}
        }

        assert texts == {"office"}


class TestSend:
    def test_makes_the_receipt_due_six_working_days_later(self):
        """
        Tuesday and six working days are Wednesday of the week after.
        """
        case = a_sent_case()

        assert case.receipt_due_on == WEDNESDAY_A_WEEK_LATER
        day_before = WEDNESDAY_A_WEEK_LATER - timedelta(days=1)
        assert case.state_on(day_before) is SealedState.SENT
        assert case.state_on(WEDNESDAY_A_WEEK_LATER) is SealedState.RECEIPT_DUE

    @pytest.mark.parametrize(
        ("sent_on", "due_on"),
        [
            (date(2027, 3, 19), date(2027, 4, 1)),  # Easter
            (date(2026, 12, 22), date(2027, 1, 4)),  # Christmas and New Year
            (date(2027, 3, 13), date(2027, 3, 22)),  # from a Saturday
        ],
    )
    def test_counts_no_weekend_and_no_holiday(self, sent_on: date, due_on: date):
        """
        Maundy Thursday to Easter Monday, Christmas Eve to Boxing Day, New Year's Day.
        """
        assert working_days_later(sent_on, 6) == due_on

    def test_goes_to_an_office_of_those_that_are_configured(self):
        """
        Nobody types a name; what is refused changes nothing.
        """
        case = a_considered_case()

        with pytest.raises(OfficeNotKnown):
            case.send(**SENT | {"office": "Inge"}, reader=AUTHOR, at=TUESDAY_TEN)

        assert case == a_considered_case()

    def test_is_never_in_the_future(self):
        """
        What is told as done was done.
        """
        tomorrow = TUESDAY + timedelta(days=1)

        with pytest.raises(DayNotPossible):
            a_considered_case().send(
                **SENT | {"sent_on": tomorrow}, reader=AUTHOR, at=TUESDAY_TEN
            )

    def test_may_be_done_again_while_no_receipt_has_come(self):
        """
        The office has not got it: sent again, and its time begins anew.
        """
        case = a_sent_case()
        later = datetime.combine(
            WEDNESDAY_A_WEEK_LATER, TUESDAY_TEN.timetz(), TUESDAY_TEN.tzinfo
        )

        case.send(**SENT | {"sent_on": WEDNESDAY_A_WEEK_LATER}, reader=LEADER, at=later)

        assert case.state_on(WEDNESDAY_A_WEEK_LATER) is SealedState.SENT
        assert [step.to_state for step in case.history][-2:] == ["sent", "sent"]
        assert case.history[-1].by_role is Role.LEADER


class TestReceipt:
    def test_does_not_come_before_it_was_sent(self):
        """
        A slip of the day is refused.
        """
        with pytest.raises(ReceiptBeforeSent):
            a_sent_case().receipt(
                receipted_on=TUESDAY - timedelta(days=1), reader=AUTHOR, at=TUESDAY_TEN
            )


class TestEnd:
    def test_without_sending_is_the_authors_own(self):
        """
        Her leader cannot end what she considers: the duty is not the leader's.
        """
        case = a_considered_case()

        with pytest.raises(RoleMayNot):
            case.close(reader=LEADER, at=TUESDAY_TEN)

        assert case == a_considered_case()
        assert case.steps_for(LEADER) == {"send"}

    def test_without_sending_names_nobody(self):
        """
        What was only considered is not kept of anybody.
        """
        case = a_considered_case()

        case.close(reader=AUTHOR, at=TUESDAY_TEN)

        assert (case.mother_id, case.state) == (None, SealedState.CLOSED)
        assert case.ended_at == TUESDAY_TEN

    def test_after_the_receipt_is_for_both(self):
        """
        With an answer or without one; it still says whom it was about.
        """
        told, closed = a_receipted_case(), a_receipted_case()

        told.tell_outcome(reader=LEADER, at=TUESDAY_TEN)
        closed.close(reader=LEADER, at=TUESDAY_TEN)

        assert {told.state, closed.state} == {"told_outcome", "closed"}
        assert {told.mother_id, closed.mother_id} == {ZEHRA}

    def test_does_not_come_while_a_receipt_is_waited_for(self):
        """
        Nothing expires in silence: who gets no receipt asks, or sends it again.
        """
        with pytest.raises(SealedCaseInState):
            a_sent_case().close(reader=AUTHOR, at=TUESDAY_TEN)
