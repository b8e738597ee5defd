"""
What stands in the forms of the sealed lane: days, codes, yes and no; no text.
"""

from marshmallow.fields import UUID, Boolean, Date, String

from services.referrals.entrypoints.forms import Form, StepForm, called
from shared.web.language import lazy_gettext as _


class BeginForm(Form):
    mother_id = UUID(required=True, metadata=called(_("Mor")))


class SendForm(StepForm):
    sent_on = Date(required=True, metadata=called(_("Hvornår sendte du den?")))
    office = String(required=True, metadata=called(_("Hvor blev den sendt hen?")))
    parents_informed = Boolean(
        required=True, metadata=called(_("Ved forældrene, at den er sendt?"))
    )
    interpreted = Boolean(
        required=True, metadata=called(_("Var der en tolk med, da de fik det at vide?"))
    )


class ReceiptForm(StepForm):
    receipted_on = Date(required=True, metadata=called(_("Hvornår kom kvitteringen?")))
