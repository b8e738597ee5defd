"""
What is wrong in a field, in plain words.
"""

from shared.web.field_words import FieldWords
from shared.web.language import lazy_gettext as _

FIELD_WORDS = FieldWords(said={"Needed for the text.": _("Mangler til beskeden.")})
