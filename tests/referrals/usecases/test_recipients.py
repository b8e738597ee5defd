"""
Several health visitors' organisations and intakes: each has its own cases alone.
"""

from typing import Any
from uuid import UUID

import pytest

from services.referrals.domain.errors import (
    ChildNotKnown,
    HandOffNotFound,
    RecipientNotKnown,
    ReferralNotFound,
)
from services.referrals.domain.hand_off_codes import HandOffState
from services.referrals.domain.referral import Referral
from services.referrals.domain.referral_codes import OutcomeCode, ReferralState
from services.referrals.domain.sealed_errors import SealedCaseNotFound
from services.referrals.domain.sealed_sight import Reader
from services.referrals.storage import tables
from services.referrals.usecases.accept_referral import accept_referral
from services.referrals.usecases.apply_for_place import apply_for_place
from services.referrals.usecases.begin_sealed_case import begin_sealed_case
from services.referrals.usecases.complete_referral import complete_referral
from services.referrals.usecases.leave_with_first import leave_with_first
from services.referrals.usecases.queries import (
    card_of_referral_seen,
    hand_off_seen,
    hand_offs_seen,
    partner_feed,
    referral_seen,
    referrals_seen,
)
from services.referrals.usecases.sealed_queries import (
    sealed_case_seen,
    sealed_cases_seen,
)
from services.referrals.usecases.submit_referral import submit_referral
from shared.bus.topology import PARTNER_FEEDS
from shared.contracts.envelope import read_envelope
from shared.kernel.organisations import Organisation, Role, first_of
from tests.referrals.desk import Desk
from tests.referrals.domain.examples import (
    BABY_MIRA,
    TUESDAY,
    TUESDAY_TEN,
    ZEHRA,
)

VISITORS, INTAKE = Organisation.HEALTH_VISITORS, Organisation.DAYCARE_INTAKE
FIRST, SECOND = first_of(VISITORS), UUID(int=70)
FIRST_INTAKE, SECOND_INTAKE = first_of(INTAKE), UUID(int=80)


def sent(desk: Desk) -> Referral:
    drafted = desk.draft()
    submitted: Referral = desk.do(
        submit_referral, Role.COORDINATOR, referral_id=drafted.id
    )
    return submitted


def seen_by(desk: Desk, of: UUID) -> list[UUID]:
    role = Role.HEALTH_VISITOR
    lines = referrals_seen(by=role, states=ReferralState, uow=desk.work(role, of=of))
    return [line.id for line in lines]


def applications_seen_by(desk: Desk, of: UUID) -> list[UUID]:
    role = Role.DAYCARE_INTAKE
    lines = hand_offs_seen(by=role, states=HandOffState, uow=desk.work(role, of=of))
    return [line.id for line in lines]


def told_to(desk: Desk, of: UUID, *, role: Role, feed: str) -> list[Any]:
    bodies = partner_feed(
        PARTNER_FEEDS[feed],
        to=of,
        readers={role},
        by=role,
        before=None,
        uow=desk.work(role, of=of),
    )
    return [read_envelope(body).event for body in bodies]


