"""
A file that comes in a JSON request, in one of two ways.
"""

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from shared.kernel.refusal import Invalid


def content_in(sent: Mapping[str, Any]) -> bytes:
    """
    Return the file's bytes.

    Raises Invalid.
    """
    text, encoded = sent["text"], sent["content_base64"]
    if (text is None) == (encoded is None):
        told = ["Send the file as text or as content_base64, not both."]
        raise Invalid({"text": told, "content_base64": told})
    if encoded is None:
        # Half of a broken letter is read as a lost one, and its line is named.
        return str(text).encode(errors="replace")
    try:
        return base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise Invalid({"content_base64": ["This is not base64."]}) from None
