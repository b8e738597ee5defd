"""
What the pages of every service say in plain words.
"""

from shared.kernel.organisations import Organisation, Role
from shared.web.language import lazy_gettext as _

ROLES: dict[Role, str] = {
    Role.COORDINATOR: _("Koordinator"),
    Role.PAEDAGOG: _("Pædagog"),
    Role.HEALTH_VISITOR: _("Sundhedsplejerske"),
    Role.HEALTH_VISITORS_LEADER: _("Leder i sundhedsplejen"),
    Role.DAYCARE_INTAKE: _("Pladsanvisning"),
    Role.LEADER: _("Leder"),
    Role.ADMINISTRATOR: _("Administrator"),
    Role.MACHINE: _("Maskine"),
}

ORGANISATIONS: dict[Organisation, str] = {
    Organisation.DAYCARE: _("Dagtilbuddet"),
    Organisation.HEALTH_VISITORS: _("Sundhedsplejen"),
    Organisation.HOUSING_TEAM: _("Det boligsociale team"),
    Organisation.DAYCARE_INTAKE: _("Pladsanvisningen"),
    Organisation.SYSTEM: _("Systemet"),
}

REFUSED: dict[int, str] = {
    400: _("Det gik ikke"),
    404: _("Det findes ikke"),
    409: _("Det kan ikke lade sig gøre nu"),
    413: _("Der er sendt for meget"),
    422: _("Noget mangler at blive rettet"),
}
"""What a refusal is called, by its status."""
_CHANGED = _("Det er ændret i mellemtiden")
CALLED_OTHERWISE: dict[str, str] = {
    "file-too-large": _("Filen er for stor"),
    "conflict": _CHANGED,
    "stale-version": _CHANGED,
}
"""What it is called where its status does not say it, by its code."""

SERVICES_CALLED: dict[str, str] = {
    "roster": _("Mødegange"),
    "outreach": _("Opfølgning"),
    "referrals": _("Henvisninger"),
    "notifications": _("Beskeder"),
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
    "refused": _("Det kan ikke lade sig gøre nu. Gå tilbage og se, hvordan det står."),
    "not-found": _("Det findes ikke, eller det er ikke for dig."),
    "database-away": _(
        "Vi kan ikke slå noget op lige nu. Gå tilbage og prøv igen om lidt."
    ),
    "conflict": _(
        "Det er ændret i mellemtiden. Gå tilbage og se, hvordan det står nu."
    ),
    "stale-version": _(
        "En anden har ændret det, siden du åbnede siden. Gå tilbage og se, hvordan det"
        " står nu. Intet er overskrevet."
    ),
    "invalid-fields": _("Noget er ikke udfyldt rigtigt. Gå tilbage og ret det."),
    "request-too-large": _("Det er mere, end vi kan tage imod. Gør det kortere."),
    "file-too-large": _("Filen er for stor. Vælg en mindre."),
    "idempotency-key-missing": _("Siden var ufuldstændig. Opdatér den og prøv igen."),
    "form-not-ours": _(
        "Siden er fra før, du loggede ind. Gå tilbage, opdatér den og prøv igen."
    ),
    "sat-still": _(
        "Du var væk i 30 minutter, så du er logget ud. Log ind, og kom tilbage."
    ),
    "long-day": _(
        "Du har været logget ind i ti timer, så du er logget ud. Log ind, og kom"
        " tilbage."
    ),
    "not-signed-in-any-more": _(
        "Du er ikke logget ind længere. Log ind, og kom tilbage."
    ),
    "sign-in-failed": _("Navn og adgangskode passer ikke sammen. Prøv igen."),
    "too-many-tries": _("Der er prøvet for mange gange. Prøv igen om et kvarter."),
    "invitation-not-usable": _(
        "Linket er brugt eller for gammelt. Har du selv lige brugt det, så log ind."
        " Ellers bed din administrator om et nyt."
    ),
    "password-not-good-enough": _(
        "Adgangskoden er for nem at gætte. Brug mindst 12 tegn, gerne flere ord."
    ),
    "passwords-differ": _("De to adgangskoder er ikke ens. Prøv igen."),
    "sign-in-name-taken": _(
        "Der er allerede en, der logger ind med det navn. Har du lige lavet hende et"
        " link, så gå tilbage, og tryk på Nyt link ved hendes navn."
    ),
    "role-not-in-organisation": _("Den rolle findes ikke i din organisation."),
    "not-yourself": _("Du kan ikke lukke dig selv ude. Bed en anden administrator."),
    "no-role-here": _(
        "Vi ved, hvem du er, men du har ikke fået en rolle her. Spørg din leder."
    ),
    "sign-in-elsewhere-failed": _(
        "Du blev ikke logget ind. Prøv igen; bliver det ved, så sig det til din leder."
    ),
    "not-safe-here": _(
        "Forbindelsen er ikke krypteret, så her kan ingen logge ind. Brug https."
    ),
    "cross-site-request": _("Åbn siden her, og prøv igen."),
    "idempotency-key-reused": _(
        "Siden var gammel. Gå tilbage, opdatér den og prøv igen."
    ),
    "parked-event-not-found": _("Beskeden findes ikke længere."),
    "event-not-parked": _("Beskeden er allerede behandlet."),
}
