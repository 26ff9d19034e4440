"""Partitions: one per collection, the folder that an operator named. Never derived from what a document says: a misread key would be for ever."""

from __future__ import annotations

import dagster as dg

COLLECTIONS = dg.DynamicPartitionsDefinition(name="collection")
