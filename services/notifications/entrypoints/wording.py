"""
What the pages of notifications say in plain Danish.
"""

from babel import Locale

from services.notifications.domain.message_state import (
    Failure,
    Suppression,
    Withdrawal,
)
from services.notifications.domain.template import Template

_DANISH = Locale("da")

WORDING: dict[str, str] = {
    "message-not-found": "Beskeden findes ikke. Gå tilbage til oversigten.",
    "message-in-state": (
        "Beskeden er kommet videre i mellemtiden. Gå tilbage og se, hvordan den står"
        " nu."
    ),
    "message-not-due": "Det er for tidligt. Beskeden sendes af sig selv til tiden.",
    "recipient-is-another": (
        "Beskeden er til en anden mor. Den er ikke sendt. Sig det til den, der passer"
        " systemet."
    ),
    "facts-missing": (
        "Der mangler noget til beskeden, så den er ikke sat i kø. Sig det til den, der"
        " passer systemet."
    ),
}

PURPOSES: dict[Template, str] = {
    Template.MISSED_YOU: "Hilsen efter en udeblivelse",
    Template.VISIT_SCHEDULED: "Tid til hjemmebesøg",
    Template.PLACE_OFFERED: "Tilbud om plads i dagtilbud",
    Template.SESSION_CANCELLED: "Mødegangen er aflyst",
}

HELD_BACK: dict[str, str] = {
    Suppression.OPT_OUT: "Har sagt nej tak",
    Suppression.NO_NUMBER: "Intet nummer",
    Suppression.SHARED_PHONE: "Delt telefon: ring i stedet",
    Suppression.TOO_LATE: "For sent: det ville ikke være til nytte mere",
}

WITHDRAWN: dict[str, str] = {
    Withdrawal.LATE_CANCELLATION: "Hun meldte afbud",
    Withdrawal.CORRECTED: "Fremmødet blev rettet",
    Withdrawal.SESSION_CANCELLED: "Mødegangen blev aflyst",
    Withdrawal.ANSWERED: "Vi har allerede talt med hende, eller hun kom igen",
    Withdrawal.VISIT_MOVED: "Hjemmebesøget fik en ny tid",
    Withdrawal.NO_THANKS: "Har sagt nej tak",
}

TO_LOOK_AT: dict[str, str] = {
    Failure.BAD_NUMBER: "Ikke sendt: nummeret virker ikke. Ring, eller ret nummeret.",
    Failure.REFUSED: "Ikke sendt: den blev afvist. Ring i stedet.",
    "no_receipt": (
        "Usikkert: se efter. Den er måske sendt, måske ikke, og den sendes ikke igen af"
        " sig selv. Ring, hvis det haster."
    ),
}


def language_name(code: str) -> str:
    """
    Return a language as it is called in Danish.
    """
    return str(_DANISH.languages.get(code, code))
