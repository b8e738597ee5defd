"""
What the sealed pages show, and that whoever was shown it is written down.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.referrals.domain.child import Child
from services.referrals.domain.sealed_case import SealedCase
from services.referrals.domain.sealed_sight import Reader
from services.referrals.usecases.ports import ReferralsUnitOfWork
from services.referrals.usecases.sealed_acting import seen_case
from services.referrals.usecases.views import SealedLooksSeen


@dataclass(frozen=True, kw_only=True)
class SealedSeen:
    """
    One case, the children of the family, and to a leader who has looked at it.
    """

    case: SealedCase
    children: Sequence[Child]
    looks: SealedLooksSeen | None


def sealed_cases_seen(*, reader: Reader, uow: ReferralsUnitOfWork) -> list[SealedCase]:
    """
    Return her own cases, or those whom she leads.
    """
    with uow.reading():
        return uow.sealed_cases.seen_by(reader)


def sealed_case_seen(
    case_id: UUID, *, reader: Reader, uow: ReferralsUnitOfWork
) -> SealedSeen:
    """
    Return one case.

    Raises SealedCaseNotFound, also to whom it is sealed.
    """
    with uow.reading():
        case = seen_case(case_id, reader=reader, uow=uow)
        family = case.mother_id
        return SealedSeen(
            case=case,
            children=uow.children.of_mother(family) if family else [],
            looks=uow.sealed_looks.of(case_id) if reader.leads else None,
        )


def note_sealed_looks(
    case_ids: Collection[UUID],
    *,
    reader: Reader,
    now: datetime,
    uow: ReferralsUnitOfWork,
) -> None:
    """
    Write down that she was shown these; if it cannot be done, nothing is shown.
    """
    if not case_ids:
        return
    with uow:
        uow.keep_quiet()
        uow.sealed_looks.note(case_ids, reader=reader, now=now)
        uow.commit()
