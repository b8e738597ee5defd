"""
A child that is ready for daycare, on its way to a place.
"""

from dataclasses import dataclass
from datetime import date
from typing import Self
from uuid import UUID

from services.referrals.domain.act import Act
from services.referrals.domain.consent import Consent
from services.referrals.domain.days import (
    refuse_unless_from_this_month,
    refuse_unless_from_today,
    refuse_unless_until_this_month,
    refuse_unless_until_today,
)
from services.referrals.domain.hand_off_codes import (
    HandOffState,
    refuse_unknown_wishes,
)
from services.referrals.domain.hand_off_record import HandOffRecord
from shared.kernel.organisations import Role

HEARS_THE_WISH = frozenset({Role.COORDINATOR, Role.PAEDAGOG})
HELPS_THE_MOTHER = frozenset({Role.COORDINATOR})
GIVES_PLACES = frozenset({Role.DAYCARE_INTAKE})
SEES_THE_START = frozenset({Role.COORDINATOR, Role.DAYCARE_INTAKE})


@dataclass(kw_only=True)
class HandOff(HandOffRecord):
    """
    What the group does for one child, from the mother's wish to the first day there.

    Being on intake's list is not told apart from having applied: until intake confirms
    applications one by one, ``applied`` stands for both.
    """

    @classmethod
    def want(
        cls,
        *,
        hand_off_id: UUID,
        child_id: UUID,
        mother_id: UUID,
        need_month: date,
        wishes: tuple[str, ...],
        languages: tuple[str, ...],
        consent: Consent | None,
        act: Act,
    ) -> Self:
        """
        Write down that a mother wants a place; refuse a wish in words of one's own.
        """
        act.refuse_unless_by(HEARS_THE_WISH)
        refuse_unless_from_this_month(now=act.at, need_month=need_month)
        refuse_unknown_wishes(wishes)
        if consent:
            consent.refuse_unless_until(act.at)
        return cls(
            id=hand_off_id,
            child_id=child_id,
            mother_id=mother_id,
            need_month=need_month,
            wishes=tuple(dict.fromkeys(wishes)),
            languages=tuple(dict.fromkeys(languages)),
            consent=consent,
            history=[act.transition(from_state=None, to_state=HandOffState.WANTED)],
        )

    def record_consent(self, *, consent: Consent, act: Act) -> None:
        """
        Put down the mother's answer, in place of an earlier one, before she applies.
        """
        self._refuse_unless(act, by=HEARS_THE_WISH, when=HandOffState.WANTED)
        consent.refuse_unless_until(act.at)
        self.consent = consent
        self._move(HandOffState.WANTED, act=act, reason=consent.answer)

    def apply(self, *, on: date, act: Act) -> None:
        """
        Note that the coordinator helped to apply; from here on intake sees the child.

        So it needs the mother's consent to exactly that.
        """
        self._refuse_unless(act, by=HELPS_THE_MOTHER, when=HandOffState.WANTED)
        self._refuse_without_consent()
        refuse_unless_until_today(now=act.at, on=on)
        self.applied_on = on
        self._move(HandOffState.APPLIED, act=act)

    def offer(self, *, answer_by: date, wished: bool, act: Act) -> None:
        """
        Note intake's offer, and whether it is a place that the mother wished for.
        """
        self._refuse_unless(act, by=GIVES_PLACES, when=HandOffState.APPLIED)
        refuse_unless_from_today(now=act.at, answer_by=answer_by)
        self.answer_by = answer_by
        self.wished = wished
        self._move(HandOffState.OFFERED, act=act)

    def accept(self, *, act: Act) -> None:
        self._refuse_unless(act, by=HELPS_THE_MOTHER, when=HandOffState.OFFERED)
        self._move(HandOffState.ACCEPTED, act=act)

    def decline(self, *, act: Act) -> None:
        """
        Note the mother's no to this offer; the offer ends, the application stands.
        """
        self._refuse_unless(act, by=HELPS_THE_MOTHER, when=HandOffState.OFFERED)
        self.answer_by = None
        self.wished = None
        self._move(HandOffState.APPLIED, act=act, reason="offer_declined")

    def start(self, *, start_month: date, act: Act) -> None:
        self._refuse_unless(act, by=SEES_THE_START, when=HandOffState.ACCEPTED)
        refuse_unless_until_this_month(now=act.at, start_month=start_month)
        self.start_month = start_month
        self._move(HandOffState.STARTED, act=act)
