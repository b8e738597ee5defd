from shared.access.storage.tables import metadata
from shared.db.migrations import run

run(metadata)
