"""
What was sent, up to what anything here needs.

The whole body is read before anything looks into a form: werkzeug would write a file of
any size to the disk first.
"""

from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Request

from shared.kernel.refusal import Refusal

LARGEST_REQUEST = 6_000_000  # bytes
LARGEST_OF_STRANGERS = 100_000  # bytes
_WITH_FILES = "multipart/form-data"


class RequestTooLarge(Refusal):
    """
    More was sent than anything here needs.
    """

    code = "request-too-large"


class FileTooLarge(RequestTooLarge):
    """
    The file that was chosen is larger than anything here needs.
    """

    code = "file-too-large"


def body_of(request: Request, *, largest: int = LARGEST_REQUEST) -> bytes:
    """
    Read the whole body, and keep it for whoever reads it again.

    Raises RequestTooLarge, or FileTooLarge where a form with a file was sent.
    """
    request.max_content_length = largest
    request.max_form_memory_size = largest
    try:
        body = request.get_data(cache=True)
        request.form  # noqa: B018 - more fields than a form can have are refused here.
    except RequestEntityTooLarge:
        raise _too_large(request, largest) from None
    if len(body) > largest:
        # The gate has read it already, up to what is allowed anywhere.
        raise _too_large(request, largest)
    return body


def _too_large(request: Request, largest: int) -> RequestTooLarge:
    has_file = request.mimetype == _WITH_FILES
    return (
        FileTooLarge(largest=largest) if has_file else RequestTooLarge(largest=largest)
    )
