"""
Which language a mother is written to in.
"""

import pytest

from services.notifications.domain.template import LANGUAGES
from tests.notifications.domain.messages import recipient


class TestLanguage:
    """
    Her own, as far as there is a text in it.
    """

    @pytest.mark.parametrize(
        ("hers", "chosen"),
        [
            (("ur", "en"), "ur"),
            (("pa", "ur", "en"), "ur"),
            (("tw", "en", "da"), "en"),
            (("tw", "da"), "da"),
        ],
    )
    def test_is_the_first_of_hers_that_there_is_a_text_in(self, hers, chosen):
        """
        She has named them best first, and Danish counts only if she named it.
        """
        assert recipient(languages=hers).language(among=LANGUAGES) == chosen

    @pytest.mark.parametrize("hers", [(), ("tw",), ("tw", "pa")])
    def test_is_english_when_there_is_none_of_hers(self, hers):
        """
        A text that she may have somebody read to her is better than none.
        """
        assert recipient(languages=hers).language(among=LANGUAGES) == "en"

    def test_is_danish_when_there_is_not_even_english(self):
        """
        The last one that is always there.
        """
        assert recipient(languages=("tr",)).language(among={"da", "pl"}) == "da"

    @pytest.mark.parametrize(
        ("written", "meant"),
        [("tr-TR", "tr"), ("fa-AF", "fa"), ("fil", "tl"), ("fil-PH", "tl")],
    )
    def test_knows_the_other_ways_to_write_a_code(self, written, meant):
        """
        A country behind the language, or the newer code of Filipino, loses nobody
        her own language.
        """
        assert recipient(languages=(written,)).language(among=LANGUAGES) == meant
