"""
The clocks in plain words: what is kept, and from when on its time runs.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.config import KeptFor, setting_of
from shared.web.language import lazy_gettext as _

# Behind the number of days stands since when they run; empty is since it was written.
CLOCKS: Mapping[str, tuple[str, str]] = {
    "no_thanks": (_("En mor, der har sagt nej tak"), _("efter hendes nej")),
    "not_seen": (
        _("En mor, vi ikke har haft kontakt med"),
        _("efter sidste fremmøde, afbud eller ja"),
    ),
    "own_links": (_("En mors eget link"), _("efter, hun har fået det")),
    "messages": (_("Beskeder til mødre"), ""),
    "meeting_places": (_("Hvor en mor bliver hentet"), _("efter mødegangen")),
    "lists": (_("En liste, ingen har hentet ind"), ""),
    "questions": (_("Spørgsmål til en mødegang"), ""),
    "removed_children": (
        _("Et barn, der var skrevet ind ved en fejl"),
        _("efter, det er fjernet"),
    ),
    "sealed": (_("Underretninger"), _("efter, de er afsluttet")),
    "absences": (_("Hvornår en kollega er væk"), _("efter den sidste dag")),
    "looks": (_("Hvem der har set hvad"), ""),
    "deliveries": (
        _("Hvad andre systemer har fået at vide om en opgave"),
        _("efter, de har fået det"),
    ),
    "published": (_("Hvad delene af systemet har fortalt hinanden"), ""),
    "answers": (_("Svar på det, en telefon har sendt"), ""),
}


@dataclass(frozen=True, kw_only=True)
class ClockTold:
    """
    One clock as the page shows it; ``setting`` is where it is set.
    """

    kept: str
    days: int
    since: str
    setting: str


def clocks_told(kept_for: KeptFor) -> list[ClockTold]:
    return [
        ClockTold(
            kept=kept,
            days=getattr(kept_for, name).days,
            since=since,
            setting=setting_of(name),
        )
        for name, (kept, since) in CLOCKS.items()
    ]
