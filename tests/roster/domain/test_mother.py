"""
What the roster promises about a mother.
"""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from services.roster.domain.act import Act
from services.roster.domain.enrolment import Enrolment
from services.roster.domain.mother import Mother
from shared.kernel.organisations import Organisation, Role
from shared.kernel.refusal import Invalid

MONDAY = date(2026, 11, 16)
TUESDAY = date(2026, 11, 17)
WEDNESDAY = date(2026, 11, 18)
HER_WORD = Act(
    at=datetime(2026, 11, 18, 9, tzinfo=UTC),
    by_role=Role.MOTHER,
    by_organisation=Organisation.HOUSING_TEAM,
)


def mother(**told):
    return Mother(
        id=uuid4(), group_id=uuid4(), **{"display_name": "Nevra Ilgaz"} | told
    )


class TestMother:
    def test_needs_nothing_but_a_name(self):
        """
        Coming is voluntary, and so is what she tells: no other field is compulsory.
        """
        newcomer = mother()

        assert newcomer.phone is None
        assert newcomer.languages == ()
        assert newcomer.enrolment is Enrolment.ACTIVE

    @pytest.mark.parametrize(
        "phone", ["67000001", "+4567", "+45 67 00 00 01", "+0123456"]
    )
    def test_refuses_a_number_that_is_not_e164(self, phone):
        """
        A number is kept in one form, so that one mother is not called as two.
        """
        with pytest.raises(Invalid) as refusal:
            mother(phone=phone)

        assert list(refusal.value.facts["errors"]) == ["phone"]

    @pytest.mark.parametrize("languages", [("Turkish language",), ("tr", "tr"), ("",)])
    def test_refuses_languages_that_are_no_codes_or_repeat(self, languages):
        """
        The first language decides in which one she is written to: it must be a code,
        and the order must be clear.
        """
        with pytest.raises(Invalid) as refusal:
            mother(languages=languages)

        assert list(refusal.value.facts["errors"]) == ["languages"]

    def test_is_refused_with_every_wrong_field_at_once(self):
        """
        Nobody has to correct field by field.
        """
        with pytest.raises(Invalid) as refusal:
            mother(display_name=" ", phone="1", languages=("?",))

        errors = refusal.value.facts["errors"]
        assert sorted(errors) == ["display_name", "languages", "phone"]

    def test_does_not_tell_who_she_is_in_logs(self):
        """
        An object that ends in a log line must not carry a name, number or language.
        """
        told = repr(mother(phone="+4567000001", languages=("ku",)))

        assert not any(personal in told for personal in ("Nevra", "+45", "ku'"))


class TestDecline:
    def test_holds_at_once(self):
        """
        Rule 3: a no thanks holds from the moment in which it is said.
        """
        declining = mother()

        assert declining.decline(on=TUESDAY, act=HER_WORD)
        assert declining.enrolment is Enrolment.DECLINED
        assert declining.declined_on == TUESDAY
        assert declining.version == 2

    def test_changes_nothing_when_she_says_it_again(self):
        """
        She may say it to each of the three; the first time is the one that counts.
        """
        declining = mother()
        declining.decline(on=TUESDAY, act=HER_WORD)

        assert not declining.decline(on=WEDNESDAY, act=HER_WORD)
        assert declining.declined_on == TUESDAY
        assert declining.version == 2


class TestComeBack:
    def test_lets_her_stand_where_a_visit_is_planned(self):
        """
        She wants to come; nobody misses her before they have agreed on a session.
        """
        returning = mother(said_yes_on=MONDAY)
        returning.decline(on=TUESDAY, act=HER_WORD)

        assert returning.come_back(on=WEDNESDAY, act=HER_WORD)
        assert (returning.enrolment, returning.declined_on) == ("interested", None)
        assert returning.said_yes_on == WEDNESDAY
        assert not returning.is_expected(on=WEDNESDAY)
        assert returning.version == 3

    @pytest.mark.parametrize("on", [MONDAY, TUESDAY])
    def test_needs_a_later_day_than_her_no_thanks(self, on):
        """
        Rule 3: of two words from one day, in whatever order, the no thanks holds.
        """
        declined = mother()
        declined.decline(on=TUESDAY, act=HER_WORD)

        assert not declined.come_back(on=on, act=HER_WORD)
        assert declined.enrolment is Enrolment.DECLINED
        assert declined.version == 2

    def test_changes_nothing_for_one_who_has_not_left(self):
        """
        Outreach tells of every yes; the day of her first one stays.
        """
        staying = mother(said_yes_on=MONDAY)

        assert not staying.come_back(on=WEDNESDAY, act=HER_WORD)
        assert (staying.said_yes_on, staying.version) == (MONDAY, 1)
