"""
Nobody else makes a browser do something here: what each change has to show.

Two guards, each enough alone: what the browser says of the page that asks, and a proof
in the form that only a page of the same sign-in can hold.
"""

from urllib.parse import urlsplit

from werkzeug.wrappers import Request

from shared.kernel.ids import new_id
from shared.kernel.refusal import Refusal
from shared.kernel.secret import is_same, proof_of

HEADER = "X-CSRF-Token"
FORM_KEY = "form_key"
_BETWEEN = "."
_UNNAMED = "null"


class CrossSiteRequest(Refusal):
    """
    Another web site tried to make this browser do something here.
    """

    code = "cross-site-request"


class FormNotOurs(Refusal):
    """
    The form does not belong to this sign-in: open the page again.
    """

    code = "form-not-ours"


def guard_of(secret: str) -> str:
    """
    Return what the forms of a sign-in hold; its own secret is not told by it.
    """
    return proof_of(secret, "forms")


def new_form_key(guard: str) -> str:
    """
    Return a form's one hidden value: a key for each filling in, and the guard.
    """
    return f"{new_id()}{_BETWEEN}{guard}"


def key_in(form_key: str) -> str:
    """
    Return the part by which a second tap is known.
    """
    return form_key.partition(_BETWEEN)[0]


def refuse_cross_site(request: Request, *, may_be_unnamed: bool = False) -> None:
    """
    Refuse a change that another web site's page asks for.

    A page that tells nobody its address sends its forms from ``null``, and so does
    another site's that hides: it is let through only where the form has its own guard.

    Raises CrossSiteRequest.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is None:
        # Browsers tell it on https and localhost only, and older ones never.
        origin = request.headers.get("Origin", f"//{request.host}")
        is_ours = urlsplit(origin).netloc == request.host
        is_unnamed = may_be_unnamed and origin == _UNNAMED
        site = "same-origin" if is_ours or is_unnamed else origin
    if site not in {"same-origin", "none"}:
        raise CrossSiteRequest


def refuse_foreign_form(request: Request, guard: str) -> None:
    """
    Refuse a change whose form, or whose header, does not hold the guard.

    Raises FormNotOurs.
    """
    told = request.headers.get(HEADER, "")
    if not told:
        told = request.form.get(FORM_KEY, "").partition(_BETWEEN)[2]
    if not guard or not is_same(told, guard):
        raise FormNotOurs
