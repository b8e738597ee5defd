from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from services.roster.domain.actor import Actor
from services.roster.domain.attendance import Attendance, Outcome
from services.roster.domain.enrolment import Step
from services.roster.domain.mother import Mother
from services.roster.domain.register_change import Act, RegisterChange
from services.roster.domain.session import Session
from services.roster.usecases.acting import act_of, write_down
from services.roster.usecases.announce_attendance import announce_line
from services.roster.usecases.announce_mother import (
    announce_contact,
    announce_yes,
    announce_yes_taken_back,
)
from services.roster.usecases.merge_what_is_hers import (
    merge_children,
    merge_pick_ups,
    merge_profiles,
)
from services.roster.usecases.ports import UnitOfWork
from shared.contracts.roster.mothers import MotherMerged
from shared.kernel.clock import on_the_wall
from shared.kernel.refusal import Invalid, StaleVersion, refuse_if_stale


def merge_mothers(
    *,
    kept_id: UUID,
    merged_id: UUID,
    seen_version: int | None,
    seen_merged_version: int | None,
    by: Actor,
    now: datetime,
    uow: UnitOfWork,
) -> Mother:
    """
    Take that two entries are of one mother; from now on both ids lead to the kept one.

    All that stands under the other goes to the kept one, here at once, and with the
    others as they hear of it. It cannot be undone: what was told of either before is
    then told of her.

    Raises MotherNotFound, StaleVersion or Invalid.
    """
    if kept_id == merged_id:
        raise Invalid({"other_id": ["Choose another mother."]})
    with uow:
        # Whoever takes events reads who was given up before holding a mother's row.
        uow.persons.take_turn()
        sessions = _hold_registers(merged_id, uow=uow)
        uow.mothers.load([kept_id, merged_id])
        kept, merged = uow.mothers.get(kept_id), uow.mothers.get(merged_id)
        for one, seen in ((kept, seen_version), (merged, seen_merged_version)):
            refuse_if_stale(expected=seen, version=one.version, state=one.enrolment)
        if uow.sessions.ids_about(merged_id) != {one.id for one in sessions}:
            # Somebody has marked her while her row was waited for.
            raise StaleVersion(version=merged.version, state=merged.enrolment)
        before, number = kept.version, merged.phone
        change = kept.take_over(merged, act=act_of(by=by.role, now=now, uow=uow))
        if kept.declined_on is not None and number not in {None, kept.phone}:
            # A no thanks holds for the number that is given up as well.
            uow.no_thanks_numbers.keep(merged, said_on=kept.declined_on)
        back_on = _yes_taken_back_on(kept, merged_id, uow=uow)
        _tell(kept, merged_id, by=by, uow=uow)
        if back_on is not None:
            announce_yes_taken_back(kept, on=back_on, heard_by=by.role, uow=uow)
        told_anew = _merge_registers(
            sessions, kept_id=kept_id, merged_id=merged_id, by=by, now=now, uow=uow
        )
        # What stands in the register again lets pick-ups be; whoever is out has none.
        merge_pick_ups(kept_id=kept_id, merged_id=merged_id, uow=uow)
        write_down(change, kept, uow=uow)
        merge_children(kept_id=kept_id, merged_id=merged_id, uow=uow)
        merge_profiles(kept, merged_id, uow=uow)
        announce_contact(kept, uow.profiles.find(kept.id), uow=uow)
        uow.give_up_mother(merged_id, to=kept_id, after_version=before)
        uow.persons.merge(merged_id, into=kept_id, now=now)
        _tell_lines(told_anew, uow=uow)
        uow.start_over()
        uow.commit()
    return kept


def _hold_registers(mother_id: UUID, *, uow: UnitOfWork) -> list[Session]:
    """
    Return the sessions that tell of her; registers are held before mothers.
    """
    ids = uow.sessions.ids_about(mother_id)
    uow.sessions.load(ids)
    return [uow.sessions.get(one) for one in sorted(ids)]


def _yes_taken_back_on(
    kept: Mother, merged_id: UUID, *, uow: UnitOfWork
) -> date | None:
    """
    Take no yes that she has taken back under either id since; return when she did.
    """
    steps = [
        *uow.enrolment_changes.of_mother(kept.id),
        *uow.enrolment_changes.of_mother(merged_id),
    ]
    back = [
        on_the_wall(one.at).date() for one in steps if one.step is Step.TOOK_YES_BACK
    ]
    if not back or kept.said_yes_on is None or kept.said_yes_on > max(back):
        return None
    kept.said_yes_on = None
    return max(back)


def _tell(kept: Mother, merged_id: UUID, *, by: Actor, uow: UnitOfWork) -> None:
    """
    Tell that they are one, and what she has said.
    """
    merged = MotherMerged(mother_id=kept.id, merged_id=merged_id)
    uow.outbox.add(merged, version=kept.version)
    if kept.declined_on is None:
        announce_yes(kept, heard_by=by.role, uow=uow)


def _merge_registers(
    sessions: Iterable[Session],
    *,
    kept_id: UUID,
    merged_id: UUID,
    by: Actor,
    now: datetime,
    uow: UnitOfWork,
) -> list[tuple[UUID, Attendance]]:
    """
    Put her lines together; return those that the others must hear anew.
    """
    told_anew = []
    for session in sessions:
        before = _outcome(session, kept_id)
        line = session.merge_lines(kept_id=kept_id, merged_id=merged_id)
        uow.sessions.save(session)
        if line is not None:
            told_anew.append((session.id, line))
            uow.register_changes.save(
                RegisterChange.of_line(
                    line, act=Act.MERGED, before=before, by=by, at=now
                )
            )
    return told_anew


def _outcome(session: Session, mother_id: UUID) -> Outcome | None:
    line = session.attendances.get(mother_id)
    return None if line is None else line.outcome


def _tell_lines(
    told_anew: Iterable[tuple[UUID, Attendance]], *, uow: UnitOfWork
) -> None:
    """
    Tell each line in the version that is newer than both of which it was made.
    """
    for session_id, line in told_anew:
        session = uow.sessions.get(session_id)
        known = uow.sessions.histories(
            mother_ids=[line.mother_id], before=session.starts_at
        )
        history = known.get(line.mother_id, ())
        announce_line(line, session, history=history, uow=uow)
        uow.sessions.save(session)
