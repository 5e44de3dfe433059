"""`pult key`: printing the salon's key, putting it back, changing it, and going on without it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kiosk.commands.common import Commands, home_of, settings_of
from kiosk.salon.domain import qr
from kiosk.salon.domain.errors import NeedsPerson, Refused
from kiosk.salon.domain.keys import key_words
from kiosk.salon.domain.keys.salon_keys import SalonKeys, parse_ring
from kiosk.salon.domain.text import T
from kiosk.salon.home import Home, OnlyOne, load_keys, save_keys
from kiosk.salon.services import keys as services
from kiosk.salon.services.context import Context
from kiosk.salon.store.database import Store

WORDS_A_LINE = 4


def add(commands: Commands) -> None:
    key = commands.add_parser(
        "key",
        help="back up, restore or change the salon's key",
        description="The key turns card numbers into tokens and seals the journal. Without it the "
        "cards have to be given anew; everything else stays.",
    )
    actions = key.add_subparsers(dest="action", required=True, metavar="ACTION")
    backup_parser = actions.add_parser(
        "backup", help="print the key as words and as a QR code; keep the paper in a safe"
    )
    backup_parser.add_argument(
        "--png", metavar="FILE", type=Path, help="write the QR code to a new file instead"
    )
    backup_parser.set_defaults(run=backup)
    restore_parser = actions.add_parser(
        "restore", help="put the key back from its words or QR code (read from standard input)"
    )
    restore_parser.set_defaults(run=restore)
    rotate_parser = actions.add_parser(
        "rotate", help="change the key; cards and journal go on, the old backup does not"
    )
    rotate_parser.add_argument(
        "--stolen",
        action="store_true",
        help="somebody else has the key: cards with keys of their own count no more and have to be "
        "given anew",
    )
    rotate_parser.set_defaults(run=rotate)
    new_parser = actions.add_parser(
        "new", help="go on with a new key when the old one is lost for ever"
    )
    new_parser.add_argument(
        "--lost", action="store_true", required=True, help="there is no backup: all cards are lost"
    )
    new_parser.set_defaults(run=new)


# -- backup ---------------------------------------------------------------------------------------


def backup(args: argparse.Namespace) -> int:
    home = home_of(args)
    key = _newest_in_use(home)
    if args.png is not None:
        _qr_file(key, args.png)
        print(f"The QR code of key {key.key_id} is in {args.png}. Print it and delete the file.")
        return 0
    words = key_words.spell(key)
    print(f"Key {key.key_id} of this salon. Whoever has these words has the key.\n")
    for start in range(0, len(words), WORDS_A_LINE):
        line = words[start : start + WORDS_A_LINE]
        print("  ".join(f"{start + i:2d} {word}" for i, word in enumerate(line, 1)))
    print()
    print(qr.drawn_in_text(_qr(key)))
    print("Put it back with: pult key restore")
    return 0


def _newest_in_use(home: Home) -> SalonKeys:
    ring = load_keys(home)
    if not home.database.exists():
        return ring[-1]
    with _store(home) as store:
        key = services.in_use(store, ring)
        services.require_fits(_context(home, store, key))
        return key


def _qr(key: SalonKeys) -> qr.Matrix:
    return qr.matrix(key.dump().strip(), error="M")


def _qr_file(key: SalonKeys, path: Path) -> None:
    from kiosk.paper import png

    try:
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise Refused(
            T("{path} cannot be written: {reason}", path=str(path), reason=error.strerror or "")
        ) from error
    with open(fd, "wb") as file:
        file.write(png.qr_file(_qr(key)))


# -- restore --------------------------------------------------------------------------------------


def restore(args: argparse.Namespace) -> int:
    home = home_of(args)
    if sys.stdin.isatty():
        print("Type the words of the key (or scan its QR code), then an empty line:")
    key = key_words.read(_typed())
    with _alone(home):
        if home.database.exists():
            with _store(home) as store:
                _require_fits(home, store, key)
        _set_aside(home, key)
        save_keys(home, (key,))
    print(f"Key {key.key_id} is back in its place.")
    return 0


def _typed() -> str:
    lines: list[str] = []
    for line in sys.stdin:
        if not line.strip() and lines:
            break
        lines.append(line)
    return " ".join(lines)


def _present(home: Home) -> SalonKeys | None:
    """The key in the file; None when there is none that can be read."""
    try:
        return parse_ring(home.key.read_text())[-1]
    except (OSError, ValueError):
        return None


def _set_aside(home: Home, key: SalonKeys) -> None:
    """Keeps a key file that will be replaced by another key: it may be some other salon's."""
    if home.key.exists() and _present(home) != key:
        kept = next(
            path
            for path in (home.key.with_suffix(f".key-{n}") for n in range(1, 10_000))
            if not path.exists()
        )
        os.link(home.key, kept)
        print(f"The key file that was there is kept as {kept.name}.")


