"""
Tests of the rule book.
"""

from textwrap import dedent

import pytest

from tests.support.rulebook import UntoldRuleError, rulebook

THE_RULE_ABOUT_CANCELLING = (
    "  - leaves out a mother that cancelled: "
    "Cancelling is contact, so no follow-up is needed."
)
A_TEST_OF_SESSIONS = dedent(
    '''
    class TestClose:
        def test_leaves_out_a_mother_that_cancelled(self):
            """
            Cancelling is contact,
            so no follow-up is needed.
            """

        def test_refuses_a_second_time(self):
            """
            A register is closed once.
            """
    '''
)
A_TEST_WITHOUT_A_PROMISE = "def test_says_nothing():\n    assert True\n"


@pytest.fixture
def domain_tests_of_roster(tmp_path):
    folder = tmp_path / "roster" / "domain"
    folder.mkdir(parents=True)
    return folder


class TestRulebook:
    def test_tells_each_rule_in_the_words_of_its_test(
        self, tmp_path, domain_tests_of_roster
    ):
        """
        A pædagog can read what the software promises, in the order of the file.
        """
        (domain_tests_of_roster / "test_session.py").write_text(A_TEST_OF_SESSIONS)

        book = list(rulebook(tmp_path))

        assert book == [
            "roster: session",
            THE_RULE_ABOUT_CANCELLING,
            "  - refuses a second time: A register is closed once.",
            "",
        ]

    def test_leaves_out_what_is_not_a_rule_of_the_domain(self, tmp_path):
        """
        How rows are stored is no rule, and not for this book.
        """
        storage = tmp_path / "roster" / "storage"
        storage.mkdir(parents=True)
        (storage / "test_sessions.py").write_text(A_TEST_OF_SESSIONS)

        assert list(rulebook(tmp_path)) == []

    def test_refuses_a_test_without_a_promise(self, tmp_path, domain_tests_of_roster):
        """
        A rule that is tested but not told would be missing from the book unseen.
        """
        untold = domain_tests_of_roster / "test_session.py"
        untold.write_text(A_TEST_WITHOUT_A_PROMISE)

        with pytest.raises(UntoldRuleError, match="test_says_nothing"):
            list(rulebook(tmp_path))
