"""
What is wrong in a form, said in the form's own words.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from shared.kernel.refusal import Invalid

_FIELDS: Mapping[str, str] = {
    "display_name": "Navn",
    "name": "Navn",
    "phone": "Telefon",
    "languages": "Sprog",
    "said_yes_on": "Sagt ja",
    "first_name": "Fornavn",
    "born_on": "Født",
    "group_id": "Gruppe",
    "date": "Dato",
    "starts_at": "Start",
    "ends_at": "Slut",
    "theme": "Tema",
    "place": "Sted",
    "weekday": "Ugedag",
    "received_at": "Afbuddet kom",
    "mother_id": "Mor",
    "outcome": "Mærke",
    "to": "Det rigtige er",
    "channel": "Hvordan kom det?",
    "file": "Fil",
}
_SAID: Mapping[str, str] = {
    "Missing data for required field.": "Skal udfyldes.",
    "Field may not be null.": "Skal udfyldes.",
    "Not a valid date.": "Vælg en dato.",
    "Not a valid time.": "Skriv et klokkeslæt, for eksempel 10:00.",
    "Not a valid datetime.": "Vælg dato og klokkeslæt.",
    "Not a valid UUID.": "Vælg en på listen.",
    "Not a valid integer.": "Skriv et tal.",
    "Write a year between 1900 and 2199.": "Skriv et årstal mellem 1900 og 2199.",
    "Write a name.": "Skriv et navn.",
    "Write at most 200 characters.": "Skriv højst 200 tegn.",
    "Take out line breaks and control characters.": "Skriv det på én linje.",
    "Take out characters that turn the text around.": (
        "Der er et usynligt tegn, der vender skriften. Skriv det igen uden at kopiere."
    ),
    "Write a time after the start.": "Skriv et klokkeslæt efter starten.",
    "Write a time that has been.": "Skriv et tidspunkt, der har været.",
    "Write a day that has been.": "Skriv en dag, der har været.",
    "Write the number as +4512345678.": "Skriv et telefonnummer med 8 cifre.",
    "Write language codes, for example tr or ur.": "Skriv sproget på dansk.",
    "Name each language once, the best first.": "Skriv hvert sprog én gang.",
    "Write 0 for Monday to 6 for Sunday.": "Vælg en ugedag.",
    "Mark attended or excused.": "Vælg Mødt eller Undskyldt.",
}
_OTHERWISE = "Det kan ikke læses. Skriv det igen."


@contextmanager
def in_danish() -> Iterator[None]:
    """
    Refuse a form in plain Danish, with each field named as the form names it.
    """
    try:
        yield
    except Invalid as refusal:
        errors: Mapping[str, Any] = refusal.facts["errors"]
        raise Invalid(
            {_FIELDS.get(name, name): _told(said) for name, said in errors.items()}
        ) from None


def _told(said: Any) -> list[str]:
    texts = said if isinstance(said, list) else [_OTHERWISE]
    return [_SAID.get(text, text if _is_danish(text) else _OTHERWISE) for text in texts]


def _is_danish(text: str) -> bool:
    return text in _SAID.values() or not text.isascii()
