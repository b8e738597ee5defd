"""
Who brings whom: a new mother is fetched, so that she need not come alone.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from services.roster.domain.arrangement import Arrangement
from services.roster.domain.coming import (
    has_said_she_is_not_coming,
    refuse_unless_ahead,
    refuse_unless_both_come,
)
from services.roster.domain.errors import (
    PickUpAlreadyPlanned,
    PickUpFallen,
    PickUpNotPlanned,
    PickUpNotYet,
)
from services.roster.domain.pick_up_codes import READ_IN_REGISTER, Because, PickUpState
from services.roster.domain.session import Session
from shared.kernel.clock import on_the_wall
from shared.kernel.ids import id_of_cause
from shared.kernel.refusal import Refusal, refuse_if_stale


def id_of_pick_up(*, mother_id: UUID, session_id: UUID) -> UUID:
    """
    Return the one id: there is never a second pick-up of a mother to a session.
    """
    return id_of_cause("pick-up", mother_id, session_id)


@dataclass(kw_only=True)
class PickUp:
    """
    One mother fetched to one session.

    ``because`` stands only where it is cancelled. ``version`` counts every change and
    never goes back, so that whoever hears of two of them knows which holds.
    """

    mother_id: UUID
    session_id: UUID
    arrangement: Arrangement
    state: PickUpState = PickUpState.PLANNED
    because: Because | None = None
    version: int = 1

    @property
    def id(self) -> UUID:
        return id_of_pick_up(mother_id=self.mother_id, session_id=self.session_id)

    @classmethod
    def plan(
        cls,
        *,
        session: Session,
        mother_id: UUID,
        arrangement: Arrangement,
        at: datetime,
    ) -> Self:
        """
        Plan to fetch her; refuses what is not ahead, and who is not coming.
        """
        pick_up = cls(
            mother_id=mother_id, session_id=session.id, arrangement=arrangement
        )
        pick_up._refuse_unless_it_can_be(arrangement, session, at=at)
        return pick_up

    def plan_again(
        self, *, session: Session, arrangement: Arrangement, at: datetime
    ) -> None:
        """
        Plan anew what was cancelled; refuses a second plan beside one that stands.
        """
        if self.state is not PickUpState.CANCELLED:
            raise PickUpAlreadyPlanned(state=self.state, version=self.version)
        self._refuse_unless_it_can_be(arrangement, session, at=at)
        self.arrangement = arrangement
        self._become(PickUpState.PLANNED)

    def move(
        self,
        *,
        session: Session,
        arrangement: Arrangement,
        seen_version: int | None,
        at: datetime,
    ) -> None:
        """
        Agree on somebody else, another time or another place.
        """
        self._refuse_unless_planned(seen_version=seen_version)
        self._refuse_unless_it_can_be(arrangement, session, at=at)
        self.arrangement = arrangement
        self._become(PickUpState.PLANNED)

    def mark_done(
        self, *, session: Session, seen_version: int | None, at: datetime
    ) -> None:
        """
        Write down that she was fetched; nobody can know that before the day.
        """
        self._refuse_unless_planned(seen_version=seen_version)
        if on_the_wall(at).date() < on_the_wall(session.starts_at).date():
            raise PickUpNotYet(state=self.state, version=self.version)
        self._become(PickUpState.DONE)

    def cancel(self, *, seen_version: int | None) -> None:
        self._refuse_unless_planned(seen_version=seen_version)
        self._become(PickUpState.CANCELLED, because=Because.ASKED)

    def take_back(
        self, *, session: Session, seen_version: int | None, at: datetime
    ) -> None:
        """
        Let it stand again as it was planned, because the last tap was a slip.

        Refuses where something else than a tap has cancelled it: then it is planned
        anew, by somebody who knows what has changed.
        """
        if self.state is PickUpState.PLANNED:
            raise PickUpAlreadyPlanned(state=self.state, version=self.version)
        refuse_if_stale(expected=seen_version, version=self.version, state=self.state)
        session.refuse_if_not_held()
        self._refuse_unless_both_come(self.arrangement, session)
        if self.state is PickUpState.CANCELLED:
            refuse_unless_ahead(session, at=at)
            if self.because is not Because.ASKED:
                raise PickUpFallen(state=self.state, version=self.version)
        self._become(PickUpState.PLANNED)

    def fall(self, because: Because) -> bool:
        """
        Cancel it for what happened elsewhere; return whether it stood until now.

        One that is cancelled takes the newer reason, so that neither a mark that is
        taken back nor a tap lets it stand again.
        """
        if self.state is PickUpState.DONE:
            return False
        stood = self.state is PickUpState.PLANNED
        self._become(PickUpState.CANCELLED, because=because)
        return stood

    def stand_again(self, because: Because, session: Session, *, at: datetime) -> bool:
        """
        Stand as it was planned if that is why it fell; return whether it does.

        What cannot be any more, because the session goes on already or one of them has
        cancelled meanwhile, stays cancelled.
        """
        if self.because is not because:
            return False
        with suppress(Refusal):
            self._refuse_unless_it_can_be(self.arrangement, session, at=at)
            self._become(PickUpState.PLANNED)
        return self.state is PickUpState.PLANNED

    def follow_register(self, session: Session, *, at: datetime) -> bool:
        """
        Do as the register says; return whether that changed anything.

        Her cancellation cancels it. If that was tapped beside the wrong name and is
        taken back before the start, she is fetched after all.
        """
        because = self._why_not(session)
        if self.state is PickUpState.PLANNED and because:
            self._become(PickUpState.CANCELLED, because=because)
            return True
        was_read_there = self.because in READ_IN_REGISTER
        if was_read_there and because is None and at < session.starts_at:
            self._become(PickUpState.PLANNED)
            return True
        return False

    def move_with(self, session: Session, *, from_start: datetime) -> bool:
        """
        Meet as long before the new start as before the old; return whether it stands.
        """
        if self.state is not PickUpState.PLANNED:
            return False
        self.arrangement = self.arrangement.moved(session, from_start=from_start)
        self._become(PickUpState.PLANNED)
        return True

    def _why_not(self, session: Session) -> Because | None:
        if has_said_she_is_not_coming(self.mother_id, session):
            return Because.NOT_COMING
        if has_said_she_is_not_coming(self.arrangement.buddy_id, session):
            return Because.BUDDY_NOT_COMING
        return None

    def _refuse_unless_planned(self, *, seen_version: int | None) -> None:
        if self.state is not PickUpState.PLANNED:
            raise PickUpNotPlanned(state=self.state, version=self.version)
        refuse_if_stale(expected=seen_version, version=self.version, state=self.state)

    def _refuse_unless_it_can_be(
        self, arrangement: Arrangement, session: Session, *, at: datetime
    ) -> None:
        refuse_unless_ahead(session, at=at)
        self._refuse_unless_both_come(arrangement, session)
        arrangement.refuse_unless_it_fits(session, at=at)

    def _refuse_unless_both_come(
        self, arrangement: Arrangement, session: Session
    ) -> None:
        refuse_unless_both_come(
            mother_id=self.mother_id, buddy_id=arrangement.buddy_id, session=session
        )

    def _become(self, state: PickUpState, *, because: Because | None = None) -> None:
        self.state, self.because = state, because
        self.version += 1
