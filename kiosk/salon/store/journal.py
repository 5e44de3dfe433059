"""The journal: append-only, chained over contents, keyed.

Each entry's MAC covers the formula's version, its number, time, kind and body, and the MAC
before it, under a key of the salon. Bodies hold what was true (names of goods, sums, document
numbers, pseudonyms of persons), never database ids, so merging or erasing rows cannot break the
chain. The head stands twice outside the chain: sealed in ``journal_head`` in the same
transaction, and in a small file beside the database that may lag behind but never lead. A cut
tail contradicts both.

When the salon's key changes, an entry (:data:`ROTATED`) under the new key follows the last one
under the old key. Older keys stay known, so the whole chain can be checked; what was written under
a key that is lost for ever (:data:`LOST`) is only known to be complete.
"""

from __future__ import annotations

import hmac
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kiosk.salon.domain.errors import NeedsPerson
from kiosk.salon.domain.keys import SalonKeys
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.store import keys
from kiosk.salon.store.database import Store

FORMULA = 1
"""Version of the MAC formula. A new formula is a new number; old entries keep theirs."""

START = bytes(32)

ROTATED, LOST = "key.rotated", "key.lost"
"""Kinds of the first entry under a new key."""


def _mac(key: bytes, formula: int, seq: int, at: int, kind: str, body: str, before: bytes) -> bytes:
    if formula != 1:
        raise ValueError(f"unknown journal formula {formula}")
    head = f"{formula}\x1f{seq}\x1f{at}\x1f{kind}\x1f".encode()
    return hmac.digest(key, head + body.encode() + b"\x1f" + before, "sha256")


def _seal(key: bytes, seq: int, mac: bytes) -> bytes:
    return hmac.digest(key, b"head\x1f%d\x1f" % seq + mac, "sha256")


@dataclass(frozen=True, slots=True)
class JournalHead:
    """Number and MAC of an entry."""

    seq: int
    mac: bytes


_Head = tuple[str, int, bytes, bytes]
"""A head kept outside the chain: where, number, MAC, seal."""


@dataclass(frozen=True, slots=True)
class Fault:
    """The first wrong entry: its number and what is wrong with it."""

    seq: int
    message: Msg


