"""
What a coordinator may expect when she hands in her list.
"""

import codecs
import csv
import io
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.roster.domain.roster_row import RosterRow, RowChild
from services.roster.entrypoints.roster_csv import MOST_ROWS, read_roster
from services.roster.entrypoints.roster_csv_errors import row_error
from services.roster.entrypoints.roster_csv_faults import Fault
from services.roster.entrypoints.roster_csv_lines import LARGEST_FILE

TODAY = date(2026, 11, 17)
HEADER = "navn;telefon;sprog;besked_ok;delt_telefon;sagt_ja;barn;født;barn_2;født_2"
RIGHT_TO_LEFT_OVERRIDE = "\u202e"
PASTED_FROM_A_PHONE = "\u202a+45 67 00 00 01\u202c"


def read(*lines, encoding="utf-8", newline="\r\n"):
    content = newline.join(lines).encode(encoding)
    return read_roster(content=content, today=TODAY)


def read_cell(column, cell):
    """
    Read a list of one mother in which this cell is the only one beside her name.
    """
    text = io.StringIO(newline="")
    sheet = csv.writer(text, delimiter=";")
    sheet.writerows([["navn", column], ["Nevra Ilgaz", cell]])
    return read_roster(content=text.getvalue().encode(), today=TODAY)


def row_of(roster):
    assert roster.errors == []
    (row,) = roster.rows
    return row


def places(roster):
    return [(error.line, error.column, error.code) for error in roster.errors]


class TestReadRoster:
    def test_reads_a_line_as_a_mother_with_her_children(self):
        """
        One line holds all that staff know of her.
        """
        roster = read(
            HEADER,
            "Nevra Ilgaz;67 00 00 01;tyrkisk, dansk;ja;x;24-08-2026;"
            "Ilgın;03-02-2026;;17-11-2026",  # noqa: RUF001 - A dotless i.
        )

        assert row_of(roster) == RosterRow(
            line=2,
            display_name="Nevra Ilgaz",
            phone="+4567000001",
            languages=("tr", "da"),
            may_leave_message=True,
            shared_phone=True,
            said_yes_on=date(2026, 8, 24),
            children=(
                RowChild(
                    first_name="Ilgın",  # noqa: RUF001 - A dotless i.
                    born_on=date(2026, 2, 3),
                ),
                RowChild(first_name=None, born_on=TODAY),
            ),
        )

    def test_needs_nothing_but_a_name(self):
        """
        Coming is voluntary: a mother without phone or language is fine. What nobody
        has said yes to is a no.
        """
        assert row_of(read("navn", "Nevra Ilgaz")) == RosterRow(
            line=2, display_name="Nevra Ilgaz"
        )
        assert row_of(read(HEADER, "Nevra Ilgaz;;;;;;;;;")) == RosterRow(
            line=2, display_name="Nevra Ilgaz"
        )

    def test_tells_all_errors_of_all_lines_at_once(self):
        """
        Nobody has to hand in a list ten times to learn of ten errors.
        """
        roster = read(
            HEADER,
            ";12;marsiansk;måske;;;;;;",
            "Efua Tawiaba;67000002;twi;;;;;;;",
            "Martyna Łącka;;;;;i går;Gniewko;2026-02-30;Iga;",
        )

        assert places(roster) == [
            (2, "navn", "name-empty"),
            (2, "telefon", "phone-wrong"),
            (2, "sprog", "language-unknown"),
            (2, "besked_ok", "yes-or-no-unclear"),
            (4, "sagt_ja", "date-unreadable"),
            (4, "født", "date-unreadable"),
            (4, "barn_2", "birth-date-missing"),
        ]
        assert [row.line for row in roster.rows] == [3]

    def test_never_repeats_what_stands_in_a_cell(self):
        """
        An error is logged and sent on; a name or a number is not.
        """
        roster = read(
            HEADER, f"Nevra{RIGHT_TO_LEFT_OVERRIDE};+99123;marsiansk;hm;hm;hm;x;hm"
        )

        told = repr(roster)
        assert len(roster.errors) == 7
        assert not any(cell in told for cell in ("Nevra", "+99", "marsiansk", "hm'"))

    def test_says_in_danish_what_is_wrong_and_what_to_do(self):
        """
        The person who has the file open is told how to go on.
        """
        for fault in Fault:
            error = row_error(fault, line=2, column="navn", first=1)

            assert error.what.endswith(".")
            assert error.what_to_do.endswith(".")
            assert "{" not in error.what

    def test_has_a_code_of_its_own_for_each_error(self):
        """
        Callers decide on the code, never on the wording.
        """
        codes = [fault.code for fault in Fault]

        assert len(set(codes)) == len(codes)


