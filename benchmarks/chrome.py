"""A headless Chromium, driven over its debugging protocol: pages are opened, clicked, typed into, looked at, and everything they ask for is noted."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from websockets.sync.client import ClientConnection, connect

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_SECONDS = 60.0
_QUIET = 0.15
"""Seconds without a request after which a page is taken to be there."""


def browser() -> str | None:
    """Path of a headless-capable browser; None when the machine has none."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


class ChromeError(Exception):
    """The browser did not do what it was told."""


class Chrome:
    """One page in one browser; use it with `with`."""

    def __init__(self, width: int = 1280, height: int = 860):
        """Args: width, height: of the window in pixels."""
        self._size = (width, height)
        self._folder = tempfile.TemporaryDirectory(prefix="mingzhang-chrome-")
        self._next = 0
        self.console: list[str] = []
        """Errors and warnings of the console, exceptions of scripts."""
        self.requests: list[str] = []
        """Addresses that were asked for."""

    def __enter__(self) -> Self:
        """Start the browser."""
        path = browser()
        if path is None:
            raise ChromeError("no browser: install chromium")
        profile = Path(self._folder.name)
        options = [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-port=0",
            f"--user-data-dir={profile}", f"--window-size={self._size[0]},{self._size[1]}", "about:blank",
        ]  # fmt: skip
        self._process = subprocess.Popen([path, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        port_file = profile / "DevToolsActivePort"
        begun = time.monotonic()
        while not port_file.exists() or len(port_file.read_text().split()) < 2:
            if time.monotonic() - begun > _SECONDS or self._process.poll() is not None:
                raise ChromeError("the browser did not start")
            time.sleep(0.05)
        port, path_of_browser = port_file.read_text().split()[:2]
        self._socket: ClientConnection = connect(f"ws://127.0.0.1:{port}{path_of_browser}", max_size=None, proxy=None)
        self._session: str | None = None
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log", "DOM"):
            self._ask(f"{domain}.enable")
        self._ask(
            "Emulation.setDeviceMetricsOverride",
            width=self._size[0],
            height=self._size[1],
            deviceScaleFactor=1,
            mobile=False,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the browser."""
        self._socket.close()
        self._process.terminate()
        self._process.wait(20)
        self._folder.cleanup()

    def open(self, url: str) -> None:
        """Go to an address and wait until the page is there."""
        self._ask("Page.navigate", url=url)
        self._settle()

    def run(self, script: str) -> Any:  # noqa: ANN401  whatever the page has
        """Value of an expression on the page; a promise is waited for."""
        found = self._ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in found:
            raise ChromeError(str(found["exceptionDetails"])[:500])
        return found["result"].get("value")

    def click(self, selector: str, text: str = "") -> None:
        """Click the first element that a selector finds and whose text holds `text`, as a person does: at its middle."""
        find = (
            f"(() => {{ const e = [...document.querySelectorAll({json.dumps(selector)})].find(e => e.textContent.includes({json.dumps(text)})"
            " && e.getClientRects().length); if (!e) return null; e.scrollIntoView({block: 'center'}); const b = e.getClientRects()[0];"
            " return [b.x + b.width / 2, b.y + b.height / 2]; })()"
        )
        place = self.run(find)
        if place is None:
            raise ChromeError(f"there is no {selector} {text} on {self.run('location.href')}")
        for what in ("mousePressed", "mouseReleased"):
            self._ask("Input.dispatchMouseEvent", type=what, x=place[0], y=place[1], button="left", clickCount=1)
        self._settle()

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        self._ask("Input.insertText", text=text)
        self._settle()

    def choose_files(self, selector: str, files: list[Path]) -> None:
        """Give files to a form."""
        root = self._ask("DOM.getDocument")["root"]["nodeId"]
        node = self._ask("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self._ask("DOM.setFileInputFiles", nodeId=node, files=[str(file.resolve()) for file in files])

    def wait_for(self, script: str, seconds: float = _SECONDS) -> None:
        """Wait until an expression on the page is true."""
        begun = time.monotonic()
        while not self.run(script):
            if time.monotonic() - begun > seconds:
                raise ChromeError(f"{script} did not come true on {self.run('location.href')}")
            time.sleep(0.05)

    def screenshot(self, target: Path) -> None:
        """Save what is seen as PNG."""
        target.write_bytes(base64.b64decode(self._ask("Page.captureScreenshot", format="png")["data"]))

    # ---- the protocol ---------------------------------------------------------------------------------------------------

    def _ask(self, method: str, **parameters: object) -> dict[str, Any]:
        self._next += 1
        message: dict[str, object] = {"id": self._next, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._socket.send(json.dumps(message))
        begun = time.monotonic()
        while time.monotonic() - begun < _SECONDS * 3:
            answer = self._receive(_SECONDS * 3)
            if answer is not None and answer.get("id") == self._next:
                if "error" in answer:
                    raise ChromeError(f"{method}: {answer['error']}")
                return dict(answer["result"])
        raise ChromeError(f"{method}: no answer")

    def _receive(self, seconds: float) -> dict[str, Any] | None:
        """The next message, noted when it is an event; None when there was none in time."""
        try:
            message: dict[str, Any] = json.loads(self._socket.recv(timeout=seconds))
        except TimeoutError:
            return None
        event, values = message.get("method"), message.get("params", {})
        if event == "Network.requestWillBeSent":
            self.requests.append(values["request"]["url"])
        elif event == "Runtime.exceptionThrown":
            self.console.append(str(values["exceptionDetails"])[:300])
        elif event == "Log.entryAdded" and values["entry"]["level"] in {"error", "warning"}:
            self.console.append(f"{values['entry']['text']} {values['entry'].get('url', '')}")
        elif event == "Runtime.consoleAPICalled" and values["type"] in {"error", "warning", "assert"}:
            self.console.append(str(values["args"])[:300])
        return message

    def _settle(self) -> None:
        """Wait until the page is complete and asks for nothing more."""
        while self._receive(_QUIET) is not None:
            continue
        self.wait_for("document.readyState === 'complete'")
