"""
What a sheet promises: Excel reads it, no formula runs, and it can come in again.
"""

import codecs
import csv
import io
from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.roster.domain.child import Child
from services.roster.domain.mother import Mother
from services.roster.domain.name import fault_in_name, tidy_name
from services.roster.domain.same_mother import KnownMothers
from services.roster.entrypoints.csv_out import guarded, written
from services.roster.entrypoints.roster_csv import read_roster
from services.roster.entrypoints.roster_csv_out import lines_about
from services.roster.usecases.views import MotherView
from shared.kernel.organisations import Role
from shared.looks.reading import Asked, newest
from tests.roster.book import TUESDAY

DANGEROUS = "=+-@\t\r\n＝＋－＠"  # noqa: RUF001 - What a spreadsheet takes for = + - @.
# A question mark is what an older Excel leaves of a letter: no list may have it.
LOST = {"?", "\ufffd"}
NAMES = (
    st.one_of(
        st.text(min_size=1, max_size=200),
        st.text("='\"; ,+-@\n|", min_size=1, max_size=9).map(lambda name: name + "A"),
    )
    .map(tidy_name)
    .filter(lambda name: fault_in_name(name) is None and LOST.isdisjoint(name))
)
PHONES = st.sampled_from([None, "+4567000001", "+48601000001", "+639170000001"])
LANGUAGES = st.lists(
    st.sampled_from(["tr", "ku", "fa-AF", "zh-Hans", "pt-BR", "gaa", "tl"]), unique=True
)
DAYS = st.dates(date(2020, 1, 1), TUESDAY)


@st.composite
def mothers(draw):
    mother = Mother(
        id=uuid4(),
        group_id=uuid4(),
        display_name=draw(NAMES),
        phone=draw(PHONES),
        languages=tuple(draw(LANGUAGES)),
        shared_phone=draw(st.booleans()),
        may_leave_message=draw(st.booleans()),
        said_yes_on=draw(st.none() | DAYS),
    )
    children = [
        Child(
            id=uuid4(),
            mother_id=mother.id,
            first_name=draw(st.none() | NAMES),
            born_on=draw(DAYS),
        )
        for _ in range(draw(st.integers(0, 3)))
    ]
    return MotherView(mother=mother, children=children)


class TestSheet:
    def test_is_written_as_danish_excel_reads_it(self):
        """
        A double click shows the letters and the columns.
        """
        assert written([["navn", "født"], ["Åse; Mor", "03-02-2026"]]) == (
            codecs.BOM_UTF8 + 'navn;født\r\n"Åse; Mor";03-02-2026\r\n'.encode()
        )

    @pytest.mark.parametrize("sign", DANGEROUS)
    def test_has_no_cell_that_begins_a_formula(self, sign):
        """
        Whoever opens a list must not be made to fetch something by somebody's name.
        """
        assert guarded(f"{sign}cmd") == f"'{sign}cmd"
        assert guarded(f"'{sign}cmd") == f"''{sign}cmd"
        assert guarded(f"a{sign}cmd") == f"a{sign}cmd"

    @given(seen=st.lists(mothers(), min_size=1, max_size=4))
    def test_never_writes_a_formula_whatever_anybody_is_called(self, seen):
        """
        Read as a spreadsheet does, no cell begins with what begins one.
        """
        text = written(lines_about(seen)).decode("utf-8-sig")
        sheet = csv.reader(io.StringIO(text, newline=""), delimiter=";")

        assert not [cell for line in sheet for cell in line if cell[:1] in [*DANGEROUS]]

    @given(seen=mothers())
    def test_of_mothers_says_the_same_when_it_is_read_again(self, seen):
        """
        And so each is known: what was kept can be taken in without adding anybody.
        """
        roster = read_roster(content=written(lines_about([seen])), today=TUESDAY)

        assert roster.errors == []
        (row,) = roster.rows
        mother = seen.mother
        assert (row.display_name, row.phone) == (mother.display_name, mother.phone)
        assert (row.languages, row.said_yes_on) == (
            mother.languages,
            mother.said_yes_on,
        )
        assert (row.shared_phone, row.may_leave_message) == (
            mother.shared_phone,
            mother.may_leave_message,
        )
        assert [(one.first_name, one.born_on) for one in row.children] == [
            (one.first_name, one.born_on) for one in seen.children
        ]
        known = KnownMothers()
        known.know(mother, born_on=[child.born_on for child in seen.children])
        found = known.find(row)
        assert found is not None
        assert found.differences(row) == ()


