"""
What is refused, in plain words: what is wrong, and what to do.
"""

from shared.web.language import lazy_gettext as _

WORDING: dict[str, str] = {
    "role-may-not": _("Det er en anden rolle, der gør det. Bed en kollega om det."),
    "not-yours": _("Det er en anden organisation, der har skrevet det. Tal med dem."),
    "referral-in-state": _(
        "Henvisningen er kommet videre i mellemtiden. Gå tilbage og se, hvordan den"
        " står nu."
    ),
    "hand-off-in-state": _(
        "Overleveringen er kommet videre i mellemtiden. Gå tilbage og se, hvordan den"
        " står nu."
    ),
    "consent-missing": _(
        "Mor er ikke spurgt endnu. Spørg hende, skriv hendes svar, og prøv igen."
    ),
    "consent-refused": _(
        "Mor har sagt nej, og så gives det ikke videre. Siger hun ja en anden dag, så"
        " skriv det, og prøv igen."
    ),
    "visit-already-at-this-time": _(
        "Besøget er allerede på det tidspunkt. Vælg et andet, hvis det skal flyttes."
    ),
    "interpreter-in-state": _(
        "Det passer ikke med, hvor langt I er med tolken. Gå tilbage og se efter."
    ),
    "interpreter-is-relative": _(
        "En fra familien må ikke tolke ved et hjemmebesøg. Bestil en tolk."
    ),
    "interpreter-is-minor": _(
        "Et barn må ikke tolke ved et hjemmebesøg. Bestil en tolk."
    ),
    "interpreter-is-group-member": _(
        "En anden mor fra gruppen må ikke tolke ved et hjemmebesøg. Bestil en tolk."
    ),
    "wish-not-known": _("Et af ønskerne findes ikke. Vælg blandt dem på listen."),
    "day-not-possible": _(
        "Den dag kan ikke passe. Gå tilbage og se efter, om dag og år er rigtige."
    ),
    "not-first-of-month": _("Vælg kun måneden; dagen skrives ikke ned."),
    "child-not-known": _(
        "Barnet står ikke på listen her endnu. Skriv det ind under Mødegange, vent et"
        " øjeblik, og prøv igen."
    ),
    "recipient-not-known": _(
        "Det er endnu ikke meldt, hvem der har gruppen. Vent et øjeblik, og prøv igen."
        " Der er ikke sendt noget."
    ),
    "referral-not-found": _("Henvisningen findes ikke. Gå til oversigten og find den."),
    "hand-off-not-found": _(
        "Overleveringen findes ikke. Gå til oversigten og find den."
    ),
    "sealed-case-not-found": _(
        "Der er ikke noget her for dig. Gå til oversigten og find det, du leder efter."
    ),
    "sealed-case-in-state": _(
        "Underretningen er kommet videre i mellemtiden. Gå tilbage og se, hvordan den"
        " står nu."
    ),
    "office-not-known": _("Vælg en af dem på listen, som den kan sendes til."),
    "receipt-before-sent": _(
        "Kvitteringen kan ikke være kommet, før den blev sendt. Se efter, om dagen er"
        " rigtig."
    ),
    "hand-off-already-open": _(
        "Barnet er allerede på vej til en plads. Gå til oversigten, og fortsæt der."
    ),
}
