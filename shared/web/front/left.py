"""
How long somebody who sits still is let in: her open page asks before it is too late.
"""

import json

from werkzeug.wrappers import Response

from shared.access.storage.book import looking
from shared.access.usecases.sign_in import recognise
from shared.web.cookies import SESSION, shown
from shared.web.front.desk import Desk
from shared.web.gate import NotSignedIn


def show(desk: Desk) -> Response:
    """
    Tell whose sign-in it is, how many seconds it lasts, and what guards her forms.

    A page that asks by itself keeps nobody signed in. Where she has said that she is
    still here, the gate has written that down before.

    Raises NotSignedIn.
    """
    secret = shown(desk.request, SESSION, desk.door)
    with looking(desk.engine) as book:
        found = recognise(secret=secret, now=desk.now, book=book)
    if desk.who is None or found is None:
        raise NotSignedIn
    told = {
        "person": str(desk.who.user_id),
        "guard": desk.who.forgery_guard,
        "seconds": int(found.sign_in.left(now=desk.now).total_seconds()),
        "may_be_prolonged": found.sign_in.may_be_prolonged(),
    }
    return Response(json.dumps(told) + "\n", mimetype="application/json")
