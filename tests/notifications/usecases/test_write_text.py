"""
Words, days and times in each language.
"""

from datetime import UTC, datetime
from typing import Any

import pytest

from services.notifications.domain.message import Message
from services.notifications.domain.recipient import Recipient
from services.notifications.domain.sms_length import sms_parts
from services.notifications.domain.template import LANGUAGES, Template
from services.notifications.usecases.write_text import write_text
from shared.kernel.ids import new_id

MOTHER = new_id()
# In Copenhagen it is Wednesday, a quarter past midnight.
JUST_AFTER_MIDNIGHT = datetime(2027, 9, 21, 22, 15, tzinfo=UTC)
FACTS = {"starts_at": JUST_AFTER_MIDNIGHT.isoformat(), "answer_by": "2027-09-22"}

DAYS = {
    "da": "onsdag 22. september",
    "en": "Wednesday 22 September",
    "tr": "22 Eylül Çarşamba",
    "ur": "بدھ 22 ستمبر",
    "pl": "środa 22 września",
    "tl": "Miyerkules, Setyembre 22",
    "fa": "چهارشنبه 22 سپتامبر",
    "bg": "сряда 22 септември",
    "ar": "الأربعاء 22 سبتمبر",
    "so": "Arbaco, Sebtembar 22",
    "vi": "Thứ Tư, 22 tháng 9",
    "uk": "середа 22 вересня",
}


def text(template: Template, language: str, **known: Any) -> str:
    message = Message.queue(
        template=template,
        cause="cause",
        mother_id=MOTHER,
        facts=FACTS,
        not_before=JUST_AFTER_MIDNIGHT,
        not_after=JUST_AFTER_MIDNIGHT,
        at=JUST_AFTER_MIDNIGHT,
    )
    usual = {"display_name": "Şehrazat Gül", "phone": "+4567000021"}
    recipient = Recipient(mother_id=MOTHER, languages=(language,), **usual | known)
    message.claim(recipient=recipient, at=JUST_AFTER_MIDNIGHT)
    return write_text(message, recipient=recipient)


class TestText:
    """
    A message in its reader's language.
    """

    def test_knows_a_day_in_each_language(self):
        """
        The list of days in this test leaves no language out.
        """
        assert set(DAYS) == set(LANGUAGES)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_names_the_day_and_the_time_of_copenhagen(self, language):
        """
        As her language writes a day, and as a clock on the wall here shows the time.
        """
        written = text(Template.VISIT_SCHEDULED, language)

        assert DAYS[language] in written
        assert "00.15" in written

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_names_the_last_day_for_an_answer(self, language):
        """
        A day that was told without a time stays the day that it is.
        """
        assert DAYS[language] in text(Template.PLACE_OFFERED, language)

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("template", Template)
    def test_has_three_parts_at_most(self, template, language):
        """
        Also with the longest day and a name that is not GSM.
        """
        assert 1 <= sms_parts(text(template, language)) <= 3

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("template", [one for one in Template if one.is_neutral])
    def test_does_not_name_her_where_others_may_read_it(self, template, language):
        """
        A neutral text does not even get to know her name.
        """
        assert "Gül" not in text(template, language)

    def test_promises_no_interpreter(self):
        """
        The event does not say whether one comes, so the text says nothing about it.
        """
        assert "tolk" not in text(Template.VISIT_SCHEDULED, "da")
        assert "interpreter" not in text(Template.VISIT_SCHEDULED, "en")

    def test_writes_a_name_as_it_is(self):
        """
        A phone shows no HTML, so nothing in a name is escaped.
        """
        written = text(Template.PLACE_OFFERED, "da", display_name="Ane & <Bo>")

        assert written.startswith("Hej Ane & <Bo>!")

    def test_is_english_for_a_language_without_texts(self):
        """
        More of the mothers read English than Danish.
        """
        assert text(Template.MISSED_YOU, "tw").startswith("Hi!")
