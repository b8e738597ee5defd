"""
What the roster's pages say to a refusal.
"""

from services.roster.domain import errors
from services.roster.entrypoints import roster_has_errors
from services.roster.entrypoints.wording import WORDING
from shared.kernel.refusal import Refusal


class TestWording:
    def test_says_every_refusal_of_the_roster_in_danish(self):
        """
        Nobody meets a code without a sentence that says what to do.
        """
        found = [*vars(errors).values(), *vars(roster_has_errors).values()]
        own = {
            one.code
            for one in found
            if isinstance(one, type)
            and issubclass(one, Refusal)
            and one.__module__.startswith("services.roster")
        }

        assert own == set(WORDING)
