"""
What the door refuses, each fact with its code.
"""

from shared.kernel.refusal import Conflict, Invalid, NotFound, Refusal


class UserNotFound(NotFound):
    """
    Nobody is known under this name or id.
    """

    code = "user-not-found"


class TokenNotFound(NotFound):
    """
    No machine of this organisation is known under this name.
    """

    code = "token-not-found"


class InvitationNotUsable(Refusal):
    """
    The invitation is not known, was used, or is too old.
    """

    code = "invitation-not-usable"


class SignInNameTaken(Conflict):
    """
    Somebody signs in under this name already.
    """

    code = "sign-in-name-taken"


class OrganisationNotFound(NotFound):
    """
    There is no organisation of this kind and id here.
    """

    code = "organisation-not-found"


class OrganisationIsThere(Conflict):
    """
    One of this kind has this name already: choose another name for the new one.
    """

    code = "organisation-is-there"


class RoleNotInOrganisation(Invalid):
    """
    This organisation has nobody in this role.
    """

    code = "role-not-in-organisation"


class PasswordNotGoodEnough(Invalid):
    """
    The password can be guessed too easily, or is longer than anybody types.
    """

    code = "password-not-good-enough"


class ScopeNotKnown(Invalid):
    """
    A machine cannot be given this: no route asks for it.
    """

    code = "scope-not-known"


class SignInFailed(Refusal):
    """
    Name and password do not belong together. It is not said which of them is wrong.
    """

    code = "sign-in-failed"


class TooManyTries(Refusal):
    """
    So many tries were wrong that the door waits before it looks at the next.
    """

    code = "too-many-tries"


class NoRoleHere(Refusal):
    """
    The other organisation's sign-in knows who it is, but gives no role here.
    """

    code = "no-role-here"
