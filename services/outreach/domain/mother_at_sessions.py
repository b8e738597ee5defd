"""
What follows from a mother's coming and not coming.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from services.outreach.domain.attendance import Attendance
from services.outreach.domain.calendar import Calendar
from services.outreach.domain.change import Change, only_opened_once
from services.outreach.domain.errors import FollowUpNotFound
from services.outreach.domain.follow_up import FollowUp
from services.outreach.domain.follow_up_state import OPEN_DOOR, Withdrawal
from services.outreach.domain.mother_on_ladder import MotherOnLadder
from services.outreach.domain.session import Session


@dataclass(kw_only=True)
class MotherAtSessions(MotherOnLadder):
    """
    Misses that open, and all that shows that nothing was missed or that she is back.

    What is told may come in any order; the end is the same.
    """

    def missed(
        self,
        *,
        session: Session,
        missed_in_a_row: int,
        attendance_version: int,
        first_visit: bool = False,
        at: datetime,
        wants_text: bool = True,
        calendar: Calendar | None = None,
    ) -> Change:
        """
        Open what follows from a miss, in her one open episode or a new one.

        Nothing is opened against her no thanks, for what was before she took one back,
        when she has come to a later session since, or for a session that is cancelled;
        the miss is kept all the same, because the register may be corrected, and the
        session take place after all. ``wants_text`` says whether her ladder begins with
        a text, and the calendar on which day, if not on that of the session.
        """
        change = self._was_not_there(session, version=attendance_version, at=at)
        fresh = FollowUp.open(
            mother_id=self.id,
            session=session,
            missed_in_a_row=missed_in_a_row,
            attendance_version=attendance_version,
            first_visit=first_visit,
            at=at,
        )
        if wants_text:
            works = (calendar or Calendar()).works
            fresh.text_from = session.texted_about_from(works=works)
        known = self._known_in(session, fresh, at=at)
        is_new = known is fresh and not known.is_void
        is_opened = is_new or known.reopen(
            missed_in_a_row=missed_in_a_row,
            attendance_version=attendance_version,
            first_visit=first_visit,
            at=at,
        )
        if is_opened:
            self.forget_promise()
        change.add(self._let_stand([known] if is_opened else [], at=at))
        return change

    def did_not_miss(
        self,
        *,
        session: Session,
        reason: Withdrawal,
        attendance_version: int,
        at: datetime,
    ) -> Change:
        """
        Withdraw the follow-up of this session; keep a withdrawal that overtook it.
        """
        change = self._was_not_there(session, version=attendance_version, at=at)
        fresh = FollowUp.withdrawn_before(
            mother_id=self.id,
            session=session,
            reason=reason,
            attendance_version=attendance_version,
            at=at,
        )
        known = self._known_in(session, fresh, at=at)
        if known.withdraw(reason=reason, attendance_version=attendance_version, at=at):
            change.add(self._has_ended(known, at=at))
        return change

    def session_was_not_held(self, session: Session, *, at: datetime) -> Change:
        """
        Withdraw the follow-up of this session, as long as it is cancelled.
        """
        known = self._followed_up(session)
        return self._has_ended(known, at=at) if known.void(at=at) else Change()

    def session_is_held_after_all(self, session: Session, *, at: datetime) -> Change:
        """
        Let the follow-up of this session stand again, where that is still right.

        She may have come since, or said no thanks; or the register says by now that she
        has not missed.
        """
        known = self._followed_up(session)
        is_new = not known.was_opened
        is_opened = known.stand_again(at=at)
        if is_opened and is_new:
            self.forget_promise()
        change = self._let_stand([known] if is_opened else [], at=at)
        change.add(Change(episodes=self._close_if_answered(at=at)))
        return change

    def take_attendance(self, attendance: Attendance, *, at: datetime) -> Change:
        """
        Take the newest word on whether she was at a session.

        If she was, the follow-ups of earlier ones end: she is back. If that was written
        down by mistake, they open again, unless she has come to another since.
        """
        known = self.attendances.get(attendance.session_id)
        if known is not None and attendance.version <= known.version:
            return Change()
        self.attendances[attendance.session_id] = attendance
        last = self.last_came_at
        ended = [
            f for f in self.open_follow_ups if f.came_back(last_came_at=last, at=at)
        ]
        opened = [
            each
            for each in self.follow_ups.values()
            if each.had_not_come_back(last_came_at=last, at=at)
        ]
        change = self._let_stand(opened, at=at)
        change.add(Change(follow_ups=ended, episodes=self._close_if_answered(at=at)))
        return change

    def _was_not_there(self, session: Session, *, version: int, at: datetime) -> Change:
        """
        Take a word that says something else of her than that she was there.

        The correction that said so may never reach us, because this has overtaken it.
        One that says that she was there was taken before, in the same version.
        """
        attendance = Attendance(
            mother_id=self.id,
            session_id=session.id,
            session_started_at=session.started_at,
            was_there=False,
            version=version,
        )
        return self.take_attendance(attendance, at=at)

    def _let_stand(self, opened: Iterable[FollowUp], *, at: datetime) -> Change:
        """
        Take what has just been opened into her episode, or end it again at once.
        """
        change = Change()
        for each in sorted(opened, key=lambda one: (one.session_started_at, one.id)):
            has_ended = (
                (self._is_unwanted(each) and each.stop(at=at))
                or self._rests(each, at=at)
                or each.came_back(last_came_at=self.last_came_at, at=at)
            )
            if not has_ended:
                change.episodes += self._join(each, at=at)
            change.follow_ups += only_opened_once([each])
        return change

    def _is_in_group_at(self, follow_up: FollowUp) -> bool:
        return self.enrolment.allows_follow_up(
            session_started_at=follow_up.session_started_at
        )

    def _is_unwanted(self, follow_up: FollowUp) -> bool:
        """
        Return whether she missed it while no thanks held, or holds.
        """
        started_at = follow_up.session_started_at
        is_wanted = self.agreement.wants_follow_up(session_started_at=started_at)
        is_paused = self.agreement.is_paused_for(session_started_at=started_at)
        return not is_wanted and not is_paused

    def _rests(self, follow_up: FollowUp, *, at: datetime) -> bool:
        """
        End what nobody is to be asked about now; return whether it was ended.

        She is not in the group, pauses from contact, or the team has opened the door. A
        concern stays hers.
        """
        started_at = follow_up.session_started_at
        if not self._is_in_group_at(follow_up):
            return follow_up.let_rest(at=at)
        if self.agreement.is_paused_for(session_started_at=started_at):
            return follow_up.rest_in_pause(at=at)
        if self.is_behind_open_door(started_at):
            return follow_up.let_go(reason=OPEN_DOOR, at=at)
        return False

    def is_let_come(self, *, at: datetime) -> bool:
        """
        Return whether nobody calls or writes, because the team has opened the door.

        What is somebody's all the same is agreed with her.
        """
        return self.is_behind_open_door(at) and not self._is_somebodys

    def is_behind_open_door(self, session_started_at: datetime) -> bool:
        """
        Return whether the team has let go and she has not come since.

        Staff do not ask again then, and she comes back by herself at any time.
        """
        opened = self.door_open_since
        if opened is None:
            return False
        came_since = [
            each.session_started_at
            for each in self.attendances.values()
            if each.was_there and each.session_started_at > opened
        ]
        return not any(came < session_started_at for came in came_since)

    def _known_in(self, session: Session, fresh: FollowUp, *, at: datetime) -> FollowUp:
        known = self._known_or(fresh)
        if session.is_cancelled:
            known.void(at=at)
        return known

    def _followed_up(self, session: Session) -> FollowUp:
        known = self._of_session(session.id)
        if known is None:
            raise FollowUpNotFound(id=str(session.id))
        return known

    def _has_ended(self, follow_up: FollowUp, *, at: datetime) -> Change:
        return Change(
            follow_ups=only_opened_once([follow_up]),
            episodes=self._close_if_answered(at=at),
        )
