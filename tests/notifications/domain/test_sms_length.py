"""
What a text costs: the parts that it is sent as.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notifications.domain.sms_length import is_gsm, sms_parts

GSM_LETTERS = "abcæøåÆØÅéÄÖÜñ 09!?@"
EVERY_GSM_LETTER = 127


class TestAlphabet:
    """
    The letters of GSM 03.38.
    """

    def test_has_as_many_letters_as_the_standard(self):
        """
        All of the seven-bit table but the escape, and ten letters behind the escape.
        """
        letters = [chr(code) for code in range(0x2100) if is_gsm(chr(code))]

        assert len(letters) == EVERY_GSM_LETTER + 10

    @pytest.mark.parametrize(
        "text", ["Kærlig hilsen, næste gang på ø", "Ünlü Söz", "5 €"]
    )
    def test_holds_danish(self, text):
        """
        A Danish text costs no more than an English one.
        """
        assert is_gsm(text)

    @pytest.mark.parametrize("text", ["ş", "ł", "ب", "я", "ệ", "\u2019", "\u2013"])
    def test_does_not_hold_the_rest(self, text):
        """
        One such letter, also a curly apostrophe, makes the whole text UCS-2.
        """
        assert not is_gsm(text)


class TestParts:
    """
    How many parts a text is sent as.
    """

    @pytest.mark.parametrize(
        ("length", "parts"),
        [(0, 1), (160, 1), (161, 2), (306, 2), (307, 3), (459, 3), (460, 4)],
    )
    def test_of_gsm_letters(self, length, parts):
        """
        160 alone, 153 in each of several.
        """
        assert sms_parts("a" * length) == parts

    @pytest.mark.parametrize(
        ("length", "parts"),
        [(1, 1), (70, 1), (71, 2), (134, 2), (135, 3), (201, 3), (202, 4)],
    )
    def test_of_other_letters(self, length, parts):
        """
        70 alone, 67 in each of several.
        """
        assert sms_parts("ş" * length) == parts

    def test_count_an_escaped_letter_twice(self):
        """
        A euro sign takes two places, and is not cut in half between two parts.
        """
        assert sms_parts("€" * 80) == 1
        assert sms_parts("€" * 81) == 2
        assert sms_parts("€" * 152) == 2
        assert sms_parts("€" * 153) == 3

    def test_count_a_picture_twice(self):
        """
        Neither is a letter outside the basic plane.
        """
        assert sms_parts("\N{BABY}" * 35) == 1
        assert sms_parts("\N{BABY}" * 66) == 2
        assert sms_parts("\N{BABY}" * 67) == 3

    @given(st.text(alphabet=GSM_LETTERS, max_size=500), st.sampled_from("şя€\N{BABY}"))
    def test_never_grow_fewer_by_a_letter_more(self, text, letter):
        """
        A longer text never costs less.
        """
        assert sms_parts(text + letter) >= sms_parts(text)
