"""Requests as a guest makes them: robots.txt, one at a time and not too often, patient with errors, never led into the own network.

https://www.rfc-editor.org/rfc/rfc9309 (robots), https://www.rfc-editor.org/rfc/rfc9110 (conditional and range requests)
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import httpx
from protego import Protego
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential

AGENT = "mingzhang"
_MOST_REDIRECTS = 5
_LONGEST_CRAWL_DELAY = 60.0
_ROBOTS_BYTES = 500 * 1024
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


class FetchError(Exception):
    """An address gives nothing; the message says why, for people. Trying again at once is of no use."""


class TransientError(FetchError):
    """An address gives nothing now."""

    def __init__(self, message: str, wait_seconds: float | None = None):
        super().__init__(message)
        self.wait_seconds = wait_seconds
        """What the server asked for."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How requests are made."""

    seconds_between: float = 2.0
    """Between two requests to one host; more when its robots.txt asks for more."""
    attempts: int = 4
    first_wait: float = 2.0
    longest_wait: float = 120.0
    connect_seconds: float = 20.0
    silence_seconds: float = 60.0
    """Without a byte, after which an answer is given up."""
    file_seconds: float = 1800.0
    """For one answer in all: a server that drips does not hold the others up for ever."""


class Guest:
    """Makes requests to publishers' sites."""

    def __init__(
        self,
        manners: Manners | None = None,
        *,
        named_hosts: frozenset[str] = frozenset(),
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ):
        """Prepare.

        Args:
            manners: how requests are made.
            named_hosts: those that the operator named; only these may lie in a private network.
            transport: instead of the network, for tests.
            sleep: instead of waiting, for tests.
        """
        self.manners = manners or Manners()
        self._named_hosts = named_hosts
        self._sleep = sleep
        self._robots: dict[str, Protego | None] = {}
        self._last: dict[str, float] = {}
        timeout = httpx.Timeout(self.manners.silence_seconds, connect=self.manners.connect_seconds)
        self._client = httpx.Client(
            headers={"User-Agent": f"{AGENT} (+https://github.com/mingzhang)", "Accept-Encoding": "identity"},
            timeout=timeout,
            follow_redirects=False,
            transport=transport,
        )

    def close(self) -> None:
        """End all connections."""
        self._client.close()

    def patiently(self, call: Callable[[], None]) -> None:
        """Make a call again, with a growing delay, while it fails for now.

        Raises:
            FetchError: it failed for good, or too often.
        """
        grown = wait_random_exponential(multiplier=self.manners.first_wait, max=self.manners.longest_wait)

        def wait(state: RetryCallState) -> float:
            error = state.outcome.exception() if state.outcome else None
            asked = error.wait_seconds if isinstance(error, TransientError) else None
            return min(asked, self.manners.longest_wait) if asked is not None else grown(state)

        Retrying(
            retry=retry_if_exception_type(TransientError),
            stop=stop_after_attempt(self.manners.attempts),
            wait=wait,
            sleep=self._sleep,
            reraise=True,
        )(call)

    @contextmanager
    def get(self, address: str, headers: dict[str, str] | None = None) -> Iterator[httpx.Response]:
        """The answer of an address behind all redirects, its body not yet read.

        Raises:
            TransientError: the server or the network failed.
            FetchError: the address is refused, forbidden by robots.txt, or leads astray.
        """
        for _ in range(_MOST_REDIRECTS + 1):
            self._refuse_private(address)
            self._ask_robots(address)
            with self._request(address, headers or {}) as response:
                if not response.has_redirect_location:
                    _raise_for(response)
                    yield response
                    return
                address = urljoin(address, response.headers["location"])
                if urlsplit(address).scheme not in {"http", "https"}:
                    raise FetchError(f"The address leads to {address}, which is no web address.")
        raise FetchError(f"The address leads on more than {_MOST_REDIRECTS} times.")

    @contextmanager
    def _request(self, address: str, headers: dict[str, str]) -> Iterator[httpx.Response]:
        self._wait_for_turn(urlsplit(address).netloc)
        try:
            with self._client.stream("GET", address, headers=headers) as response:
                yield response
        except httpx.TransportError as error:
            raise TransientError(f"The server does not answer properly ({type(error).__name__}: {error}).") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise FetchError(f"The address cannot be asked for ({error}).") from error

    def _refuse_private(self, address: str) -> None:
        """A page of a stranger must not send us to services of the own network; an operator may name such an address."""
        host = urlsplit(address).hostname
        if host is None or host in self._named_hosts:
            return
        try:
            found = {info[4][0] for info in socket.getaddrinfo(host, None)}
        except OSError:
            return  # the request will say so
        if any(not ipaddress.ip_address(str(one).split("%")[0]).is_global for one in found):
            raise FetchError(f"The address leads to {host} in a private network, which is not followed.")

    def _wait_for_turn(self, host: str) -> None:
        robots = self._robots.get(host)
        asked = min(float(robots.crawl_delay(AGENT) or 0), _LONGEST_CRAWL_DELAY) if robots else 0.0
        pause = self._last.get(host, float("-inf")) + max(self.manners.seconds_between, asked) - time.monotonic()
        if pause > 0:
            self._sleep(pause)
        self._last[host] = time.monotonic()

    def _ask_robots(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.netloc not in self._robots:
            self._robots[parts.netloc] = self._read_robots(f"{parts.scheme}://{parts.netloc}/robots.txt")
        robots = self._robots[parts.netloc]
        if robots is not None and not robots.can_fetch(address, AGENT):
            raise FetchError("The site's robots.txt forbids this address: ask the publisher, or download it by hand.")

    def _read_robots(self, address: str) -> Protego | None:
        """The site's rules; None when it has none. A server that cannot say now must be taken to forbid all (RFC 9309, 2.3.1.4)."""
        with self._request(address, {}) as response:
            if response.status_code in _AGAIN:
                raise TransientError(
                    f"The site's robots.txt answers with {response.status_code}.", _asked_wait(response)
                )
            if not response.is_success:
                return None
            text = b""
            for chunk in response.iter_raw():
                text += chunk
                if len(text) > _ROBOTS_BYTES:
                    break
        return Protego.parse(text.decode("utf-8", errors="replace"))


def _raise_for(response: httpx.Response) -> None:
    status = response.status_code
    if status in _AGAIN:
        raise TransientError(f"The server answers with {status} {response.reason_phrase}.", _asked_wait(response))
    if response.is_error and status != httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
        raise FetchError(f"The server answers with {status} {response.reason_phrase}: check the address.")


def _asked_wait(response: httpx.Response) -> float | None:
    """`Retry-After`, in seconds or as a date."""
    said = response.headers.get("retry-after", "")
    if said.isdigit():
        return float(said)
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time())
    except (ValueError, TypeError):
        return None
