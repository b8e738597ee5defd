"""
A webhook reaches no machine inside our own network, whatever its address pretends.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import ClassVar

import pytest

from services.outreach.gateways.webhook_sender import WebhookSender
from shared.kernel.secret import new_webhook_secret, signature_of

NOW = datetime(2027, 3, 9, 11, 0, tzinfo=UTC)
PUBLIC = "203.119.101.1"
CLOSED = [
    "127.0.0.1", "127.8.9.10", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.254",  # noqa: S104 - an address to refuse.
    "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1",
    "224.0.0.1", "255.255.255.255", "240.0.0.1", "::1", "::", "fe80::1", "fc00::1",
    "fd12:3456::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2001:db8::1",
    "::ffff:169.254.169.254", "2002:7f00:1::", "2002:a00:1::", "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe", "2001:0:53aa:64c:0:0:0:1",
]  # fmt: skip
NAMES = [
    "https://localhost/", "https://127.1/", "https://2130706433/", "https://0x7f.1/",
    "https://[::1]/", "https://intern.eksempel.dk/", "https://LOCALHOST:8443/",
    "https://169.254.169.254/latest/meta-data/", "https://127.0.0.1.nip.io/",
]  # fmt: skip


class Watch:
    """
    Sees each connection that is tried.
    """

    def __init__(self, port: int = 0) -> None:
        self.connected: list[str] = []
        self._port = port

    def __call__(self, address: str, _host: str, _port: int) -> HTTPConnection:
        self.connected.append(address)
        return HTTPConnection("127.0.0.1", self._port, timeout=5)


class Receiver(BaseHTTPRequestHandler):
    """
    Another system on this machine, for what a message looks like when it comes.
    """

    status: ClassVar[int] = 204
    seen: ClassVar[list[tuple[str, dict[str, str], bytes]]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.seen.append((self.path, dict(self.headers), body))
        self.send_response(self.status)
        self.send_header("Location", "http://127.0.0.1/elsewhere")
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    Receiver.seen.clear()
    Receiver.status = 204
    server = HTTPServer(("127.0.0.1", 0), Receiver)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def sent(sender: WebhookSender, url: str = "https://hooks.eksempel.dk/t?a=b") -> object:
    return sender.send(
        url=url, secret=new_webhook_secret(), message_id="msg", body=b"{}", at=NOW
    )


class TestClosedNetwork:
    @pytest.mark.parametrize("name", NAMES)
    @pytest.mark.parametrize("address", CLOSED)
    def test_is_never_connected_to(self, name: str, address: str):
        """
        Whatever the name looks like: where it points decides, and nothing is opened.
        """
        watch = Watch()
        sender = WebhookSender(resolve=lambda *_: [address], connect=watch)

        assert sent(sender, name) == "not-public"
        assert watch.connected == []

    def test_hides_behind_no_public_address(self):
        """
        One closed address among public ones is enough to refuse the name.
        """
        watch = Watch()
        sender = WebhookSender(resolve=lambda *_: [PUBLIC, "10.0.0.1"], connect=watch)

        assert sent(sender) == "not-public"
        assert watch.connected == []

    def test_is_not_reached_by_a_name_that_changes(self, port: int):
        """
        A name is looked up once, and the very address that was looked at is connected
        to; the second answer is never asked for.
        """
        answers = iter([[PUBLIC], ["127.0.0.1"]])
        watch = Watch(port)
        sender = WebhookSender(resolve=lambda *_: next(answers), connect=watch)

        assert sent(sender) is None
        assert watch.connected == [PUBLIC]
        assert next(answers) == ["127.0.0.1"]

    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    def test_is_not_reached_by_a_redirect(self, port: int, status: int):
        """
        Nobody is followed; a redirect is a failure with its number.
        """
        Receiver.status = status
        watch = Watch(port)
        sender = WebhookSender(resolve=lambda *_: [PUBLIC], connect=watch)

        assert sent(sender) == f"http-{status}"
        assert len(watch.connected) == len(Receiver.seen) == 1

    def test_does_not_resolve_is_no_answer(self):
        """
        A name that does not exist is not reached.
        """

        def resolve(*_: object) -> list[str]:
            raise OSError

        assert sent(WebhookSender(resolve=resolve, connect=Watch())) == "not-reached"


class TestMessage:
    def test_is_signed_as_standard_webhooks_asks(self, port: int):
        """
        Id, timestamp and signature stand in the headers; the receiver can check them.
        """
        secret = new_webhook_secret()
        sender = WebhookSender(resolve=lambda *_: [PUBLIC], connect=Watch(port))

        failure = sender.send(
            url="https://hooks.eksempel.dk/t?a=b",
            secret=secret,
            message_id="msg_1",
            body=b'{"a":1}',
            at=NOW,
        )

        (seen,) = Receiver.seen
        path, headers, body = seen
        assert (failure, path, body) == (None, "/t?a=b", b'{"a":1}')
        assert headers["Host"] == "hooks.eksempel.dk"
        assert headers["webhook-id"] == "msg_1"
        assert headers["webhook-timestamp"] == str(int(NOW.timestamp()))
        assert headers["webhook-signature"] == signature_of(
            secret, message_id="msg_1", timestamp=int(NOW.timestamp()), body=body
        )

    def test_has_the_signature_of_the_standards_own_example(self):
        """
        The example of the standard, so that every library of it takes ours.
        """
        assert (
            signature_of(
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                message_id="msg_p5jXN8AQM9LWM0D4loKWxJek",
                timestamp=1614265330,
                body=b'{"test": 2432232314}',
            )
            == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
        )
