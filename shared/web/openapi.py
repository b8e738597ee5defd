"""
OpenAPI 3.1, made from the routes themselves so that it is never out of date.
"""

import re
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import Schema, fields

from shared.web.api import Operation
from shared.web.cookies import SESSION
from shared.web.http import Http

_PERSON = "person"  # Her sign-in: there are routes for no machine.
_MACHINE = "machine"  # Its token, and the scope that it must name.
_PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")


class ProblemSchema(Schema):
    """
    A refusal (RFC 9457): decide on ``code``, which never changes.
    """

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    code = fields.String(required=True)
    errors = fields.Dict()
    state = fields.String()
    version = fields.Integer()


def openapi_of(service: type[Any]) -> dict[str, Any]:
    """
    Return the OpenAPI document of a service's JSON routes.
    """
    spec = APISpec(
        title=f"Babygruppe: {service.name}",
        version="1",
        openapi_version="3.1.0",
        plugins=[MarshmallowPlugin()],
        servers=[{"url": f"/{service.name}"}],
    )
    spec.components.schema("Problem", schema=ProblemSchema)
    spec.components.security_scheme(_MACHINE, {"type": "http", "scheme": "bearer"})
    spec.components.security_scheme(
        _PERSON, {"type": "apiKey", "in": "cookie", "name": SESSION}
    )
    for operation in operations_of(service):
        path = _PARAMETER.sub(r"{\2}", operation.url)
        rule = service.access.rules[f"{operation.method} {operation.url}"]
        needs = {_MACHINE: [rule.scope]} if rule.scope else {_PERSON: []}
        told = {**_told(operation), "security": [needs]}
        spec.path(path=path, operations={operation.method.lower(): told})
    return dict(spec.to_dict())


def operations_of(service: type[Any]) -> list[Operation]:
    found = [
        entrypoint.operation
        for name in sorted(dir(service))
        for entrypoint in getattr(getattr(service, name), "nameko_entrypoints", ())
        if isinstance(entrypoint, Http) and entrypoint.operation
    ]
    return sorted(found, key=lambda one: (one.url, one.method))


def _told(operation: Operation) -> dict[str, Any]:
    told: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": _parameters(operation),
        "responses": {
            str(operation.status): _response(operation),
            "default": {
                "description": "Refused, with a stable code",
                "content": {"application/problem+json": {"schema": "Problem"}},
            },
        },
    }
    if operation.reads:
        content = {"application/json": {"schema": operation.reads}}
        told["requestBody"] = {"required": True, "content": content}
    return told


def _response(operation: Operation) -> dict[str, Any]:
    schema: Any = operation.answers
    if operation.many:
        schema = {"type": "array", "items": operation.answers}
    return {
        "description": operation.summary,
        "content": {"application/json": {"schema": schema}},
    }


def _parameters(operation: Operation) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {
            "in": "path",
            "name": name,
            "required": True,
            "schema": {"type": "string", **({"format": "uuid"} if kind else {})},
        }
        for kind, name in _PARAMETER.findall(operation.url)
    ]
    if operation.method == "POST":
        key = {"type": "string", "minLength": 1, "maxLength": 200}
        found.append(
            {"in": "header", "name": "Idempotency-Key", "required": True, "schema": key}
        )
    return found
