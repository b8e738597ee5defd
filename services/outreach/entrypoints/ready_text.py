"""
A ready text to hand over to her phone: in her language, with the Danish beside it.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

from services.outreach.domain.contact import Contact
from shared.kernel.mothers_languages import RIGHT_TO_LEFT, language_for

_FILE = Path(__file__).parents[1] / "templates" / "ready_texts.toml"
_DANISH = "da"


@dataclass(frozen=True, kw_only=True)
class ReadyText:
    """
    A text and the links that open it in another program, with nothing sent yet.

    ``whatsapp`` is empty where others hold the phone: it would show there who writes.
    The number leaves for WhatsApp with a tap of the coordinator's, and not before.
    """

    language: str
    text: str
    danish: str
    is_checked: bool
    sms: str
    whatsapp: str | None

    @property
    def direction(self) -> str:
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"

    @property
    def is_danish(self) -> bool:
        return self.language == _DANISH


def ready_text(contact: Contact | None) -> ReadyText | None:
    """
    Return the text for her; nothing while there is no number to send it to.
    """
    if contact is None or not contact.phone:
        return None
    texts, checked = _texts()
    language = language_for(contact.languages_to_write_in, among=texts)
    text = texts[language]
    number = contact.phone.removeprefix("+")
    is_hers = not contact.shared_phone
    return ReadyText(
        language=language,
        text=text,
        danish=texts[_DANISH],
        is_checked=language in checked,
        sms=f"sms:{contact.phone}?body={quote(text)}",
        whatsapp=f"https://wa.me/{number}?text={quote(text)}" if is_hers else None,
    )


@cache
def _texts() -> tuple[dict[str, str], frozenset[str]]:
    told = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return told["texts"], frozenset(told["checked"])
