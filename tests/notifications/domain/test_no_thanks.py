"""
Whose word counts when a mother has said both no thanks and yes.
"""

from datetime import date

import pytest

from services.notifications.domain.no_thanks import NoThanks
from shared.kernel.ids import new_id

MONDAY = date(2026, 11, 16)
TUESDAY = date(2026, 11, 17)
WEDNESDAY = date(2026, 11, 18)


def said(**words: object) -> NoThanks:
    return NoThanks(mother_id=new_id(), **words)  # type: ignore[arg-type]


class TestNoThanks:
    """
    A mother's no thanks, as two services tell of it.
    """

    def test_does_not_hold_before_she_has_said_anything(self):
        """
        Silence is no no thanks.
        """
        assert not said().holds

    @pytest.mark.parametrize("agreement", [None, "none"])
    def test_holds_when_she_has_declined_the_group(self, agreement):
        """
        One of the two services is enough, and no agreement is no yes.
        """
        assert said(declined_on=TUESDAY, agreement=agreement, said_on=WEDNESDAY).holds

    def test_holds_when_she_wants_no_contact(self):
        """
        Whatever she said to the group, and whenever.
        """
        assert said(agreement="no_thanks", said_on=MONDAY).holds
        assert said(declined_on=TUESDAY, agreement="no_thanks", said_on=MONDAY).holds

    @pytest.mark.parametrize("agreement", ["said_yes", "keep_going"])
    @pytest.mark.parametrize(
        ("said_on", "holds"), [(MONDAY, True), (TUESDAY, True), (WEDNESDAY, False)]
    )
    def test_is_lifted_only_by_a_yes_from_a_later_day(self, agreement, said_on, holds):
        """
        Of two words from one day the no thanks counts.
        """
        words = said(declined_on=TUESDAY, agreement=agreement, said_on=said_on)

        assert words.holds is holds
