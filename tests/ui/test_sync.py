"""Google at the desk in a real window, while another process does the work."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from kiosk.presenters.clients.args import ClientsArgs
from kiosk.salon.store.sync import accounts as sync_accounts
from tests.gallery.stage import Stage
from tests.gallery.studio import Studio
from tests.ui.finger import Finger

pytestmark = pytest.mark.window

AGENT = """
import sys
from pathlib import Path
from kiosk.salon.store.sync import book as sync_book
from kiosk.salon.store.database import Store

store, now = Store.open(Path(sys.argv[1])), int(sys.argv[2])
number = 0
for line in sys.stdin:
    what, *figures = line.split()
    if what == "begin":
        number = sync_book.begin_run(store, "google.contacts", now)
    elif what == "progress":
        done, total, seconds = map(int, figures)
        sync_book.put_progress(store, sync_book.Progress(
            "google.contacts", "sending", done, total, now - seconds * 1000, now))
    elif what == "end":
        sync_book.end_run(store, number, now, "ok", sent=int(figures[0]))
    told = what == "asked" and ",".join(r.kind for r in sync_book.requests(store)) or "done"
    while what == "take" and sync_book.take(store, figures[0]) is not None:
        pass
    print(told, flush=True)
"""
"""Does to the database what a run does, a line of its input at a time."""


class Agent:
    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def do(self, line: str) -> str:
        """Returns when it stands in the database."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()


@contextmanager
def agent(stage: Stage) -> Iterator[Agent]:
    command = [sys.executable, "-c", AGENT, str(stage.salon.context.store.path)]
    process = subprocess.Popen(
        [*command, str(stage.clock.now())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Agent(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait(10)


def part(stage: Stage, kind: type, **values: object) -> Any:
    """The one visible part of a kind with these properties."""
    found = [
        one
        for one in stage.shell.frame.screen.walk()
        if isinstance(one, kind) and all(getattr(one, k) == v for k, v in values.items())
    ]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.req("G3", "G4")
def test_refresh_google_shows_what_another_process_does(studio: Studio) -> None:
    from kiosk.ui import tokens as t
    from kiosk.ui.kit import Bar, Btn, TopBar

    stage, finger = Stage(studio), Finger(studio)
    account = sync_accounts.Account("google", "sub", "salon@example.com", 1, b"", 1)
    sync_accounts.put(stage.salon.context.store, account)
    stage.desk().open(ClientsArgs())
    stage.nav.set_language("en")
    with agent(stage) as other:
        assert other.do("asked") == "done"
        finger.tap(part(stage, Btn, text="Refresh Google"))
        assert other.do("asked") == "run"
        for line in ("take run", "begin", "progress 500 2500 20"):
            other.do(line)
        stage.nav.tick()
        studio.settle()
        bar, top = part(stage, Bar), part(stage, TopBar)
        assert bar.permille == 200
        assert top.subtitle.startswith("Sending to Google: 500 of 2,500, about 2")
        other.do("progress 2000 2500 80")
        stage.nav.tick()
        studio.settle()
        assert bar.permille == 800
        assert "less than a minute" in top.subtitle
        time.sleep(t.DEBOUNCE)  # the same button again, as fast as it takes taps
        finger.tap(part(stage, Btn, text="Stop"))
        assert other.do("asked") == "stop"
        other.do("take stop")
        other.do("end 2000")
        stage.nav.tick()
        studio.settle()
        assert bar.permille == -1
        assert part(stage, Btn, text="Refresh Google").parent is not None
        assert top.subtitle == "40 clients"
    stage.close()


@pytest.mark.req("G10")
def test_a_heading_puts_the_list_in_order_and_figures_fit(studio: Studio) -> None:
    from kiosk.ui.kit.table import Heading, Table

    stage = Stage(studio)
    stage.desk().open(ClientsArgs())
    studio.settle()
    Finger(studio).tap(part(stage, Heading, key="turnover"))
    assert stage.nav.top.state.order == "turnover"
    table = part(stage, Table)
    assert part(stage, Heading, key="turnover").chosen
    for row in table.rows.ground.children:
        assert len(row._texts) == len(table.rows._columns)
        for (_, shape), column in zip(row._figures, table.rows._columns, strict=True):
            assert shape.size[0] <= column.width
    stage.close()


def test_a_conflict_is_swapped_by_touch(studio: Studio) -> None:
    from kiosk.ui.kit import Btn
    from tests.gallery.states_sync import case, signed_in

    stage = Stage(studio)
    signed_in(stage)
    client = stage.salon.clients.search("", 1)[0]
    case(stage, "conflict", 0, field="city", kept="Brno", lost="Olomouc", kept_side="here")
    stage.desk().open("sync")
    stage.nav.set_language("en")
    Finger(studio).tap(part(stage, Btn, text="Take the other"))
    assert stage.salon.clients.get(client.id).city == "Olomouc"
    assert stage.nav.top.state.groups == ()
    stage.close()
