"""USB sticks that are plugged in: the files on them that can be read, and what is written to them.

Whatever is asked of a stick may take long or never end, so none of it belongs in the thread of the
screens. Only plain files are looked at, and links are not followed: what stands on a stick is
somebody else's.
"""

from __future__ import annotations

import contextlib
import logging
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kiosk.salon.domain.errors import PultError, Refused
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.services.context import Area, Context
from kiosk.salon.services.files import exporting
from kiosk.salon.services.files.exporting import Exporting
from kiosk.salon.services.files.plan import Doubtful, Plan, write_left
from kiosk.salon.services.files.whole_files import free, not_written, sync_folder
from kiosk.salon.services.team import require_manager

log = logging.getLogger(__name__)
READABLE = frozenset({".csv", ".txt", ".tsv", ".vcf", ".ics", ".ical"})
TABLES = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".fods", ".numbers"})
"""Of spreadsheets: they are shown, so that somebody can be told to save them as CSV."""
STATEMENTS = frozenset({".xml", ".gpc", ".abo", ".sta", ".mt940", ".940", ".csv", ".txt"})
"""What banks write of an account."""
CERTIFICATES = frozenset({".p12", ".pfx"})
LISTS: Mapping[exporting.Kind, Msg] = {
    "clients": T("Clients"),
    "services": T("Services"),
    "stock": T("Products and stock"),
    "sales": T("Sales"),
    "timesheets": T("Timesheets"),
    "punches": T("Attendance"),
    "staff": T("Team"),
}
"""What the lists are called, on the screen and as files."""
MOUNTS = ("/media", "/run/media", "/mnt")
"""Where systems mount sticks, some in a folder for each user."""
DEEP, FOLDERS, MOST = 3, 400, 100
"""How far down a stick is looked through, so many folders, so many of the newest files."""


@dataclass(frozen=True, slots=True)
class Stick:
    """``fixed``: no stick, but a folder that the settings name, which nobody pulls out."""

    name: str
    path: Path
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class StickFile:
    """``folder``: inside the stick, empty for none. ``size``: bytes. ``changed_at``: UTC ms.
    ``readable``: no spreadsheet's own format."""

    path: Path
    stick: Stick
    folder: str
    size: int
    changed_at: int
    readable: bool


@dataclass(frozen=True, slots=True)
class Written:
    """A list on a stick: what it holds, its file, its rows."""

    kind: exporting.Kind
    path: Path
    rows: int


