"""
What may be a name.
"""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.roster.domain.name import (
    LONGEST_NAME,
    NameFault,
    fault_in_name,
    name_errors,
    tidy_name,
)

ZERO_WIDTH_NON_JOINER = "\u200c"
ZERO_WIDTH_JOINER = "\u200d"
RIGHT_TO_LEFT_OVERRIDE = "\u202e"
LEFT_TO_RIGHT_ISOLATE = "\u2066"


class TestName:
    @pytest.mark.parametrize(
        "name",
        [
            "Åse Kærsgård",
            "Işıl Çağlayık",  # noqa: RUF001 - Turkish has a dotless i.
            "هنادي بحراوين",
            "Ралица Звънчева",
            "ለምለም ወልደሐዋዝ",
            "สร้อยฟ้า แสงดาวคำ",
            "Đỗ Hạ Miên",
            "N'Dree-Ama O’Tawia",  # noqa: RUF001 - Both apostrophes occur.
            f"گل{ZERO_WIDTH_NON_JOINER}بهار",
            f"ක්{ZERO_WIDTH_JOINER}රමා",
        ],
    )
    def test_may_be_of_any_script(self, name):
        """
        Nobody spells herself anew for a computer: joiners and marks are kept too.
        """
        assert fault_in_name(tidy_name(name)) is None
        assert tidy_name(name) == unicodedata.normalize("NFC", name)

    def test_is_the_same_however_it_was_typed(self):
        """
        An å typed as a with a ring is the same letter, so the name can be found.
        """
        assert tidy_name(" A\u030ase ") == "Åse"

    @pytest.mark.parametrize("name", ["", ZERO_WIDTH_JOINER, "\u0301", "\u00a0"])
    def test_has_something_to_see(self, name):
        """
        A name of invisible characters is none.
        """
        assert fault_in_name(name) is NameFault.EMPTY

    def test_has_200_characters_at_most(self):
        """
        What is longer is not a name but a cell that went wrong.
        """
        assert fault_in_name("å" * LONGEST_NAME) is None
        assert fault_in_name("å" * (LONGEST_NAME + 1)) is NameFault.TOO_LONG

    @pytest.mark.parametrize(
        "control", ["\n", "\t", "\x00", "\x1b", "\u2028", "\ud800"]
    )
    def test_refuses_control_characters(self, control):
        """
        A name is one line, and can be stored and printed as it is.
        """
        assert fault_in_name(f"Åse{control}K") is NameFault.CONTROL_CHARACTER

    @pytest.mark.parametrize("turn", [RIGHT_TO_LEFT_OVERRIDE, LEFT_TO_RIGHT_ISOLATE])
    def test_refuses_what_turns_the_text_around(self, turn):
        """
        It could make one name look like another, or turn the line that it stands in.
        """
        assert fault_in_name(f"Åse{turn}K") is NameFault.DIRECTION_CHARACTER

    def test_says_what_to_do_without_repeating_the_name(self):
        """
        An error is logged and shown; a name is neither.
        """
        errors = name_errors(first_name="Åse\n", place="Mosehuset")

        assert errors == {
            "first_name": ["Take out line breaks and control characters."]
        }

    @settings(deadline=None)
    @given(st.text())
    def test_stays_as_it_is_when_tidied_again(self, text):
        """
        What was stored compares equal to what is typed next time.
        """
        name = tidy_name(text)

        assert tidy_name(name) == name
