"""
How long what is kept of a person: each clock is a setting, and stands on the page.
"""

from dataclasses import fields
from pathlib import Path

import pytest

from services.roster.entrypoints.retention_words import CLOCKS, clocks_told
from shared.config import KeptFor, Settings, setting_of

NAMES = [one.name for one in fields(KeptFor)]
SETTINGS = Path(__file__).parents[2] / ".env.example"


class TestClocks:
    @pytest.mark.parametrize("name", NAMES)
    def test_are_settings_with_a_default_that_is_written_down(self, name: str):
        """
        Whoever runs the machine finds each, with how long it is when nothing is set.
        """
        told = Settings.from_environment({setting_of(name): "9"}).kept_for
        usual = getattr(KeptFor(), name).days

        assert getattr(told, name).days == 9
        assert f"#{setting_of(name)}={usual}\n" in SETTINGS.read_text(encoding="utf-8")

    def test_stand_on_the_page_all_of_them(self):
        """
        Nothing about a person is kept on a clock that nobody can read.
        """
        assert sorted(CLOCKS) == sorted(NAMES)
        shown = {one.setting: one.days for one in clocks_told(KeptFor())}
        assert shown["BABYGRUPPE_KEPT_DELIVERIES"] == 60
        assert shown["BABYGRUPPE_LOOKS_ARE_KEPT"] == 1827

    def test_keep_answers_as_long_as_a_phone_repeats_itself(self):
        """
        A mark that comes again after that would be a second one.
        """
        with pytest.raises(ValueError, match="BABYGRUPPE_KEPT_ANSWERS"):
            Settings.from_environment({"BABYGRUPPE_KEPT_ANSWERS": "6"})
