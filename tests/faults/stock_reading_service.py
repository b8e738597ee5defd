"""
A service whose messages are decoded, and complained about, as kombu does by itself.

Pickle is among what it accepts. Broken on purpose: see A9.
"""

import shared.green  # noqa: F401 - it makes the process green, before all others.

# isort: split
import json
import logging
import sys
from typing import Any

from kombu.exceptions import DecodeError
from kombu.mixins import ConsumerMixin
from kombu.serialization import enable_insecure_serializers, register

from deploy import cli
from shared.bus import rabbitmq
from shared.contracts.envelope import CONTENT_TYPE
from shared.logging import configure_logging


class StockReader(rabbitmq.RabbitReader):
    def _arrive(self, message: Any) -> None:
        told = self._channel.message_to_python(message)
        try:
            content = told.decode()
        except (DecodeError, Exception) as error:  # noqa: BLE001 - kombu catches all.
            ConsumerMixin.on_decode_error(self, told, error)
            return
        body = json.dumps(content, default=str).encode()
        self._arrived.append(rabbitmq.Delivery(body=body, tag=message.delivery_tag))


def _with_stock_logging(**told: Any) -> None:
    configure_logging(**told)
    logging.getLogger("kombu").setLevel(logging.NOTSET)


def main() -> int:
    enable_insecure_serializers()
    register("cloudevents", json.dumps, json.loads, content_type=CONTENT_TYPE)
    rabbitmq.RabbitReader = StockReader
    cli.configure_logging = _with_stock_logging
    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
