"""
Names on a page, in any script.
"""

import pytest

from shared.web.names import as_name, lang_of


class TestLangOf:
    @pytest.mark.parametrize(
        ("name", "script"),
        [
            ("Bogumiła Wrzosek", "und-Latn"),
            ("Æyla", "und-Latn"),
            ("نسترن", "und-Arab"),
            ("Орися", "und-Cyrl"),
            ("ดวงกมล", "und-Thai"),
            ("王小明", "und-Hani"),
            ("さくら", "und-Jpan"),
            ("ትዕግስት", "und-Ethi"),
            ("(12) Νίκη", "und-Grek"),
            ("42", "und"),
            ("", "und"),
        ],
    )
    def test_tells_the_script_and_no_language(self, name, script):
        """
        Letters tell in which script a name is written; a language would be a guess.
        """
        assert lang_of(name) == script


class TestAsName:
    def test_keeps_its_own_direction_and_is_no_markup(self):
        """
        A name is text, whatever is in it.
        """
        shown = as_name("نسترن <b>")

        assert shown == '<bdi lang="und-Arab" dir="auto">نسترن &lt;b&gt;</bdi>'
