"""
What the forms of referrals call each field, and what is wrong in one in plain words.
"""

from collections.abc import Mapping

from shared.web.field_words import FieldWords
from shared.web.language import lazy_gettext as _

_FIELDS: Mapping[str, str] = {
    "version": _("Siden"),
    "mother_id": _("Mor"),
    "child_id": _("Barn"),
    "concern": _("Bekymring"),
    "priority": _("Hvor hurtigt"),
    "interpreter_language": _("Tolk på hvilket sprog"),
    "reason": _("Hvorfor"),
    "visit_on": _("Dag"),
    "visit_time": _("Klokken"),
    "kind": _("Hvordan"),
    "outcome_code": _("Hvad kom der ud"),
    "given": _("Mors svar"),
    "language": _("Sprog"),
    "explained_by_role": _("Hvem forklarede"),
    "interpreted": _("Tolk"),
    "said_on": _("Dag"),
    "need_month": _("Fra hvilken måned"),
    "linked_daycare": _("Ønsker"),
    "near_home": _("Ønsker"),
    "same_as_sibling": _("Ønsker"),
    "childminder": _("Ønsker"),
    "language_1": _("Sprog"),
    "language_2": _("Sprog"),
    "on": _("Dag"),
    "answer_by": _("Svar senest"),
    "wished": _("Ønsket plads"),
    "start_month": _("Måned"),
    "sent_on": _("Hvornår sendte du den?"),
    "office": _("Hvor blev den sendt hen?"),
    "parents_informed": _("Ved forældrene, at den er sendt?"),
    "receipted_on": _("Hvornår kom kvitteringen?"),
    # Refused as one, filled in as two.
    "visit_at": _("Dag og klokken"),
}
_SAID: Mapping[str, str] = {
    "Choose one of the offices.": _("Vælg et af kontorerne."),
    "Not before it was sent.": _("Vælg en dag, efter at den blev sendt."),
    "Use the first day of the month.": _("Vælg en måned."),
    "Use a day that can be meant here.": _("Vælg en dag, der kan passe her."),
    "Use one of the wish codes or a daycare's id.": _("Vælg et af ønskerne."),
}

FIELD_WORDS = FieldWords(_FIELDS, _SAID)
