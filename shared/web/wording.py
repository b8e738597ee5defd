"""
What the pages of every service say in plain Danish.
"""

from shared.kernel.organisations import Role

ROLES: dict[Role, str] = {
    Role.COORDINATOR: "Koordinator",
    Role.PAEDAGOG: "Pædagog",
    Role.HEALTH_VISITOR: "Sundhedsplejerske",
    Role.HEALTH_VISITORS_LEADER: "Leder i sundhedsplejen",
    Role.DAYCARE_INTAKE: "Pladsanvisning",
}

SHARED_WORDING: dict[str, str] = {
    "refused": "Det kan ikke lade sig gøre nu. Gå tilbage og se, hvordan det står.",
    "not-found": "Det findes ikke, eller det er flyttet.",
    "conflict": "Det er ændret i mellemtiden. Gå tilbage og se, hvordan det står nu.",
    "stale-version": (
        "En anden har ændret det, siden du åbnede siden. Gå tilbage og se, hvordan det"
        " står nu. Intet er overskrevet."
    ),
    "invalid-fields": "Noget er ikke udfyldt rigtigt. Gå tilbage og ret det.",
    "request-too-large": "Filen er for stor. Vælg en mindre.",
    "idempotency-key-missing": "Siden var ufuldstændig. Opdatér den og prøv igen.",
    "forbidden": "Det er en anden rolle, der gør det.",
    "cross-site-request": "Åbn siden her, og prøv igen.",
    "idempotency-key-reused": "Siden var gammel. Gå tilbage, opdatér den og prøv igen.",
    "parked-event-not-found": "Beskeden findes ikke længere.",
    "event-not-parked": "Beskeden er allerede behandlet.",
}
