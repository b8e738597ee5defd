"""
Keep how a mother may be reached.
"""

from collections.abc import Sequence
from uuid import UUID

from services.notifications.domain.recipient import Recipient
from services.notifications.usecases.ports import NotificationsUnitOfWork


def keep_contact(
    *,
    mother_id: UUID,
    display_name: str,
    phone: str | None,
    languages: Sequence[str],
    shared_phone: bool,
    may_leave_message: bool,
    uow: NotificationsUnitOfWork,
) -> None:
    """
    Keep her newest contact; what she has said about being contacted stays as it is.

    ``languages`` are those to write to her in, the best first.
    """
    with uow:
        known = uow.recipients.find(mother_id)
        uow.recipients.save(
            Recipient(
                mother_id=mother_id,
                display_name=display_name,
                phone=phone,
                languages=tuple(dict.fromkeys(languages)),
                shared_phone=shared_phone,
                may_leave_message=may_leave_message,
                opted_out=known.opted_out if known else False,
                version=known.version + 1 if known else 1,
            )
        )
        uow.commit()
