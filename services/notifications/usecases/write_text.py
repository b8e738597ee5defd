"""
Write a message in its reader's language.
"""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from services.notifications.domain.message import Message
from services.notifications.domain.recipient import Recipient
from shared.kernel.clock import on_the_wall

GROUP = "Babygruppen"

_TEXTS = Environment(
    loader=FileSystemLoader(Path(__file__).parents[1] / "templates" / "messages"),
    undefined=StrictUndefined,
    # A text on a phone is no HTML: nothing in it is escaped.
    autoescape=False,  # noqa: S701
)
# The tables know Filipino under its own code only.
_LOCALES = {"tl": "fil"}
# A day without its year, as each language writes it; the tables have only short ones.
_USUAL_DAY = "EEEE d MMMM"
_DAYS = {
    "da": "EEEE d. MMMM",
    "so": "EEEE, MMMM d",
    "tl": "EEEE, MMMM d",
    "tr": "d MMMM EEEE",
    "vi": "EEEE, d MMMM",
}


def write_text(message: Message, *, recipient: Recipient) -> str:
    """
    Return the words of a claimed message.

    A neutral text does not get to know her name, so none can slip into it. Whether an
    interpreter comes along is not known here, so none is promised.
    """
    language = message.language or ""
    known = _facts(message.facts, language=language)
    if not message.template.is_neutral:
        known |= {"name": recipient.display_name, "interpreter": False}
    text = _TEXTS.get_template(f"{message.template}/{language}.txt")
    return text.render(known)


def _facts(facts: Mapping[str, str], *, language: str) -> dict[str, str | bool]:
    written: dict[str, str | bool] = {"group": GROUP, "elsewhere": "elsewhere" in facts}
    if starts_at := facts.get("starts_at"):
        local = on_the_wall(datetime.fromisoformat(starts_at))
        written["day"] = _day(local.date(), language=language)
        written["time"] = local.strftime("%H.%M")
    if answer_by := facts.get("answer_by"):
        written["answer_by"] = _day(date.fromisoformat(answer_by), language=language)
    return written


def _day(day: date, *, language: str) -> str:
    pattern = _DAYS.get(language, _USUAL_DAY)
    locale = _LOCALES.get(language, language)
    return str(format_date(day, pattern, locale=locale))
