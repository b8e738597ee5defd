"""
What the roster's forms call each field, and what is wrong in one in plain words.
"""

from collections.abc import Mapping

from services.roster.domain.mother import WITH_COUNTRY
from shared.web.field_words import FieldWords
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
    "text": _("Spørgsmål eller emne"),
    "is_taken_up": _("Taget op"),
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
    "comes": _("Kommer"),
    "may_ask_at_new_birth": _("Hvis hun får et barn mere"),
    "good_rows": _("Kun de linjer, der kan læses"),
    "rows": _("Linjer"),
    "known": _("Mor"),
    "enrolment": _("Hvor hun står"),
    "offers": _("Tilbyder"),
    "knows": _("Kender til"),
    "other": _("Den anden"),
    "session": _("Mødegang"),
    "back": _("Tilbage til"),
    "daycare_id": _("Dagtilbuddet"),
    "health_visitors_id": _("Sundhedsplejen"),
    "housing_team_id": _("Det boligsociale team"),
    "daycare_intake_id": _("Pladsanvisningen"),
    "after": _("Siden"),
    "seen_version": _("Siden"),
    "other_version": _("Siden"),
}
_SAID: Mapping[str, str] = {
    "Write a year between {first} and {last}.": _(
        "Skriv et årstal mellem {first} og {last}."
    ),
    "Write one of {choices}.": _("Vælg en af mulighederne."),
    "Write a name.": _("Skriv et navn."),
    "Write at most {most} characters.": _("Skriv højst {most} tegn."),
    "Take out line breaks and control characters.": _("Skriv det på én linje."),
    "Take out characters that turn the text around.": _(
        "Der er et usynligt tegn, der vender skriften. Skriv det igen uden at kopiere."
    ),
    "Write a time after the start.": _("Skriv et klokkeslæt efter starten."),
    "Write a time that has been.": _("Skriv et tidspunkt, der har været."),
    "Write a day that is to come.": _("Skriv en dag, der kommer."),
    "Choose one that fits where she stands.": _("Vælg en af dem, der står på kortet."),
    "Write a day that has been.": _("Skriv en dag, der har været."),
    WITH_COUNTRY: _(
        "Skriv et dansk nummer med 8 cifre eller et udenlandsk, der begynder med + og "
        "landets nummer."
    ),
    "Write language codes, for example tr or ur.": _("Skriv sproget på dansk."),
    "Name each language once, the best first.": _("Skriv hvert sprog én gang."),
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
    "Write a number between 1 and {most}.": _("Skriv et tal mellem 1 og {most}."),
    "Write a day from the first one on, within a year.": _(
        "Skriv en dag, der ikke ligger før den første, og højst et år senere."
    ),
    "Write today, or a day to come.": _("Skriv i dag eller en dag, der kommer."),
    "Mark attended or excused.": _("Vælg Mødt eller Undskyldt."),
}

FIELD_WORDS = FieldWords(FIELDS, _SAID)
