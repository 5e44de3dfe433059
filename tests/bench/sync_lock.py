"""The till while a first upload of 2,500 contacts runs: ``python -m tests.bench.sync_lock``.

Three processes as in a salon: the till (here), the agent (``pult-sync once``), and Google (the
fake, over real HTTP with 200 ms a request). What the agent writes it writes beside the till, so any
write lock that is held too long stands in the till's times.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kiosk.salon.services.salon_services import Services
from sync_agent.google.signin import vault
from sync_agent.google.signin.grant import Grant
from sync_agent.google.signin.project import read
from tests.bench.big_salon import Size, build, copy, remove_copies
from tests.bench.measure import Steps, Times, timed
from tests.bench.report import Aim, Line, table
from tests.bench.work import Ours

ROOT = Path(__file__).resolve().parents[2]
SALON = Size(products=100_100, clients=2_500, sales=5_000, visits=2_500)
LATENCY_MS = 200
SCAN, PAY = Aim(p99=5), Aim(p99=8)
QUIET_ROUNDS = 2
BREATH_SECONDS = 0.02


def serve() -> None:
    """A fake Google until standard input ends; says on standard output how to reach it."""
    from tests.fakes.google import FakeGoogle, Switches
    from tests.sync_agent.google.signing_in import endpoints

    start = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    with FakeGoogle(seed=1, switches=Switches.kind(keep_sent=False), start=start) as google:
        google.latency_ms = LATENCY_MS
        scopes = tuple(google.credentials().scopes)
        told = {
            "endpoints": endpoints(google),
            "project": google.client_file(),
            "token": google.oauth.new_refresh(scopes),
            "account": google.oauth.sub,
            "scopes": scopes,
        }
        print(json.dumps(told), flush=True)
        sys.stdin.read()
        print(json.dumps({"contacts": len(google.book.live()), "wrong": google.violations}))


@contextmanager
def served() -> Iterator[tuple[dict[str, Any], subprocess.Popen[str]]]:
    words = [sys.executable, "-m", "tests.bench.sync_lock", "--serve"]
    process = subprocess.Popen(
        words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        yield json.loads(process.stdout.readline()), process
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait()
        process.stdout.close()


def _sign_in(services: Services, told: dict[str, Any]) -> None:
    grant = Grant(
        told["account"],
        "salon@example.com",
        told["token"],
        tuple(told["scopes"]),
        read(json.dumps(told["project"])),
    )
    context = services.context
    vault.keep_grant(context.store, context.keys, grant, time.time_ns() // 1_000_000)


def _settings(home: Path, told: dict[str, Any]) -> None:
    addresses = "".join(f"{key} = {json.dumps(url)}\n" for key, url in told["endpoints"].items())
    (home / "pult.toml").write_text(f"[google]\ncalendar = false\n{addresses}")


def _at_a_run(steps: Steps) -> Steps:
    """With a breath between two touches, far shorter than anybody's: a till that writes without any
    pause measures itself."""
    for step in steps:
        yield step
        time.sleep(BREATH_SECONDS)


def _round(ours: Ours, found: dict[str, Times]) -> None:
    for series, durations in timed(_at_a_run(ours.till())).items():
        found.setdefault(series, Times()).add(durations)


def lines() -> Iterator[Line]:
    """The till alone, then while the agent sends everything for the first time."""
    home = copy(build(SALON), "sync")
    ours = Ours(home, SALON)
    quiet: dict[str, Times] = {}
    busy: dict[str, Times] = {}
    try:
        with served() as (told, google):
            _settings(home.path, told)
            _sign_in(ours.services, told)
            _round(ours, {})  # warms up
            for _ in range(QUIET_ROUNDS):
                _round(ours, quiet)
            begun = time.monotonic()
            words = [
                sys.executable,
                "-m",
                "kiosk.commands.pult_sync",
                "--home",
                str(home.path),
                "once",
            ]
            with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as agent:
                while agent.poll() is None:
                    _round(ours, busy)
                took = time.monotonic() - begun
                said, _ = agent.communicate()
            assert google.stdin is not None
            assert google.stdout is not None
            google.stdin.close()
            there = json.loads(google.stdout.readline())
    finally:
        ours.close()
    if agent.returncode != 0:
        raise AssertionError(said)
    yield Line("till alone: scan → line", SCAN, quiet["scan"])
    yield Line("till alone: pay → durable", PAY, quiet["pay"])
    yield Line("while 2,500 contacts go up: scan → line", SCAN, busy["scan"], quiet["scan"])
    yield Line("while 2,500 contacts go up: pay → durable", PAY, busy["pay"], quiet["pay"])
    longest = max(max(part) for times in busy.values() for part in times.rounds)
    yield Line("the longest that the till waited meanwhile", value=f"{longest:.0f} ms")
    yield Line("the upload beside the selling till", value=f"{took:.0f} s")
    yield Line(
        "contacts at Google",
        value=str(there["contacts"]),
        wish=str(SALON.clients),
        kept=there["contacts"] == SALON.clients and not there["wrong"],
    )


def main() -> int:
    try:
        found = list(lines())
    finally:
        remove_copies()
    print(table(found))
    print("\nbare: the till alone.")
    return int(any(line.verdict == "MISSED" for line in found))


if __name__ == "__main__":
    if sys.argv[1:] == ["--serve"]:
        serve()
    else:
        sys.exit(main())
