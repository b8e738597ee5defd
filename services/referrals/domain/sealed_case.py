"""
A statutory notification (underretning): that it was done, and nothing of what it says.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self
from uuid import UUID

from services.referrals.domain.days import (
    refuse_unless_until_today,
    working_days_later,
)
from services.referrals.domain.errors import RoleMayNot
from services.referrals.domain.sealed_codes import NOT_SENT, SealedState
from services.referrals.domain.sealed_errors import OfficeNotKnown, ReceiptBeforeSent
from services.referrals.domain.sealed_record import SealedRecord
from services.referrals.domain.sealed_sight import AUTHORS, Reader

RECEIPT_WITHIN = 6  # working days


@dataclass(kw_only=True)
class SealedCase(SealedRecord):
    """
    Kept by one professional, whose own duty it is; each step is kept.

    It needs no consent of the mother, and no word of hers ends it.
    """

    @classmethod
    def consider(
        cls, *, case_id: UUID, mother_id: UUID, reader: Reader, at: datetime
    ) -> Self:
        """
        Begin to consider it. Raises RoleMayNot to whoever has no such duty here.
        """
        if reader.role not in AUTHORS:
            raise RoleMayNot(role=reader.role)
        case = cls(
            id=case_id,
            mother_id=mother_id,
            author_id=reader.user_id,
            author_role=reader.role,
            organisation=reader.organisation,
            organisation_id=reader.organisation_id,
        )
        case._move(SealedState.CONSIDERING, reader=reader, at=at)
        return case

    def discuss(self, *, reader: Reader, at: datetime) -> None:
        """
        Note that she has talked with her leader about it: she need not, and decides.
        """
        self._refuse_unless_in({SealedState.CONSIDERING})
        self._refuse_unless_author(reader)
        self._move(SealedState.DISCUSSED, reader=reader, at=at)

    def send(
        self,
        *,
        sent_on: date,
        office: str,
        offices: Collection[str],
        parents_informed: bool,
        interpreted: bool,
        reader: Reader,
        at: datetime,
    ) -> None:
        """
        Note that it was sent, or sent again: the receipt is due six working days later.
        """
        self._refuse_unless_in(NOT_SENT | {SealedState.SENT})
        refuse_unless_until_today(now=at, sent_on=sent_on)
        if office not in offices:
            raise OfficeNotKnown({"office": ["Choose one of the offices."]})
        self.sent_on = sent_on
        self.office = office
        self.parents_informed = parents_informed
        self.interpreted = interpreted
        self.receipt_due_on = working_days_later(sent_on, RECEIPT_WITHIN)
        self._move(SealedState.SENT, reader=reader, at=at)

    def receipt(self, *, receipted_on: date, reader: Reader, at: datetime) -> None:
        """
        Note that the office has confirmed it.
        """
        self._refuse_unless_in({SealedState.SENT})
        refuse_unless_until_today(now=at, receipted_on=receipted_on)
        if self.sent_on is not None and receipted_on < self.sent_on:
            raise ReceiptBeforeSent({"receipted_on": ["Not before it was sent."]})
        self.receipted_on = receipted_on
        self._move(SealedState.RECEIPTED, reader=reader, at=at)

    def tell_outcome(self, *, reader: Reader, at: datetime) -> None:
        """
        Note that the office has told what came of it; what that was is not kept.
        """
        self._refuse_unless_in({SealedState.RECEIPTED})
        self._move(SealedState.TOLD_OUTCOME, reader=reader, at=at)

    def close(self, *, reader: Reader, at: datetime) -> None:
        """
        End it without an answer, or before it was sent: that only its author decides.

        What was considered and never sent names nobody any more.
        """
        self._refuse_unless_in(NOT_SENT | {SealedState.RECEIPTED})
        if not self.is_sent:
            self._refuse_unless_author(reader)
            self.mother_id = None
        self._move(SealedState.CLOSED, reader=reader, at=at)