class TestReferrals:
    def test_go_to_the_health_visitors_of_her_group(self, desk: Desk):
        """
        Their queue and their feed alone tell of it, and what becomes of it; to the
        others it is not there.
        """
        desk.know_child()
        desk.list_with(health_visitors_id=SECOND)
        referral = sent(desk)
        told: dict[str, Any] = {"referral_id": referral.id}

        with pytest.raises(ReferralNotFound):
            desk.do(accept_referral, Role.HEALTH_VISITOR, of=FIRST, **told)
        desk.do(accept_referral, Role.HEALTH_VISITOR, of=SECOND, **told)

        types = [one.event_type for one in PARTNER_FEEDS["health_visitors.feed"]]
        assert desk.partner_keys() == [f"{one}.{SECOND}" for one in types]
        assert (seen_by(desk, FIRST), seen_by(desk, SECOND)) == ([], [referral.id])
        feed = {"role": Role.HEALTH_VISITOR, "feed": "health_visitors.feed"}
        assert told_to(desk, FIRST, **feed) == []
        assert len(told_to(desk, SECOND, **feed)) == 2

    def test_stay_with_whom_they_were_sent_to(self, desk: Desk):
        """
        When others get her group, who has a case ends it, and sees her and the child
        in it meanwhile; the next one is the others', and what the first drafted of
        their own stays theirs.
        """
        before, own = sent(desk), desk.draft(Role.HEALTH_VISITOR, of=FIRST)
        desk.list_with(health_visitors_id=SECOND)
        after = sent(desk)

        case: dict[str, Any] = {"referral_id": before.id}
        desk.do(accept_referral, Role.HEALTH_VISITOR, of=FIRST, **case)
        assert seen_by(desk, FIRST) == [own.id, before.id]
        assert seen_by(desk, SECOND) == [after.id]
        work = desk.work(Role.HEALTH_VISITOR, of=FIRST)
        _, child = referral_seen(before.id, by=Role.HEALTH_VISITOR, uow=work)
        assert child is not None
        assert work.strangers_among([ZEHRA]) == set()
        done = {**case, "outcome_code": OutcomeCode.NO_NEED}
        desk.do(complete_referral, Role.HEALTH_VISITOR, of=FIRST, **done)
        own_sent = {"referral_id": own.id}
        desk.do(submit_referral, Role.HEALTH_VISITOR, of=FIRST, **own_sent)
        addressed = [one for one in desk.partner_keys() if one.endswith(str(SECOND))]
        assert (len(desk.partner_keys()), len(addressed)) == (5, 1)

    def test_are_not_begun_by_those_who_have_her_no_more(self, desk: Desk):
        """
        A case that has ended is still read; of the child in it there is no new one.
        """
        ended = sent(desk)
        told: dict[str, Any] = {"referral_id": ended.id}
        desk.do(accept_referral, Role.HEALTH_VISITOR, **told)
        told["outcome_code"] = OutcomeCode.NO_NEED
        desk.do(complete_referral, Role.HEALTH_VISITOR, **told)
        desk.list_with(health_visitors_id=SECOND)

        assert seen_by(desk, FIRST) == [ended.id]
        with pytest.raises(ChildNotKnown):
            desk.draft(Role.HEALTH_VISITOR, of=FIRST)

    def test_show_no_card_to_those_who_drafted_them_and_have_her_no_more(
        self, desk: Desk
    ):
        """
        Neither one that has ended nor a draft that nobody discards keeps a mother, and
        of her there is no new one.
        """
        ended, waits = (desk.draft(Role.HEALTH_VISITOR, of=FIRST) for _ in range(2))
        told: dict[str, Any] = {"referral_id": ended.id, "of": FIRST}
        for step in (submit_referral, accept_referral):
            desk.do(step, Role.HEALTH_VISITOR, **told)
        told["outcome_code"] = OutcomeCode.NO_NEED
        desk.do(complete_referral, Role.HEALTH_VISITOR, **told)
        cases = [ended.id, waits.id]
        assert [_shows_card(desk, one) for one in cases] == [True, True]

        desk.list_with(health_visitors_id=SECOND)

        assert [_shows_card(desk, one) for one in cases] == [False, False]
        with pytest.raises(ChildNotKnown):
            desk.draft(Role.HEALTH_VISITOR, of=FIRST)

    def test_stay_with_the_first_if_they_were_sent_before_there_could_be_others(
        self, desk: Desk
    ):
        """
        A process of before names nobody; a draft that is not theirs waits for hers.
        """
        own = desk.draft(Role.HEALTH_VISITOR)
        before, draft, wanted = sent(desk), desk.draft(), desk.want()
        applied = {"hand_off_id": wanted.id, "on": TUESDAY}
        desk.do(apply_for_place, Role.COORDINATOR, **applied)
        with desk.engine.begin() as connection:
            nobody = {"health_visitors_id": None}
            connection.execute(tables.referrals.update().values(nobody))
            nobody = {"daycare_intake_id": None}
            connection.execute(tables.hand_offs.update().values(nobody))

        leave_with_first(uow=desk.work())

        theirs = [desk.referral(one.id) for one in (own, before, draft)]
        assert [one.health_visitors_id for one in theirs] == [FIRST, FIRST, None]
        assert desk.hand_off(wanted.id).daycare_intake_id == FIRST_INTAKE

    def test_wait_until_it_is_told_whose_she_is(self, desk: Desk):
        """
        Nothing is sent by guess: it might be another municipality's.
        """
        draft = desk.draft()
        with desk.work() as uow:
            uow.whose_mothers.give_up(ZEHRA)
            uow.commit()

        with pytest.raises(RecipientNotKnown):
            desk.do(submit_referral, Role.COORDINATOR, referral_id=draft.id)

        assert desk.partner_keys() == []


