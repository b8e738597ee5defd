import pytest
from openapi_spec_validator import validate
from openapi_spec_validator.validation.exceptions import OpenAPIValidationError

from deploy.running import service_class
from shared.bus.topology import SERVICES
from shared.web.openapi import openapi_of


@pytest.mark.parametrize("service", SERVICES)
class TestOpenAPI:
    def test_is_valid(self, service: str):
        """
        The document of each service is OpenAPI 3.1.
        """
        validate(openapi_of(service_class(service)))

    def test_would_not_be_valid_otherwise(self, service: str):
        """
        The control: a broken document is refused.
        """
        broken = openapi_of(service_class(service)) | {"paths": ["/sessions"]}

        with pytest.raises(OpenAPIValidationError):
            validate(broken)

    def test_asks_for_a_key_with_every_post(self, service: str):
        """
        Every POST can be sent again without a second effect.
        """
        for path in openapi_of(service_class(service))["paths"].values():
            if "post" in path:
                names = [one["name"] for one in path["post"]["parameters"]]
                assert "Idempotency-Key" in names
