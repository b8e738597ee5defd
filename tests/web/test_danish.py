from datetime import UTC, date, datetime

from shared.web import danish

TUESDAY_TEN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


class TestDanish:
    def test_writes_moments_as_people_here_do(self):
        """
        Day and month in words, a full stop in the time, ISO week numbers.
        """
        assert danish.day_and_time(TUESDAY_TEN) == "tirsdag d. 24. november kl. 10.00"
        assert danish.date_with_year(date(2026, 1, 2)) == "2. januar 2026"
        assert danish.week(TUESDAY_TEN) == "uge 48"
        assert danish.week(date(2027, 1, 1)) == "uge 53"

    def test_shows_the_time_on_the_wall_in_summer(self):
        """
        What is stored in UTC is shown in Copenhagen, two hours ahead in summer.
        """
        assert danish.time_of_day(datetime(2026, 6, 16, 8, 0, tzinfo=UTC)) == "10.00"

    def test_writes_numbers_in_pairs(self):
        """
        A Danish number without its country, a foreign one with it.
        """
        assert danish.phone("+4522334455") == "22 33 44 55"
        assert danish.phone("+48600700800") == "+48 600 700 800"
        assert danish.phone(None) == ""
        assert danish.phone("+9991234567") == "+9991234567"
