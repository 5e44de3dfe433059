"""The journal: append-only, chained over contents, keyed.

Each entry's MAC covers the formula's version, its number, time, kind and body, and the MAC
before it, under a key of the salon. Bodies hold what was true (names of goods, sums, document
numbers, pseudonyms of persons), never database ids, so merging or erasing rows cannot break the
chain. The head stands twice outside the chain: sealed in ``journal_head`` in the same
transaction, and in a small file beside the database that may lag behind but never lead. A cut
tail contradicts both.

A chain that does not reach its heads (an older copy of the database was put back, its log was
lost) takes no entry, so that no number is given out twice and nothing hides what is missing. A
person goes on from there by an entry of its own (:data:`GAP`, or :data:`ANEW` where everything is
gone), which names the entry that is missing and takes a number beyond it.

When the salon's key changes, an entry (:data:`ROTATED`) under the new key follows the last one
under the old key. Older keys stay known, so the whole chain can be checked; what was written under
a key that is lost for ever (:data:`LOST`) is only known to be complete.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kiosk.salon.domain.errors import Damaged, NeedsPerson
from kiosk.salon.domain.keys.salon_keys import SalonKeys
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.store import keys
from kiosk.salon.store.database import Store
from kiosk.salon.store.heads import MISSING, Behind, Head, HeadFile

FORMULA = 3
"""Version of the MAC formula and of what the bodies hold. A new formula is a new number; old
entries keep theirs. From 2 on bodies hold marks of PINs and cards
(:mod:`kiosk.salon.store.marks_of`) and which product was moved; from 3 on also marks of what
somebody typed, instead of the words."""
_FORMULAS = (1, 2, 3)
MARKED = 3
"""The first formula with marks of :data:`WORDS`."""
WORDS = ("reason", "discount_text", "why")
"""What somebody typed, by its names in the bodies and in the lines of a document."""

START = bytes(32)

ROTATED, LOST = "key.rotated", "key.lost"
"""Kinds of the first entry under a new key."""

GAP, ANEW = "journal.gap", "journal.anew"
"""Kinds of the entries that go on although earlier ones are missing. Their bodies hold ``last``
(the number of the last entry that was there), ``existed`` and ``head`` (number and MAC of one that
was made and is missing)."""

REDACTED = "journal.redacted"
"""Kind of the entry that says which ones had words taken out, with a person who was erased:
``entries``, number to :func:`digest`. Their MACs stay what they were, so the chain holds."""

_LOOKED_AT = 10_000  # entries, from the newest: many times what a log of SQLite holds


def _mac(key: bytes, formula: int, seq: int, at: int, kind: str, body: str, before: bytes) -> bytes:
    if formula not in _FORMULAS:
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


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry says. ``at``: UTC ms."""

    seq: int
    at: int
    kind: str
    formula: int
    body: str


