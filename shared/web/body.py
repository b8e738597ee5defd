"""
What was sent, up to what anything here needs.
"""

from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Request

from shared.kernel.refusal import Refusal

LARGEST_REQUEST = 6_000_000  # bytes


class RequestTooLarge(Refusal):
    """
    More was sent than anything here needs.
    """

    code = "request-too-large"


def body_of(request: Request, *, largest: int = LARGEST_REQUEST) -> bytes:
    """
    Read the whole body, and keep it for whoever reads it again.

    Raises RequestTooLarge.
    """
    request.max_content_length = largest
    try:
        body = request.get_data(cache=True)
    except RequestEntityTooLarge:
        raise RequestTooLarge(largest=largest) from None
    if len(body) > largest:
        # The gate has read it already, up to what is allowed anywhere.
        raise RequestTooLarge(largest=largest)
    return body
