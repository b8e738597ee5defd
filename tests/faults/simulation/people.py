"""
What people do in a run: they come, cancel, miss, are called, say no thanks, come back.
"""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from services.outreach.domain.agreement import AgreementKind
from services.outreach.domain.attempt import AttemptOutcome, Channel
from services.outreach.domain.follow_up import FollowUp
from services.outreach.usecases.complete_follow_up import complete_follow_up
from services.outreach.usecases.log_attempt import log_attempt
from services.outreach.usecases.record_agreement import record_agreement
from services.referrals.domain.consent import Consent, ConsentPurpose
from services.referrals.domain.referral_codes import ConcernCategory, Priority
from services.referrals.usecases.draft_referral import draft_referral
from services.referrals.usecases.submit_referral import submit_referral
from services.referrals.usecases.want_place import want_place
from services.roster.domain.actor import Actor
from services.roster.domain.attendance import Outcome
from services.roster.domain.register_change import (
    CancellationReason,
    CorrectionReason,
)
from services.roster.domain.roster_row import RosterRow, RowChild
from services.roster.domain.session import Session
from services.roster.usecases.add_mother import add_mother
from services.roster.usecases.cancel_session import cancel_session
from services.roster.usecases.change_contact import Contact, change_contact
from services.roster.usecases.close_session import close_session
from services.roster.usecases.correct_attendance import correct_attendance
from services.roster.usecases.decline_mother import decline_mother
from services.roster.usecases.mark_attendance import mark_attendance
from services.roster.usecases.plan_session import plan_session
from services.roster.usecases.reopen_session import reopen_session
from services.roster.usecases.take_cancellation import take_cancellation
from shared.kernel.clock import day_of, on_the_wall
from shared.kernel.organisations import Organisation, Role
from shared.kernel.refusal import Refusal
from tests.faults.simulation.world import World

A_WEEK = timedelta(days=7)
LANGUAGES = ("tr", "da")
COORDINATOR = Actor(role=Role.COORDINATOR, organisation=Organisation.HOUSING_TEAM)


class NobodyWaits(Refusal):
    """
    There is no open follow-up, so nobody is called.
    """


