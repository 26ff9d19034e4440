"""Looking at a page with a real browser."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome")


def browser() -> str | None:
    """Path of a headless-capable browser; None when the machine has none."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def screenshot(url: str, target: Path, size: tuple[int, int] = (1600, 1000), wait_ms: int = 30_000) -> None:
    """Load a page, let its scripts run for `wait_ms` of the browser's own time, and save what it shows as PNG.

    Raises:
        subprocess.SubprocessError: the browser failed or took more than three minutes.
    """
    path = browser()
    if path is None:
        raise FileNotFoundError("no browser: install chromium (`.ci/run` does)")
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                path,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                f"--user-data-dir={profile}",
                f"--window-size={size[0]},{size[1]}",
                f"--virtual-time-budget={wait_ms}",
                f"--screenshot={target}",
                url,
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
