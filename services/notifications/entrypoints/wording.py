"""
What the pages of notifications say in plain words.
"""

from services.notifications.domain.message_state import (
    Failure,
    Suppression,
    Withdrawal,
)
from services.notifications.domain.template import Template
from shared.web.language import lazy_gettext as _

WORDING: dict[str, str] = {
    "message-not-found": _("Beskeden findes ikke. Gå tilbage til oversigten."),
    "message-in-state": _(
        "Beskeden er kommet videre i mellemtiden. Gå tilbage og se, hvordan den står"
        " nu."
    ),
    "message-not-due": _("Det er for tidligt. Beskeden sendes af sig selv til tiden."),
    "recipient-is-another": _(
        "Beskeden er til en anden mor. Den er ikke sendt. Sig det til den, der passer"
        " systemet."
    ),
    "facts-missing": _(
        "Der mangler noget til beskeden, så den er ikke sat i kø. Sig det til den, der"
        " passer systemet."
    ),
}

PURPOSES: dict[Template, str] = {
    Template.MISSED_YOU: _("Hilsen efter en udeblivelse"),
    Template.VISIT_SCHEDULED: _("Tid til hjemmebesøg"),
    Template.PLACE_OFFERED: _("Tilbud om plads i dagtilbud"),
    Template.SESSION_CANCELLED: _("Mødegangen er aflyst"),
    Template.SESSION_MOVED: _("Mødegangen er flyttet"),
    Template.SESSION_REINSTATED: _("Mødegangen bliver til noget alligevel"),
    Template.SEE_YOU: _("Hilsen før næste mødegang"),
}

HELD_BACK: dict[str, str] = {
    Suppression.OPT_OUT: _("Har sagt nej tak"),
    Suppression.NO_NUMBER: _("Intet nummer"),
    Suppression.SHARED_PHONE: _("Delt telefon: ring i stedet"),
    Suppression.TOO_LATE: _("For sent: det ville ikke være til nytte mere"),
}

WITHDRAWN: dict[str, str] = {
    Withdrawal.LATE_CANCELLATION: _("Hun meldte afbud"),
    Withdrawal.CORRECTED: _("Fremmødet blev rettet"),
    Withdrawal.SESSION_CANCELLED: _("Mødegangen blev aflyst"),
    Withdrawal.ANSWERED: _("Vi har allerede talt med hende, eller hun kom igen"),
    Withdrawal.ENOUGH_FOR_TODAY: _("Hun er allerede kontaktet to gange den dag"),
    Withdrawal.NOT_WANTED: _("Hun skal ikke have den, som det nu er aftalt"),
    Withdrawal.VISIT_MOVED: _("Hjemmebesøget fik en ny tid"),
    Withdrawal.SESSION_MOVED: _("Mødegangen blev flyttet igen"),
    Withdrawal.SESSION_REINSTATED: _("Aflysningen blev taget tilbage"),
    Withdrawal.NO_THANKS: _("Har sagt nej tak"),
    Withdrawal.OUT_OF_GROUP: _("Hun holder pause eller er gået ud af gruppen"),
}

TO_LOOK_AT: dict[str, str] = {
    Failure.BAD_NUMBER: _(
        "Ikke sendt: nummeret virker ikke. Ring, eller ret nummeret."
    ),
    Failure.REFUSED: _("Ikke sendt: den blev afvist. Ring i stedet."),
    "no_receipt": _(
        "Usikkert: se efter. Den er måske sendt, måske ikke, og den sendes ikke igen af"
        " sig selv. Ring, hvis det haster."
    ),
}
