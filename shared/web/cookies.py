"""
The door's cookies: for this host alone, not read by scripts, not sent by other sites.
"""

from datetime import timedelta

from werkzeug.wrappers import Request, Response

from shared.config import DoorSettings

SESSION = "session"
BROWSER = "browser"
"""Names a browser before anybody has signed in, so that its forms are its own."""
ERRAND = "errand"
"""Names a browser on its way to another organisation's sign-in and back."""
SIGNED_OUT = "signed_out"
"""Says that whoever was at this browser last has signed out."""
KNOWN = "known"
"""Says who has signed in at this browser, to nobody but us; it lets nobody in."""
FOR_A_YEAR = timedelta(days=365)


def name_of(cookie: str, door: DoorSettings) -> str:
    """
    Return the name under TLS, where browsers let nobody else set such a cookie.

    They ask https of that prefix, so on plain loopback it is left out.
    """
    return f"__Host-{cookie}" if door.has_tls else cookie


def shown(request: Request, cookie: str, door: DoorSettings) -> str:
    return request.cookies.get(name_of(cookie, door), "")


def give(
    response: Response,
    cookie: str,
    secret: str,
    door: DoorSettings,
    *,
    lasts: timedelta | None = None,
) -> None:
    """
    Set a cookie until the browser is closed: when it counts no more we decide.

    ``lasts`` is for what tells of the browser itself, whoever is at it.
    """
    response.set_cookie(
        name_of(cookie, door),
        secret,
        max_age=lasts,
        path="/",
        secure=door.has_tls,
        httponly=True,
        samesite="Lax",
    )


def take_away(response: Response, cookie: str, door: DoorSettings) -> None:
    response.delete_cookie(
        name_of(cookie, door),
        path="/",
        secure=door.has_tls,
        httponly=True,
        samesite="Lax",
    )
