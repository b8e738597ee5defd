"""
What a mother is found by.
"""

import pytest

from services.roster.domain.search_keys import (
    keys_of,
    wanted_endings,
    wanted_keys,
    wanted_sounds,
)

AYLIN = keys_of("Aylin Şahin-Öztürk", "+4522334455")


def is_found(typed, keys, wanted=wanted_keys):
    beginnings = wanted(typed)
    return bool(beginnings) and all(
        any(key.startswith(beginning) for key in keys) for beginning in beginnings
    )


class TestSearchKeys:
    @pytest.mark.parametrize(
        "typed",
        ["ayl", "AYLİN", "sahin", "ozturk ayl", "Şahin-Özt", "sahinoz", "aylinsahin"],
    )
    def test_find_her_by_the_beginning_of_any_word(self, typed):
        """
        Whoever types on a Danish keyboard, and not to the end, finds her.
        """
        words = keys_of("Aylin Şahinöz", None) if "oz" in typed else AYLIN
        assert is_found(typed, AYLIN | words)

    @pytest.mark.parametrize(
        "typed", ["+45 22 33 44 55", "0045 22334455", "22 33", "(45) 2233-4455"]
    )
    def test_find_her_by_her_number_however_it_is_typed(self, typed):
        """
        A number is written in many ways, and often only its beginning is remembered.
        """
        assert is_found(typed, AYLIN)
        assert not is_found(typed, keys_of("Nevra", "+4544332211"))

    @pytest.mark.parametrize(
        "typed",
        [
            "+45\u00a022\u202f33\u00a044\u00a055",
            "22\u20133344\u201355",
            "22\u22123344\u201055",
            "\u202a+45 22 33 44 55\u202c",
            "\u0662\u0662\u0663\u0663 \u06f4\u06f4\u06f5\u06f5",
        ],
        ids=["no-break spaces", "long dashes", "other dashes", "copied", "Arabic"],
    )
    def test_find_her_by_a_number_that_was_copied_or_is_in_other_digits(self, typed):
        """
        A web page, a telephone and an Arabic keyboard write the same number.
        """
        assert is_found(typed, AYLIN)
        assert not is_found(typed, keys_of("Nevra", "+4544332211"))
        assert not wanted_sounds(typed)

    @pytest.mark.parametrize(
        "typed",
        ["0151 2345 6789", "151 23456789", "+49 (0)151 23456789", "0049151", "56789"],
    )
    def test_find_a_number_of_another_country_as_it_is_written_there(self, typed):
        """
        It has a zero in place of the country's number; often only its end is known.
        """
        german = keys_of("Nevra", "+4915123456789")
        assert is_found(typed, german) or is_found(typed, german, wanted_endings)
        assert not is_found(typed, AYLIN, wanted_endings)

    @pytest.mark.parametrize("typed", ["Æyla", "Ailyn", "Eilin", "ajlin", "Aylinn"])
    def test_find_her_by_how_her_name_sounds(self, typed):
        """
        A name that was heard is written with the letters that one knows.
        """
        assert not is_found(typed, AYLIN)
        assert is_found(typed, AYLIN, wanted_sounds)
        assert not is_found(typed, keys_of("Nevra", None), wanted_sounds)

    @pytest.mark.parametrize(
        ("typed", "name"),
        [("شیر", "شيرين رضایی"), ("иван", "Иванка"), ("सीता", "सीता"), ("美", "美玲")],
    )
    def test_find_her_in_her_own_script(self, typed, name):
        """
        A Persian keyboard has another letter for the same sound than an Arabic one.
        """
        assert is_found(typed, keys_of(name, None))

    @pytest.mark.parametrize("typed", ["", "  ", "-", "12"])
    def test_find_nobody_by_nothing(self, typed):
        """
        Two digits are in every second number.
        """
        assert not is_found(typed, AYLIN)
        assert not wanted_sounds(typed)
        assert not wanted_endings(typed)
