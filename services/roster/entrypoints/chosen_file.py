"""
The file that somebody has chosen in a form.
"""

from contextlib import closing

from shared.kernel.refusal import Invalid
from shared.web.http import Call
from shared.web.language import gettext as _


def chosen_file(call: Call) -> bytes:
    """
    Return what stands in it.

    Raises Invalid.
    """
    sent = call.request.files.get("file")
    if sent is None:
        raise Invalid({"file": [_("Vælg en fil.")]})
    with closing(sent):
        content = sent.read()
    if not content:
        raise Invalid({"file": [_("Vælg en fil.")]})
    return content