class People:
    """
    One group, its mothers, and everybody around them.
    """

    def __init__(self, world: World, *, group_id: UUID, first_day: date) -> None:
        self._world = world
        self.dice = world.dice
        self._group_id = group_id
        self._next_day = first_day
        self._phones = 0
        self.mothers: dict[UUID, Contact] = {}
        self.children: dict[UUID, UUID] = {}
        self.sessions: list[Session] = []

    @property
    def _now(self) -> datetime:
        return self._world.now

    @property
    def _today(self) -> date:
        return on_the_wall(self._now).date()

    def joins(self) -> None:
        contact = self._contact(f"Prøve {len(self.mothers)}")
        row = RosterRow(
            line=1,
            **vars(contact),
            said_yes_on=self.dice.choice([None, self._today]),
            children=(RowChild(first_name="Prøve", born_on=date(2026, 1, 15)),),
        )
        mother, children = add_mother(
            group_id=self._group_id,
            told=row,
            today=self._today,
            heard_by=Role.COORDINATOR,
            uow=self._world.work("roster"),
        )
        self.mothers[mother.id] = contact
        self._world.history.joined.add(mother.id)
        self.children[children[0].id] = mother.id

    def changes_her_number(self) -> None:
        self._change(said_yes_on=None)

    def says_she_wants_to_come(self) -> None:
        self._change(said_yes_on=self._today)

    def meets(self) -> None:
        """
        Plan the next session, mark who comes, and mostly close the register.
        """
        session = plan_session(
            group_id=self._group_id,
            day=self._next_day,
            starts_at=None,
            ends_at=None,
            theme=None,
            uow=self._world.work("roster"),
        )
        self._next_day += A_WEEK
        self.sessions.append(session)
        if self.dice.random() < 0.1:
            self._cancel(session)
            return
        self._world.clock.time = max(self._now, session.starts_at)
        for mother_id in list(self.mothers):
            self._world.attempt(lambda one=mother_id: self._comes(session, one))
        self._world.clock.time = max(self._now, session.ends_at)
        if self.dice.random() < 0.85:
            self._close(session)

    def close_what_was_left(self) -> None:
        self._close(self._any_session())

    def cancels_late(self) -> None:
        session = self._any_session()
        take_cancellation(
            session_id=session.id,
            mother_id=self._any_mother(),
            received_at=max(session.starts_at, self._now - timedelta(hours=3)),
            channel="text",
            by=COORDINATOR,
            now=self._now,
            uow=self._world.work("roster"),
        )

    def was_written_down_wrongly(self) -> None:
        to = [Outcome.ATTENDED, Outcome.MISSED, Outcome.MISSED, Outcome.EXCUSED]
        correct_attendance(
            session_id=self._any_session().id,
            mother_id=self._any_mother(),
            to=self.dice.choice(to),
            reason=CorrectionReason.WRONG_ROW,
            seen_version=None,
            by=COORDINATOR,
            now=self._now,
            uow=self._world.work("roster"),
        )

    def reopens(self) -> None:
        """
        Look at a register once more, and mostly close it again.
        """
        session = self._any_session()
        # From here on it may be open, also if nobody lives to hear that it is.
        self._world.history.closed.discard(session.id)
        reopen_session(
            session_id=session.id,
            seen_version=None,
            by=COORDINATOR,
            now=self._now,
            uow=self._world.work("roster"),
        )
        self._world.attempt(lambda: self._comes(session, self._any_mother()))
        if self.dice.random() < 0.7:
            self._close(session)

    def was_not_held(self) -> None:
        self._cancel(self._any_session())

    def declines(self) -> None:
        decline_mother(
            mother_id=self._any_mother(),
            said_on=self._today,
            by=Role.COORDINATOR,
            now=self._now,
            uow=self._world.work("roster"),
        )

    def says_something(self) -> None:
        """
        Say yes, "just keep going" or no thanks to the coordinator.
        """
        mother_id = self._any_mother()
        kind = self.dice.choice(
            [AgreementKind.SAID_YES, AgreementKind.KEEP_GOING, AgreementKind.NO_THANKS]
        )
        had_said_no_thanks = self._has_said_no_thanks(mother_id)
        record_agreement(
            mother_id=mother_id,
            kind=kind,
            said_on=None,
            heard_by=Role.COORDINATOR,
            now=self._now,
            uow=self._world.work("outreach"),
        )
        if had_said_no_thanks and kind is AgreementKind.SAID_YES:
            self._world.history.came_back[mother_id] = self._now

    def is_called(self) -> None:
        follow_up = self._any_open_follow_up()
        log_attempt(
            follow_up_id=follow_up.id,
            channel=Channel.CALL,
            outcome=self.dice.choice(list(AttemptOutcome)),
            expected_version=None,
            by=Role.COORDINATOR,
            now=self._now,
            uow=self._world.work("outreach"),
        )

    def is_taken_care_of(self) -> None:
        """
        Take care of what she told: of the rest too, if a concern was not all of it.
        """
        follow_up = self._any_open_follow_up()
        rest = self._take_care_of(follow_up)
        if rest:
            self._take_care_of(rest[0])

    def _take_care_of(self, follow_up: FollowUp) -> list[FollowUp]:
        """
        Return what waits for something else now, which is not taken care of yet.
        """
        same = [
            each.id
            for each in self._mother(follow_up.mother_id).open_follow_ups
            if each.waits_for is follow_up.waits_for
        ]
        complete_follow_up(
            follow_up_id=follow_up.id,
            outcome=follow_up.waits_for or AttemptOutcome.COMING_NEXT,
            until=day_of(self._now) + timedelta(weeks=1),
            expected_version=None,
            by=Role.COORDINATOR,
            now=self._now,
            uow=self._world.work("outreach"),
        )
        hers = self._mother(follow_up.mother_id).follow_ups
        rest = [
            hers[key] for key in same if hers[key].passed_on_at and hers[key].is_open
        ]
        done = {*same} - {each.id for each in rest}
        self._world.history.taken_care_of.update(done)
        return rest

    def has_a_concern(self) -> None:
        mother_id = self._any_mother()
        told: dict[str, Any] = {"by": Role.PAEDAGOG, "now": self._now}
        referral = draft_referral(
            mother_id=mother_id,
            child_id=None,
            concern=ConcernCategory.WEIGHT,
            priority=Priority.SOON,
            interpreter_language=None,
            consent=self._yes_to(
                ConsentPurpose.HEALTH_VISIT, Organisation.HEALTH_VISITORS
            ),
            uow=self._world.work("referrals"),
            **told,
        )
        submit_referral(
            referral_id=referral.id, uow=self._world.work("referrals"), **told
        )

    def wants_a_place(self) -> None:
        want_place(
            child_id=self.dice.choice(sorted(self.children)),
            need_month=date(2027, 8, 1),
            wishes=("near_home",),
            languages=LANGUAGES,
            consent=self._yes_to(ConsentPurpose.DAYCARE, Organisation.DAYCARE_INTAKE),
            by=Role.COORDINATOR,
            now=self._now,
            uow=self._world.work("referrals"),
        )

    def _comes(self, session: Session, mother_id: UUID) -> None:
        die = self.dice.random()
        if die < 0.35:
            mark_attendance(
                session_id=session.id,
                mother_id=mother_id,
                outcome=Outcome.ATTENDED,
                now=self._now,
                uow=self._world.work("roster"),
            )
        elif die < 0.5:
            take_cancellation(
                session_id=session.id,
                mother_id=mother_id,
                received_at=session.starts_at - timedelta(hours=1),
                channel="text",
                by=COORDINATOR,
                now=self._now,
                uow=self._world.work("roster"),
            )

    def _close(self, session: Session) -> None:
        close_session(
            session_id=session.id,
            seen_version=None,
            by=COORDINATOR,
            now=self._now,
            uow=self._world.work("roster"),
        )
        self._world.history.closed.add(session.id)

    def _cancel(self, session: Session) -> None:
        cancel_session(
            session_id=session.id,
            reason=CancellationReason.STAFF_ILL,
            seen_version=None,
            by=COORDINATOR,
            now=self._now,
            uow=self._world.work("roster"),
        )

    def _change(self, *, said_yes_on: date | None) -> None:
        mother_id = self._any_mother()
        contact = self._contact(self.mothers[mother_id].display_name)
        change_contact(
            mother_id=mother_id,
            contact=contact,
            said_yes_on=said_yes_on,
            seen_version=None,
            today=self._today,
            heard_by=Role.COORDINATOR,
            uow=self._world.work("roster"),
        )
        self.mothers[mother_id] = contact

    def _contact(self, name: str) -> Contact:
        self._phones += 1
        return Contact(
            display_name=name,
            phone=f"+4520{self._phones:06}",
            languages=LANGUAGES,
            shared_phone=False,
            may_leave_message=True,
        )

    def _yes_to(self, purpose: ConsentPurpose, recipient: Organisation) -> Consent:
        return Consent(
            given=True,
            purpose=purpose,
            recipient=recipient,
            language="tr",
            explained_by_role=Role.PAEDAGOG,
            interpreted=False,
            said_on=self._today,
        )

    def _any_mother(self) -> UUID:
        return self.dice.choice(list(self.mothers))

    def _any_session(self) -> Session:
        return self.dice.choice(self.sessions[-3:])

    def _has_said_no_thanks(self, mother_id: UUID) -> bool:
        with self._world.work("outreach").reading() as uow:
            found = uow.mothers.find(mother_id)
        return found is not None and not found.agreement.allows_contact

    def _mother(self, mother_id: UUID) -> Any:
        with self._world.work("outreach").reading() as uow:
            return uow.mothers.get(mother_id)

    def _any_open_follow_up(self) -> Any:
        with self._world.work("outreach").reading() as uow:
            waiting = uow.mothers.with_open(after=UUID(int=0), limit=20)
        found = [each for mother in waiting for each in mother.open_follow_ups]
        if not found:
            raise NobodyWaits
        return self.dice.choice(found)