class TestFile:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    def test_may_come_from_any_excel(self, encoding):
        """
        Each Excel has its own idea of how æ, ø and å are written.
        """
        roster = read("navn;født", "Åse Kærsgård;03-02-2026", encoding=encoding)

        assert row_of(roster).display_name == "Åse Kærsgård"
        assert row_of(roster).children[0].born_on == date(2026, 2, 3)

    def test_may_be_of_either_byte_order(self):
        """
        The mark at the beginning tells which.
        """
        content = codecs.BOM_UTF16_BE + "navn\nგულნარა".encode("utf-16-be")

        roster = read_roster(content=content, today=TODAY)

        assert row_of(roster).display_name == "გულნარა"

    def test_names_each_line_that_is_written_otherwise_than_the_rest(self):
        """
        Two lists were put together: nobody could say which of the two is to be guessed
        at, and a guess would write a name wrongly for good.
        """
        lines = ["navn;født", "Åse;03-02-2026", "Jørgen;03-02-2026", "Ama;"]
        content = b"\n".join(
            line.encode("cp1252" if "Jø" in line else "utf-8") for line in lines
        )

        for start in (b"", codecs.BOM_UTF8):
            roster = read_roster(content=start + content, today=TODAY)

            assert places(roster) == [(3, "navn", "letters-mixed")]
            assert [row.display_name for row in roster.rows] == ["Åse", "Ama"]
            assert roster.rows[0].children[0].born_on == date(2026, 2, 3)
            assert not roster.is_cut

    def test_names_a_line_of_utf_8_in_an_older_list_too(self):
        """
        Whichever is rarer has come from elsewhere.
        """
        lines = ["navn;født", "Åse;3-2-2026", "Jørgen;3-2-2026", "Ræva;"]
        content = b"\n".join(
            line.encode("utf-8" if "ø" in line[:3] else "cp1252") for line in lines
        )

        roster = read_roster(content=content, today=TODAY)

        assert places(roster) == [(3, "navn", "letters-mixed")]
        assert [row.display_name for row in roster.rows] == ["Åse", "Ræva"]

    def test_may_say_itself_what_separates_its_cells(self):
        """
        Excel reads such a first line and does not show it, nor count it.
        """
        roster = read("sep=|", "navn|sprog", "Nevra; Ama|marsiansk")

        assert places(roster) == [(2, "sprog", "language-unknown")]

    @pytest.mark.parametrize("delimiter", [";", ",", "\t"])
    @pytest.mark.parametrize("newline", ["\r\n", "\n", "\r"])
    def test_may_be_cut_as_any_program_cuts_it(self, delimiter, newline):
        """
        Danish Excel writes semicolons, others commas, "Unicode text" tabs.
        """
        cells = [["navn", "sprog"], ["Nevra Ilgaz", '"tr, ku"']]
        roster = read(*map(delimiter.join, cells), newline=newline)

        assert row_of(roster).languages == ("tr", "ku")

    def test_counts_lines_as_excel_does(self):
        """
        A cell with a line break is one line in Excel, and an empty line is one too.
        """
        roster = read(
            "navn;sprog", '"Nevra";"tyrkisk\r\nkurdisk"', "", ";", "Efua;marsiansk"
        )

        assert roster.rows[0].languages == ("tr", "ku")
        assert places(roster) == [(5, "sprog", "language-unknown")]

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"", "file-empty"),
            (b"\r\n;;\r\n", "file-empty"),
            (b"navn;telefon\r\n;\r\n", "file-empty"),
            (b"PK\x03\x04\x14\x00", "excel-file"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", "excel-file"),
            (b"\xff\xfea", "letters-unreadable"),
            (b"navn\n\x81", "letters-unreadable"),
            (b"x" * (LARGEST_FILE + 1), "file-too-large"),
        ],
    )
    def test_is_refused_as_a_whole_when_it_is_no_list(self, content, code):
        """
        A workbook, an empty file or a broken one is named as what it is.
        """
        roster = read_roster(content=content, today=TODAY)

        assert places(roster) == [(1, "", code)]
        assert roster.rows == []

    @pytest.mark.parametrize("line", ['"Efua', '"Efua" Tawiaba'])
    def test_is_not_read_beyond_a_stray_quotation_mark(self, line):
        """
        Otherwise half of the list would become one mother's name.
        """
        roster = read("navn", "Nevra", line, "Martyna")

        assert places(roster) == [(3, "", "quotes-unreadable")]

    def test_has_10000_lines_at_most(self):
        """
        A list that long is not one of mothers in a group.
        """
        names = [f"Mor {number}" for number in range(MOST_ROWS + 1)]

        assert read("navn", *names[:-1]).errors == []
        assert places(read("navn", *names)) == [(10_002, "", "too-many-rows")]

    def test_has_100_columns_at_most_but_any_number_of_empty_ones(self):
        """
        Excel may write empty columns to the edge of its sheet.
        """
        unknown = [f"kolonne {number}" for number in range(100)]

        assert read("navn" + ";" * 16_000, "Nevra").errors == []
        assert places(read(";".join(["navn", *unknown]))) == [
            (1, "", "too-many-columns")
        ]


