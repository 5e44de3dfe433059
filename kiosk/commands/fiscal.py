"""`pult fiscal state` and `pult fiscal echo`: what waits for the fiscal office, and whether the
line to it stands."""

from __future__ import annotations

import argparse

from kiosk.commands.common import Commands, home_of, opened, settings_of
from kiosk.salon.domain.fiscal.words import trouble
from kiosk.salon.store.fiscal import items, sending


def add(commands: Commands) -> None:
    fiscal = commands.add_parser(
        "fiscal",
        help="what waits for the fiscal office, and whether the line to it stands",
        description="Receipts and invoices on their way to a country's office.",
    )
    actions = fiscal.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser(
        "state",
        help="how many messages wait, and what became of the next one of each queue (exit code 1 "
        "if a person has to do something)",
    ).set_defaults(run=state)
    echo_parser = actions.add_parser(
        "echo", help="ask the Slovenian office whether it is there and lets us in; tells it nothing"
    )
    echo_parser.add_argument("--test", action="store_true", help="its place for trying out")
    echo_parser.set_defaults(run=echo)


def state(args: argparse.Namespace) -> int:
    with opened(args) as services:
        store, office = services.context.store, services.fiscal.office()
        if office is None:
            print("No office is told of anything here.")
            return 0
        print(f"{office}: {items.waiting_count(store, office)} wait")
        stopped = False
        for head in items.heads(store, office):
            stopped |= head.state == "refused"
            said = f"{head.error_code} {head.error_text}".strip()
            print(f"{head.queue} {head.number}: {head.state}, {head.tries} tries {said}".rstrip())
            if (found := trouble(head)) is not None:
                print(f"  {found.do.plain()}")
            for attempt in sending.attempts(store, head.id)[-5:]:
                print(f"  {attempt.outcome} {attempt.code} {attempt.text}".rstrip())
        return int(stopped)


def echo(args: argparse.Namespace) -> int:
    from kiosk.salon.services.clock import SystemClock
    from kiosk.salon.services.fiscal.certificate import identity_of
    from sync_agent.fiscal.furs import line
    from sync_agent.fiscal.furs.office import Access, Office
    from sync_agent.open_salon import OpenSalon

    home = home_of(args)
    salon = OpenSalon(home, settings_of(home), SystemClock())
    try:
        identity = identity_of(salon.store, salon.keys)
        if identity is None:
            print("There is no certificate. Import it at the desk.")
            return 1
        access = Access.of(salon, identity, test=args.test)
        office = Office(access)
        try:
            there = office.echo()
        finally:
            office.close()
    except line.NotReached as error:
        print(f"The office cannot be reached ({error.code}): {error.text}")
        return 1
    except (OSError, ValueError) as error:
        print(f"A file is missing or wrong ({type(error).__name__}): see docs/fiscal.md.")
        return 1
    finally:
        salon.close()
    print(access.address, "answers." if there else "answers something else.")
    return 0 if there else 1
