"""
What can be wrong in a list of school holidays, beside what any list can have wrong.
"""

from enum import Enum

from shared.web.language import lazy_gettext as _


class HolidayFault(Enum):
    """
    What is wrong: a stable code to decide on, and for staff what it is and what to do.
    """

    EMPTY = (
        "holidays-empty",
        _("Der er ingen ferier i filen."),
        _("Vælg en fil med overskrifter og en ferie på hver linje, eller en kalender."),
    )
    TOO_MANY = (
        "too-many-holidays",
        _("Filen har for mange ferier; resten er ikke læst."),
        _("Der må højst være 500 ferier i en fil."),
    )
    COLUMN_MISSING = (
        "holiday-column-missing",
        _("Der mangler en overskrift på første linje."),
        _("Skriv overskrifterne ferie;første dag;sidste dag på første linje."),
    )
    DAY_MISSING = (
        "holiday-day-missing",
        _("Den første dag mangler."),
        _("Skriv datoen, eller slet linjen."),
    )
    ENDS_BEFORE = (
        "holiday-ends-before",
        _("Ferien slutter, før den begynder."),
        _("Ret en af datoerne. Den sidste dag er den sidste uden skole."),
    )
    TOO_LONG = (
        "holiday-too-long",
        _("Ferien varer mere end 100 dage."),
        _("Se efter, om årstallene passer."),
    )
    LETTERS_MIXED = (
        "letters-mixed",
        _("Bogstaverne er blandet af to slags filer."),
        _("Skriv navnet igen, og gem i Excel som filtypen »CSV UTF-8«."),
    )
    CALENDAR_UNREADABLE = (
        "calendar-unreadable",
        _("Kalenderfilen kan ikke læses."),
        _("Hent den igen der, hvor den kommer fra, eller brug en CSV-fil."),
    )
    REPEATS = (
        "holiday-repeats",
        _("Ferien gentager sig af sig selv i kalenderen."),
        _("Skriv hver ferie for sig med sin egen dato."),
    )

    def __init__(self, code: str, what: str, what_to_do: str) -> None:
        self.code = code
        self.what = what
        self.what_to_do = what_to_do