class TestHeader:
    def test_may_be_in_english(self):
        """
        Danish or English, in capitals, with spaces for underscores, in any order.
        """
        roster = read(
            "Phone,NAME,Languages,Message OK,shared-phone,said yes,Child,Born,"
            "child 2,born2",
            "67000001,Nevra,Turkish,yes,no,2026-08-24,Tuna,2026-02-03,,2026-02-03",
        )

        row = row_of(roster)
        assert (row.display_name, row.phone) == ("Nevra", "+4567000001")
        assert (row.may_leave_message, row.shared_phone) == (True, False)
        assert len(row.children) == 2

    def test_names_each_column_that_is_not_known(self):
        """
        What is not read must not be taken for read: a slip would lose a whole column.
        """
        roster = read("navn;CPR;telfon", "Nevra;x;67000001")

        assert places(roster) == [
            (1, "CPR", "column-unknown"),
            (1, "telfon", "column-unknown"),
        ]

    def test_names_a_column_that_is_there_twice(self):
        """
        Nobody could say which of the two holds.
        """
        roster = read("navn;phone;telefon", "Nevra;67000001;67000002")

        assert places(roster) == [(1, "telefon", "column-twice")]

    def test_must_have_the_name(self):
        """
        Without names there is no list; one error says so, not one for each line.
        """
        roster = read("telefon;sprog", "67000001;tr", "67000002;tr")

        assert places(roster) == [(1, "navn", "column-missing")]

    def test_is_not_repeated_when_it_may_be_a_mother(self):
        """
        A list without a header begins with a mother: her line stays out of the error.
        """
        roster = read("Nevra Ilgaz;67000001;tyrkisk")

        assert places(roster) == [(1, "", "no-header")]

    def test_stands_over_everything(self):
        """
        A note beside the list would be lost in silence.
        """
        roster = read("navn;;telefon", "Nevra;ring først;67000001", "Efua;;;hm")

        assert places(roster) == [
            (2, "", "cell-without-column"),
            (3, "", "cell-without-column"),
        ]


class TestName:
    def test_may_be_of_any_script(self):
        """
        Nobody spells herself anew for a computer.
        """
        names = ["گل\u200cنسیم", "Ралица", "สร้อยฟ้า", "ለምለም"]

        assert [row.display_name for row in read("navn", *names).rows] == names

    @pytest.mark.parametrize(
        ("cell", "code"),
        [
            ("Nevra\nIlgaz", "name-control-character"),
            (f"Nevra{RIGHT_TO_LEFT_OVERRIDE}", "name-direction-character"),
            ("\u200d", "name-empty"),
            ("x" * 201, "cell-too-long"),
            ("????? ?????", "letters-lost"),
            ("Nevr\ufffd", "letters-lost"),
        ],
    )
    def test_is_refused_when_something_went_wrong_with_it(self, cell, code):
        """
        An older Excel writes question marks for letters that it has no place for: the
        name is lost in the file, and must not be lost in the roster.
        """
        of_mother = read("navn;sprog", f'"{cell}";tr')
        of_child = read_cell("barn", cell)

        assert places(of_mother) == [(2, "navn", code)]
        assert places(of_child) == [(2, "barn", code)]


