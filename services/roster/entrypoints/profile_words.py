"""
What a mother tells of herself, as staff say it.
"""

from services.roster.domain.duplicate import Likeness
from services.roster.domain.profile import Knows, PhoneOf, Reads
from shared.web.language import lazy_gettext as _

READS: dict[str, str] = {
    Reads.YES: _("Ja"),
    Reads.A_LITTLE: _("Lidt"),
    Reads.NO: _("Nej, ring eller tal i stedet"),
}
PHONE_OF: dict[str, str] = {
    PhoneOf.HERS: _("Hendes egen"),
    PhoneOf.HUSBAND: _("Hendes mands"),
    PhoneOf.FAMILY: _("En andens i familien"),
    PhoneOf.ANOTHER: _("En andens"),
}
KNOWS: dict[str, str] = {
    Knows.NURSERY: _("Vuggestue eller dagpleje"),
    Knows.KINDERGARTEN: _("Børnehave"),
    Knows.SCHOOL: _("Skole"),
    Knows.TWINS: _("Tvillinger"),
}
ALIKE: dict[str, str] = {
    Likeness.NUMBER: _("samme nummer"),
    Likeness.CHILD: _("navnet lyder ens, og et barn er født samme dag"),
    Likeness.GROUP: _("navnet lyder ens, og de er i samme gruppe"),
}
