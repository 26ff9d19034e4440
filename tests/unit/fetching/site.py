"""A publisher's site on localhost that misbehaves as told."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Behaviour = Callable[["Visit"], None]


class Visit(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        """Do what the site was told for this path."""
        self.site.requests.append((self.path, dict(self.headers.items())))
        behaviour = self.site.behaviours.get(self.path)
        if behaviour is None:
            self.answer(404, b"nothing here")
        else:
            behaviour(self)

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        """A complete answer."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@dataclass
class Site:
    """What the site does, and what it was asked."""

    address: str = ""
    behaviours: dict[str, Behaviour] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def asked(self, path: str) -> list[dict[str, str]]:
        """Headers of the requests for a path."""
        return [headers for asked, headers in self.requests if asked == path]

    def gives(self, path: str, body: bytes, status: int = 200, **headers: str) -> None:
        """Let a path give a body; conditional and range requests are honoured when it has an ETag."""

        def give(visit: Visit) -> None:
            etag = headers.get("ETag")
            if etag and visit.headers.get("If-None-Match") == etag:
                visit.answer(304)
            elif etag and visit.headers.get("If-Range") == etag:
                start = int(visit.headers["Range"].removeprefix("bytes=").removesuffix("-"))
                visit.answer(206, body[start:], Content_Range=f"bytes {start}-{len(body) - 1}/{len(body)}", **headers)
            else:
                visit.answer(status, body, **headers)

        self.behaviours[path] = give

    def cuts_off(self, path: str, body: bytes, after: int, **headers: str) -> None:
        """Let the first answer of a path break off; the next ones are whole."""
        self.gives(path, body, **headers)
        whole = self.behaviours[path]

        def cut(visit: Visit) -> None:
            self.behaviours[path] = whole
            visit.send_response(200)
            for name, value in headers.items():
                visit.send_header(name, value)
            visit.send_header("Content-Length", str(len(body)))
            visit.end_headers()
            visit.wfile.write(body[:after])
            visit.wfile.flush()
            visit.close_connection = True

        self.behaviours[path] = cut

    def drips(self, path: str, body: bytes, pause: float) -> None:
        """Let a path give its body byte by byte."""

        def drip(visit: Visit) -> None:
            visit.send_response(200)
            visit.send_header("Content-Length", str(len(body)))
            visit.end_headers()
            for byte in body:
                time.sleep(pause)
                try:
                    visit.wfile.write(bytes([byte]))
                    visit.wfile.flush()
                except OSError:
                    return

        self.behaviours[path] = drip

    def redirects(self, path: str, target: str) -> None:
        """Let a path lead elsewhere."""
        self.behaviours[path] = lambda visit: visit.answer(302, Location=target)


@contextmanager
def running_site() -> Iterator[Site]:
    """The site, on a free port."""
    site = Site()
    handler = type("VisitOfThisSite", (Visit,), {"site": site})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    site.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
