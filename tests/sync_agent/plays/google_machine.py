"""The machine over the real Google remote: what else happens at a desk and at Google."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from kiosk.salon.domain.errors import Refused
from kiosk.salon.store.sync import book as sync_book
from sync_agent.report import Report
from sync_agent.sides import contact
from tests.fakes.google import Fault
from tests.sync_agent.plays import dice
from tests.sync_agent.plays import google_hand as hand
from tests.sync_agent.plays.google_world import GoogleWorld, make_template
from tests.sync_agent.plays.machine import PICK, Machine
from tests.sync_agent.plays.world import Trouble

GOOGLES = (*Fault.ALL, Fault.LATE, "offline")
SPOTS = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from(GOOGLES)),
    min_size=1,
    max_size=3,
)
"""Which requests of a run go wrong and how, in Google's own ways."""
EXTRAS = (
    "fax", "mobile", "email", "prefix", "size", "birthday", "address", "above", "retype", "turn",
)  # fmt: skip


class GoogleMachine(Machine):
    world: GoogleWorld

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[str, tuple[Any, str]] = {}
        """What the owner keeps in a contact besides: token -> (contact, list)."""
        self.cards = 0

    # -- the desk --------------------------------------------------------------------------------

    @rule(pick=PICK)
    def desk_card(self, pick: int) -> None:
        local_id = self._desk(pick)
        if local_id is not None:
            self.cards += 1
            self.world.desk_card(local_id, self.cards)

    @rule(pick=PICK, count=st.integers(1, 5))
    def desk_points(self, pick: int, count: int) -> None:
        local_id = self._desk(pick)
        if local_id is not None:
            self.world.desk_points(local_id, count)

    @rule(pick=PICK)
    def desk_swap(self, pick: int) -> None:
        """The value that lost is taken after all."""
        found = [
            case
            for case in sync_book.open_cases(self.world.store, kind="conflict")
            if not case.answer and case.local_id is not None
        ]
        if not found:
            return
        case = found[pick % len(found)]
        assert case.local_id is not None
        record, active, erased = self.world.desk()[case.local_id]
        if erased or not active:
            return
        field = case.detail["field"]
        try:
            self.world.desk_swap(case.number)
        except Refused:
            return
        if field not in self.world.joined:
            self._knowingly(record.get(field, ""))
        if field == self.world.fields[0]:
            # Of two whose things were merged there, one may be given the other's name.
            self.copies.add(str(case.detail["lost"]))

    # -- the owner -------------------------------------------------------------------------------

    @rule(pick=PICK, gender=st.sampled_from(["", "f", "m", "o"]), here=st.booleans())
    def gender(self, pick: int, gender: str, here: bool) -> None:
        if here:
            local_id = self._desk(pick)
            if local_id is not None:
                self.world.desk_edit(local_id, "gender", gender)
        else:
            one = self._there(pick)
            if one is not None:
                self.world.there_edit(one.key, "gender", gender)
                self._wiped(one)

    @rule(pick=PICK, field=PICK, other=PICK, empty=st.sampled_from(["", "", "", "here", "there"]))
    def both_edit(self, pick: int, field: int, other: int, empty: str) -> None:
        """The desk and the owner edit the same person, mostly in the same field."""
        local_id = self._desk(pick)
        key = self._key(local_id) if local_id is not None else ""
        found = [
            n
            for n, one in enumerate(o for o in self.world.there() if not o.foreign)
            if one.key == key
        ]
        if found:
            self._edit_here(local_id, field, empty == "here")
            self.there_edit(found[0], other if other % 3 == 0 else field, empty == "there")

    @rule(pick=PICK)
    def there_points(self, pick: int) -> None:
        one = self._there(pick, inside=True)
        if one is not None:
            self.world.there_edit(one.key, "points", "999")
            self._wiped(one)

    @rule(pick=PICK, what=st.sampled_from(EXTRAS))
    def there_extra(self, pick: int, what: str) -> None:
        """The owner keeps something in a contact that we have no field for."""
        one = self._there(pick)
        if one is None:
            return
        self.count += 1
        there, n = self.world.contact(one.key), self.count

        def more(name: str, **entry: Any) -> None:
            entries = [*there.fields.get(name, []), entry]
            self.world.google.owner.edit(there, **{name: entries})

        if what == "fax":
            self.kept[f"+420233{n:06}"] = (there, "phoneNumbers")
            more("phoneNumbers", value=f"+420233{n:06}", type="homeFax")
        elif what == "size":
            self.kept[f"size {n}."] = (there, "userDefined")
            more("userDefined", key="Size", value=f"size {n}.")
        elif what == "prefix" and there.fields.get("names"):
            name = {**there.fields["names"][0], "honorificPrefix": "Dr."}
            self.world.google.owner.edit(there, names=[name])
        elif what == "mobile":
            more("phoneNumbers", value=f"+420602{n:06}", type="mobile")
        elif what == "email":
            more("emailAddresses", value=f"x{n}@example.org", type="work")
        elif what == "address":
            more("addresses", city=f"Elsewhere {n}.", type="work")
        elif what == "above":
            mails = [{"value": f"x{n}@example.org"}, *there.fields.get("emailAddresses", [])]
            self.world.google.owner.edit(there, emailAddresses=mails)
        elif what in ("retype", "turn"):
            phones = [dict(entry) for entry in there.fields.get("phoneNumbers", [])]
            if what == "retype" and phones and phones[0].get("type") != "homeFax":
                phones[0]["type"] = ("work", "mobile", "home")[n % 3]
            self.world.google.owner.edit(there, phoneNumbers=phones[::-1])
        elif what == "birthday" and not there.fields.get("birthdays"):
            more("birthdays", date={"month": 5, "day": 17})
        self._wiped(one)

    @rule(pick=PICK, labelled=st.booleans())
    def there_restore(self, pick: int, labelled: bool) -> None:
        """Out of Google's bin, perhaps under another name, without its labels and hidden data."""
        book = self.world.google.book
        binned = [
            one for one in book.contacts.values() if one.deleted and one.source_id in book.binned
        ]
        if not binned:
            return
        chosen = binned[pick % len(binned)]
        before = chosen.resource_name
        back = self.world.google.owner.restore(chosen)
        record, _, _ = hand.shown(hand.held(back), self.world.installation)
        self.copies.add(record["last_name"])
        group = self.world.label()
        if labelled and group is not None:
            self.world.google.owner.add_to_label(back, group)
        if before in self.private:
            secrets = self.private.pop(before)
            if group is None or group.resource_name not in back.groups:
                self.private[back.resource_name] = secrets

    @rule(pick=PICK)
    def there_groupless(self, pick: int) -> None:
        """Taken out of every group: Google then calls it one of the "other contacts"."""
        one = self._there(pick)
        if one is not None:
            there = self.world.contact(one.key)
            if self.world.google.switches.groupless == "gone":
                self._forget(one.record)
            for group in there.groups:
                self.world.google.owner.remove_from_label(there, group)

    @rule(n=st.integers(0, 3))
    def there_rename_label(self, n: int) -> None:
        group = self.world.label()
        if group is not None and not self.world.google.groups.has(f"Our clients {n}"):
            self.world.google.owner.rename_label(group, f"Our clients {n}")

    # -- trouble ---------------------------------------------------------------------------------

    @rule(spots=SPOTS)
    def run_with_googles_faults(self, spots: list[tuple[int, str]]) -> None:
        plan = [""] * 12
        for place, kind in spots:
            plan[place] = kind
        self._run(Trouble(faults=plan))

    @rule(seed=st.integers(0, 999), rate=st.sampled_from([0.1, 0.3, 0.6]))
    def run_in_bad_weather(self, seed: int, rate: float) -> None:
        self.world.google.faults.schedule(seed, rate, (*Fault.ALL, Fault.LATE))
        self._run(Trouble())

    @rule(pick=PICK)
    def check(self, pick: int = 0) -> None:
        """Three runs each time: not as often as anything else."""
        if pick % 3 == 0:
            self._check()

    @rule()
    def restart(self) -> None:
        self.world.restart()

    @rule(pick=PICK)
    def access_taken_away(self, pick: int) -> None:
        if pick % 4:
            return
        self.world.google.owner.revoke_access()
        report = self._run(Trouble())
        assert report is not None
        assert report.outcome == "sign_in", report
        self.world.sign_in()

    # -- what has to hold ------------------------------------------------------------------------

    def _run(self, trouble: Trouble) -> Report | None:
        report = super()._run(trouble)
        if report is not None and report.outcome == "question":
            self.world.adopt()
        return report

    def _in_step(self) -> None:
        super()._in_step()
        there = {one.key: one for one in self.world.there()}
        for local_id, (record, active, erased) in self.world.desk().items():
            link = self.world.link(local_id)
            if link is not None and link.state == "linked" and active and not erased:
                seen = there[link.key].record
                different = {
                    name: (record.get(name), seen.get(name))
                    for name in contact.RULES
                    if record.get(name, "") != seen.get(name, "")
                }
                assert not different, (local_id, different)

    def _nothing_lost(self) -> None:
        super()._nothing_lost()
        for text, (there, name) in self.kept.items():
            held = [entry.get("value") for entry in there.fields.get(name, [])]
            assert there.deleted or text in held, f"{text} of the owner's is gone"
        self._nothing_of_others_kept()

    def _nothing_of_others_kept(self) -> None:
        secrets = {text for texts in self.private.values() for text in texts if text}
        if secrets:
            kept = "\n".join(
                str(row)
                for table in ("sync_seen", "sync_link", "sync_case", "sync_run")
                for row in self.world.store.rows(f"SELECT * FROM {table}")
            )
            assert not [secret for secret in secrets if secret in kept]


