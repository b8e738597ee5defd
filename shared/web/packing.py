"""
Pages are sent packed: a register of twenty mothers weighs a third of what it did.
"""

import gzip

from werkzeug.wrappers import Request, Response

_SMALLEST = 1_000  # bytes; below it the headers weigh more than is saved.
_LEVEL = 5  # Beyond it costs more time than it saves on the way.


def packed(request: Request, response: Response) -> Response:
    """
    Pack a page whose browser can unpack it.

    A page that was asked for with a query stays as it is: it may hold words that
    somebody else chose, and from how small these become beside a secret, whoever counts
    the bytes could guess the secret (BREACH).
    """
    if not _is_page(response) or request.query_string:
        return response
    response.headers.add("Vary", "Accept-Encoding")
    content = response.get_data()
    if request.accept_encodings["gzip"] and len(content) >= _SMALLEST:
        response.set_data(gzip.compress(content, _LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response


def _is_page(response: Response) -> bool:
    return response.mimetype == "text/html" and not response.is_streamed
