"""
The roster's codes as staff call them.
"""

from datetime import date

from babel import Locale

from services.roster.domain.attendance import Outcome
from services.roster.domain.disclosure import Purpose
from shared.kernel.organisations import Organisation

OUTCOMES: dict[str, str] = {
    Outcome.ATTENDED: "Mødt",
    Outcome.CANCELLED: "Afbud",
    Outcome.CANCELLED_LATE: "Sent afbud",
    Outcome.EXCUSED: "Undskyldt",
    Outcome.MISSED: "Udeblevet",
    Outcome.SESSION_CANCELLED: "Aflyst",
}
CORRECTIONS: dict[str, str] = {
    outcome: OUTCOMES[outcome]
    for outcome in (
        Outcome.ATTENDED,
        Outcome.CANCELLED,
        Outcome.EXCUSED,
        Outcome.MISSED,
    )
}
CHANNELS: dict[str, str] = {
    "not_told": "Ikke oplyst",
    "text": "Sms",
    "call": "Opkald",
    "voice": "Talebesked",
    "in_person": "Sagt til os",
    "through_another": "Gennem en anden",
}
PURPOSES: dict[str, str] = {
    Purpose.HOME_VISIT: "Hjemmebesøg",
    Purpose.DAYCARE_HAND_OFF: "Overlevering til dagtilbud",
}
ORGANISATIONS: dict[str, str] = {
    Organisation.DAYCARE: "dagtilbuddet",
    Organisation.HEALTH_VISITORS: "sundhedsplejen",
    Organisation.HOUSING_TEAM: "det boligsociale team",
    Organisation.DAYCARE_INTAKE: "pladsanvisningen",
}
WEEKDAYS = ("Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag", "Lørdag", "Søndag")

_DANISH = Locale("da")


def language_name(code: str) -> str:
    return str(_DANISH.languages.get(code.replace("-", "_"), code))


def age(born_on: date, *, on: date) -> str:
    """
    Write a child's age in whole months, as health visitors count it.
    """
    months = (on.year - born_on.year) * 12 + on.month - born_on.month
    months -= on.day < born_on.day
    return "1 måned" if months == 1 else f"{months} måneder"
