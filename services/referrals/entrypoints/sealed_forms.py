"""
What stands in the forms of the sealed lane: days, codes, yes and no; no text.
"""

from marshmallow.fields import UUID, Boolean, Date, String

from services.referrals.entrypoints.forms import Form, StepForm


class BeginForm(Form):
    mother_id = UUID(required=True)


class SendForm(StepForm):
    sent_on = Date(required=True)
    office = String(required=True)
    parents_informed = Boolean(required=True)
    interpreted = Boolean(required=True)


class ReceiptForm(StepForm):
    receipted_on = Date(required=True)