def in_one_line(body: Mapping[str, object]) -> str:
    """A body as it is kept."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(entry: Entry) -> str:
    """Of everything an entry says."""
    head = f"{entry.formula}\x1f{entry.seq}\x1f{entry.at}\x1f{entry.kind}\x1f"
    return hashlib.sha256(head.encode() + entry.body.encode()).hexdigest()


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
        self._file = HeadFile(head_file)

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
        """Adds an entry inside the running transaction; returns its number. ``at``: UTC ms.

        Raises :class:`NeedsPerson` where the chain does not reach its heads."""
        self._require_current_key()
        behind = self.behind()
        if behind is not None:
            raise NeedsPerson(behind.message, last=behind.last, existed=behind.existed)
        seq, before = self._last()
        if not seq:
            self._begin_file()
        return self._add(seq + 1, before, kind, at, body)

    def _begin_file(self) -> None:
        """Before the very first entry: no power cut leaves entries without a file beside them."""
        self._file.write(self._filing(0, START), self._sealed)

    def tell_lost(self) -> None:
        """The database was made anew in the place of a lost one: unless the head in the file says
        which entries there were, it says from now on that there were some."""
        if not any(self._sealed(head) and head.mac != START for head in self._filed_head()):
            self._file.put(self._filing(0, os.urandom(len(START))), self._sealed)

    def redact(self, entries: Sequence[Entry], at: int) -> None:
        """Puts these in the place of the ones with their numbers, inside the running transaction,
        with the entry that says so."""
        for entry in entries:
            self._store.run("UPDATE journal SET body = ? WHERE seq = ?", (entry.body, entry.seq))
        if entries:
            self.append(REDACTED, at, {"entries": {str(one.seq): digest(one) for one in entries}})

    def _redacted(self) -> dict[int, str]:
        """By number, what each such entry must be now. Whoever walks the chain meets the entries
        that say so and checks them like any other."""
        found: dict[int, str] = {}
        for body in self._store.column(
            "SELECT body FROM journal WHERE kind = ? ORDER BY seq", (REDACTED,)
        ):
            with suppress(ValueError, TypeError, AttributeError, KeyError):
                found |= {int(seq): str(told) for seq, told in json.loads(body)["entries"].items()}
        return found

    def bridge(self, behind: Behind, at: int, body: dict[str, object]) -> int:
        """Goes on although entries are missing: the entry that says so. Inside a transaction."""
        self._require_current_key()
        last, before = self._last()
        missing = {"last": last, "existed": behind.existed, "head": behind.mac.hex()}
        kind = GAP if behind.last else ANEW
        return self._add(max(last, behind.existed) + 1, before, kind, at, body | missing)

    def _last(self) -> tuple[int, bytes]:
        found = self._store.row("SELECT seq, mac FROM journal ORDER BY seq DESC LIMIT 1")
        return (int(found[0]), bytes(found[1])) if found else (0, START)

    def _add(self, seq: int, before: bytes, kind: str, at: int, body: dict[str, object]) -> int:
        text = in_one_line(body)
        mac = _mac(self._key, FORMULA, seq, at, kind, text, before)
        seal = _seal(self._key, seq, mac)
        self._store.run(
            "INSERT INTO journal (seq, at, kind, formula, body, mac) VALUES (?, ?, ?, ?, ?, ?)",
            (seq, at, kind, FORMULA, text, mac),
        )
        self._store.run(
            "INSERT INTO journal_head (id, seq, mac, seal) VALUES (1, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, mac = excluded.mac, "
            "seal = excluded.seal",
            (seq, mac, seal),
        )
        head = self._filing(seq, mac)
        self._store.after_commit(lambda: self._file.write(head, self._sealed))
        return seq

    def behind(self) -> Behind | None:
        """An entry that was made and is not in the chain, or that may have been where a head is
        missing; None when both heads are in it. What was not sealed with this salon's key proves
        nothing and counts as missing in the file, which the first entry alone may be without;
        :meth:`verify` tells it."""
        last = self._store.number("SELECT max(seq) FROM journal")
        sealed = list(self._sealed_head())
        filed = [head for head in self._filed_head() if self._sealed(head)]
        if (last and not sealed) or (last > 1 and not filed):
            return Behind(last, last, b"")
        for head in (*sealed, *filed):
            if not self._sealed(head) or (head.seq, head.mac) == (0, START):
                continue
            there = self._store.value("SELECT mac FROM journal WHERE seq = ?", (head.seq,))
            if there != head.mac and not self._bridged(head):
                return Behind(last, head.seq, head.mac)
        return None

    def mixed(self) -> bool:
        """Whether entries are missing between others: a log of SQLite was found beside an older
        copy of the database and written over it. Each head is there then, and so is the newest."""
        newest = "SELECT seq, kind FROM journal ORDER BY seq DESC LIMIT ?"
        whole = f"SELECT count(*) = coalesce(max(seq) - min(seq) + 1, 0) FROM ({newest})"
        before = f"SELECT seq, kind, lag(seq) OVER (ORDER BY seq) AS before FROM ({newest})"
        holes = f"SELECT 1 FROM ({before}) WHERE seq > before + 1 AND kind NOT IN (?, ?)"
        try:
            with self._store.read_through():
                return not self._store.value(whole, (_LOOKED_AT,)) and bool(
                    self._store.row(holes, (_LOOKED_AT, GAP, ANEW))
                )
        except Damaged:
            return True

    def emptied(self) -> Behind | None:
        """The last entry, when the chain tells of a salon that was set up and nobody has begun
        anew since: for who finds no salon beside it."""
        found = self._store.row(
            "SELECT 1 FROM journal WHERE kind = 'salon.set_up' AND seq > "
            "coalesce((SELECT max(seq) FROM journal WHERE kind = ?), 0)",
            (ANEW,),
        )
        return Behind(0, *self._last()) if found else None

    def _bridged(self, head: Head) -> bool:
        """Whether somebody has gone on without this entry."""
        found = self._store.row(
            "SELECT 1 FROM journal WHERE kind IN (?, ?) AND json_extract(body, '$.head') = ?",
            (GAP, ANEW, head.mac.hex()),
        )
        return found is not None

    def head(self) -> JournalHead | None:
        """Of the newest entry, as printed on a closing."""
        found = self._store.row("SELECT seq, mac FROM journal_head")
        return JournalHead(*found) if found else None

    def fits(self) -> bool:
        """Whether the sealed head was sealed with this key; an empty journal fits any."""
        heads = list(self._sealed_head())
        return all(
            hmac.compare_digest(head.seal, _seal(self._key, head.seq, head.mac)) for head in heads
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

    def _filing(self, seq: int, mac: bytes) -> Head:
        return Head("file", seq, mac, _seal(self._key, seq, mac))

    def _filed_head(self) -> Iterator[Head]:
        try:
            found = self._file.read()
        except ValueError:
            found = Head("file", 0, b"", b"")
        if found is not None:
            yield found

    def _sealed_head(self) -> Iterator[Head]:
        found = self._store.row("SELECT seq, mac, seal FROM journal_head")
        if found:
            yield Head("database", found[0], bytes(found[1]), bytes(found[2]))

    def verify(self, read: Callable[[Entry], None] | None = None) -> Fault | None:
        """Walks the whole chain. Returns the first fault, or None when everything holds. A kiosk
        may go on selling meanwhile. ``read``: is given each entry, in their order."""
        # The file first: it never leads, so whatever it names is in the snapshot.
        filed = list(self._filed_head())
        with self._store.snapshot():
            return self._verify([*self._sealed_head(), *filed], read)

    def _sealed(self, head: Head) -> bool:
        """The file may lag behind a change of the key; the database changes with it."""
        in_file = head.place == "file"
        usable = (self._key, *self._older) if in_file else (self._key,)
        if in_file and b"" in self._older:
            newest = self.head()
            # The newest one itself only until the entry that says the key is lost is written.
            if newest is not None and head.seq < newest.seq + (not self.fits()):
                return True
        return any(
            hmac.compare_digest(head.seal, _seal(key, head.seq, head.mac)) for key in usable if key
        )

    def _verify(self, heads: Sequence[Head], read: Callable[[Entry], None] | None) -> Fault | None:
        before, last = START, 0
        macs: dict[int, bytes] = {}
        bridged: set[str] = set()
        chain = [*self._older, self._key]
        wanted = {head.seq for head in heads}
        redacted = self._redacted()
        for *told, stored in self._store.each_named(
            "SELECT seq, at, kind, formula, body, mac FROM journal ORDER BY seq", {}
        ):
            entry = Entry(*told)
            seq, kind = entry.seq, entry.kind
            if kind in (ROTATED, LOST) and len(chain) > 1:
                del chain[0]
            try:
                mac = _mac(chain[0], entry.formula, seq, entry.at, kind, entry.body, before)
            except ValueError:
                return Fault(seq, T("Entry {seq} has an unknown formula.", seq=seq))
            as_written = not chain[0] or hmac.compare_digest(mac, bytes(stored))
            holds = as_written or redacted.get(seq) == digest(entry)
            if holds and kind in (GAP, ANEW):
                gap = json.loads(entry.body)
                bridged.add(gap["head"])
                if gap["last"] == last:
                    last = seq - 1
            if seq != last + 1:
                return Fault(last + 1, T("Entry {seq} is missing.", seq=last + 1))
            if not holds:
                return Fault(seq, T("Entry {seq} was changed or moved.", seq=seq))
            before, last = bytes(stored), seq
            if seq in wanted:
                macs[seq] = before
            if read is not None:
                read(entry)
        if last and not any(head.place == "database" for head in heads):
            return Fault(last, T("The sealed head of the journal is missing."))
        if last > 1 and not any(head.place == "file" for head in heads):
            return Fault(last, T("The head of the journal in the file beside it is missing."))
        if last and len(chain) > 1:
            return Fault(last, T("The entries under the present key are missing."))
        for head in heads:
            fault = self._contradiction(head, last, macs, bridged)
            if fault is not None:
                return fault
        return None

    def _contradiction(
        self, head: Head, last: int, macs: dict[int, bytes], bridged: set[str]
    ) -> Fault | None:
        """What a head says that the chain does not."""
        seq, place = head.seq, head.place
        if not self._sealed(head):
            return Fault(seq, T("The head kept in the {place} was changed.", place=place))
        if head.mac.hex() in bridged or (head.seq, head.mac) == (0, START):
            return None
        if not seq:
            return Fault(0, MISSING)
        if seq > last:
            return Fault(
                last + 1,
                T(
                    "The journal was cut off after entry {last}; entry {seq} existed.",
                    last=last,
                    seq=seq,
                ),
            )
        if macs.get(seq) != head.mac:
            return Fault(seq, T("Entry {seq} is not the one that was sealed.", seq=seq))
        if place == "database" and seq != last:
            return Fault(last, T("The sealed head of the journal is not the last entry."))
        return None
