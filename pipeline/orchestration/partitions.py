"""Partitions: one per collection, the folder that an operator named. Never derived from what a document says: a misread key would be for ever."""

from __future__ import annotations

import warnings

import dagster as dg

# `BackfillPolicy` (all collections in one run) is the one beta parameter in use; its notice would stand at the head of every log.
warnings.filterwarnings("ignore", category=dg.BetaWarning, message=".*backfill_policy.*")

COLLECTIONS = dg.DynamicPartitionsDefinition(name="collection")

COLLECTIONS_AT_ONCE = 10
"""Collections of one run of a backfill: starting a run costs seconds, and a failing collection takes the others of its run along."""
