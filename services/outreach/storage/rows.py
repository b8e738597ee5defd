"""
From the parts of a mother to rows, and back.
"""

from typing import Any

from services.outreach.domain.act import Act, Did, FormerEnd
from services.outreach.domain.agreement import Agreement, AgreementKind
from services.outreach.domain.attempt import Attempt, AttemptOutcome, Channel
from services.outreach.domain.attendance import Attendance
from services.outreach.domain.enrolment import Enrolment, Place
from services.outreach.domain.episode import Episode, EpisodeOutcome
from services.outreach.domain.follow_up import FollowUp
from services.outreach.domain.follow_up_state import FollowUpState, Withdrawal
from services.outreach.domain.ladder_steps import NOT_DUE, Due, StepKind
from services.outreach.storage.rows_of_words import row_of_terms, terms_of
from shared.kernel.ids import id_of_cause
from shared.kernel.organisations import Role


def agreement_of(row: Any) -> Agreement:
    role = row.agreement_heard_by_role
    return Agreement(
        mother_id=row.id,
        kind=AgreementKind(row.agreement_kind),
        said_on=row.agreement_said_on,
        heard_by_role=Role(role) if role else None,
        written_at=row.agreement_written_at,
        terms=terms_of(row, prefix="agreement_"),
        came_back_at=row.agreement_came_back_at,
        quiet_until=row.agreement_quiet_until,
        asked_on=row.agreement_asked_on,
        version=row.agreement_version,
    )


def enrolment_of(row: Any) -> Enrolment:
    return Enrolment(place=Place(row.place), since=row.place_since)


def row_of_agreement(agreement: Agreement) -> dict[str, Any]:
    return {
        "agreement_kind": agreement.kind,
        "agreement_said_on": agreement.said_on,
        "agreement_heard_by_role": agreement.heard_by_role,
        "agreement_written_at": agreement.written_at,
        "agreement_came_back_at": agreement.came_back_at,
        "agreement_quiet_until": agreement.quiet_until,
        "agreement_asked_on": agreement.asked_on,
        "agreement_version": agreement.version,
        "ask_again_on": agreement.ask_again_on,
        **row_of_terms(agreement.terms, prefix="agreement_"),
    }


def episode_of(row: Any) -> Episode:
    return Episode(
        id=row.id,
        mother_id=row.mother_id,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        outcome=EpisodeOutcome(row.outcome) if row.outcome else None,
        version=row.version,
    )


def row_of_episode(episode: Episode) -> dict[str, Any]:
    return {
        "id": episode.id,
        "mother_id": episode.mother_id,
        "opened_at": episode.opened_at,
        "closed_at": episode.closed_at,
        "outcome": episode.outcome,
        "version": episode.version,
    }


def follow_up_of(row: Any, attempts: list[Attempt]) -> FollowUp:
    return FollowUp(
        id=row.id,
        episode_id=row.episode_id,
        mother_id=row.mother_id,
        session_id=row.session_id,
        session_started_at=row.session_started_at,
        visible_from=row.visible_from,
        state=FollowUpState(row.state),
        reason=row.reason,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        closed_by=Role(row.closed_by_role) if row.closed_by_role else None,
        missed_in_a_row=row.missed_in_a_row,
        attendance_version=row.attendance_version,
        attempts=attempts,
        first_visit=row.first_visit,
        # The release before says it by the reason alone.
        is_void=row.is_void or row.reason == Withdrawal.SESSION_CANCELLED,
        overtaken_by=Withdrawal(row.overtaken_by) if row.overtaken_by else None,
        passed_on_at=row.passed_on_at,
        text_from=row.text_from,
        asked_to_come_at=row.asked_to_come_at,
        asked_in_vain=row.asked_in_vain,
        due=due_of(row),
        version=row.version,
        last_act=act_of(row),
    )


