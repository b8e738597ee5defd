"""
What is refused, in plain Danish: what is wrong, and what to do.
"""

WORDING: dict[str, str] = {
    "role-may-not": (
        "Det er en anden rolle, der gør det. Skift rolle øverst, hvis den er din."
    ),
    "not-yours": "Det er en anden organisation, der har skrevet det. Tal med dem.",
    "referral-in-state": (
        "Henvisningen er kommet videre i mellemtiden. Gå tilbage og se, hvordan den"
        " står nu."
    ),
    "hand-off-in-state": (
        "Overleveringen er kommet videre i mellemtiden. Gå tilbage og se, hvordan den"
        " står nu."
    ),
    "consent-missing": (
        "Mor er ikke spurgt endnu. Spørg hende, skriv hendes svar, og prøv igen."
    ),
    "consent-refused": (
        "Mor har sagt nej, og så gives det ikke videre. Siger hun ja en anden dag, så"
        " skriv det, og prøv igen."
    ),
    "visit-already-at-this-time": (
        "Besøget er allerede på det tidspunkt. Vælg et andet, hvis det skal flyttes."
    ),
    "interpreter-in-state": (
        "Det passer ikke med, hvor langt I er med tolken. Gå tilbage og se efter."
    ),
    "interpreter-is-relative": (
        "En fra familien må ikke tolke ved et hjemmebesøg. Bestil en tolk."
    ),
    "interpreter-is-minor": "Et barn må ikke tolke ved et hjemmebesøg. Bestil en tolk.",
    "interpreter-is-group-member": (
        "En anden mor fra gruppen må ikke tolke ved et hjemmebesøg. Bestil en tolk."
    ),
    "wish-not-known": "Et af ønskerne findes ikke. Vælg blandt dem på listen.",
    "day-not-possible": (
        "Den dag kan ikke passe. Gå tilbage og se efter, om dag og år er rigtige."
    ),
    "not-first-of-month": "Vælg kun måneden; dagen skrives ikke ned.",
    "child-not-known": (
        "Barnet står ikke på listen her endnu. Skriv det ind under Mødegange, vent et"
        " øjeblik, og prøv igen."
    ),
    "referral-not-found": "Henvisningen findes ikke. Gå til oversigten og find den.",
    "hand-off-not-found": "Overleveringen findes ikke. Gå til oversigten og find den.",
    "hand-off-already-open": (
        "Barnet er allerede på vej til en plads. Gå til oversigten, og fortsæt der."
    ),
}
