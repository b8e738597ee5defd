"""
What outreach's forms call each field, and what is wrong in one in plain words.
"""

from collections.abc import Mapping

from services.outreach.domain.ladder_steps import StepKind
from shared.web.field_words import FieldWords
from shared.web.language import lazy_gettext as _

_FIELDS: Mapping[str, str] = {
    "kind": _("Hvad sagde hun?"),
    "quote": _("Med hendes egne ord"),
    "channels": _("Hvordan"),
    "every_weeks": _("Hvor tit?"),
    "review_on": _("Spørg hende igen"),
    "until": _("Til hvornår?"),
    "said_on": _("Sagt den"),
    "scope": _("Nej tak til hvad?"),
    "channel": _("Hvordan"),
    "outcome": _("Hvad kom der ud af det?"),
    "minutes": _("Minutter"),
    "at": _("Hvornår var det?"),
    "she_began": _("Hun skrev eller ringede selv"),
    "made_already": _("Det er allerede sket"),
    "deputy_id": _("Hvem følger op?"),
    "user_id": _("Hvem er væk?"),
    "decision": _("Beslutning"),
    "usual": _("Den sædvanlige"),
    "url": _("Adresse"),
    StepKind.NEUTRAL_TEXT: _("Hilsen på sms samme dag"),
    StepKind.CALL: _("Ring til hende"),
    StepKind.SECOND_CALL: _("Ring igen, eller indtal en besked"),
    StepKind.SEE_YOU: _("Sms før næste mødegang"),
    StepKind.OFFER: _("Tilbyd at hente hende"),
}
_SAID: Mapping[str, str] = {
    "From 1 to {most} weeks.": _("Fra hver uge til hver {most}. uge."),
    "From {least} to {most} weeks.": _("Fra hver {least}. til hver {most}. uge."),
    "A day after today, within a year.": _("Vælg en dag, der kommer, inden for et år."),
    "A day from today on, within a year.": _(
        "Vælg i dag eller en dag inden for et år."
    ),
    "A day after {today} and no later than {latest}.": _(
        "Vælg en dag, der kommer, og ikke for langt ude i fremtiden."
    ),
    "Needed for a pause.": _("Skriv, hvornår pausen er slut."),
    "Not a day that is still to come.": _("Skriv en dag, der har været."),
    "Not a time that is still to come.": _("Skriv et tidspunkt, der har været."),
    "Within the last {most} days.": _("Det må højst være {most} dage siden."),
    "Not before the session that she missed.": _(
        "Skriv et tidspunkt efter den mødegang, hun udeblev fra."
    ),
    "From {least} to {most} working days.": _("Fra {least} til {most} hverdage."),
    "From the first to the {most}. missed session.": _("Fra 1. til {most}. mødegang."),
    "The neutral text leaves on the day of the session.": _(
        "Den første sms sendes samme dag som mødegangen."
    ),
    "Not a step that can be chosen.": _("Det trin kan ikke vælges."),
    "Choose somebody else.": _("Vælg en anden."),
    "Nobody who may follow up.": _("Vælg en, der må følge op."),
    "Not an address.": _("Skriv en hel adresse."),
    "An https address, on port 443 or 8443.": _(
        "Skriv en adresse, der begynder med https, på port 443 eller 8443."
    ),
}

FIELD_WORDS = FieldWords(_FIELDS, _SAID)
