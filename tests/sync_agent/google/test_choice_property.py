"""Whatever the owner does: ours is followed, and what is the owner's survives our next write."""

from __future__ import annotations

import copy
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sync_agent.google.contact_card import Card, Entry

LISTS = {"phoneNumbers": ("mobile", "phone"), "emailAddresses": ("email",)}
DOINGS = (
    "retype",
    "shuffle",
    "add",
    "drop",
    "change",
    "lose",
    "correct",
    "remove",
    "desk",
    "clear",
)


class Play:
    """Plays a round at a time; every entry bears a number of its own, so that it is known what was
    done to which. ``mine``: numbers of ours by field."""

    def __init__(self, seed: int) -> None:
        self.random, self.count = random.Random(seed), 0
        self.card = Card({"mobile": self.value("mobile"), "email": self.value("email")})
        self.card.sync()
        self.mine: dict[str, int] = {}
        for entries in self.card.lists.values():
            for entry in entries:
                self.number(entry)
        self.settle()

    def number(self, entry: Entry) -> Entry:
        self.count += 1
        entry["uid"] = self.count
        return entry

    def value(self, field: str) -> str:
        self.count += 1
        return f"e{self.count}@example.com" if field == "email" else f"+420777{self.count:06}"

    def entries(self, name: str) -> list[Entry]:
        return self.card.lists.setdefault(name, [])

    def round(self, doings: list[str]) -> None:
        card = self.card
        name = self.random.choice(list(LISTS))
        field = self.random.choice(LISTS[name])
        touched = False
        for doing in doings:
            entries = self.entries(name)
            mine = next((one for one in entries if one.get("uid") == self.mine.get(field)), None)
            others = [one for one in entries if one.get("uid") not in self.mine.values()]
            if doing in ("correct", "remove") and mine is not None and not touched:
                touched = True
                if doing == "correct":
                    mine["value"] = self.value(field)
                else:
                    entries.remove(mine)
                    del self.mine[field]
            elif doing == "retype" and not touched:
                touched = True  # another number of another type is another entry
                for entry in entries:
                    entry["type"] = self.random.choice(("mobile", "home", "work", "homeFax", ""))
            elif doing == "shuffle":
                self.random.shuffle(entries)
            elif doing == "add" and len(self.mine) == 3 and not touched:
                # beside ours: what comes where we have nothing is taken in
                touched = True
                made = {"type": self.random.choice(("mobile", "home")), "value": self.value(field)}
                entries.insert(self.random.randrange(len(entries) + 1), self.number(made))
            elif doing == "drop" and others:
                entries.remove(self.random.choice(others))
            elif doing == "lose":
                card.lists["clientData"] = []
            elif doing == "desk":
                card.here[field] = self.value(field)
            elif doing == "clear" and not touched:
                card.here[field] = ""
        self.check()

    def check(self) -> None:
        card = self.card
        before = copy.deepcopy(card.lists)
        followed = {field for field in self.mine if card.base and card.base[field]}
        values = {
            field: next(one["value"] for one in before[_list_of(field)] if one.get("uid") == uid)
            for field, uid in self.mine.items()
        }
        there = card.there()
        for field in followed:
            assert there[field] == values[field], (field, there, before)
        card.sync(self.random.choice(("here", "there")))  # type: ignore[arg-type]
        for name in LISTS:
            after = {one.get("uid"): one for one in card.lists.get(name, [])}
            for entry in before.get(name, []):
                if entry["uid"] not in self.mine.values():
                    assert _same(after.get(entry["uid"]), entry), (entry, card.lists)
        again = copy.deepcopy(card.lists)
        assert card.sync() == {}
        assert card.lists == again
        self.settle()

    def settle(self) -> None:
        """What is ours now, by what the agent says of it."""
        card = self.card
        for entries in card.lists.values():
            for entry in entries:
                if "uid" not in entry:
                    self.number(entry)
        self.mine = {}
        raw = card.look()
        for field, index in raw["ours"].items():
            if field in ("mobile", "phone", "email"):
                self.mine[field] = raw[_list_of(field)][index]["uid"]
        card.before = raw


def _same(one: Entry | None, other: Entry) -> bool:
    """But for the mark of the primary one, which follows from the order."""
    return one is not None and {**one, "default": 0} == {**other, "default": 0}


def _list_of(field: str) -> str:
    return "emailAddresses" if field == "email" else "phoneNumbers"


rounds = st.lists(st.lists(st.sampled_from(DOINGS), max_size=4), min_size=1, max_size=8)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**16), rounds)
def test_ours_is_followed_and_what_is_the_owners_survives(seed: int, done: list[list[str]]) -> None:
    play = Play(seed)
    for doings in done:
        play.round(doings)
