"""
A calendar that is subscribed to by a secret address.
"""

from werkzeug.wrappers import Request, Response


def subscription(request: Request, calendar: bytes, *, name: str) -> Response:
    """
    Answer with a calendar; a phone that has the newest is told so in a line.
    """
    response = Response(calendar, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.ics"'
    # It may be kept, but not by what stands between: the address is a secret.
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    return response.make_conditional(request)
