"""Supervisor of the processes of `hub serve --workers N`: one that ends is replaced immediately, and the log says why it ended.

uvicorn asks each worker whether it lives and waits for the answer. The wait has to be long, for a slow machine; and a worker that is killed while it is
asked would not be missed for as long. So here the end of the process ends the wait too.
"""

import logging
import time
from contextlib import suppress
from multiprocessing.connection import wait
from pickle import UnpicklingError
from socket import socket

import uvicorn
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess
from uvicorn.supervisors.multiprocess import Process

HEALTH_S = 120
"""Seconds that a worker may need to start or to answer its parent: on a quarter of a core the schema alone takes ten."""

_LOOK_S = 0.5
"""Seconds between two polls of the parent's control pipe."""

_log = logging.getLogger(__name__)


class _Worker(Process):
    def __init__(self, config: uvicorn.Config, sockets: list[socket], signals: list[int]) -> None:
        super().__init__(config, sockets)
        self._signals = signals

    def _healthcheck(self, timeout: float) -> bool | None:
        """Return whether the worker has started; None where it has ended, or does not answer in time.

        A signal to the parent ends the wait: who wants the server to end does not wait for a worker that starts.
        """
        end = time.monotonic() + timeout
        try:
            self.parent_conn.send(b"ping")
            while not self._signals and time.monotonic() < end:
                ready = wait([self.parent_conn, self.process.sentinel], _LOOK_S)
                if ready:
                    return bool(self.parent_conn.recv()) if self.parent_conn in ready else None
        except (OSError, EOFError, UnpicklingError):
            return None
        return False if self._signals else None


class Workers(Multiprocess):
    """The parent of the worker processes."""

    def init_processes(self) -> None:
        """Start the workers."""
        self.processes += [self._started() for _ in range(self.processes_num)]

    def keep_subprocess_alive(self) -> None:
        """Replace workers that have ended or do not answer; end where one cannot start, for no other could."""
        for place, worker in enumerate(self.processes):
            if self.should_exit.is_set() or worker.is_alive(timeout=self.config.timeout_worker_healthcheck):
                continue
            worker.process.join(_LOOK_S)  # its pipe closes a moment before it has ended
            has_ended = not worker.process.is_alive()
            worker.kill()
            worker.join()
            if worker.exitcode == STARTUP_FAILURE:
                _log.error("worker %s cannot start: the server ends", worker.pid)
                self.should_exit.set()
            elif not self.should_exit.is_set():
                why = f"ended with {worker.exitcode}" if has_ended else f"did not answer within {HEALTH_S} s"
                self.processes[place] = self._started()
                _log.error("worker %s %s, and worker %s takes its place", worker.pid, why, self.processes[place].pid)

    def _started(self) -> Process:
        worker = _Worker(self.config, self.sockets, self.signal_queue)
        worker.start()
        return worker


def run(config: uvicorn.Config) -> None:
    """Serve until told to end: in this process, or in as many as the configuration says."""
    if config.workers == 1:
        server = uvicorn.Server(config)
        with suppress(KeyboardInterrupt):  # who ends it by Ctrl-C knows
            server.run()
        if not server.started:
            raise SystemExit(STARTUP_FAILURE)
        return
    listening = config.bind_socket()
    try:
        Workers(config, [listening]).run()
    finally:
        listening.close()
