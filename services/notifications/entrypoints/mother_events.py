"""
How a mother may be reached, and whether she wants to be.
"""

from datetime import datetime

from services.notifications.usecases.erase_mother import erase_mother
from services.notifications.usecases.keep_contact import keep_contact
from services.notifications.usecases.merge_mothers import merge_mothers
from services.notifications.usecases.ports import NotificationsUnitOfWork
from services.notifications.usecases.take_agreement import take_agreement
from services.notifications.usecases.take_decline import take_decline
from services.notifications.usecases.take_no_thanks_back import (
    take_agreement_back,
    take_decline_back,
)
from shared.bus.extensions import consumes
from shared.bus.whose import note_whose_mother
from shared.contracts.outreach import AgreementChanged, AgreementTakenBack
from shared.contracts.privacy import ErasureOrdered
from shared.contracts.roster.groups import MotherListed
from shared.contracts.roster.mothers import (
    ContactChanged,
    MotherDeclined,
    MotherDeclineTakenBack,
    MotherMerged,
)


class Entrypoints:
    """
    What the mother herself has said, and that she is to be erased.
    """

    @consumes(ContactChanged, needs=lambda event: {"recipients": event.mother_id})
    def keep_contact_on_contact_changed(
        self, event: ContactChanged, *, now: datetime, uow: NotificationsUnitOfWork
    ) -> None:
        del now
        keep_contact(
            mother_id=event.mother_id,
            display_name=event.display_name,
            phone=event.phone,
            languages=(*event.reading_languages, *event.languages),
            shared_phone=event.shared_phone,
            may_leave_message=event.may_leave_message,
            uow=uow,
        )

    @consumes(MotherDeclined, needs=lambda event: {"no_thanks": event.mother_id})
    def take_decline_on_mother_declined(
        self, event: MotherDeclined, *, now: datetime, uow: NotificationsUnitOfWork
    ) -> None:
        take_decline(
            mother_id=event.mother_id, declined_on=event.declined_on, now=now, uow=uow
        )

    @consumes(
        MotherDeclineTakenBack, needs=lambda event: {"no_thanks": event.mother_id}
    )
    def take_decline_back_on_mother_decline_taken_back(
        self,
        event: MotherDeclineTakenBack,
        *,
        now: datetime,
        uow: NotificationsUnitOfWork,
    ) -> None:
        take_decline_back(mother_id=event.mother_id, now=now, uow=uow)

    @consumes(AgreementTakenBack, needs=lambda event: {"no_thanks": event.mother_id})
    def take_agreement_back_on_agreement_taken_back(
        self, event: AgreementTakenBack, *, now: datetime, uow: NotificationsUnitOfWork
    ) -> None:
        take_agreement_back(
            mother_id=event.mother_id,
            agreement=event.to_kind,
            said_on=event.said_on,
            scope=event.scope,
            now=now,
            uow=uow,
        )

    @consumes(AgreementChanged, needs=lambda event: {"no_thanks": event.mother_id})
    def take_agreement_on_agreement_changed(
        self, event: AgreementChanged, *, now: datetime, uow: NotificationsUnitOfWork
    ) -> None:
        take_agreement(
            mother_id=event.mother_id,
            agreement=event.to_kind,
            said_on=event.said_on,
            scope=event.scope,
            now=now,
            uow=uow,
        )

    @consumes(MotherListed, needs=lambda event: {"whose_mothers": event.mother_id})
    def note_whose_mother_on_mother_listed(
        self, event: MotherListed, *, now: datetime, uow: NotificationsUnitOfWork
    ) -> None:
        del now
        note_whose_mother(event, uow=uow)

    @consumes(MotherMerged)
    def merge_mothers_on_mother_merged(
        self, event: MotherMerged, *, now: datetime, uow: NotificationsUnitOfWork
    ) -> None:
        merge_mothers(
            kept_id=event.mother_id, merged_id=event.merged_id, now=now, uow=uow
        )

    @consumes(ErasureOrdered)
    def erase_mother_on_erasure_ordered(
        self, event: ErasureOrdered, *, now: datetime, uow: NotificationsUnitOfWork
    ) -> None:
        erase_mother(mother_id=event.person_id, now=now, uow=uow)
