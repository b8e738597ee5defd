"""
What the pages of every service say in plain Danish.
"""

from shared.kernel.organisations import Organisation, Role

ROLES: dict[Role, str] = {
    Role.COORDINATOR: "Koordinator",
    Role.PAEDAGOG: "Pædagog",
    Role.HEALTH_VISITOR: "Sundhedsplejerske",
    Role.HEALTH_VISITORS_LEADER: "Leder i sundhedsplejen",
    Role.DAYCARE_INTAKE: "Pladsanvisning",
    Role.LEADER: "Leder",
    Role.ADMINISTRATOR: "Administrator",
    Role.MACHINE: "Maskine",
}

ORGANISATIONS: dict[Organisation, str] = {
    Organisation.DAYCARE: "Dagtilbuddet",
    Organisation.HEALTH_VISITORS: "Sundhedsplejen",
    Organisation.HOUSING_TEAM: "Det boligsociale team",
    Organisation.DAYCARE_INTAKE: "Pladsanvisningen",
    Organisation.SYSTEM: "Systemet",
}

# Whose menu a service stands in: those that its own table lets in at its front page.
OPEN_TO: dict[str, frozenset[Role]] = {
    "roster": frozenset({Role.COORDINATOR, Role.PAEDAGOG, Role.HEALTH_VISITOR}),
    "outreach": frozenset({Role.COORDINATOR}),
    "referrals": frozenset(
        {
            Role.COORDINATOR,
            Role.PAEDAGOG,
            Role.HEALTH_VISITOR,
            Role.HEALTH_VISITORS_LEADER,
            Role.DAYCARE_INTAKE,
        }
    ),
    "notifications": frozenset({Role.COORDINATOR}),
    "people": frozenset({Role.ADMINISTRATOR, Role.LEADER}),
}

SERVICES_CALLED: dict[str, str] = {
    "roster": "Mødegange",
    "outreach": "Opfølgning",
    "referrals": "Henvisninger",
    "notifications": "Beskeder",
}

# Whose leaders come in, as the services' own tables have it.
_TEAM = frozenset({Organisation.HOUSING_TEAM})
_ALL_THREE = _TEAM | {Organisation.DAYCARE, Organisation.HEALTH_VISITORS}
OWNED_BY: dict[str, frozenset[Organisation]] = {
    "roster": _ALL_THREE,
    "outreach": _TEAM,
    "referrals": _ALL_THREE | {Organisation.DAYCARE_INTAKE},
    "notifications": _TEAM,
}

SHARED_WORDING: dict[str, str] = {
    "refused": "Det kan ikke lade sig gøre nu. Gå tilbage og se, hvordan det står.",
    "not-found": "Det findes ikke, eller det er ikke for dig.",
    "database-away": (
        "Vi kan ikke slå noget op lige nu. Gå tilbage og prøv igen om lidt."
    ),
    "conflict": "Det er ændret i mellemtiden. Gå tilbage og se, hvordan det står nu.",
    "stale-version": (
        "En anden har ændret det, siden du åbnede siden. Gå tilbage og se, hvordan det"
        " står nu. Intet er overskrevet."
    ),
    "invalid-fields": "Noget er ikke udfyldt rigtigt. Gå tilbage og ret det.",
    "request-too-large": "Filen er for stor. Vælg en mindre.",
    "idempotency-key-missing": "Siden var ufuldstændig. Opdatér den og prøv igen.",
    "form-not-ours": (
        "Siden er fra før, du loggede ind. Gå tilbage, opdatér den og prøv igen."
    ),
    "sign-in-failed": "Navn og adgangskode passer ikke sammen. Prøv igen.",
    "too-many-tries": "Der er prøvet for mange gange. Vent lidt, og prøv så igen.",
    "invitation-not-usable": (
        "Linket er brugt eller for gammelt. Bed din administrator om et nyt."
    ),
    "password-not-good-enough": (
        "Adgangskoden er for nem at gætte. Brug mindst 12 tegn, gerne flere ord."
    ),
    "passwords-differ": "De to adgangskoder er ikke ens. Prøv igen.",
    "sign-in-name-taken": "Der er allerede en, der logger ind med det navn.",
    "role-not-in-organisation": "Den rolle findes ikke i din organisation.",
    "not-yourself": "Du kan ikke lukke dig selv ude. Bed en anden administrator.",
    "no-role-here": (
        "Vi ved, hvem du er, men du har ikke fået en rolle her. Spørg din leder."
    ),
    "sign-in-elsewhere-failed": (
        "Log ind lykkedes ikke. Prøv igen; bliver det ved, så sig det til din leder."
    ),
    "not-safe-here": (
        "Forbindelsen er ikke krypteret, så her kan ingen logge ind. Brug https."
    ),
    "cross-site-request": "Åbn siden her, og prøv igen.",
    "idempotency-key-reused": "Siden var gammel. Gå tilbage, opdatér den og prøv igen.",
    "parked-event-not-found": "Beskeden findes ikke længere.",
    "event-not-parked": "Beskeden er allerede behandlet.",
}
