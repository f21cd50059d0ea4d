"""A real web server on this machine, with conditional requests, and with the faults that are asked of it."""

import threading
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

LAST_MODIFIED = "Fri, 16 Feb 2024 01:00:28 GMT"
PATIENCE_S = 60


@dataclass(frozen=True)
class Answer:
    """An answer out of the ordinary; `cut`: the connection is closed in the middle of the body."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    cut: bool = False


@dataclass(frozen=True)
class Request:
    path: str
    headers: Mapping[str, str]


class Site:
    """The files of a site by path, what it was asked for, and the answers that it is to give instead."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = dict(files)
        self.requests: list[Request] = []
        self.held = threading.Semaphore(0)
        self.release = threading.Event()
        self.most_under_way = 0
        self._under_way = 0
        self._meeting = threading.Barrier(1)
        self._hold_from: int | None = None
        self._instead: dict[str, list[Answer]] = defaultdict(list)
        self._lock = threading.Lock()

    @property
    def counts(self) -> Counter[str]:
        """How often each path was asked for."""
        return Counter(request.path for request in self.requests)

    def instead(self, path: str, *answers: Answer, times: int = 1) -> None:
        """Give these answers to the next requests for a path, before the ordinary one."""
        self._instead[path] += answers * times

    def meet(self, number: int) -> None:
        """Answer none of the first so many requests before all of them have come."""
        self._meeting = threading.Barrier(number)

    def hold_from(self, number: int) -> None:
        """Leave the requests from this one on without an answer, until `release` is set."""
        self._hold_from = number

    def answer(self, path: str, headers: Mapping[str, str]) -> Answer:
        """Return the answer to a request, and take note of it. `headers` have lower-case names."""
        with self._noted():
            return self._answer(path, headers)

    @contextmanager
    def _noted(self) -> Iterator[None]:
        """Take note of how many requests are under way."""
        with self._lock:
            self._under_way += 1
            self.most_under_way = max(self.most_under_way, self._under_way)
        try:
            yield
        finally:
            with self._lock:
                self._under_way -= 1

    def _answer(self, path: str, headers: Mapping[str, str]) -> Answer:
        with self._lock:
            self.requests.append(Request(path, headers))
            is_early = len(self.requests) <= self._meeting.parties
            is_held = self._hold_from is not None and len(self.requests) >= self._hold_from
            answers = self._instead[path]
            special = answers.pop(0) if answers else None
        if is_early:
            self._meeting.wait(PATIENCE_S)
        if is_held:
            self.held.release()
            assert self.release.wait(PATIENCE_S)
        return special or self._ordinary(path, headers)

    def _ordinary(self, path: str, headers: Mapping[str, str]) -> Answer:
        if path not in self.files:
            return Answer(404, {"content-type": "text/html"}, b"<h1>Not Found</h1>")
        body = self.files[path]
        known = {"etag": f'"{sha256(body).hexdigest()[:24]}"', "last-modified": LAST_MODIFIED}
        if headers.get("if-none-match") == known["etag"]:
            return Answer(304, known)
        return Answer(200, {**known, "content-type": "application/json"}, body)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a client that was killed leaves its connections open or reset."""


@contextmanager
def serve(site: Site) -> Iterator[str]:
    """Serve a site over HTTP/1.1; yield its address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            answer = site.answer(self.path.lstrip("/"), {name.lower(): text for name, text in self.headers.items()})
            self.send_response(answer.status, HTTPStatus(answer.status).phrase)
            for name, text in answer.headers.items():
                self.send_header(name, text)
            if answer.status != HTTPStatus.NOT_MODIFIED:
                self.send_header("content-length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body[: len(answer.body) // 2] if answer.cut else answer.body)
            self.close_connection = answer.cut

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with _Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            site.release.set()
            server.shutdown()
            thread.join()
