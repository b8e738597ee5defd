"""
What the roster promises about a group.
"""

from datetime import time
from uuid import uuid4

import pytest

from services.roster.domain.group import Group
from shared.kernel.organisations import Organisation
from shared.kernel.refusal import Invalid

TUESDAY = 1


def group(**told):
    meets = {
        "name": "Onsdagsholdet",
        "weekday": TUESDAY,
        "starts_at": time(10),
        "ends_at": time(12),
        "place": "Mosehuset",
    }
    return Group(id=uuid4(), **meets | told)


class TestGroup:
    def test_meets_on_a_day_at_a_place(self):
        """
        The same day, time and place every week is what the mothers can count on.
        """
        assert group().weekday == TUESDAY

    @pytest.mark.parametrize(
        ("field", "told"),
        [
            ("weekday", 7),
            ("weekday", -1),
            ("ends_at", time(10)),
            ("place", " "),
            ("room_owner", Organisation.DAYCARE_INTAKE),
        ],
    )
    def test_refuses_what_nobody_could_come_to(self, field, told):
        """
        A weekday that is none, an end before the start, a place without a name, a room
        that belongs to none of those who run it.
        """
        with pytest.raises(Invalid) as refusal:
            group(**{field: told})

        assert list(refusal.value.facts["errors"]) == [field]
