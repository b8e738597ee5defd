"""
The log of looks, as who runs the system checks it.
"""

import re
from pathlib import Path

from sqlalchemy import text

from shared.config import LOOKS_ARE_KEPT, Settings
from shared.db.engine import make_engine
from tests.deploy.command import babygruppe
from tests.looks.log import fill, take_guards_away

LENGTH = 7
BROKEN = 4


class TestCheckLooks:
    def test_says_of_each_service_that_its_log_is_whole(self, folder: Path):
        """
        With how many looks there are, and the end to be noted.
        """
        fill(make_engine(f"sqlite:///{folder}/roster.db"), LENGTH)

        told = babygruppe(folder, "check-looks").stdout

        assert len(re.findall(": whole, ", told)) == 4
        assert re.search(
            rf"roster: whole, {LENGTH} looks, ends {LENGTH}:\w{{64}}", told
        )

    def test_says_which_row_is_broken_and_fails(self, folder: Path):
        """
        A timer that runs it hears of it by the exit code.
        """
        engine = make_engine(f"sqlite:///{folder}/roster.db")
        fill(engine, LENGTH)
        with engine.begin() as connection:
            take_guards_away(connection)
            change = "UPDATE looks SET role = 'leader' WHERE number = :number"
            connection.execute(text(change), {"number": BROKEN})

        told = babygruppe(folder, "check-looks", "roster", returns=1).stdout

        assert told.startswith(f"roster: BROKEN at look {BROKEN}")

    def test_follows_the_chain_through_an_end_that_was_noted(self, folder: Path):
        """
        Noted earlier it is there; one that never was is not.
        """
        fill(make_engine(f"sqlite:///{folder}/roster.db"), LENGTH)
        told = babygruppe(folder, "check-looks", "roster").stdout
        noted = told.split()[-1]
        other = f"{LENGTH}:{'0' * 64}"

        babygruppe(folder, "check-looks", "roster", "--known", noted)
        babygruppe(folder, "check-looks", "roster", "--known", other, returns=1)


class TestSettings:
    def test_keep_looks_for_five_years_until_told_otherwise(self):
        """
        Longer or shorter is for each municipality to decide, and never no time at all.
        """
        kept = Settings.from_environment({"BABYGRUPPE_LOOKS_ARE_KEPT": "180"})
        hardly = Settings.from_environment({"BABYGRUPPE_LOOKS_ARE_KEPT": "0"})

        assert Settings.from_environment({}).looks_are_kept == LOOKS_ARE_KEPT
        assert (kept.looks_are_kept.days, hardly.looks_are_kept.days) == (180, 1)
