"""
A list of school holidays, as Excel and as calendars write it, right and wrong.
"""

import codecs
from datetime import date

import pytest

from services.roster.entrypoints.holiday_file import read_holidays
from services.roster.entrypoints.holidays_csv import write_csv

HEADER = "Ferie;Første dag;Sidste dag\r\n"
AUTUMN = "Efterårsferie;10-10-2026;18-10-2026\r\n"
CHRISTMAS = "Juleferie;19-12-2026;03-01-2027\r\n"
EXPECTED = [
    ("Efterårsferie", date(2026, 10, 10), date(2026, 10, 18)),
    ("Juleferie", date(2026, 12, 19), date(2027, 1, 3)),
]


def calendar_of(*events):
    lines = [
        line
        for event in events
        for line in ("BEGIN:VEVENT", *event.split("|"), "END:VEVENT")
    ]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", ""])


def found_in(content):
    read = read_holidays(content if isinstance(content, bytes) else content.encode())
    return [(one.name, one.first_day, one.last_day) for one in read.rows]


def faults_in(content):
    read = read_holidays(content if isinstance(content, bytes) else content.encode())
    return [(one.line, one.column, one.code) for one in read.errors]


class TestHolidayFile:
    @pytest.mark.parametrize(
        "content",
        [
            codecs.BOM_UTF8 + (HEADER + AUTUMN + CHRISTMAS).encode(),
            (HEADER + AUTUMN + CHRISTMAS).encode("cp1252"),
            (
                "name,from,to\nEfterårsferie,2026-10-10,2026-10-18\n"
                "Juleferie,2026-12-19,2027-01-03\n"
            ),
            calendar_of(
                "SUMMARY:Efterårsferie|DTSTART;VALUE=DATE:20261010|DTEND;VALUE=DATE:20261019",
                "SUMMARY:Juleferie|DTSTART:20261219T000000|DTEND:20270104T000000",
            ),
        ],
        ids=["excel", "old excel", "commas", "calendar"],
    )
    def test_is_read_whichever_way_it_was_written(self, content):
        """
        Danish Excel, an older one, another program, and a calendar say the same.
        """
        assert found_in(content) == EXPECTED
        assert faults_in(content) == []

    def test_is_read_again_as_the_form_sends_it(self):
        """
        What was shown is what is taken in, with every letter.
        """
        read = read_holidays(
            (HEADER + AUTUMN + '"Fri; ""lukket""";1-5-2027;\n').encode()
        )

        assert found_in(write_csv(read.rows)) == [
            EXPECTED[0],
            ('Fri; "lukket"', date(2027, 5, 1), date(2027, 5, 1)),
        ]

    @pytest.mark.parametrize(
        ("line", "fault"),
        [
            ("Ferie;31-02-2027;01-03-2027", ("Første dag", "date-unreadable")),
            ("Ferie;29-02-2027;", ("Første dag", "date-unreadable")),
            ("Ferie;10-10-2026;09-10-2026", ("Sidste dag", "holiday-ends-before")),
            ("Ferie;10-10-2026;09-10-2027", ("Sidste dag", "holiday-too-long")),
            (";10-10-2026;11-10-2026", ("Ferie", "name-empty")),
            ("Ferie;;11-10-2026", ("Første dag", "holiday-day-missing")),
            ("Efter?rsferie;10-10-2026;", ("Ferie", "letters-lost")),
        ],
    )
    def test_names_the_cell_that_is_wrong(self, line, fault):
        """
        One line is wrong, and the right one beside it is still read.
        """
        content = HEADER + line + "\r\n" + AUTUMN

        assert faults_in(content) == [(2, *fault)]
        assert found_in(content) == EXPECTED[:1]

    def test_notices_letters_of_two_kinds_in_one_file(self):
        """
        A line that was pasted in from elsewhere is not taken in as gibberish.
        """
        content = (HEADER + AUTUMN).encode(
            "cp1252"
        ) + "Påskeferie;1-4-2027;\r\n".encode()

        assert faults_in(content) == [(3, "Ferie", "letters-mixed")]

    @pytest.mark.parametrize(
        ("event", "fault"),
        [
            ("SUMMARY:A|DTSTART;VALUE=DATE:20261340", ("DTSTART", "date-unreadable")),
            ("SUMMARY:A", ("DTSTART", "holiday-day-missing")),
            ("DTSTART;VALUE=DATE:20261010", ("SUMMARY", "name-empty")),
            (
                "SUMMARY:A|DTSTART;VALUE=DATE:20261010|DTEND;VALUE=DATE:20261001",
                ("DTEND", "holiday-ends-before"),
            ),
            (
                "SUMMARY:A|DTSTART;VALUE=DATE:20261010|RRULE:FREQ=YEARLY",
                ("RRULE", "holiday-repeats"),
            ),
        ],
    )
    def test_names_the_event_of_a_calendar_that_is_wrong(self, event, fault):
        """
        By its number; the right one beside it is still read.
        """
        right = "SUMMARY:Efterårsferie|DTSTART;VALUE=DATE:20261010|DURATION:P9D"

        assert faults_in(calendar_of(right, event)) == [(2, *fault)]
        assert found_in(calendar_of(right, event)) == EXPECTED[:1]

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            ("", "holidays-empty"),
            (HEADER, "holidays-empty"),
            ("Uge;Skema\n42;A\n", "holiday-column-missing"),
            ("PK\x03\x04", "excel-file"),
            ("BEGIN:VCALENDAR\nhvad er det her\n", "calendar-unreadable"),
            ("BEGIN:VCALENDAR\nEND:VCALENDAR\n", "holidays-empty"),
            (HEADER + AUTUMN * 501, "too-many-holidays"),
        ],
    )
    def test_says_what_is_wrong_with_the_whole(self, content, code):
        """
        Whatever is chosen, the answer is a sentence and no crash.
        """
        assert [fault[2] for fault in faults_in(content)] == [code]
