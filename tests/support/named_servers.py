"""
Servers that the environment names.
"""

import os

from tests.support.answers import WhySilent
from tests.support.servers import Missing, Server


class NamedServerSilentError(Exception):
    """
    The environment names a server that does not answer.

    Going on to the next way would run the tests on another server than the one
    that was asked for, and nobody would know.
    """


def server_named_in(variable: str, *, why_silent: WhySilent) -> Server | Missing:
    """
    Return the server that the variable names.

    Raises NamedServerSilentError.
    """
    url = os.environ.get(variable)
    if not url:
        return Missing("not set")
    if reason := why_silent(url):
        raise NamedServerSilentError(f"{variable} names a server that fails: {reason}")
    return Server(url=url)
