"""The simulator emupos (a program of others, see ``tools``): a TM-T20III and two scales."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from tests.rigs import tools
from tests.rigs.waiting import until

START_SECONDS = 20.0
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
CONFIG = """
schema: 1
api: {{ host: 127.0.0.1, port: {api} }}
devices:
  - id: front
    type: printer
    profile: epson-tm-t20iii
    connections:
      - tcp: {{ port: {tcp} }}
      - serial: {{ pty: true }}
    job_idle_timeout_ms: 300
    receipts_dir: ./receipts
    drawer: {{ sensor_open_level: low }}
  - id: deli
    type: scale
    profile: toledo8217-15kg
    connections:
      - serial: {{ pty: true }}
  - id: counter
    type: scale
    profile: sma-15kg
    connections:
      - serial: {{ pty: true }}
"""


class Emupos:
    """Runs until ``stop``. ``port``: of the printer; ``line(id)``: serial port of a device."""

    def __init__(self, folder: Path) -> None:
        program = tools.emupos()
        self.port, api = _free_port(), _free_port()
        self._api = f"http://127.0.0.1:{api}/api/v1"
        self._temporary = folder / "t"
        self._temporary.mkdir()
        (folder / "emupos.yaml").write_text(CONFIG.format(api=api, tcp=self.port))
        self._log = (folder / "log").open("w")
        self._process = subprocess.Popen(
            [str(program), "run", "--config", "emupos.yaml"],
            cwd=folder, env={**os.environ, "TMPDIR": str(self._temporary)},
            stdout=self._log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self._wait(folder)

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(10)
        self._log.close()

    def line(self, device: str) -> Path:
        return self._temporary / "emupos" / device

    def weigh(self, device: str, grams: int, *, stable: bool = True) -> None:
        self._ask("PUT", f"/devices/{device}/weight", {"grams": grams, "stable": stable})

    def fault(self, name: str, *, on: bool) -> None:
        self._ask("PUT" if on else "DELETE", f"/devices/front/faults/{name}")

    def close_drawer(self) -> None:
        self._ask("POST", "/devices/front/drawer/close")

    def receipts(self, count: int) -> list[str]:
        """Ids of the receipts, the newest first, once there are so many."""

        def enough() -> tuple[list[str]] | None:
            found = self._ask("GET", "/devices/front/receipts")
            return ([one["id"] for one in found],) if len(found) >= count else None

        (ids,) = until(enough, f"fewer than {count} receipts")
        return ids

    def text(self, receipt: str) -> str:
        return str(self._raw("GET", f"/devices/front/receipts/{receipt}/text").decode())

    def image(self, receipt: str) -> bytes:
        return self._raw("GET", f"/devices/front/receipts/{receipt}/image")

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        answer = self._raw(method, path, body)
        return json.loads(answer) if answer else None

    def _raw(self, method: str, path: str, body: Any = None) -> bytes:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self._api + path, data, {"Content-Type": "application/json"}, method=method
        )
        with DIRECT.open(request, timeout=10) as answer:
            return bytes(answer.read())

    def _wait(self, folder: Path) -> None:
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                self._ask("GET", "/health")
                return
            except (urllib.error.URLError, OSError):
                if self._process.poll() is not None or time.monotonic() > deadline:
                    self._process.kill()
                    said = (folder / "log").read_text()[-500:]
                    raise AssertionError(f"emupos does not start: {said}") from None
                time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
