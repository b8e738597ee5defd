"""
The texts of a mother's own page: the same in every language, and nothing about her.
"""

from datetime import UTC, datetime

import pytest

from services.notifications.domain.template import LANGUAGES
from services.roster.entrypoints.danish_words import THEMES
from services.roster.entrypoints.own_words import WORDS

JUST_AFTER_MIDNIGHT = datetime(2027, 9, 21, 22, 15, tzinfo=UTC)
TELLING = {
    "da": {"barn", "baby", "mor", "udeblev", "savne", "sundhed", "mødre"},
    "en": {"child", "baby", "mother", "missed", "absent", "health"},
}


class TestWords:
    def test_are_there_in_every_language_of_the_messages(self):
        """
        No mother gets a message in her language and a page in another.
        """
        assert tuple(WORDS) == LANGUAGES

    @pytest.mark.parametrize("language", WORDS)
    def test_say_everything(self, language):
        """
        The same texts in each, none of them empty, and every usual theme.
        """
        words, danish = WORDS[language], WORDS["da"]

        assert words.texts.keys() == danish.texts.keys()
        assert set(words.themes) == {str(theme) for theme in THEMES}
        told = [*words.texts.values(), *words.themes.values()]
        assert [text for text in told if not text.strip() or "<" in text] == []

    def test_differ_in_every_language(self):
        """
        No sentence is a copy of another that somebody forgot to translate.
        """
        sentences = [
            text
            for words in WORDS.values()
            for text in words.texts.values()
            if text.count(" ") > 1
        ]

        assert len(sentences) > 100
        assert len(set(sentences)) == len(sentences)

    @pytest.mark.parametrize("language", TELLING)
    def test_tell_nothing_about_her(self, language):
        """
        Whoever holds the phone reads of a meeting, and of no child and no absence.
        """
        text = " ".join(WORDS[language].texts.values()).lower().split()

        assert TELLING[language] & {word.strip(".,?") for word in text} == set()

    def test_run_from_the_right_where_that_is_right(self):
        """
        Arabic, Persian and Urdu; and a day is one on a wall in Copenhagen.
        """
        from_the_right = {one for one in WORDS if WORDS[one].direction == "rtl"}

        assert from_the_right == {"ar", "fa", "ur"}
        assert WORDS["ar"].day(JUST_AFTER_MIDNIGHT) == "الأربعاء 22 سبتمبر"
        assert WORDS["tl"].day(JUST_AFTER_MIDNIGHT) == "Miyerkules, Setyembre 22"
