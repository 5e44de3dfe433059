"""`pult google` and `pult-sync google`: signing in and out, importing, probing."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.salon.domain import qr
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T

if TYPE_CHECKING:
    from kiosk.salon.settings import Settings
    from sync_agent.google.settings import GoogleSettings
    from sync_agent.google.signin.grant import Grant
    from sync_agent.google.signin.project import Project
    from sync_agent.open_salon import OpenSalon
    from sync_agent.provider import Load


def add_actions(google: argparse.ArgumentParser, load: Load) -> None:
    actions = google.add_subparsers(dest="action", required=True, metavar="ACTION")
    sign_in_parser = actions.add_parser(
        "sign-in",
        help="open Google's page in a browser and keep what it grants",
        description="Signs in on this machine. On a PC without a salon, --to writes a file that "
        "the kiosk imports; it opens with the code that is shown here only.",
    )
    sign_in_parser.add_argument(
        "--project", metavar="FILE", type=Path, help="the JSON file of your Google project"
    )
    sign_in_parser.add_argument(
        "--to", metavar="FILE", type=Path, help="write the sign-in to a new file for a kiosk"
    )
    sign_in_parser.add_argument(
        "--qr", action="store_true", help="with --to: print a QR code of it as well"
    )
    sign_in_parser.add_argument(
        "--no-browser", action="store_true", help="only print the address of Google's page"
    )
    sign_in_parser.set_defaults(run=partial(sign_in, load))
    actions.add_parser(
        "sign-out",
        help="end the access at Google and forget it here; nothing is deleted on either side",
    ).set_defaults(run=partial(sign_out, load))
    import_parser = actions.add_parser(
        "import",
        help="take in the file of a Google project, or of a sign-in made on a PC",
        description="FILE may be a folder or left out: then the newest file on a USB stick. A "
        "minus sign reads the text of the QR code from standard input.",
    )
    import_parser.add_argument("file", metavar="FILE", nargs="?", default="")
    import_parser.add_argument(
        "--code", default="", help="the code that the PC showed (asked for when left out)"
    )
    import_parser.set_defaults(run=partial(bring_in, load))
    probe_parser = actions.add_parser(
        "probe",
        help="measure how Google really behaves, on a spare account",
        description="Makes a label and some contacts in the signed-in account, measures, and "
        "deletes them again. Not for an account that is in use.",
    )
    probe_parser.add_argument(
        "--spare-account", metavar="EMAIL", required=True, help="the account that is signed in"
    )
    probe_parser.add_argument(
        "--contacts", type=int, default=20, metavar="N", help="how many to make (up to 200)"
    )
    probe_parser.add_argument(
        "--lag-seconds", type=float, default=120, help="how long to watch for our own changes"
    )
    probe_parser.set_defaults(run=partial(probe, load))


def _own(settings: Settings) -> GoogleSettings:
    from sync_agent.google.settings import GoogleSettings

    return settings.service("google", GoogleSettings)


def _open(args: argparse.Namespace, load: Load) -> OpenSalon:
    from kiosk.salon.home import find_home, open_home
    from kiosk.salon.services.clock import SystemClock
    from sync_agent.open_salon import OpenSalon

    home = open_home(find_home(args.home))
    if not home.database.exists():
        raise Refused(
            T("There is no salon on this computer. To make a file for the kiosk: --to FILE")
        )
    return OpenSalon(home, load(home.settings), SystemClock())


# -- signing in -----------------------------------------------------------------------------------


def sign_in(load: Load, args: argparse.Namespace) -> int:
    return _sign_in_here(args, load) if args.to is None else _sign_in_for_a_kiosk(args, load)


def _sign_in_here(args: argparse.Namespace, load: Load) -> int:
    from sync_agent.google.signin import errors, vault

    with closing(_open(args, load)) as salon:
        now = salon.services.context.now
        if args.project is not None:
            vault.keep_project(salon.store, salon.keys, _project(args), now())
        project = vault.project(salon.store, salon.keys)
        if project is None:
            raise errors.no_project()
        grant = _grant(args, _own(salon.settings), project)
        vault.keep_grant(salon.store, salon.keys, grant, now())
    print(f"Signed in as {grant.title}.")
    return 0


def _sign_in_for_a_kiosk(args: argparse.Namespace, load: Load) -> int:
    from kiosk.salon.home import Home, find_home
    from sync_agent.google.signin import errors, transfer

    if args.project is None:
        raise errors.no_project()
    settings = _own(load(Home(find_home(args.home)).settings))
    project = _project(args)
    file = _new_file(args.to)
    try:
        grant = _grant(args, settings, project)
        code = transfer.new_code()
        text = transfer.seal(grant, code)
        os.write(file, text.encode() + b"\n")
    except BaseException:
        args.to.unlink()
        raise
    finally:
        os.close(file)
    print(f"Signed in as {grant.title}. The sign-in is in {args.to}.")
    if args.qr:
        print(qr.drawn_in_text(qr.matrix(text)))
    print(f"\n    {code}\n\nType this code at the kiosk. It is shown here only and never again.")
    return 0


def _new_file(path: Path) -> int:
    try:
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise Refused(
            T("{path} cannot be written: {reason}", path=str(path), reason=error.strerror or "")
        ) from error


def _project(args: argparse.Namespace) -> Project:
    from sync_agent.google.signin import project

    return project.read(project.read_text(args.project))


def _grant(args: argparse.Namespace, settings: GoogleSettings, project: Project) -> Grant:
    from sync_agent.google.signin.browser import opened_by
    from sync_agent.google.signin.flow import Loopback

    with opened_by(settings.browser, time.sleep) as browse:
        way = Loopback(settings, _shown(args, settings, browse), time.monotonic)
        return way.grant(project)


def _shown(
    args: argparse.Namespace, settings: GoogleSettings, browse: Callable[[str], None]
) -> Callable[[str], None]:
    """Prints the address as well: a person can open it in another browser of this machine. The one
    of the settings if it is there, else the system's own."""

    def show(url: str) -> None:
        import shutil
        import webbrowser

        print(f"Google's page for signing in:\n\n{url}\n", flush=True)
        if args.no_browser:
            return
        if shutil.which(settings.browser[0]) is not None:
            browse(url)
        else:
            webbrowser.open(url)

    return show


