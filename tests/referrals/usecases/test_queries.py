"""
Who is shown what.
"""

from uuid import UUID

import pytest

from services.referrals.domain.errors import (
    ChildNotKnown,
    HandOffNotFound,
    ReferralNotFound,
    RoleMayNot,
)
from services.referrals.domain.hand_off_codes import HandOffState
from services.referrals.domain.referral_codes import ReferralState
from services.referrals.usecases.apply_for_place import apply_for_place
from services.referrals.usecases.queries import (
    hand_off_seen,
    hand_offs_seen,
    known_children,
    partner_feed,
    referral_seen,
    referrals_seen,
)
from services.referrals.usecases.submit_referral import submit_referral
from shared.bus.topology import PARTNER_FEEDS
from shared.contracts.envelope import read_envelope
from shared.kernel.organisations import Organisation, Role, first_of
from tests.referrals.desk import BORN
from tests.referrals.domain.examples import BABY_MIRA, TUESDAY, ZEHRA

NOBODY = UUID(int=99)
ALL = list(ReferralState)
THEIR_FEED = PARTNER_FEEDS["health_visitors.feed"]
VISITORS = {Role.HEALTH_VISITOR}


class TestReferralsSeen:
    def test_are_own_drafts_and_for_health_visitors_what_was_sent(self, desk):
        """
        Three equal owners: what one has drafted no other sees before it is sent.
        """
        draft = desk.draft()
        sent = desk.draft(Role.PAEDAGOG)
        desk.do(submit_referral, Role.PAEDAGOG, referral_id=sent.id)

        seen = {
            role: [
                line.id
                for line in referrals_seen(by=role, states=ALL, uow=desk.work(role))
            ]
            for role in (
                Role.COORDINATOR,
                Role.PAEDAGOG,
                Role.HEALTH_VISITOR,
                Role.HEALTH_VISITORS_LEADER,
                Role.DAYCARE_INTAKE,
            )
        }

        assert seen == {
            Role.COORDINATOR: [draft.id],
            Role.PAEDAGOG: [sent.id],
            Role.HEALTH_VISITOR: [sent.id],
            Role.HEALTH_VISITORS_LEADER: [sent.id],
            Role.DAYCARE_INTAKE: [],
        }

    def test_tell_what_a_list_needs(self, desk):
        """
        A line knows the child's month of birth, and none when it names no child.
        """
        with_child = desk.draft()
        without_child = desk.draft(child_id=None)

        lines = referrals_seen(
            by=Role.COORDINATOR,
            states=[ReferralState.DRAFT],
            oldest_first=True,
            uow=desk.work(),
        )

        born = {line.id: line.birth_month for line in lines}
        assert born == {with_child.id: BORN, without_child.id: None}
        assert not lines[0].visit_is_ready


class TestReferralSeen:
    def test_is_refused_to_whom_it_does_not_concern(self, desk):
        """
        The address of a draft alone opens nothing.
        """
        draft = desk.draft()

        referral, child = referral_seen(draft.id, by=Role.COORDINATOR, uow=desk.work())

        assert (referral, child.child_id) == (draft, BABY_MIRA)
        for role in (Role.HEALTH_VISITOR, Role.PAEDAGOG, Role.DAYCARE_INTAKE):
            with pytest.raises(ReferralNotFound):
                referral_seen(draft.id, by=role, uow=desk.work(role))


class TestHandOffsSeen:
    def test_reach_intake_when_the_mother_has_applied(self, desk):
        """
        A wish is between the mother and the group; an application is intake's, too.
        """
        wanted = desk.want()
        before = self.seen(desk, Role.DAYCARE_INTAKE)
        with pytest.raises(HandOffNotFound):
            hand_off_seen(
                wanted.id, by=Role.DAYCARE_INTAKE, uow=desk.work(Role.DAYCARE_INTAKE)
            )

        desk.do(apply_for_place, Role.COORDINATOR, hand_off_id=wanted.id, on=TUESDAY)

        assert before == []
        assert self.seen(desk, Role.DAYCARE_INTAKE) == [wanted.id]
        assert self.seen(desk, Role.PAEDAGOG) == [wanted.id]
        assert self.seen(desk, Role.HEALTH_VISITOR) == []

    def seen(self, desk, role):
        lines = hand_offs_seen(by=role, states=list(HandOffState), uow=desk.work(role))
        return [line.id for line in lines]


class TestKnownChildren:
    def test_are_a_mothers_or_the_youngest_of_all(self, desk):
        """
        The form is opened from her page, or else a child is picked from the list.
        """
        desk.know_child()
        desk.know_child(UUID(int=7), mother_id=UUID(int=8), born=TUESDAY.replace(day=1))

        hers = self.known(desk, ZEHRA)
        everybody = self.known(desk, None)

        assert [child.child_id for child in hers] == [BABY_MIRA]
        assert [child.child_id for child in everybody] == [UUID(int=7), BABY_MIRA]
        with pytest.raises(ChildNotKnown):
            self.known(desk, NOBODY)

    def test_are_not_for_everybody_to_know(self, desk):
        """
        Who comes to the group is not told to who has nothing to write about it.
        """
        with pytest.raises(RoleMayNot):
            self.known(desk, None, by=Role.DAYCARE_INTAKE)

    def known(self, desk, mother_id, *, by=Role.COORDINATOR):
        return known_children(
            mother_id=mother_id,
            for_roles={Role.COORDINATOR},
            by=by,
            uow=desk.work(by),
        )


class TestPartnerFeed:
    def test_pages_back_from_the_newest(self, desk):
        """
        A partner that was away reads page by page until it meets what it has.
        """
        for _ in range(3):
            draft = desk.draft()
            desk.do(submit_referral, Role.COORDINATOR, referral_id=draft.id)

        newest = self.feed(desk, before=None)
        older = self.feed(desk, before=newest[0].id)

        assert [one.id for one in newest] == sorted(
            (one.id for one in newest), reverse=True
        )
        assert len(newest) == 3
        assert older == newest[1:]
        assert {one.event.exchange for one in newest} == {"referrals.partners"}

    def test_is_refused_to_all_but_its_partner(self, desk):
        """
        It tells concerns and languages.
        """
        with pytest.raises(RoleMayNot):
            partner_feed(
                THEIR_FEED,
                to=first_of(Organisation.HEALTH_VISITORS),
                readers=VISITORS,
                by=Role.COORDINATOR,
                before=None,
                uow=desk.work(),
            )

    def feed(self, desk, before):
        bodies = partner_feed(
            THEIR_FEED,
            to=first_of(Organisation.HEALTH_VISITORS),
            readers=VISITORS,
            by=Role.HEALTH_VISITOR,
            before=before,
            uow=desk.work(Role.HEALTH_VISITOR),
        )
        return [read_envelope(body) for body in bodies]
