"""Papers that are kept as files go when they are no longer needed: after some days, and those of a
person with the person."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from kiosk.salon.services.salon_services import Services

OURS = re.compile("(?:.+ )?([0-9a-f]{32}|test-[0-9a-f]{16})")
"""Names of papers: ids of jobs and of tests, those of sheets after a number."""
DAY_SECONDS = 86_400
LOOK_SECONDS = 3600.0
"""How often files that are too old are looked for."""


class KeptPapers:
    """``folders``: where printers that are folders put their papers; ``keep_days``: how long. What
    else lies in them is left alone."""

    def __init__(
        self, services: Services, folders: Callable[[], Iterable[Path]], keep_days: int
    ) -> None:
        self._printing, self._folders, self.keep_days = services.printing, folders, keep_days
        self._looked = -LOOK_SECONDS

    def tidy(self) -> None:
        """Removes what must go. PultError when the database cannot be written now; files that
        cannot be removed are tried again with the next call."""
        erased = self._printing.erased()
        due = time.monotonic() - self._looked >= LOOK_SECONDS
        if not erased and not due:
            return
        names = {job_id.hex() for job_id in erased}
        oldest = time.time() - self.keep_days * DAY_SECONDS if due else 0.0
        stuck = self._remove(names, oldest)
        gone = tuple(job_id for job_id in erased if job_id.hex() not in stuck)
        self._printing.forget(gone, self.keep_days)
        if due:
            self._looked = time.monotonic()

    def _remove(self, names: Collection[str], oldest: float) -> set[str]:
        """Removes the files of these jobs and all older ones; names of jobs whose files stay."""
        stuck = set()
        for path in self._papers():
            name = _id_of(path)
            try:
                if name in names or path.stat().st_mtime < oldest:
                    path.unlink(missing_ok=True)
            except OSError:
                stuck.add(name)
        return stuck

    def _papers(self) -> Iterator[Path]:
        for folder in set(self._folders()):
            with contextlib.suppress(OSError):
                yield from [path for path in folder.iterdir() if _id_of(path)]


def _id_of(path: Path) -> str:
    """Empty for what is no paper of ours."""
    found = OURS.fullmatch(path.stem)
    return found[1] if found else ""
