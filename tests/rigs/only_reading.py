"""A salon on a disk that takes nothing: ``unshare -rm python -m tests.rigs.only_reading STATE
HOME``.

``readonly``: the folder is mounted so. ``full``: it stands on a file system without room. Seen by
this process alone. Prints what the commands and the first screen say, as JSON.
"""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

from kiosk.commands.pult import main as pult
from kiosk.salon.compose import open_services
from kiosk.salon.domain.errors import NeedsPerson
from kiosk.salon.home import OnlyOne, open_home
from kiosk.salon.services.clock import ManualClock
from kiosk.salon.settings import Settings
from tests.presenters.story import Story

NOW = 1_795_250_000_000


def harm(state: str, home: Path) -> None:
    if state == "readonly":
        subprocess.run(["mount", "--bind", home, home], check=True)
        subprocess.run(["mount", "-o", "remount,bind,ro", home], check=True)
        return
    kept = home.with_name("aside")
    shutil.copytree(home, kept)
    size = sum(path.stat().st_size for path in kept.rglob("*")) + 400_000
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", home], check=True)
    shutil.copytree(kept, home, dirs_exist_ok=True)
    with contextlib.suppress(OSError), open(home / "ballast", "wb", buffering=0) as ballast:
        while True:
            ballast.write(bytes(4096))


def said(home: Path, *words: str) -> tuple[int, str]:
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = pult(["--home", str(home), *words])
    return code, out.getvalue()


def main(state: str, home: Path) -> None:
    harm(state, home)
    export, stock = said(home, "export", "stock")
    _, clients = said(home, "export", "clients")
    verify, verified = said(home, "journal", "verify")
    _, doctor = said(home, "doctor")
    folder = open_home(home)
    only = OnlyOne(folder)
    services = open_services(folder, Settings(), ManualClock(NOW))
    story = Story(services)
    refused = False
    try:
        services.bills.open_retail(services.team.members()[0].id)
    except NeedsPerson:
        refused = True
    told = {
        "export": export, "stock": stock, "clients": clients, "verify": verify,
        "verified": verified, "doctor": doctor, "screen": story.screen, "refused": refused,
        "trouble": story.out.trouble.plain() if story.out.trouble else "",
    }  # fmt: skip
    services.context.store.close()
    only.release()
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
