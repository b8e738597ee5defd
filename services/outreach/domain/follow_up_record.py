"""
What is kept about a follow-up, how it begins, and what its steps share.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Self
from uuid import UUID

from services.outreach.domain.act import Act, Did, FormerEnd
from services.outreach.domain.attempt import Attempt, AttemptOutcome
from services.outreach.domain.errors import FollowUpClosed
from services.outreach.domain.follow_up_state import (
    CAME_BACK,
    OUT_OF_GROUP,
    TERMINAL,
    FollowUpState,
    Withdrawal,
    state_of,
    waiting_for,
)
from services.outreach.domain.ladder_steps import NOT_DUE, Due
from services.outreach.domain.session import Session
from shared.kernel.ids import id_of_cause
from shared.kernel.organisations import Role


def follow_up_id(*, mother_id: UUID, session_id: UUID) -> UUID:
    """
    Return the one id that the follow-up of this missed session has.
    """
    return id_of_cause("missed", mother_id, session_id)


@dataclass(kw_only=True)
class FollowUpRecord:
    """
    The facts of one follow-up.

    ``reason`` is the code of why it ended: a withdrawal, what she said, or that she
    came back. ``closed_by`` is who has ended it, if that was neither an attempt nor the
    register. ``episode_id`` is empty as long as it was never opened, because the miss
    was overtaken by what ends it. ``attendance_version`` is the newest word about the
    session that was heard, so that what arrives late and is older changes nothing.
    ``passed_on_at`` is when her concern was, if she had asked for something else too
    that still waits. ``is_void`` says that its session is cancelled, so that nobody has
    missed it. ``overtaken_by`` is what else would have withdrawn it, if that or her
    answer had not ended it, or a concern not kept it open: it counts when these are
    taken back.
    ``asked_in_vain`` says that her text before the next session was asked for and never
    left. ``first_visit`` says that she has never been there. ``due`` is what was told
    last of when somebody is to do something. ``last_act`` is what was done to it last,
    of a new one nothing. ``former_ends`` are those that were opened again in this
    transaction; all of them are kept.
    """

    id: UUID
    episode_id: UUID | None = None
    mother_id: UUID
    session_id: UUID
    session_started_at: datetime
    visible_from: datetime
    state: FollowUpState = FollowUpState.OPEN
    reason: str | None = None
    opened_at: datetime
    closed_at: datetime | None = None
    closed_by: Role | None = None
    missed_in_a_row: int
    attendance_version: int
    first_visit: bool = False
    is_void: bool = False
    passed_on_at: datetime | None = None
    overtaken_by: Withdrawal | None = None
    attempts: list[Attempt] = field(default_factory=list)
    text_from: datetime | None = None
    asked_to_come_at: datetime | None = None
    asked_in_vain: bool = False
    due: Due = NOT_DUE
    version: int = 1
    last_act: Act | None = None
    former_ends: list[FormerEnd] = field(default_factory=list)

    @classmethod
    def open(
        cls,
        *,
        mother_id: UUID,
        session: Session,
        missed_in_a_row: int,
        attendance_version: int,
        first_visit: bool = False,
        at: datetime,
    ) -> Self:
        return cls(
            id=follow_up_id(mother_id=mother_id, session_id=session.id),
            mother_id=mother_id,
            session_id=session.id,
            session_started_at=session.started_at,
            visible_from=session.contact_from,
            opened_at=at,
            missed_in_a_row=missed_in_a_row,
            attendance_version=attendance_version,
            first_visit=first_visit,
        )

    @classmethod
    def withdrawn_before(
        cls,
        *,
        mother_id: UUID,
        session: Session,
        reason: Withdrawal,
        attendance_version: int,
        at: datetime,
    ) -> Self:
        """
        Keep a withdrawal that overtook its miss, so that the miss opens nothing.
        """
        return cls(
            id=follow_up_id(mother_id=mother_id, session_id=session.id),
            mother_id=mother_id,
            session_id=session.id,
            session_started_at=session.started_at,
            visible_from=session.contact_from,
            state=FollowUpState.WITHDRAWN,
            reason=reason,
            opened_at=at,
            closed_at=at,
            missed_in_a_row=0,
            attendance_version=attendance_version,
        )

    @property
    def was_texted(self) -> bool:
        """
        Whether its neutral text has left or is to leave: it was not taken back before.
        """
        if self.text_from is None or not self.was_opened:
            return False
        return self.closed_at is None or self.closed_at > self.text_from

    @property
    def see_you_left_at(self) -> datetime | None:
        """
        Return when her text before the next session left, as far as is known.
        """
        return None if self.asked_in_vain else self.asked_to_come_at

    @property
    def is_open(self) -> bool:
        return self.state not in TERMINAL

    @property
    def was_opened(self) -> bool:
        return self.episode_id is not None

    @property
    def is_final(self) -> bool:
        """
        Whether it has ended by what she said or a person did.

        That she came back is only what the register says, and the register may be
        corrected. That she is not in the group may be older news than the miss.
        """
        has_ended = self.state in {FollowUpState.COMPLETED, FollowUpState.STOPPED}
        return has_ended and self.reason not in {CAME_BACK, OUT_OF_GROUP}

    @property
    def waiting_since(self) -> datetime:
        """
        Return when she was last tried, or when it was opened.
        """
        return max((one.at for one in self.made), default=self.opened_at)

    @property
    def made(self) -> list[Attempt]:
        """
        Return the attempts without the slips that were taken back.
        """
        return [attempt for attempt in self.attempts if attempt.stands]

    @property
    def waits_for(self) -> AttemptOutcome | None:
        """
        Return what somebody has to take care of, once she was reached.
        """
        if not self.is_open:
            return None
        return waiting_for(self.attempts, passed_on_at=self.passed_on_at)

    @property
    def _standing(self) -> FollowUpState:
        """
        Return where its attempts have brought it, as long as it is open.
        """
        return state_of(self.attempts, passed_on_at=self.passed_on_at)

    @property
    def holds_concern(self) -> bool:
        """
        Whether she has told of a concern that nobody has taken care of yet.

        It is about a child and not about the miss, so only that ends it.
        """
        return self.waits_for is AttemptOutcome.CONCERN

    @property
    def was_missed(self) -> bool:
        """
        Whether she has missed this; her concern stays open also where she has not.
        """
        return not self.is_void and self.overtaken_by is None

    @property
    def said_by_register(self) -> Withdrawal | None:
        """
        Return why the register says that she has not missed it, if it says so.

        That the session is cancelled is no word about her.
        """
        if self.state is FollowUpState.WITHDRAWN and not self.is_void:
            return Withdrawal(str(self.reason))
        return self.overtaken_by

    def is_as_seen_in(self, version: int) -> bool:
        """
        Return whether nobody did anything to it since this version of it was looked at.
        """
        seen_first = 1 if self.last_act is None else self.last_act.version
        return seen_first <= version <= self.version

    def _was_done(self, did: Did, *, at: datetime, by: Role = Role.SYSTEM) -> None:
        """
        Keep what has made this version; what nobody did was the register.
        """
        self.last_act = Act(did=did, at=at, by_role=by, version=self.version)

    def _keep_end(self, did: Did, *, at: datetime, by: Role = Role.SYSTEM) -> None:
        """
        Keep how it had ended, because it is open again; of a new one that was nothing.

        A text that was taken back with its end is not sent any more.
        """
        if self.closed_at is None or not self.was_opened:
            return
        if not self.was_texted:
            self.text_from = None
        last = self.last_act
        is_its = last is not None and last.did is Did.ENDED
        self.former_ends.append(
            FormerEnd(
                version=self.version,
                session_id=self.session_id,
                reason=str(self.reason),
                closed_at=self.closed_at,
                closed_by=last.by_role if last and is_its else Role.SYSTEM,
                opened_again=did,
                opened_at=at,
                opened_by=by,
            )
        )

    def _refuse_if_closed(self) -> None:
        if not self.is_open:
            raise FollowUpClosed(state=self.state, version=self.version)

    def _open_again(self, *, at: datetime) -> None:
        """
        Stand where its attempts had brought it.
        """
        self._keep_end(Did.OPENED_AGAIN, at=at)
        self.opened_at, self.closed_at, self.reason = at, None, None
        self.closed_by = None
        self.due = NOT_DUE
        self._stand_at(self._standing)
        self._was_done(Did.OPENED_AGAIN, at=at)

    def _stand_at(self, state: FollowUpState) -> None:
        self.state = state
        self.version += 1

    def _close(
        self,
        state: FollowUpState,
        *,
        reason: str,
        at: datetime,
        by: Role | None = None,
    ) -> None:
        self.reason = reason
        self.closed_at = at
        self.closed_by = by
        self._stand_at(state)
        self._was_done(Did.ENDED, at=at, by=by or Role.SYSTEM)