class Sticks(Area):
    def plugged(self) -> tuple[Stick, ...]:
        """Those that are mounted now, and the folders that the settings name."""
        found: dict[Path, Stick] = {}
        for root in map(Path, self._context.stick_folders):
            places = [root] if str(root) not in MOUNTS else []
            for place in (*places, *_mounts(root)):
                fixed = place == root and not os.path.ismount(root)
                found.setdefault(place, Stick(place.name, place, fixed))
        return tuple(found.values())

    def files(self, suffixes: frozenset[str] = READABLE | TABLES) -> tuple[StickFile, ...]:
        """What can be read from there, the newest first. ``suffixes``: of what is looked for."""
        found = [file for one in self.plugged() for file in _files(one, suffixes)]
        found.sort(key=lambda file: (-file.changed_at, str(file.path)))
        return tuple(found[:MOST])

    def content(self, path: Path, most: int) -> bytes:
        """All of a file. Refused when it cannot be read, is gone, or longer than ``most`` bytes;
        what only looks like a file (a pipe, a device) is never waited for."""
        try:
            opened = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
            with open(opened, "rb") as file:
                if not stat.S_ISREG(os.fstat(opened).st_mode):
                    raise Refused(T("The file cannot be read."))
                data = file.read(most + 1)
        except OSError as error:
            raise Refused(T("The file cannot be read. Is the stick still in?")) from error
        if len(data) > most:
            raise Refused(T("The file is too large."))
        return data

    def write_left(self, plan: Plan, source: Path, doubtful: Doubtful) -> Path:
        """The rows that were left out of a file, beside it, each with why. Refused when it cannot
        be written."""
        words = in_a_name(self._context, T("Left out"), "left-out")
        path = free(source.parent, f"{source.stem}-{words}.csv")
        try:
            made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(made, "w", encoding="utf-8-sig", newline="") as out:
                write_left(plan, plan.left(doubtful), self._context.say, out)
                out.flush()
                os.fsync(out.fileno())
            sync_folder(path.parent)
        except OSError as error:
            with contextlib.suppress(OSError):
                path.unlink()
            raise not_written(path, error) from error
        return path

    def export(
        self,
        stick: Stick,
        kinds: tuple[exporting.Kind, ...],
        by: Id,
        tell: Callable[[int], None] = lambda _: None,
        first: date | None = None,
        last: date | None = None,
    ) -> tuple[Written, ...]:
        """Lists as CSV into a new folder of the stick; they are on it when this returns. ``first``
        and ``last``: business days of what has such. Journalled. ``tell``: called after each.
        Refused: for anybody but a manager; when it cannot be written, what was written before stays
        and is journalled all the same."""
        context = self._context
        require_manager(context, by)
        folder = free(stick.path, f"pult-{context.today().isoformat()}")
        try:
            folder.mkdir(mode=0o700)
        except OSError as error:
            raise not_written(folder, error) from error
        written: list[Written] = []
        try:
            for number, kind in enumerate(kinds, 1):
                path = folder / f"{in_a_name(self._context, LISTS[kind], kind)}.csv"
                rows = Exporting(context).to_file(path, kind, first=first, last=last)
                written.append(Written(kind, path, rows))
                tell(number)
        finally:
            for place in (folder, stick.path):
                with contextlib.suppress(OSError):
                    sync_folder(place)
            if written:
                self._note(written, by)
        return tuple(written)

    def _note(self, written: list[Written], by: Id) -> None:
        context = self._context
        try:
            with context.store.transaction():
                context.note("export", by, rows={one.kind: one.rows for one in written})
        except PultError as error:
            # From a disk that cannot be written the data must get out all the same.
            log.warning("an export is not journalled: %s", error)


def in_a_name(context: Context, words: Msg, otherwise: str) -> str:
    """Words of the salon's language as a part of a file's name that every system can read: small
    letters without accents. ``otherwise``: where none is left."""
    plain = fold(context.say(words)).encode("ascii", "ignore").decode()
    return "-".join(plain.split()) or otherwise


def _mounts(root: Path) -> Iterator[Path]:
    """Mounted below a folder, or in the folders of users there."""
    for place in _folders(root):
        if os.path.ismount(place):
            yield place
        else:
            yield from filter(os.path.ismount, _folders(place))


def _folders(path: Path) -> list[Path]:
    return [Path(one.path) for one in _entries(path) if one.is_dir(follow_symlinks=False)]


def _entries(path: Path) -> list[os.DirEntry[str]]:
    """Nothing for what cannot be looked into; hidden ones and the systems' own are left out."""
    try:
        with os.scandir(path) as found:
            return sorted(
                (one for one in found if one.name[:1] not in (".", "$", "~")),
                key=lambda one: one.name,
            )
    except OSError:
        return []


def _files(stick: Stick, suffixes: frozenset[str]) -> Iterator[StickFile]:
    left, waiting = FOLDERS, [(stick.path, 0)]
    while waiting and left:
        folder, deep = waiting.pop(0)
        left -= 1
        for one in _entries(folder):
            path = Path(one.path)
            suffix = path.suffix.lower()
            try:
                about = one.stat(follow_symlinks=False)
            except OSError:
                continue
            if stat.S_ISDIR(about.st_mode) and deep < DEEP:
                waiting.append((path, deep + 1))
            elif stat.S_ISREG(about.st_mode) and suffix in suffixes:
                inside = "" if folder == stick.path else str(folder.relative_to(stick.path))
                changed, readable = int(about.st_mtime * 1000), suffix not in TABLES
                yield StickFile(path, stick, inside, about.st_size, changed, readable)