def _require_fits(home: Home, store: Store, key: SalonKeys) -> None:
    """Refuses a key that this database was not written with. A key that was changed since is told
    apart from one of another salon by its number only."""
    whole = services.in_use(store, (key,))
    services.require_fits(_context(home, store, whole))


# -- change ---------------------------------------------------------------------------------------


def rotate(args: argparse.Namespace) -> int:
    home = home_of(args)
    with _alone(home):
        ring = load_keys(home)
        with _store(home) as store:
            old = services.in_use(store, ring)
            context = _context(home, store, old)
            services.require_fits(context)
            new = _next(home, store, old, ring)
            done = services.rotate(context, new, stolen=args.stolen)
        save_keys(home, (new,))
    going_on = done.cards - done.ended
    print(f"Key {new.key_id} is in use. {going_on} cards were written anew and go on working.")
    if args.stolen:
        print(f"{done.ended} cards with keys of their own count no more. Give these people fresh")
        print("cards, managers first: an old one can be made by whoever has the old key.")
    print(
        "Print a new backup now: pult key backup. The old one fits only older copies of the data."
    )
    return 0


def _next(home: Home, store: Store, old: SalonKeys, ring: tuple[SalonKeys, ...]) -> SalonKeys:
    """The next key, on the disk beside the old one before anything is written with it. One left
    there by a change that was cut off is taken."""
    wanted = services.next_id(store)
    begun = next((key for key in ring if key.key_id == wanted), None)
    new = begun or SalonKeys.generate(wanted)
    save_keys(home, (SalonKeys(old.key_id, old.secret), new))
    return new


def new(args: argparse.Namespace) -> int:
    home = home_of(args)
    with _alone(home):
        if not home.database.exists():
            raise Refused(T("There is no salon in this folder yet."))
        with _store(home) as store:
            present = _present(home)
            wanted = services.next_id(store)
            if present is not None and _fits(home, store, present):
                raise Refused(T("The key is there and is the right one. To change it: rotate."))
            begun = present is not None and present.key_id == wanted
            fresh = present if present and begun else SalonKeys.generate(wanted)
            _set_aside(home, fresh)
            save_keys(home, (fresh,))
            cards = services.replace_lost(_context(home, store, fresh), fresh)
    print(f"Key {fresh.key_id} is in use. {cards} cards are not known any more: give them anew.")
    print("Clients, visits, sales and stock are as they were. Of the journal, what was written")
    print("before today can be counted but not checked. Print a backup now: pult key backup")
    return 0


def _fits(home: Home, store: Store, key: SalonKeys) -> bool:
    try:
        _require_fits(home, store, key)
    except NeedsPerson:
        return False
    return True


# -- ground ---------------------------------------------------------------------------------------


@contextmanager
def _alone(home: Home) -> Iterator[None]:
    """While no kiosk runs: it would go on with the key it knows."""
    only = OnlyOne(home)
    try:
        yield
    finally:
        only.release()


def _store(home: Home) -> closing[Store]:
    return closing(Store.open(home.database))


def _context(home: Home, store: Store, key: SalonKeys) -> Context:
    from kiosk.salon.compose import context_of

    return context_of(home, settings_of(home), store, key)
