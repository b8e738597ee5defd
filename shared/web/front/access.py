"""
Who may use the front: what a stranger needs to come in, and who decides on people.
"""

from shared.kernel.organisations import PARTNERS, PEOPLE, Role
from shared.web.access import Access, everybody, people

_ADMINISTRATORS = people({Role.ADMINISTRATOR})

FRONT_ACCESS = Access(
    "sign-in",
    owners=PARTNERS,
    rules={
        "GET /sign-in/": everybody(),
        "POST /sign-in/": everybody(),
        "GET /sign-in/invitation/<secret>": everybody(),
        "POST /sign-in/invitation/<secret>": everybody(is_unnamed=True),
        "GET /sign-in/demo/<secret>": everybody(),
        "POST /sign-in/demo/<secret>": everybody(is_unnamed=True),
        "GET /sign-in/elsewhere": everybody(),
        "GET /sign-in/back": everybody(),
        "GET /sign-in/static/<name>": everybody(),
        # It stands on the pages of the links too; a language is all that is at stake.
        "POST /sign-in/language": everybody(is_unnamed=True),
        "GET /sign-in/left": people(PEOPLE),
        "POST /sign-out": everybody(),
        "GET /people": people({Role.ADMINISTRATOR, Role.LEADER}, is_narrowed=True),
        "POST /people": _ADMINISTRATORS,
        "POST /people/<uuid:user_id>/link": _ADMINISTRATORS,
        "POST /people/<uuid:user_id>/disable": _ADMINISTRATORS,
        "POST /people/<uuid:user_id>/let_in": _ADMINISTRATORS,
    },
)
