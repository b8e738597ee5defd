"""
All that a machine's token can name: what the services' own tables ask for.
"""

import importlib

from shared.bus.topology import SERVICES
from shared.web.access import Access


def access_of(service: str) -> Access:
    """
    Return a service's table of who may.
    """
    module = importlib.import_module(f"services.{service}.entrypoints.access")
    found: Access = module.ACCESS
    return found


SCOPES = frozenset(scope for service in SERVICES for scope in access_of(service).scopes)
