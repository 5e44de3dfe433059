"""`pult-sync status` and `pult-sync conflicts`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from kiosk.commands.common import Commands, home_of, settings_of
from kiosk.salon.domain import stored_message
from kiosk.salon.domain.errors import NeedsPerson, NotFound
from kiosk.salon.domain.text import T
from kiosk.salon.home import Home
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Settings
from kiosk.salon.store.clients import table as clients
from kiosk.salon.store.database import Store
from kiosk.salon.store.sync import accounts as sync_accounts
from kiosk.salon.store.sync import book as sync_book
from sync_agent import registry
from sync_agent.lock import running
from sync_agent.registry import Service

RUNS_SHOWN = 12
WIDE = 240
"""Columns when the words go into a file or another program."""
CLOCK_WRONG = "This machine's clock is wrong. Set it, or connect the network for once."


def add(commands: Commands) -> None:
    commands.add_parser(
        "status",
        help="who is signed in, what the last runs did, what waits for a person",
        description="Changes nothing. Exit code 1 if something needs attention.",
    ).set_defaults(run=status)
    conflicts_parser = commands.add_parser(
        "conflicts",
        help="what was edited on both sides: which value stayed and which was lost",
        description="Lists the values that lost because both sides edited the same field. They "
        "can be swapped on the desk.",
    )
    conflicts_parser.add_argument(
        "--all", action="store_true", help="everything else too that waits for a person"
    )
    conflicts_parser.set_defaults(run=conflicts)


@contextmanager
def _salon(home: Home, settings: Settings | None = None) -> Iterator[Services]:
    from kiosk.salon.compose import open_services

    if not home.database.exists():
        raise NeedsPerson(T("There is no salon in this folder yet."))
    services = open_services(home, settings or settings_of(home))
    try:
        yield services
    finally:
        services.context.store.close()


class _Paper:
    """A console that keeps lines whole when nobody looks at a screen, and times as the salon reads
    them."""

    def __init__(self, services: Services) -> None:
        self.console = Console(soft_wrap=True, highlight=False)
        if not self.console.is_terminal:
            self.console.width = WIDE
        self._zone: ZoneInfo | None = None
        with suppress(NeedsPerson):
            self._zone = services.context.salon.zone

    def time(self, at: int | None) -> str:
        if not at:
            return "never"
        moment = datetime.fromtimestamp(at / 1000, UTC).astimezone(self._zone)
        return moment.strftime("%Y-%m-%d %H:%M:%S")

    def table(self, *columns: str) -> Table:
        """Columns of numbers are named in lower case and stand at the right."""
        table = Table(box=None, pad_edge=False, header_style="bold")
        for column in columns:
            right = column.islower()
            table.add_column(column, justify="right" if right else "left", no_wrap=True)
        return table


# -- status ---------------------------------------------------------------------------------------


def status(args: argparse.Namespace) -> int:
    home = home_of(args)
    settings = settings_of(home)
    with _salon(home, settings) as services:
        paper = _Paper(services)
        store = services.context.store
        say = paper.console.print
        fine = [_account(paper, store, service) for service in registry.services(settings)]
        say(f"Agent: {'running' if running(home) else 'not running (pult-sync run)'}")
        for step in sync_book.progress(store):
            of = f" of {step.total}" if step.total else ""
            say(f"Now: {step.remote}, {step.phase} {step.done}{of}")
        waiting = sync_book.waiting(store)
        for kind, count in waiting.items():
            say(f"Waits for a person: {count} × {kind}")
        runs = sync_book.runs(store, limit=RUNS_SHOWN)
        if runs:
            _print_runs(paper, runs)
    return 0 if all(fine) else 1


def _account(paper: _Paper, store: Store, service: Service) -> bool:
    """Who is signed in; False when nobody is, or when somebody has to do something."""
    title, say = escape(service.account.title), paper.console.print
    command = f"pult {service.provider.name} sign-in" if service.provider.command else "at the desk"
    account = sync_accounts.get(store, service.account.name)
    if account is None:
        say(f"{title}: nobody is signed in. Next step: {command}")
        return False
    say(f"{title}: signed in as {escape(account.title)}, last let in {paper.time(account.ok_at)}")
    if account.problem:
        told = CLOCK_WRONG if account.problem == "clock" else f"Sign in again: {command}"
        say(f"[yellow]{told}[/yellow]")
    return not account.problem


def _print_runs(paper: _Paper, runs: list[sync_book.Run]) -> None:
    table = paper.table(
        *("Began", "Remote", "Outcome"),
        *("sent", "received", "conflicts", "waiting", "requests", "seconds"),
        "Why",
    )
    for run in runs:
        took = "" if run.ended_at is None else f"{max(0, run.ended_at - run.started_at) / 1000:.1f}"
        counts = (run.sent, run.received, run.conflicts, run.waiting, run.requests)
        table.add_row(
            paper.time(run.started_at),
            run.remote,
            run.outcome,
            *map(str, counts),
            took,
            escape(stored_message.plain(run.why)),
        )
    paper.console.print(table)


def print_runs(home: Home, settings: Settings, count: int) -> None:
    """The newest rows, for whoever has just made them."""
    with _salon(home, settings) as services:
        _print_runs(_Paper(services), sync_book.runs(services.context.store, limit=max(1, count)))


def ask_to_run(home: Home, settings: Settings) -> None:
    """Asks the agent that is running."""
    with _salon(home, settings) as services:
        sync_book.ask(services.context.store, "run", services.context.now())


# -- conflicts ------------------------------------------------------------------------------------


def conflicts(args: argparse.Namespace) -> int:
    with _salon(home_of(args)) as services:
        paper = _Paper(services)
        store = services.context.store
        found = [case for case in sync_book.open_cases(store) if not case.answer]
        lost = [case for case in found if case.kind == "conflict"]
        if lost:
            table = paper.table("Number", "When", "Client", "Field", "Kept", "Lost")
            for case in lost:
                told = (str(case.detail.get(name, "")) for name in ("field", "kept", "lost"))
                who = _name(services, case.local_id)
                table.add_row(
                    str(case.number), paper.time(case.at), escape(who), *map(escape, told)
                )
            paper.console.print(table)
        else:
            paper.console.print("No value was lost.")
        others = [case for case in found if case.kind != "conflict"] if args.all else []
        if others:
            table = paper.table("Number", "When", "Remote", "What", "Client")
            for case in others:
                table.add_row(
                    str(case.number),
                    paper.time(case.at),
                    case.remote,
                    case.kind,
                    escape(_name(services, case.local_id)),
                )
            paper.console.print(table)
    return 0


def _name(services: Services, local_id: bytes | None) -> str:
    if local_id is None:
        return ""
    try:
        return clients.get(services.context.store, local_id).name
    except NotFound:
        return ""
