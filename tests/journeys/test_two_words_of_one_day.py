"""
Three services hear of her no thanks and of her yes; none may hold another for valid.
"""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from services.notifications.domain.no_thanks import NoThanks
from services.outreach.domain.agreement import Agreement
from services.outreach.domain.errors import YesOlderThanNoThanks
from services.roster.domain.act import Act
from services.roster.domain.mother import Mother
from shared.kernel.organisations import Organisation, Role

TUESDAY = date(2027, 3, 9)
THEN = datetime(2027, 3, 9, 9, tzinfo=UTC)


class TestYesAfterNoThanks:
    @pytest.mark.parametrize(("days", "counts"), [(-1, False), (0, False), (1, True)])
    def test_counts_in_all_three_services_or_in_none(self, days: int, counts: bool):
        """
        Rule 3: a yes takes a no thanks back from the next day on, everywhere.
        """
        yes_on = TUESDAY + timedelta(days=days)

        assert is_back_in_outreach(yes_on) is counts
        assert is_back_in_roster(yes_on) is counts
        assert may_be_written_to(yes_on) is counts


def is_back_in_outreach(yes_on: date) -> bool:
    hers = Agreement.unspoken(mother_id=uuid4())
    hers.no_thanks(on=TUESDAY, heard_by=Role.COORDINATOR)
    try:
        return hers.come_back(on=yes_on, heard_by=Role.COORDINATOR, at=THEN)
    except YesOlderThanNoThanks:
        return False


def is_back_in_roster(yes_on: date) -> bool:
    act = Act(at=THEN, by_role=Role.MOTHER, by_organisation=Organisation.HOUSING_TEAM)
    her = Mother(id=uuid4(), group_id=uuid4(), display_name="Nevra Ilgaz")
    her.decline(on=TUESDAY, act=act)
    return her.come_back(on=yes_on, act=act) is not None


def may_be_written_to(yes_on: date) -> bool:
    words = NoThanks(
        mother_id=uuid4(), declined_on=TUESDAY, agreement="said_yes", said_on=yes_on
    )
    return not words.holds
