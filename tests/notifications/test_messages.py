"""
The messages' texts: the same in every language, neutral where they must be, and short.
"""

from datetime import date
from pathlib import Path

import pytest
from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined, meta

from services import notifications
from services.notifications.domain.sms_length import is_gsm, sms_parts
from services.notifications.domain.template import LANGUAGES, Template

TEXTS = Path(notifications.__file__).parent / "templates" / "messages"
GROUP = "Tirsdagsgruppen"

# One of the longest days that there are, a long name, and one that is not GSM.
WEDNESDAY_IN_SEPTEMBER = date(2027, 9, 22)
LONG_NAME = "Maria Cristina"
TURKISH_NAME = "Şehrazat Gül"

USES = {
    Template.MISSED_YOU: {"group"},
    Template.VISIT_SCHEDULED: {"name", "day", "time", "interpreter", "group"},
    Template.PLACE_OFFERED: {"name", "answer_by", "group"},
    Template.SESSION_CANCELLED: {"day", "group"},
    Template.SESSION_MOVED: {"day", "time", "elsewhere", "group"},
    Template.SESSION_REINSTATED: {"day", "time", "elsewhere", "group"},
    Template.SEE_YOU: {"day", "time", "group"},
}

# What a neutral text must not touch, in the two languages that staff read.
TELLING = {
    "da": [
        "barn",
        "baby",
        "mor",
        "sundhed",
        "syg",
        "besøg",
        "udeblev",
        "savne",
        "kom ",
    ],
    "en": ["child", "baby", "mother", "health", "sick", "visit", "absent", "miss"],
}

EVERY_TEXT = [(template, code) for template in Template for code in LANGUAGES]


@pytest.fixture
def texts() -> Environment:
    # A text on a phone is no HTML: nothing in it is escaped.
    return Environment(
        loader=FileSystemLoader(TEXTS),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701
    )


def day_in(language: str) -> str:
    locale = {"tl": "fil"}.get(language, language)
    return format_date(WEDNESDAY_IN_SEPTEMBER, "EEEE d. MMMM", locale=locale)


def render(
    texts: Environment,
    template: Template,
    language: str,
    *,
    name: str = LONG_NAME,
    interpreter: bool = True,
) -> str:
    values = {
        "name": name,
        "day": day_in(language),
        "time": "10.00",
        "answer_by": day_in(language),
        "interpreter": interpreter,
        "elsewhere": True,
        "group": GROUP,
    }
    used = {key: values[key] for key in USES[template]}
    return texts.get_template(f"{template}/{language}.txt").render(used)


class TestTexts:
    """
    Every text that may be sent.
    """

    def test_are_there_for_every_message_in_the_same_languages(self):
        """
        No mother gets one message in her language and the next in another.
        """
        found = {path.relative_to(TEXTS).as_posix() for path in TEXTS.rglob("*.txt")}

        assert found == {f"{template}/{code}.txt" for template, code in EVERY_TEXT}

    @pytest.mark.parametrize(("template", "language"), EVERY_TEXT)
    def test_tell_the_same_in_each_language(self, texts, template, language):
        """
        A translation leaves out no day, no time and no interpreter, and adds nothing.
        """
        source, _, _ = texts.loader.get_source(texts, f"{template}/{language}.txt")

        used = meta.find_undeclared_variables(texts.parse(source))

        assert used == USES[template]

    @pytest.mark.parametrize(("template", "language"), EVERY_TEXT)
    def test_are_one_line_signed_by_the_group(self, texts, template, language):
        """
        She sees who writes; nothing is left open or doubled.
        """
        text = render(texts, template, language)

        assert text.endswith(f" {GROUP}")
        assert not {"\n", "{", "}", "<", "&"} & set(text)
        assert "  " not in text

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_speak_of_an_interpreter_only_when_one_comes(self, texts, language):
        """
        Nobody is promised an interpreter that was not booked.
        """
        template = Template.VISIT_SCHEDULED
        with_one = render(texts, template, language, interpreter=True)
        without = render(texts, template, language, interpreter=False)

        assert len(without) < len(with_one)

    @pytest.mark.parametrize("template", Template)
    def test_differ_in_every_language(self, texts, template):
        """
        No file is a copy of another that somebody forgot to translate.
        """
        rendered = {render(texts, template, language) for language in LANGUAGES}

        assert len(rendered) == len(LANGUAGES)


class TestNeutralTexts:
    """
    What anybody may read who holds the phone.
    """

    @pytest.mark.parametrize("template", Template)
    def test_name_nobody(self, template):
        """
        Neither her name nor a visit stands on a phone that she shares.
        """
        named = {"name", "answer_by", "interpreter"} & USES[template]

        assert template.is_neutral == (not named)

    @pytest.mark.parametrize("language", TELLING)
    @pytest.mark.parametrize("template", [t for t in Template if t.is_neutral])
    def test_tell_nothing_about_her(self, texts, template, language):
        """
        Not that she has a child, was not there, or is waited for by a health visitor.
        """
        text = render(texts, template, language).lower()

        assert [word for word in TELLING[language] if word in text] == []


class TestParts:
    """
    What the texts cost.
    """

    @pytest.mark.parametrize("name", [LONG_NAME, TURKISH_NAME])
    @pytest.mark.parametrize(("template", "language"), EVERY_TEXT)
    def test_are_three_at_most(self, texts, template, language, name):
        """
        Also with a long day, an interpreter, and a name that makes the text UCS-2.
        """
        assert sms_parts(render(texts, template, language, name=name)) <= 3

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("template", [t for t in Template if t.is_neutral])
    def test_are_one_or_two_for_the_neutral_ones(self, texts, template, language):
        """
        They are sent most: one part in the letters of GSM, two in all others.
        """
        text = render(texts, template, language)

        assert sms_parts(text) == (1 if is_gsm(text) else 2)

    @pytest.mark.parametrize("template", Template)
    def test_is_one_in_danish(self, texts, template):
        """
        Danish is all GSM, so nothing that is written there may spoil it.
        """
        assert sms_parts(render(texts, template, "da")) == 1
