"""What a run writes to the terminal: nothing but errors, unless asked for. The whole log is in the instance and shows in the UI."""

from __future__ import annotations

import logging
import os

import dagster as dg
from dagster import InitLoggerContext

LEVEL_VARIABLE = "MINGZHANG_RUN_LOG"
"""DEBUG, INFO, WARNING, ERROR or CRITICAL."""


def _make_logger(_context: InitLoggerContext) -> logging.Logger:
    """A logger that is quiet by default; one run writes thousands of events."""
    logger = logging.Logger("mingzhang", level=os.environ.get(LEVEL_VARIABLE, "ERROR"))  # noqa: LOG001 (Dagster's loggers are unregistered)
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger.addHandler(handler)
    return logger


console = dg.LoggerDefinition(
    _make_logger, description=f"Standard error, from level ${LEVEL_VARIABLE} (default ERROR) up."
)
"""Replaces Dagster's own console logger, which writes every event."""
