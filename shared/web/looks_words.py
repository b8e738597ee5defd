"""
What the codes of the log of looks are called in plain Danish.
"""

from shared.looks.look import Part, Purpose
from shared.web.language import lazy_gettext as _

LOOKED_PARTS: dict[str, str] = {
    Part.REGISTER: _("Fremmøde"),
    Part.NAME: _("Navn på en liste"),
    Part.CONTACT: _("Navn og kontakt"),
    Part.ENROLMENT: _("Hvordan det står med hende"),
    Part.PROFILE: _("Hvad hun fortæller om sig selv"),
    Part.CHILDREN: _("Børn"),
    Part.PICK_UP: _("Hvem henter hende"),
    Part.OWN_LINK: _("Hendes eget link"),
    Part.DISCLOSURES: _("Udleveringer"),
    Part.FOLLOW_UPS: _("Opfølgning"),
    Part.AGREEMENT: _("Aftale"),
    Part.REFERRAL: _("Henvisning"),
    Part.HAND_OFF: _("Overlevering"),
    Part.MESSAGE: _("Beskeder"),
    Part.LOOKS: _("Opslag"),
    Part.ALL: _("Alt om hende"),
}

LOOKED_PURPOSES: dict[str, str] = {
    Purpose.RUN_THE_SESSION: _("Holde mødegangen"),
    Purpose.ADMINISTRATION: _("Holde listen i orden"),
    Purpose.FOLLOW_UP: _("Følge op"),
    Purpose.WRITE_TO_HER: _("Skrive til hende"),
    Purpose.HOME_VISIT: _("Hjemmebesøg"),
    Purpose.DAYCARE_PLACE: _("Plads i dagtilbud"),
    Purpose.EXPORT: _("Levere til et andet system"),
    Purpose.OVERSIGHT: _("Stikprøve"),
    Purpose.HER_OWN_REQUEST: _("Hun har bedt om indsigt"),
}