# -- the rest -------------------------------------------------------------------------------------


def sign_out(load: Load, args: argparse.Namespace) -> int:
    from sync_agent.engine.problems import Offline
    from sync_agent.google.requests import GoogleRequests, signed_in_as
    from sync_agent.timing import StopToken

    with closing(_open(args, load)) as salon:
        title = signed_in_as(salon)
        if not title:
            print("Nobody was signed in.")
            return 0
        try:
            GoogleRequests(_own(salon.settings), salon, StopToken()).sign_out()
        except Offline:
            print(f"{title} is forgotten here, but Google could not be told. End the access there:")
            print("https://myaccount.google.com/connections")
            return 1
    print(f"{title} is signed out. Clients and contacts stay as they are.")
    return 0


def bring_in(load: Load, args: argparse.Namespace) -> int:
    from sync_agent.google.signin import importing, project, transfer

    with closing(_open(args, load)) as salon:
        now = salon.services.context.now()
        if args.file == "-":
            text = sys.stdin.readline()
        else:
            path = Path(args.file)
            folders = [args.file] if args.file else salon.settings.files.sticks
            if not args.file or path.is_dir():
                path = importing.newest(folders)
            text = project.read_text(path)
            print(f"Importing {path.name}")
        code = args.code
        if transfer.is_one(text) and not code:
            code = _typed_code()
        what = importing.from_text(salon.store, salon.keys, text, code, now)
        from sync_agent.google.requests import signed_in_as

        title = signed_in_as(salon)
    if what == "account":
        print(f"Signed in as {title}.")
    else:
        print("The Google project is known. Next step: pult google sign-in")
    return 0


def _typed_code() -> str:
    if sys.stdin.isatty():
        print("The code that the PC showed: ", end="", flush=True)
    return sys.stdin.readline().strip()


def probe(load: Load, args: argparse.Namespace) -> int:
    from sync_agent.google.probe import run

    with closing(_open(args, load)) as salon:
        return run(_own(salon.settings), salon, args.spare_account, args.contacts, args.lag_seconds)
