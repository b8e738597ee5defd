"""
What every step of a sealed case begins and ends with: seen by whom, kept, and quiet.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from services.referrals.domain.sealed_case import SealedCase
from services.referrals.domain.sealed_errors import SealedCaseNotFound
from services.referrals.domain.sealed_sight import Reader
from services.referrals.usecases.ports import ReferralsUnitOfWork
from shared.kernel.refusal import refuse_if_stale


@contextmanager
def sealed_step(
    case_id: UUID, *, version: int | None, reader: Reader, uow: ReferralsUnitOfWork
) -> Iterator[SealedCase]:
    """
    Give a case that nobody has changed since ``version``; save it, and tell nobody.

    Raises SealedCaseNotFound, also to whom it is sealed, or StaleVersion.
    """
    with uow:
        uow.keep_quiet()
        case = seen_case(case_id, reader=reader, uow=uow)
        refuse_if_stale(expected=version, version=case.version, state=case.state)
        yield case
        uow.sealed_cases.save(case)
        uow.commit()


def seen_case(case_id: UUID, *, reader: Reader, uow: ReferralsUnitOfWork) -> SealedCase:
    """
    Return a case; who may not see it is not even told that there is one.

    Raises SealedCaseNotFound.
    """
    case = uow.sealed_cases.get(case_id)
    if not case.is_seen_by(reader):
        raise SealedCaseNotFound(id=str(case_id))
    return case