def faces(random: Random) -> list[Callable[[], dice.Call]]:
    """What else may be done here, for :mod:`tests.sync_agent.plays.dice`."""

    def pick() -> int:
        return random.randrange(256)

    def both() -> bool:
        return random.random() < 0.5

    def spots() -> list[tuple[int, str]]:
        return [
            (random.randrange(7), random.choice(GOOGLES)) for _ in range(random.randrange(1, 4))
        ]

    def edit() -> dice.Call:
        empty = random.choice(("", "", "", "here", "there"))
        return "both_edit", {"pick": pick(), "field": pick(), "other": pick(), "empty": empty}

    def weather() -> dice.Call:
        rate = random.choice((0.1, 0.3, 0.6))
        return "run_in_bad_weather", {"seed": random.randrange(1000), "rate": rate}

    return [
        edit,
        edit,
        weather,
        lambda: ("run_with_googles_faults", {"spots": spots()}),
        lambda: ("run_with_googles_faults", {"spots": spots()}),
        lambda: ("desk_card", {"pick": pick()}),
        lambda: ("desk_points", {"pick": pick(), "count": random.randrange(1, 6)}),
        lambda: ("desk_swap", {"pick": pick()}),
        lambda: ("gender", {"pick": pick(), "gender": random.choice("fmo"), "here": both()}),
        lambda: ("there_points", {"pick": pick()}),
        lambda: ("there_extra", {"pick": pick(), "what": random.choice(EXTRAS)}),
        lambda: ("there_restore", {"pick": pick(), "labelled": both()}),
        lambda: ("there_groupless", {"pick": pick()}),
        lambda: ("there_rename_label", {"n": random.randrange(4)}),
        lambda: ("restart", {}),
        lambda: ("access_taken_away", {"pick": pick()}),
    ]


@contextmanager
def google_machine(counts: Counter[str] | None = None) -> Iterator[type[GoogleMachine]]:
    """The machine on salons whose files are in memory where there is such a place. ``counts``:
    what happened in all plays."""
    room = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    told: Counter[str] = Counter() if counts is None else counts
    with tempfile.TemporaryDirectory(dir=room) as folder:
        template = make_template(Path(folder) / "template")
        made = 0

        def make(seed: int) -> GoogleWorld:
            nonlocal made
            made += 1
            return GoogleWorld(Path(folder) / str(made), template, seed, told)

        def done(world: Any) -> None:
            world.close()

        class Play(GoogleMachine):
            pass

        Play.make = staticmethod(make)  # type: ignore[assignment]
        Play.done = staticmethod(done)  # type: ignore[assignment]
        yield Play
