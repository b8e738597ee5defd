"""
The days on which a daycare is closed by law, computed.
"""

from datetime import date

import pytest
from holidays import country_holidays

from shared.kernel.public_holidays import easter_sunday, public_holidays

ALSO = {(6, 5), (12, 24)}


class TestPublicHolidays:
    @pytest.mark.parametrize("year", range(2015, 2061))
    def test_are_those_that_the_library_knows(self, year: int):
        """
        The same days as the library gives, with Constitution Day and Christmas Eve.
        """
        public, optional = (
            country_holidays("DK", years=year, categories=(kind,))
            for kind in ("public", "optional")
        )
        also = {day for day in optional if (day.month, day.day) in ALSO}

        assert public_holidays(year) == set(public) | also

    def test_count_easter_as_the_church_does(self):
        """
        The earliest and the latest Easter of two centuries.
        """
        assert easter_sunday(2008) == date(2008, 3, 23)
        assert easter_sunday(2038) == date(2038, 4, 25)
