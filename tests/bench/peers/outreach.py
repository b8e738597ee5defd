"""
Ours with outreach's own policies and tables: what a real service makes of the bus.
"""

import shared.green  # noqa: F401 - before anything that blocks.

# isort: split
from services.outreach.entrypoints import events
from services.outreach.storage.unit_of_work import OutreachUnitOfWork
from shared.bus.extensions import UnitOfWorkProvider
from tests.bench.peers.product import serve


class BenchOutreachService(events.Entrypoints):
    """
    Outreach without its pages, reading a queue of the bench's own.
    """

    name = "bench.outreach"

    uow = UnitOfWorkProvider(OutreachUnitOfWork)


if __name__ == "__main__":
    serve(BenchOutreachService)