class TestPhone:
    @pytest.mark.parametrize(
        ("cell", "number"),
        [
            ("67000001", "+4567000001"),
            ("67 00 00 01", "+4567000001"),
            ("6700-0001", "+4567000001"),
            ("+45 67 00 00 01", "+4567000001"),
            ("4567000001", "+4567000001"),
            ("0045 67000001", "+4567000001"),
            ("67\u00a000\u00a000\u00a001", "+4567000001"),
            (PASTED_FROM_A_PHONE, "+4567000001"),
            ("+63 917 000 0001", "+639170000001"),
            ("0048 601 000 001", "+48601000001"),
            ("", None),
        ],
    )
    def test_is_kept_in_one_form(self, cell, number):
        """
        Danish unless it says otherwise; Excel may have dropped the plus.
        """
        assert row_of(read_cell("telefon", cell)).phone == number

    @pytest.mark.parametrize(
        "cell",
        [
            "12345678",
            "670000",
            "6,7E+07",
            "67000001 (søster)",
            "67000001 / 67000002",
            "+999 12345678",
            "ring",
            "+",
        ],
    )
    def test_is_refused_when_nobody_can_be_reached_by_it(self, cell):
        """
        A wrong number is found now and not on the day when somebody calls.
        """
        assert places(read_cell("telefon", cell)) == [(2, "telefon", "phone-wrong")]

    @pytest.mark.parametrize("cell", ["0151 2345 6789", "(0151) 23456789"])
    def test_of_another_country_is_asked_for_with_its_country(self, cell):
        """
        Nobody can know which country is meant; with it the number is read.
        """
        wrong = places(read_cell("telefon", cell))
        right = row_of(read_cell("telefon", "+49 (0)151 2345 6789"))

        assert wrong == [(2, "telefon", "phone-without-country")]
        assert right.phone == "+4915123456789"


class TestLanguages:
    @pytest.mark.parametrize(
        ("cell", "codes"),
        [
            ("tyrkisk", ("tr",)),
            ("Turkish", ("tr",)),
            ("TR", ("tr",)),
            ("urdu / punjabi/engelsk", ("ur", "pa", "en")),
            ("polsk, dansk,", ("pl", "da")),
            ("tigrinya\narabisk", ("ti", "ar")),
            ("farsi, persisk, fa", ("fa",)),
            ("tagalog", ("tl",)),
            ("filippinsk", ("tl",)),
            ("ga, twi", ("gaa", "tw")),
            ("dari", ("fa-AF",)),
            ("pt-br, zh_hans", ("pt-BR", "zh-Hans")),
            ("", ()),
        ],
    )
    def test_are_codes_in_the_order_written(self, cell, codes):
        """
        The first is the one that she gets messages in.
        """
        assert row_of(read_cell("sprog", cell)).languages == codes

    @pytest.mark.parametrize("cell", ["marsiansk", "tyrkisk og dansk", "und", "?"])
    def test_are_refused_when_they_are_not_known(self, cell):
        """
        A guess would send her messages that she cannot read.
        """
        roster = read_cell("sprog", cell)

        assert places(roster) == [(2, "sprog", "language-unknown")]
        assert "tyrkisk" in roster.errors[0].what_to_do


class TestYesOrNo:
    @pytest.mark.parametrize(
        ("cell", "meaning"),
        [
            ("ja", True),
            ("JA", True),
            ("yes", True),
            ("x", True),
            ("nej", False),
            ("No", False),
            ("", False),
        ],
    )
    def test_is_read_as_people_write_it(self, cell, meaning):
        """
        An empty cell is a no: a message is left only where that was said to be fine.
        """
        assert row_of(read_cell("besked_ok", cell)).may_leave_message is meaning

    def test_is_not_guessed(self):
        """
        "Only mornings" is neither, and a wrong guess may harm her.
        """
        roster = read_cell("delt_telefon", "kun om formiddagen")

        assert places(roster) == [(2, "delt_telefon", "yes-or-no-unclear")]


