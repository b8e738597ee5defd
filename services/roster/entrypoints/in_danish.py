"""
What is wrong in a form, said in the form's own words: Danish, or the reader's language.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from shared.kernel.refusal import Invalid
from shared.web.language import Said
from shared.web.language import lazy_gettext as _

FIELDS: Mapping[str, str] = {
    "display_name": _("Navn"),
    "name": _("Navn"),
    "phone": _("Telefon"),
    "languages": _("Sprog"),
    "said_yes_on": _("Sagt ja"),
    "may_leave_message": _("Vi må lægge en besked"),
    "shared_phone": _("Delt telefon"),
    "reads": _("Læser hun?"),
    "reading_languages": _("Læser på"),
    "phone_of": _("Hvis telefon er det?"),
    "food_note": _("Mad"),
    "first_name": _("Fornavn"),
    "born_on": _("Født"),
    "group_id": _("Gruppe"),
    "date": _("Dato"),
    "starts_at": _("Start"),
    "ends_at": _("Slut"),
    "theme": _("Tema"),
    "place": _("Sted"),
    "guest": _("Besøg fra"),
    "destination": _("Tur til"),
    "meeting_point": _("Mødested"),
    "first_day": _("Første dag"),
    "last_day": _("Sidste dag"),
    "year": _("År"),
    "weekday": _("Ugedag"),
    "received_at": _("Afbuddet kom"),
    "mother_id": _("Mor"),
    "outcome": _("Mærke"),
    "to": _("Det rigtige er"),
    "reason": _("Hvorfor?"),
    "channel": _("Hvordan kom det?"),
    "session_id": _("Mødegang"),
    "driver": _("Den, der henter"),
    "buddy_id": _("Den anden mor"),
    "other_id": _("Den anden"),
    "sure": _("Er du sikker?"),
    "meet_at": _("Tidspunkt"),
    "note": _("Nærmere"),
    "file": _("Fil"),
    "until": _("Til og med"),
    "decision": _("Beslutning"),
    "kind": _("Hvad slags?"),
    "suggested_by": _("Hvem har foreslået hende?"),
    "room_owner": _("Hvem har lokalet?"),
    "capacity": _("Plads til omkring"),
    "user_id": _("Hvem?"),
    "deputy_id": _("Stedfortræder"),
    "daycare_id": _("Dagtilbuddet"),
    "health_visitors_id": _("Sundhedsplejen"),
    "housing_team_id": _("Det boligsociale team"),
    "daycare_intake_id": _("Pladsanvisningen"),
}
_SAID: Mapping[str, str] = {
    "Missing data for required field.": _("Skal udfyldes."),
    "Field may not be null.": _("Skal udfyldes."),
    "Not a valid date.": _("Vælg en dato."),
    "Not a valid time.": _("Skriv et klokkeslæt, for eksempel 10:00."),
    "Not a valid datetime.": _("Vælg dato og klokkeslæt."),
    "Not a valid UUID.": _("Vælg en på listen."),
    "Choose one on the list.": _("Vælg en på listen."),
    "Not a valid integer.": _("Skriv et tal."),
    "Write a year between 1900 and 2199.": _("Skriv et årstal mellem 1900 og 2199."),
    "Write a name.": _("Skriv et navn."),
    "Write at most 200 characters.": _("Skriv højst 200 tegn."),
    "Take out line breaks and control characters.": _("Skriv det på én linje."),
    "Take out characters that turn the text around.": _(
        "Der er et usynligt tegn, der vender skriften. Skriv det igen uden at kopiere."
    ),
    "Write a time after the start.": _("Skriv et klokkeslæt efter starten."),
    "Write a time that has been.": _("Skriv et tidspunkt, der har været."),
    "Write a day that is to come.": _("Skriv en dag, der kommer."),
    "Choose one that fits where she stands.": _("Vælg en af dem, der står på kortet."),
    "Write a day that has been.": _("Skriv en dag, der har været."),
    "Write the number as +4512345678.": _("Skriv et telefonnummer med 8 cifre."),
    "Write language codes, for example tr or ur.": _("Skriv sproget på dansk."),
    "Name each language once, the best first.": _("Skriv hvert sprog én gang."),
    "Write a year between 2017 and 2099.": _("Skriv et årstal mellem 2017 og 2099."),
    "Choose a guest or an excursion.": _("Vælg enten besøg eller tur."),
    "Write where to meet.": _("Skriv, hvor I mødes."),
    "Write where the excursion goes.": _("Skriv, hvor turen går hen."),
    "Write a day that is not before the first.": _(
        "Skriv en dag, der ikke ligger før den første."
    ),
    "Write a day within 100 days of the first.": _(
        "Skriv en dag højst 100 dage efter den første."
    ),
    "Write 0 for Monday to 6 for Sunday.": _("Vælg en ugedag."),
    "Write a time before the session that has not been.": _(
        "Skriv et klokkeslæt før mødegangen, som ikke har været."
    ),
    "Write where they meet.": _("Skriv, hvor de mødes."),
    "Choose another mother.": _("Vælg en anden mor."),
    "Choose somebody else as the deputy.": _("Vælg en anden som stedfortræder."),
    "Choose one of your own.": _("Vælg en fra din egen organisation."),
    "Choose who runs the group first.": _("Vælg først den, der er fast i gruppen."),
    "Choose one of the three organisations.": _("Vælg en af de tre organisationer."),
    "Write a number between 1 and 999.": _("Skriv et tal mellem 1 og 999."),
    "Write a day from the first one on, within a year.": _(
        "Skriv en dag, der ikke ligger før den første, og højst et år senere."
    ),
    "Write today, or a day to come.": _("Skriv i dag eller en dag, der kommer."),
    "Mark attended or excused.": _("Vælg Mødt eller Undskyldt."),
}
_OTHERWISE = _("Det kan ikke læses. Skriv det igen.")


@contextmanager
def in_danish() -> Iterator[None]:
    """
    Refuse a form in plain words, with each field named as the form names it.
    """
    try:
        yield
    except Invalid as refusal:
        errors: Mapping[str, Any] = refusal.facts["errors"]
        raise Invalid(
            {str(FIELDS.get(name, name)): _told(said) for name, said in errors.items()}
        ) from None


def _told(said: Any) -> list[str]:
    texts = said if isinstance(said, list) else [_OTHERWISE]
    return [
        text if isinstance(text, Said) else str(_SAID.get(text, _OTHERWISE))
        for text in texts
    ]
