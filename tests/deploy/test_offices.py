"""
The offices to which a statutory notification can go are a setting.
"""

import pytest

from shared.config import LOOKS_ARE_KEPT, Settings


class TestOffices:
    def test_are_read_as_codes_and_names(self):
        """
        With or without spaces between them; without the setting there are the usual.
        """
        told = Settings.from_environment(
            {"BABYGRUPPE_OFFICES": "north=Børnehuset Nord; watch=Døgnvagten;"}
        )

        assert told.offices == {"north": "Børnehuset Nord", "watch": "Døgnvagten"}
        assert Settings.from_environment({}).offices == {}

    @pytest.mark.parametrize("told", ["north", "=Nord", "north=", f"{'n' * 41}=Nord"])
    def test_that_cannot_be_read_are_refused_at_the_start(self, told: str):
        """
        Not only when somebody wants to choose one.
        """
        with pytest.raises(ValueError, match="BABYGRUPPE_OFFICES"):
            Settings.from_environment({"BABYGRUPPE_OFFICES": told})

    def test_have_cases_that_are_kept_for_five_years_until_told_otherwise(self):
        """
        As long as the looks at them, and never no time at all.
        """
        told = Settings.from_environment({"BABYGRUPPE_KEPT_SEALED": "0"})

        assert told.kept_for.sealed.days == 1
        assert Settings.from_environment({}).kept_for.sealed == LOOKS_ARE_KEPT
