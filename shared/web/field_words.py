"""
What is wrong in a form, field by field, in the words of whoever reads it.

A rule and a schema refuse in English, for the API; a page says the same in the words of
its form. ``tests/web/test_field_words.py`` fails where a sentence has none.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from shared.web.language import Said
from shared.web.language import lazy_gettext as _

_OTHERWISE = _("Det kan ikke læses. Skriv det igen.")
_CHOOSE = _("Vælg en af mulighederne.")
_WRITE = _("Skriv det igen.")
_NUMBER = _("Skriv et tal.")
_OPEN_AGAIN = _("Åbn siden igen, og prøv en gang til.")

_FIELDS: Mapping[str, str] = {
    "name": _("Navn"),
    "sign_in_name": _("Logger ind som"),
    "role": _("Rolle"),
    "day": _("Dag"),
    "person": _("Mors nummer"),
    "user": _("Brugers nummer"),
    "before": _("Side"),
    "sample": _("Stikprøve"),
    "version": _("Siden"),
    "address": _("Adresse"),
    "password": _("Adgangskode"),
}
_SAID: Mapping[str, str] = {
    "Missing data for required field.": _("Skal udfyldes."),
    "Field may not be null.": _("Skal udfyldes."),
    "Fill this in.": _("Skal udfyldes."),
    "Field is required.": _("Skal udfyldes."),
    "Not a valid date.": _("Vælg en dato."),
    "A day as 2026-11-24.": _("Vælg en dato."),
    "Not a valid time.": _("Skriv et klokkeslæt, for eksempel 10:00."),
    "Not a valid datetime.": _("Vælg dato og klokkeslæt."),
    "Not a valid aware datetime.": _("Vælg dato og klokkeslæt."),
    "Not a valid UUID.": _("Vælg en på listen."),
    "Use an id as it was given.": _("Skriv nummeret, som det står på siden."),
    "Not a valid integer.": _NUMBER,
    "Not a valid number.": _NUMBER,
    "Number too large.": _("Skriv et mindre tal."),
    "A whole number from 1 to {most}.": _("Skriv et helt tal fra 1 til {most}."),
    "Not a valid boolean.": _CHOOSE,
    "Must be one of: {choices}.": _CHOOSE,
    "Use one of: {choices}.": _CHOOSE,
    "One of: {choices}.": _CHOOSE,
    "Choose one.": _CHOOSE,
    "Choose one on the list.": _("Vælg en på listen."),
    "Not a valid list.": _CHOOSE,
    "Not a valid string.": _WRITE,
    "Not a valid utf-8 string.": _WRITE,
    "Invalid value.": _WRITE,
    "Invalid input type.": _OPEN_AGAIN,
    "Unknown field.": _OPEN_AGAIN,
    "Send one JSON object.": _OPEN_AGAIN,
    "Send a new key of 1 to 200 visible characters with each new request.": _OPEN_AGAIN,
    "Must be greater than or equal to {least}.": _("Skriv mindst {least}."),
    "Must be less than or equal to {most}.": _("Skriv højst {most}."),
    "Must be greater than or equal to {least} and less than or equal to {most}.": _(
        "Skriv et tal fra {least} til {most}."
    ),
    "Shorter than minimum length {least}.": _("Skriv mindst {least} tegn."),
    "Longer than maximum length {most}.": _("Skriv højst {most} tegn."),
    "Length must be between {least} and {most}.": _(
        "Skriv fra {least} til {most} tegn."
    ),
    "At most {most} characters.": _("Skriv højst {most} tegn."),
    "Use https.": _("Brug en adresse, der begynder med https."),
    "Use {least} to {most} characters.": _("Skriv fra {least} til {most} tegn."),
    "Write {least} to {most} characters.": _("Skriv fra {least} til {most} tegn."),
    "Use several words.": _("Brug flere ord."),
    "{organisation} has no {role}.": _("Den rolle findes ikke i organisationen."),
}


class FieldWords:
    """
    What a service's pages call each field, and what each refusal of one is in words.

    What stands in braces in a sentence may be anything, and stands in its words again.
    """

    def __init__(
        self,
        fields: Mapping[str, str] | None = None,
        said: Mapping[str, str] | None = None,
    ) -> None:
        self.fields = {**_FIELDS, **(fields or {})}
        self._said = [
            (_pattern_of(text), words)
            for text, words in {**_SAID, **(said or {})}.items()
        ]

    def told(self, errors: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """
        Give each field's name, or nothing where it has none, and what is wrong with it.
        """
        for field, texts in errors.items():
            several = texts if isinstance(texts, list) else [texts]
            words = (str(self.sentence(one) or _OTHERWISE) for one in several)
            yield str(self.fields.get(field, "")), " ".join(dict.fromkeys(words))

    def sentence(self, text: Any) -> str | None:
        """
        Return a sentence in the reader's words, or None if it has none.
        """
        if isinstance(text, Said):
            return text
        for pattern, words in self._said:
            if found := pattern.fullmatch(str(text)):
                return str(words).format(**found.groupdict())
        return None


def _pattern_of(text: str) -> re.Pattern[str]:
    """
    Return what finds a sentence, whatever stands where it has braces.
    """
    parts = re.split(r"\{(\w+)\}", text)
    plain, named = parts[::2], parts[1::2]
    holes = [f"(?P<{name}>.+)" for name in named]
    pieces = zip(map(re.escape, plain), [*holes, ""], strict=True)
    return re.compile("".join(part for pair in pieces for part in pair))