def row_of_follow_up(follow_up: FollowUp) -> dict[str, Any]:
    return {
        "id": follow_up.id,
        "episode_id": follow_up.episode_id,
        "mother_id": follow_up.mother_id,
        "session_id": follow_up.session_id,
        "session_started_at": follow_up.session_started_at,
        "visible_from": follow_up.visible_from,
        "state": follow_up.state,
        "reason": follow_up.reason,
        "opened_at": follow_up.opened_at,
        "closed_at": follow_up.closed_at,
        "closed_by_role": follow_up.closed_by,
        "missed_in_a_row": follow_up.missed_in_a_row,
        "attendance_version": follow_up.attendance_version,
        "waiting_since": follow_up.waiting_since,
        "text_from": follow_up.text_from,
        "asked_to_come_at": follow_up.asked_to_come_at,
        "asked_in_vain": follow_up.asked_in_vain,
        "version": follow_up.version,
        "first_visit": follow_up.first_visit,
        "is_void": follow_up.is_void,
        "overtaken_by": follow_up.overtaken_by,
        "passed_on_at": follow_up.passed_on_at,
        **row_of_due(follow_up.due),
        **row_of_act(follow_up.last_act),
    }


def act_of(row: Any) -> Act | None:
    if row.last_act is None:
        return None
    return Act(
        did=Did(row.last_act),
        at=row.last_act_at,
        by_role=Role(row.last_act_by_role),
        version=row.last_act_version,
    )


def row_of_act(act: Act | None) -> dict[str, Any]:
    return {
        "last_act": act and act.did,
        "last_act_at": act and act.at,
        "last_act_by_role": act and act.by_role,
        "last_act_version": act and act.version,
    }


def due_of(row: Any) -> Due:
    step = StepKind(row.ladder_step) if row.ladder_step else None
    return Due(step=step, on=row.due_on) if row.due_on else NOT_DUE


def row_of_due(due: Due) -> dict[str, Any]:
    return {"due_on": due.on, "ladder_step": due.step}


def attempt_of(row: Any) -> Attempt:
    return Attempt(
        id=row.id,
        follow_up_id=row.follow_up_id,
        channel=Channel(row.channel),
        outcome=AttemptOutcome(row.outcome),
        at=row.at,
        by_role=Role(row.by_role),
        minutes=row.minutes,
        she_began=row.she_began,
        taken_back_at=row.taken_back_at,
        taken_back_by=Role(row.taken_back_by_role) if row.taken_back_by_role else None,
        written_at=row.written_at,
    )


def row_of_attempt(attempt: Attempt) -> dict[str, Any]:
    return {
        "follow_up_id": attempt.follow_up_id,
        "id": attempt.id,
        "channel": attempt.channel,
        "outcome": attempt.outcome,
        "at": attempt.at,
        "by_role": attempt.by_role,
        "minutes": attempt.minutes,
        "she_began": attempt.she_began,
        "taken_back_at": attempt.taken_back_at,
        "taken_back_by_role": attempt.taken_back_by,
        "written_at": attempt.written_at,
    }


def attendance_of(row: Any) -> Attendance:
    return Attendance(
        mother_id=row.mother_id,
        session_id=row.session_id,
        session_started_at=row.session_started_at,
        was_there=row.was_there,
        version=row.version,
    )


def row_of_attendance(attendance: Attendance) -> dict[str, Any]:
    return {
        "mother_id": attendance.mother_id,
        "session_id": attendance.session_id,
        "session_started_at": attendance.session_started_at,
        "was_there": attendance.was_there,
        "version": attendance.version,
    }


def former_end_of(row: Any) -> FormerEnd:
    return FormerEnd(
        version=row.version,
        session_id=row.session_id,
        reason=row.reason,
        closed_at=row.closed_at,
        closed_by=Role(row.closed_by_role),
        opened_again=Did(row.opened_again),
        opened_at=row.opened_at,
        opened_by=Role(row.opened_by_role),
    )


def row_of_former_end(end: FormerEnd, follow_up: FollowUp) -> dict[str, Any]:
    return {
        "id": id_of_cause("former_end", follow_up.id, str(end.version)),
        "mother_id": follow_up.mother_id,
        "session_id": end.session_id,
        "version": end.version,
        "reason": end.reason,
        "closed_at": end.closed_at,
        "closed_by_role": end.closed_by,
        "opened_again": end.opened_again,
        "opened_at": end.opened_at,
        "opened_by_role": end.opened_by,
    }
