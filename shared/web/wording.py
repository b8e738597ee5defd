"""
What the pages of every service say in plain words.
"""

from shared.kernel.organisations import Role
from shared.web.language import lazy_gettext as _

ROLES: dict[Role, str] = {
    Role.COORDINATOR: _("Koordinator"),
    Role.PAEDAGOG: _("Pædagog"),
    Role.HEALTH_VISITOR: _("Sundhedsplejerske"),
    Role.HEALTH_VISITORS_LEADER: _("Leder i sundhedsplejen"),
    Role.DAYCARE_INTAKE: _("Pladsanvisning"),
    Role.LEADER: _("Leder"),
}

REFUSED: dict[int, str] = {
    400: _("Det gik ikke"),
    403: _("Det er ikke din opgave"),
    404: _("Det findes ikke"),
    409: _("Det er ændret i mellemtiden"),
    413: _("Filen er for stor"),
    422: _("Noget mangler at blive rettet"),
}
"""What a refusal is called, by its status."""

SHARED_WORDING: dict[str, str] = {
    "refused": _("Det kan ikke lade sig gøre nu. Gå tilbage og se, hvordan det står."),
    "not-found": _("Det findes ikke, eller det er flyttet."),
    "conflict": _(
        "Det er ændret i mellemtiden. Gå tilbage og se, hvordan det står nu."
    ),
    "stale-version": _(
        "En anden har ændret det, siden du åbnede siden. Gå tilbage og se, hvordan det"
        " står nu. Intet er overskrevet."
    ),
    "invalid-fields": _("Noget er ikke udfyldt rigtigt. Gå tilbage og ret det."),
    "request-too-large": _("Filen er for stor. Vælg en mindre."),
    "idempotency-key-missing": _("Siden var ufuldstændig. Opdatér den og prøv igen."),
    "forbidden": _("Det er en anden rolle, der gør det."),
    "cross-site-request": _("Åbn siden her, og prøv igen."),
    "idempotency-key-reused": _(
        "Siden var gammel. Gå tilbage, opdatér den og prøv igen."
    ),
    "parked-event-not-found": _("Beskeden findes ikke længere."),
    "event-not-parked": _("Beskeden er allerede behandlet."),
}
