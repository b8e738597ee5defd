"""
What is kept of a mother, as she is shown it.
"""

from datetime import date

from shared.web.personal import in_plain_words


class TestInPlainWords:
    def test_says_no_more_than_is_known(self):
        """
        A child whose month of birth is known has no day of birth.
        """
        children = {"children": [{"birth_month": date(2025, 3, 1)}]}

        [part] = in_plain_words(children, codes={})
        [[born]] = part.entries

        assert (str(born.label), born.kind) == ("Født", "month")

    def test_calls_a_thing_what_it_is_in_its_place(self):
        """
        A place is where she is fetched, but in her agreement it is the group.
        """
        kept = {
            "pick_ups": [{"place": "bus_stop"}],
            "agreement": [{"place": "in_group"}],
        }

        agreement, pick_up = in_plain_words(kept, codes={})

        assert str(agreement.entries[0][0].label) == "Med i gruppen"
        assert str(pick_up.entries[0][0].label) == "Sted"
