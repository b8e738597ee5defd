"""
What a mother has answered decides what may be told, to whom, and what for.
"""

import pytest

from services.referrals.domain.consent import (
    Consent,
    ConsentPurpose,
    refuse_unless_consented,
)
from services.referrals.domain.errors import ConsentMissing, ConsentRefused
from shared.kernel.organisations import Organisation
from tests.referrals.domain.examples import NO, YES, an_answer


def disclose(consent: Consent | None, *, within_own_service: bool = False) -> None:
    refuse_unless_consented(
        consent,
        purpose=ConsentPurpose.HEALTH_VISIT,
        recipient=Organisation.HEALTH_VISITORS,
        state="draft",
        version=1,
        within_own_service=within_own_service,
    )


class TestConsent:
    def test_lets_pass_what_she_said_yes_to(self):
        """
        She was asked about this very disclosure and said yes.
        """
        disclose(YES)

    def test_blocks_what_she_said_no_to(self):
        """
        A refusal blocks, and is told apart from not having asked.
        """
        with pytest.raises(ConsentRefused) as refusal:
            disclose(NO)

        assert refusal.value.code == "consent-refused"
        assert refusal.value.facts == {"state": "draft", "version": 1}

    def test_blocks_what_she_was_not_asked_about(self):
        """
        Silence is not a yes.
        """
        with pytest.raises(ConsentMissing) as refusal:
            disclose(None)

        assert refusal.value.code == "consent-missing"
        assert refusal.value.facts == {"state": "draft", "version": 1}

    @pytest.mark.parametrize("given", [True, False])
    def test_counts_only_for_its_own_purpose(self, given):
        """
        An answer about daycare says nothing about a home visit, whichever it was.
        """
        about_daycare = an_answer(given=given, purpose=ConsentPurpose.DAYCARE)

        with pytest.raises(ConsentMissing):
            disclose(about_daycare)

    @pytest.mark.parametrize("given", [True, False])
    def test_counts_only_for_its_own_recipient(self, given):
        """
        An answer about telling daycare intake says nothing about the health visitors.
        """
        to_intake = an_answer(given=given, recipient=Organisation.DAYCARE_INTAKE)

        with pytest.raises(ConsentMissing):
            disclose(to_intake)

    def test_is_not_needed_within_one_service(self):
        """
        What stays with the health visitors is not disclosed to anybody.
        """
        disclose(None, within_own_service=True)

    def test_still_blocks_within_one_service_when_she_said_no(self):
        """
        Not having to ask is one thing, going against her answer another.
        """
        with pytest.raises(ConsentRefused):
            disclose(NO, within_own_service=True)

    def test_is_kept_in_the_history_as_a_code(self):
        """
        The history tells a yes from a no, and nothing else that she said.
        """
        assert (YES.answer, NO.answer) == ("consent_given", "consent_refused")