class TestExport:
    def sheet(self, visitor, path, role=Role.COORDINATOR):
        answer = visitor.fetch(path, role)
        assert answer.headers["Content-Disposition"].startswith("attachment; ")
        assert answer.headers["Cache-Control"] == "no-store"
        text = answer.content.decode("utf-8-sig")
        return answer.content, [line.split(";") for line in text.split("\r\n")[:-1]]

    def test_of_mothers_comes_in_again_without_adding_anybody(self, visitor):
        """
        By name, with nobody who said no thanks; and each is written down as seen.
        """
        group_id = visitor.group()
        ids = [
            visitor.mother(group_id, "Nevra", phone="+4567000001", languages=["tr"]),
            visitor.mother(
                group_id,
                "Ama",
                children=[{"first_name": "Ako", "born_on": "2026-02-03"}],
            ),
            visitor.mother(group_id, "=Efua"),
        ]
        no_thanks = visitor.mother(group_id, "Ida")
        visitor.post(f"/mothers/{no_thanks}/decline")

        content, lines = self.sheet(visitor, f"/roster/groups/{group_id}/mothers.csv")
        page = visitor.open("/roster/import")
        again = page.send("/roster/import", files={"file": ("igen.csv", content)})

        assert lines == [
            [
                "navn",
                "telefon",
                "sprog",
                "besked_ok",
                "delt_telefon",
                "sagt_ja",
                "barn",
                "født",
            ],
            ["'=Efua", "", "", "nej", "nej", "", "", ""],
            ["Ama", "", "", "nej", "nej", "", "Ako", "03-02-2026"],
            ["Nevra", "67 00 00 01", "tyrkisk", "nej", "nej", "", "", ""],
        ]
        assert "Alle 3 mødre i filen står på listen i forvejen." in again.text
        assert "noget andet" not in again.text
        with visitor.book.engine.connect() as connection:
            looks = newest(connection, Asked(), limit=50)
        seen = {
            (one.look.person_id, one.look.part)
            for one in looks
            if one.look.purpose == "export"
        }
        assert {str(one) for one, _ in seen} >= set(map(str, ids))
        assert str(no_thanks) not in {str(one) for one, _ in seen}
        assert {part for _, part in seen} == {"contact", "children"}

    def test_of_a_year_tells_when_it_meets_and_how_many_came(self, visitor):
        """
        Only a closed register says how many; nobody is named.
        """
        group_id = visitor.group()
        nevra, ama = visitor.mother(group_id), visitor.mother(group_id, "Ama")
        past, _coming = (
            visitor.session(group_id),
            visitor.session(group_id, "2026-11-24"),
        )
        visitor.session(group_id, "2027-01-05")
        visitor.post(f"/sessions/{past}/marks", mother_id=nevra, outcome="attended")
        visitor.post(f"/sessions/{past}/close")

        root = f"/roster/groups/{group_id}"
        _, sessions = self.sheet(visitor, f"{root}/sessions.csv?year=2026", "paedagog")
        _, attendance = self.sheet(visitor, f"{root}/attendance.csv?year=2026")

        assert [line[:5] + line[-1:] for line in sessions[1:]] == [
            ["17-11-2026", "47", "10:00", "12:00", "Børnehuset", "Lukket"],
            ["24-11-2026", "48", "10:00", "12:00", "Børnehuset", "Planlagt"],
        ]
        assert attendance == [
            ["Dato", "I alt", "Mødt", "Afbud", "Sent afbud", "Undskyldt", "Udeblevet"],
            ["17-11-2026", "2", "1", "0", "0", "0", "1"],
        ]
        assert ama

    def test_is_for_nobody_who_may_not_see_the_list(self, visitor):
        """
        A leader has figures without names; the sheet is not there for her.
        """
        path = f"/roster/groups/{visitor.group()}/mothers.csv"

        assert visitor.fetch(path, Role.LEADER).status_code == 404
