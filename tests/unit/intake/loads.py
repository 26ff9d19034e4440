"""What a load leaves behind, without loading anything."""

from __future__ import annotations

from pipeline.home import Home
from pipeline.intake.progress import state_of
from pipeline.warehouse.database import working_connection
from pipeline.warehouse.loaded import copy_answer, record_collections


def load(home: Home, collection: str, reader: str) -> None:
    """The warehouse says that it holds the collection as last scanned."""
    with working_connection(home) as connection:
        record_collections(connection, {collection: state_of(home, collection, reader)})
        copy_answer(connection, home)
