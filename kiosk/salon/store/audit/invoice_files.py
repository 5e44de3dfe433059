"""Files of invoices and letters of reminders: the bytes that go out are those that were drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kiosk.salon.domain.text import Msg, T
from kiosk.salon.store.audit.part import Part, Told
from kiosk.salon.store.database import Store
from kiosk.salon.store.invoices.files import digest

KEPT, LETTER = "invoice.file", "invoice.letter"
_FILES = (
    "SELECT i.number, f.kind, f.hash, f.bytes FROM invoice_file f "
    "JOIN invoice i ON i.id = f.invoice_id ORDER BY f.invoice_id, f.kind"
)
_LETTERS = (
    "SELECT i.number, r.level, r.pdf_hash, r.pdf FROM invoice_reminder r "
    "JOIN invoice i ON i.id = r.invoice_id WHERE r.pdf IS NOT NULL ORDER BY r.id"
)


class InvoiceFiles(Part):
    """Entry, digest and bytes say the same of each."""

    kinds = frozenset({KEPT, LETTER})

    def __init__(self, store: Store, keys: Sequence[bytes]) -> None:
        super().__init__(store, keys)
        self._files: dict[tuple[str, str], str] = {}
        self._letters: dict[tuple[str, int], str] = {}

    def take(self, told: Told) -> None:
        body = told.body
        if told.kind == KEPT:
            self._files[body["number"], body["file"]] = body["hash"]
        else:
            self._letters[body["number"], body["level"]] = body["hash"]

    def differences(self) -> Iterator[Msg]:
        files, letters = dict(self._files), dict(self._letters)
        for number, kind, said, data in self.store.each_named(_FILES, {}):
            if not files.pop((number, kind), None) == said == digest(data):
                yield _file(number, kind)
        for number, kind in files:
            yield _file(number, kind)
        for number, level, said, data in self.store.each_named(_LETTERS, {}):
            if not letters.pop((number, level), None) == said == digest(data):
                yield _letter(number, level)
        for number, level in letters:
            yield _letter(number, level)


def _file(number: str, kind: str) -> Msg:
    return T("File {kind} of invoice {number} is not what was kept.", kind=kind, number=number)


def _letter(number: str, level: int) -> Msg:
    return T(
        "The letter of reminder {level} of invoice {number} is not what was kept.",
        level=level,
        number=number,
    )