class TestHandOffs:
    def test_go_to_the_intake_of_her_group_and_stay_there(self, desk: Desk):
        """
        Another intake is told nothing and finds nothing, also when the group becomes
        one that it is to give places to.
        """
        wanted = desk.want()
        desk.list_with(daycare_intake_id=SECOND_INTAKE)
        applied = {"hand_off_id": wanted.id, "on": TUESDAY}
        desk.do(apply_for_place, Role.COORDINATOR, **applied)
        desk.list_with(daycare_intake_id=FIRST_INTAKE)

        assert applications_seen_by(desk, FIRST_INTAKE) == []
        assert applications_seen_by(desk, SECOND_INTAKE) == [wanted.id]
        role = Role.DAYCARE_INTAKE
        with pytest.raises(HandOffNotFound):
            hand_off_seen(wanted.id, by=role, uow=desk.work(role, of=FIRST_INTAKE))
        uow = desk.work(role, of=SECOND_INTAKE)
        assert hand_off_seen(wanted.id, by=role, uow=uow)[1].child_id == BABY_MIRA
        feed: dict[str, Any] = {"role": role, "feed": "daycare_intake.feed"}
        assert told_to(desk, FIRST_INTAKE, **feed) == []
        assert len(told_to(desk, SECOND_INTAKE, **feed)) == 1


class TestSealedCases:
    def test_are_their_own_health_visitors_alone(self, desk: Desk):
        """
        Neither the health visitors who get her group later nor their leader find it.
        """
        desk.know_child()
        author = _reader(Role.HEALTH_VISITOR, FIRST, user=1)
        work = desk.work(Role.HEALTH_VISITOR, of=FIRST)
        case = begin_sealed_case(
            mother_id=ZEHRA, reader=author, now=TUESDAY_TEN, uow=work
        )
        desk.list_with(health_visitors_id=SECOND)

        leader = _reader(Role.HEALTH_VISITORS_LEADER, FIRST, user=2)
        own = desk.work(leader.role, of=FIRST)
        assert sealed_cases_seen(reader=leader, uow=own) == [case]
        for role in (Role.HEALTH_VISITOR, Role.HEALTH_VISITORS_LEADER):
            reader = _reader(role, SECOND, user=3)
            uow = desk.work(role, of=SECOND)
            assert sealed_cases_seen(reader=reader, uow=uow) == []
            with pytest.raises(SealedCaseNotFound):
                sealed_case_seen(case.id, reader=reader, uow=uow)


def _shows_card(desk: Desk, referral_id: UUID) -> bool:
    role = Role.HEALTH_VISITOR
    uow = desk.work(role, of=FIRST)
    referral, _ = referral_seen(referral_id, by=role, uow=uow)
    return card_of_referral_seen(referral, by=role, uow=uow)


def _reader(role: Role, of: UUID, *, user: int) -> Reader:
    return Reader(
        user_id=UUID(int=user), role=role, organisation=VISITORS, organisation_id=of
    )