class TestDate:
    @pytest.mark.parametrize(
        "cell",
        ["24-11-2025", "24.11.2025", "24/11/2025", "2025-11-24"],
    )
    def test_is_read_as_people_write_it(self, cell):
        """
        The day comes first, unless the year does.
        """
        assert row_of(read_cell("sagt_ja", cell)).said_yes_on == date(2025, 11, 24)

    def test_may_leave_out_zeros(self):
        """
        People do.
        """
        assert row_of(read_cell("sagt_ja", "4/2/2026")).said_yes_on == date(2026, 2, 4)

    @pytest.mark.parametrize(
        "cell",
        ["24-11-25", "24-11.2025", "11/24/2025", "29-02-2026", "45985", "241125-1234"],
    )
    def test_is_refused_when_it_is_none(self, cell):
        """
        A two-digit year, an American date, Excel's bare number: nothing is guessed.
        """
        assert places(read_cell("født", cell)) == [(2, "født", "date-unreadable")]

    @pytest.mark.parametrize("column", ["født", "sagt_ja"])
    def test_is_refused_in_the_future(self, column):
        """
        Nobody is born and nobody has said yes tomorrow.
        """
        assert row_of(read_cell(column, "17-11-2026"))
        assert places(read_cell(column, "18-11-2026")) == [
            (2, column, "date-in-the-future")
        ]


class TestRepeats:
    def test_are_found_by_the_phone(self):
        """
        The same number, however written, is the same mother.
        """
        roster = read("navn;telefon", "Nevra;67000001", "Efua;", "N. I.;+4567000001")

        assert places(roster) == [(4, "telefon", "same-phone")]
        assert "linje 2" in roster.errors[0].what

    def test_are_found_by_the_name_and_a_child(self):
        """
        Two mothers may have one name, but not a child born on the same day as well.
        """
        roster = read(
            "navn;født;født_2",
            "Nevra Ilgaz;03-02-2026;",
            "Nevra Ilgaz;04-02-2026;",
            "nevra  ilgaz;01-01-2025;03-02-2026",
        )

        assert places(roster) == [(4, "navn", "same-mother")]

    def test_are_found_in_lines_that_are_wrong_otherwise(self):
        """
        All errors are told at once, also between two lines with an error each.
        """
        roster = read("navn;telefon;sprog", "Nevra;67000001;hm", "Nevra;67000001;hm")

        assert places(roster) == [
            (2, "sprog", "language-unknown"),
            (3, "sprog", "language-unknown"),
            (3, "telefon", "same-phone"),
        ]

    def test_are_not_two_mothers_who_share_a_phone(self):
        """
        Two sisters may have one phone between them, when both lines say so.
        """
        roster = read(
            "navn;telefon;delt_telefon",
            "Nevra;67000001;ja",
            "Tuna;67000001;ja",
            "Tuna;67000001;ja",
            "Efua;67000001;nej",
        )

        assert places(roster) == [
            (4, "navn", "same-mother"),
            (5, "telefon", "same-phone"),
        ]

    def test_are_not_twins(self):
        """
        Twins share a birth date and a mother.
        """
        roster = read("navn;født;født_2", "Nevra;03-02-2026;03-02-2026")

        assert len(row_of(roster).children) == 2


class TestOddText:
    @settings(deadline=None)
    @given(st.binary(max_size=300))
    def test_is_answered_whatever_the_bytes(self, content):
        """
        The answer is rows or errors, and never a crash.
        """
        roster = read_roster(content=content, today=TODAY)

        assert roster.rows or roster.errors

    @settings(deadline=None)
    @given(st.text(max_size=300))
    @example('"')
    @example("\x00")
    @example("\ufeff\ufeff")
    def test_is_answered_whatever_stands_under_a_header(self, text):
        """
        The answer is rows or errors, and never a crash.
        """
        content = f"{HEADER}\n{text}".encode("utf-8", errors="replace")
        roster = read_roster(content=content, today=TODAY)

        assert roster.rows or roster.errors

    @settings(deadline=None)
    @given(
        st.lists(
            st.text(st.characters(codec="utf-8"), max_size=20), min_size=10, max_size=10
        )
    )
    def test_is_answered_whatever_stands_in_the_cells(self, cells):
        """
        Each cell alone may be odd; the line is read or refused, never half of it.
        """
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=";").writerows([HEADER.split(";"), cells])

        roster = read_roster(content=text.getvalue().encode(), today=TODAY)

        assert bool(roster.rows) is not bool(roster.errors)
        assert {error.line for error in roster.errors} <= {1, 2}
