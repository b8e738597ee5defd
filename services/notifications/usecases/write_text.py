"""
Write a message in its reader's language.
"""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from services.notifications.domain.message import Message
from services.notifications.domain.recipient import Recipient
from shared.days import day_in
from shared.kernel.clock import on_the_wall

GROUP = "Babygruppen"

_TEXTS = Environment(
    loader=FileSystemLoader(Path(__file__).parents[1] / "templates" / "messages"),
    undefined=StrictUndefined,
    # A text on a phone is no HTML: nothing in it is escaped.
    autoescape=False,  # noqa: S701
)


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
        written["day"] = day_in(language, local.date())
        written["time"] = local.strftime("%H.%M")
    if answer_by := facts.get("answer_by"):
        written["answer_by"] = day_in(language, date.fromisoformat(answer_by))
    return written
