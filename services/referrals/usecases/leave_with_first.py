from services.referrals.usecases.ports import ReferralsUnitOfWork


def leave_with_first(*, uow: ReferralsUnitOfWork) -> None:
    """
    Let the first organisation of a kind have the cases that name none.

    Before another one is let in: a process of before may have sent them while the
    others were brought to this release, and sent them to the first.
    """
    with uow:
        uow.leave_with_first()
        uow.commit()