class Journal:
    """Appends to and checks the chain. ``head_file``: where the head is kept outside.

    What is derived from ``secrets`` is derived when it is first needed: cryptography is not loaded
    before the first screen stands."""

    def __init__(self, store: Store, secrets: SalonKeys, head_file: Path) -> None:
        self._store, self._secrets, self._head_file = store, secrets, head_file

    @property
    def _key(self) -> bytes:
        return self._secrets.journal

    @property
    def _older(self) -> tuple[bytes, ...]:
        return self._secrets.older_journals

    def under(self, secrets: SalonKeys) -> Journal:
        """The same journal, going on under another key. Its first entry says so."""
        return Journal(self._store, secrets, self._head_file)

    def _require_current_key(self) -> None:
        if keys.current(self._store) not in (None, self._secrets.key_id):
            raise NeedsPerson(T("The salon's key was changed. Start Pult again."))

    def append(self, kind: str, at: int, body: dict[str, object]) -> int:
        """Adds an entry inside the running transaction; returns its number. ``at``: UTC ms."""
        self._require_current_key()
        found = self._store.row("SELECT seq, mac FROM journal ORDER BY seq DESC LIMIT 1")
        seq, before = (found[0] + 1, bytes(found[1])) if found else (1, START)
        text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        mac = _mac(self._key, FORMULA, seq, at, kind, text, before)
        self._store.run(
            "INSERT INTO journal (seq, at, kind, formula, body, mac) VALUES (?, ?, ?, ?, ?, ?)",
            (seq, at, kind, FORMULA, text, mac),
        )
        self._store.run(
            "INSERT INTO journal_head (id, seq, mac, seal) VALUES (1, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, mac = excluded.mac, "
            "seal = excluded.seal",
            (seq, mac, _seal(self._key, seq, mac)),
        )
        self._store.after_commit(lambda: self._write_head(seq, mac))
        return int(seq)

    def _write_head(self, seq: int, mac: bytes) -> None:
        # One short write in place, without fsync: after a power cut the file may be older than
        # the chain, which verification allows; a second fsync per sale would buy nothing.
        line = f"{seq:020d} {mac.hex()} {_seal(self._key, seq, mac).hex()}\n".encode()
        # The entry is durable by now: a disk with no room for this file must not make a sale
        # that happened look as if it had failed.
        with suppress(OSError):
            fd = os.open(self._head_file, os.O_WRONLY | os.O_CREAT, 0o600)
            try:
                os.pwrite(fd, line, 0)
            finally:
                os.close(fd)

    def head(self) -> JournalHead | None:
        """Of the newest entry, as printed on a closing."""
        found = self._store.row("SELECT seq, mac FROM journal_head")
        return JournalHead(*found) if found else None

    def fits(self) -> bool:
        """Whether the sealed head was sealed with this key; an empty journal fits any."""
        heads = list(self._sealed_head())
        return all(
            hmac.compare_digest(seal, _seal(self._key, seq, mac)) for _, seq, mac, seal in heads
        )

    def unchecked(self) -> int:
        """How many entries, from the first, were written under a key that is lost: that none of
        them is missing is known, that none was changed is not."""
        if b"" not in self._older:
            return 0
        lost = self._store.number("SELECT max(seq) FROM journal WHERE kind = ?", (LOST,))
        return max(0, lost - 1)

    def latest(self, entries: int = 20) -> int:
        """The latest time (UTC ms) among the newest entries, 0 without any. Only the newest: a
        clock that once ran ahead must not count for ever."""
        return self._store.number(
            "SELECT max(at) FROM (SELECT at FROM journal ORDER BY seq DESC LIMIT ?)", (entries,)
        )

    def _filed_head(self) -> Iterator[_Head]:
        if self._head_file.exists():
            parts = self._head_file.read_text().split()
            try:
                yield "file", int(parts[0]), bytes.fromhex(parts[1]), bytes.fromhex(parts[2])
            except (ValueError, IndexError):
                yield "file", 0, b"", b""

    def _sealed_head(self) -> Iterator[_Head]:
        found = self._store.row("SELECT seq, mac, seal FROM journal_head")
        if found:
            yield "database", found[0], bytes(found[1]), bytes(found[2])

    def verify(self) -> Fault | None:
        """Walks the whole chain. Returns the first fault, or None when everything holds. A kiosk
        may go on selling meanwhile."""
        # The file first: it never leads, so whatever it names is in the snapshot.
        filed = list(self._filed_head())
        with self._store.snapshot():
            return self._verify([*self._sealed_head(), *filed])

    def _sealed(self, place: str, seq: int, mac: bytes, seal: bytes) -> bool:
        """The file may lag behind a change of the key; the database changes with it."""
        usable = (self._key, *self._older) if place == "file" else (self._key,)
        if place == "file" and b"" in self._older:
            head = self.head()
            if head is not None and seq < head.seq:
                return True
        return any(hmac.compare_digest(seal, _seal(key, seq, mac)) for key in usable if key)

    def _verify(self, heads: Sequence[_Head]) -> Fault | None:
        before, expected, macs = START, 1, {}
        chain = [*self._older, self._key]
        wanted = {seq for _, seq, _, _ in heads}
        for seq, at, kind, formula, body, stored in self._store.rows(
            "SELECT seq, at, kind, formula, body, mac FROM journal ORDER BY seq"
        ):
            if seq != expected:
                return Fault(expected, T("Entry {seq} is missing.", seq=expected))
            if kind in (ROTATED, LOST) and len(chain) > 1:
                del chain[0]
            try:
                mac = _mac(chain[0], formula, seq, at, kind, body, before)
            except ValueError:
                return Fault(seq, T("Entry {seq} has an unknown formula.", seq=seq))
            if not chain[0]:
                mac = bytes(stored)
            elif not hmac.compare_digest(mac, bytes(stored)):
                return Fault(seq, T("Entry {seq} was changed or moved.", seq=seq))
            if seq in wanted:
                macs[seq] = mac
            before, expected = mac, seq + 1
        last = expected - 1
        if last and not any(place == "database" for place, *_ in heads):
            return Fault(last, T("The sealed head of the journal is missing."))
        if last and len(chain) > 1:
            return Fault(last, T("The entries under the present key are missing."))
        for place, seq, mac, seal in heads:
            if not self._sealed(place, seq, mac, seal):
                return Fault(seq, T("The head kept in the {place} was changed.", place=place))
            if seq > last:
                return Fault(
                    last + 1,
                    T(
                        "The journal was cut off after entry {last}; entry {seq} existed.",
                        last=last,
                        seq=seq,
                    ),
                )
            if macs.get(seq) != mac:
                return Fault(seq, T("Entry {seq} is not the one that was sealed.", seq=seq))
            if place == "database" and seq != last:
                return Fault(last, T("The sealed head of the journal is not the last entry."))
        return None
