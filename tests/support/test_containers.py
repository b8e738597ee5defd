"""
Tests of a container engine that cannot help; a real one is tried where there is one.
"""

import json
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.support.containers import rabbitmq_in_container
from tests.support.servers import Missing

IMAGE = "rabbitmq:3.10-management"
NO_SUCH_IMAGE = {"message": "no such image, and no registry to ask"}


class EngineWithoutImages(BaseHTTPRequestHandler):
    """
    What an engine answers that runs, but has no image and no registry.
    """

    def do_GET(self):
        if self.path.endswith("/version"):
            self.answer(HTTPStatus.OK, {"ApiVersion": "1.41"})
        elif self.path.endswith("/_ping"):
            self.answer(HTTPStatus.OK, "OK")
        else:
            self.answer(HTTPStatus.NOT_FOUND, NO_SUCH_IMAGE)

    do_POST = do_GET  # noqa: N815 -- The name is the protocol's.

    def answer(self, status, body):
        text = body if isinstance(body, str) else json.dumps(body)
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        """
        Keep the tests' output clean.
        """


@pytest.fixture
def engine_without_images(monkeypatch):
    engine = ThreadingHTTPServer(("127.0.0.1", 0), EngineWithoutImages)
    Thread(target=engine.serve_forever, daemon=True).start()
    monkeypatch.setenv("DOCKER_HOST", f"tcp://127.0.0.1:{engine.server_port}")
    yield engine
    engine.shutdown()
    engine.server_close()


class TestServerInContainer:
    def test_is_missing_when_no_engine_answers(self, monkeypatch):
        """
        Then the next way is tried.
        """
        monkeypatch.setenv("DOCKER_HOST", "unix:///nobody-listens-here.sock")

        missing = rabbitmq_in_container(IMAGE)

        assert missing == Missing(
            "no engine answers at unix:///nobody-listens-here.sock"
        )

    @pytest.mark.usefixtures("engine_without_images")
    def test_says_so_when_the_engine_has_no_such_image(self):
        """
        Who started an engine for the tests learns why they did not use it.
        """
        missing = rabbitmq_in_container(IMAGE)

        assert missing.reason.startswith(f"the engine answers, but not with {IMAGE}: ")
