"""
The way to the sign-in and back, which never leads to somewhere else.
"""

from urllib.parse import quote, urlsplit

from werkzeug.wrappers import Request, Response

SIGN_IN = "/sign-in/"
_ROOT = "babygruppe.root"
_LONGEST = 500  # characters


def remember_root(request: Request, origin: str) -> None:
    """
    Keep what browsers call us, if that is set: a proxy may call us otherwise.
    """
    request.environ[_ROOT] = origin or request.host_url.rstrip("/")


def root_of(request: Request) -> str:
    """
    Return what an address begins with that is given on to somebody.
    """
    found: str = request.environ[_ROOT]
    return found


def sign_in_and_come_back(request: Request) -> Response:
    """
    Lead to the sign-in; a form that was filled in too late leads back to its page.
    """
    if request.method == "GET":
        place = request.root_path + request.full_path.rstrip("?")
    else:
        place = urlsplit(request.headers.get("Referer", "")).path
    back = quote(own_path(place), safe="")
    return Response(status=303, headers={"Location": f"{SIGN_IN}?to={back}"})


def own_path(told: str) -> str:
    r"""
    Return the path if it is one of ours, and nothing otherwise.

    Browsers read ``//host`` and ``/\host`` as other hosts, and drop control characters
    before they look.
    """
    plain = told.isascii() and told.isprintable() and "\\" not in told
    ours = plain and told.startswith("/") and not told.startswith("//")
    return told if ours and len(told) <= _LONGEST else ""
