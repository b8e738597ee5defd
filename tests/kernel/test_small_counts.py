import pytest

from shared.kernel.small_counts import SMALLEST_TOLD, figures_of


class TestFigures:
    @pytest.mark.parametrize("count", range(SMALLEST_TOLD))
    def test_hide_a_count_in_which_somebody_could_be_recognised(self, count: int):
        """
        Below five nothing is told, and nobody at all is not told either.
        """
        [figure] = figures_of({"no_thanks": count}, codes=["no_thanks"])

        assert figure.count is None

    def test_tell_a_count_from_five_on(self):
        """
        Five is told; a code that nobody has is there and hidden, in the asked order.
        """
        told = figures_of({"said_yes": 5, "unasked": 99}, codes=["none", "said_yes"])

        assert [(one.code, one.count) for one in told] == [
            ("none", None),
            ("said_yes", 5),
        ]
