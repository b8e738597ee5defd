"""
What outreach does about what the roster announces.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from services.outreach.domain.contact import Contact
from services.outreach.domain.follow_up_state import Withdrawal
from services.outreach.domain.school_year import FIRST_DAYCARE, SchoolYear
from services.outreach.usecases.correct_follow_up import correct_follow_up
from services.outreach.usecases.erase_mother import erase_mother
from services.outreach.usecases.keep_contact import keep_contact
from services.outreach.usecases.keep_school_year import keep_school_year
from services.outreach.usecases.note_commitment import (
    note_commitment,
    note_commitment_withdrawn,
)
from services.outreach.usecases.open_follow_up import open_follow_up
from services.outreach.usecases.ports import OutreachUnitOfWork
from services.outreach.usecases.stop_everything import stop_everything
from services.outreach.usecases.take_attendance import take_attendance
from services.outreach.usecases.take_back_no_thanks import note_declining_taken_back
from services.outreach.usecases.withdraw_follow_up import withdraw_follow_up
from services.outreach.usecases.withdraw_session import withdraw_session
from shared.bus.extensions import consumes
from shared.contracts.privacy import ErasureOrdered
from shared.contracts.roster.attendance import (
    AttendanceCorrected,
    AttendanceEvent,
    AttendanceExcusedLate,
    AttendanceMissed,
    AttendanceRecorded,
)
from shared.contracts.roster.groups import CalendarImported
from shared.contracts.roster.mothers import (
    CommitmentGiven,
    CommitmentWithdrawn,
    ContactChanged,
    MotherDeclined,
    MotherDeclineTakenBack,
)
from shared.contracts.roster.sessions import SessionCancelled
from shared.kernel.organisations import Role


def _contact(event: ContactChanged) -> dict[str, UUID]:
    return {"contacts": event.mother_id}


def _mother(
    event: AttendanceRecorded
    | CommitmentGiven
    | CommitmentWithdrawn
    | MotherDeclined
    | MotherDeclineTakenBack,
) -> dict[str, UUID]:
    return {"mothers": event.mother_id}


def _mother_and_session(event: AttendanceEvent) -> dict[str, UUID]:
    return {"mothers": event.mother_id, "sessions": event.session_id}


def _what_a_miss_needs(event: AttendanceMissed) -> dict[str, UUID]:
    ladder = {} if event.group_id is None else {"ladders": event.group_id}
    return _mother_and_session(event) | ladder


def _session(event: SessionCancelled) -> dict[str, UUID]:
    return {"sessions": event.session_id}


def _school_year(event: CalendarImported) -> dict[str, UUID]:
    return {"school_years": _school_year_told(event).id}


def _school_year_told(event: CalendarImported) -> SchoolYear:
    return SchoolYear(
        year=event.school_year,
        daycare_id=event.daycare_id or FIRST_DAYCARE,
        holidays=tuple(zip(event.first_days, event.last_days, strict=False)),
    )


class Entrypoints:
    """
    Policies: each calls one use case.
    """

    @consumes(ContactChanged, needs=_contact)
    def keep_contact_on_contact_changed(
        self, event: ContactChanged, *, now: datetime, uow: OutreachUnitOfWork
    ) -> None:
        del now
        contact = Contact(
            mother_id=event.mother_id,
            display_name=event.display_name,
            phone=event.phone,
            languages=event.languages,
            shared_phone=event.shared_phone,
            may_leave_message=event.may_leave_message,
            reading_languages=event.reading_languages,
            does_not_read=event.does_not_read,
        )
        keep_contact(contact=contact, uow=uow)

    @consumes(CommitmentGiven, needs=_mother)
    def note_commitment_on_commitment_given(
        self, event: CommitmentGiven, *, now: datetime, uow: OutreachUnitOfWork
    ) -> None:
        del now
        note_commitment(
            mother_id=event.mother_id,
            said_on=event.said_on,
            heard_by=Role(event.heard_by_role),
            uow=uow,
        )

    @consumes(CommitmentWithdrawn, needs=_mother)
    def note_commitment_withdrawn_on_commitment_withdrawn(
        self, event: CommitmentWithdrawn, *, now: datetime, uow: OutreachUnitOfWork
    ) -> None:
        note_commitment_withdrawn(
            mother_id=event.mother_id,
            on=event.withdrawn_on,
            heard_by=Role(event.heard_by_role),
            now=now,
            uow=uow,
        )

    @consumes(MotherDeclined, needs=_mother)
    def stop_everything_on_mother_declined(
        self, event: MotherDeclined, *, now: datetime, uow: OutreachUnitOfWork
    ) -> None:
        """
        Stop everything, unless it was heard here and all is stopped already.
        """
        if event.heard_in == "outreach":
            return
        stop_everything(
            mother_id=event.mother_id,
            said_on=event.declined_on,
            heard_by=Role.SYSTEM,
            now=now,
            uow=uow,
        )

    @consumes(MotherDeclineTakenBack, needs=_mother)
    def go_on_on_mother_decline_taken_back(
        self, event: MotherDeclineTakenBack, *, now: datetime, uow: OutreachUnitOfWork
    ) -> None:
        """
        Go on, unless it was a slip here and all goes on already.
        """
        if event.heard_in != "outreach":
            note_declining_taken_back(mother_id=event.mother_id, now=now, uow=uow)

    @consumes(AttendanceMissed, needs=_what_a_miss_needs)
    def open_follow_up_on_attendance_missed(
        self, event: AttendanceMissed, *, now: datetime, uow: OutreachUnitOfWork
    ) -> None:
        open_follow_up(
            mother_id=event.mother_id,
            session_id=event.session_id,
            session_started_at=event.session_started_at,
            session_ended_at=event.session_ended_at,
            group_id=event.group_id,
            missed_in_a_row=event.missed_in_a_row,
            attendance_version=_version(uow),
            first_visit=event.first_visit,
            now=now,
            uow=uow,
        )

    @consumes(AttendanceRecorded, needs=_mother)
    def take_attendance_on_attendance_recorded(
        self, event: AttendanceRecorded, *, now: datetime, uow: OutreachUnitOfWork
    ) -> None:
        take_attendance(
            mother_id=event.mother_id,
            session_id=event.session_id,
            session_started_at=event.session_started_at,
            was_there=event.outcome == "attended",
            attendance_version=_version(uow),
            now=now,
            uow=uow,
        )

    @consumes(AttendanceExcusedLate, needs=_mother_and_session)
    def withdraw_follow_up_on_attendance_excused_late(
        self, event: AttendanceExcusedLate, *, now: datetime, uow: OutreachUnitOfWork
    ) -> None:
        withdraw_follow_up(
            mother_id=event.mother_id,
            session_id=event.session_id,
            session_started_at=event.session_started_at,
            session_ended_at=event.session_ended_at,
            reason=Withdrawal.LATE_CANCELLATION,
            attendance_version=_version(uow),
            now=now,
            uow=uow,
        )

    @consumes(AttendanceCorrected, needs=_mother_and_session)
    def correct_follow_up_on_attendance_corrected(
        self, event: AttendanceCorrected, *, now: datetime, uow: OutreachUnitOfWork
    ) -> None:
        correct_follow_up(
            mother_id=event.mother_id,
            session_id=event.session_id,
            session_started_at=event.session_started_at,
            session_ended_at=event.session_ended_at,
            to_outcome=event.to_outcome,
            missed_in_a_row=event.missed_in_a_row,
            first_visit=event.first_visit,
            attendance_version=_version(uow),
            now=now,
            uow=uow,
        )

    @consumes(CalendarImported, needs=_school_year)
    def keep_school_year_on_calendar_imported(
        self, event: CalendarImported, *, now: datetime, uow: OutreachUnitOfWork
    ) -> None:
        del now
        keep_school_year(school_year=_school_year_told(event), uow=uow)

    @consumes(SessionCancelled, needs=_session)
    def withdraw_session_on_session_cancelled(
        self, event: SessionCancelled, *, now: datetime, uow: OutreachUnitOfWork
    ) -> None:
        withdraw_session(
            session_id=event.session_id,
            group_id=event.group_id,
            started_at=event.starts_at,
            now=now,
            uow=uow,
        )

    @consumes(ErasureOrdered)
    def erase_mother_on_erasure_ordered(
        self, event: ErasureOrdered, *, now: datetime, uow: OutreachUnitOfWork
    ) -> None:
        erase_mother(mother_id=event.person_id, now=now, uow=uow)


def _version(uow: Any) -> int:
    """
    Return the version of the attendance that the causing event tells of.
    """
    version: int = uow.cause.version
    return version
