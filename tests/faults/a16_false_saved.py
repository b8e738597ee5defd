"""
A roster that says "saved" where the database has said no: the control of A16.

    python -m tests.faults.a16_false_saved run roster
"""

import shared.green  # noqa: F401 - it makes the process green, before all others.

# isort: split
import json
import sys
from typing import Any
from uuid import uuid4

from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from deploy.cli import main
from shared.web import api

_answered_once = api.answered_once


def _always_saved(*asked: Any) -> Response:
    try:
        return _answered_once(*asked)
    except SQLAlchemyError:
        body = json.dumps({"id": str(uuid4())})
        return Response(body, status=200, mimetype="application/json")


if __name__ == "__main__":
    api.answered_once = _always_saved
    sys.exit(main())
