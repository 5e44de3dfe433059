"""Which entry of a person's lists is ours: it is followed by its value, and all others survive."""

from __future__ import annotations

import copy
import random
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync_agent.engine.merging import merge
from sync_agent.google import person
from sync_agent.sides import contact

HERE, ME, REGION = "a" * 16, bytes(range(16)), "CZ"
EMPTY = dict.fromkeys(contact.RULES, "")
Entry = dict[str, Any]
MOBILE, OTHER, WORK = "+420777123456", "+420777999999", "+420222333444"


class Card:
    """One contact as it stands at Google, and what the agent last knew of it."""

    def __init__(self, record: dict[str, str], **lists: list[Entry]) -> None:
        self.lists: dict[str, list[Entry]] = copy.deepcopy(lists)
        self.before: person.Raw = {}
        self.base: dict[str, str] | None = None
        self.here = {**EMPTY, **record}

    def answer(self) -> person.Raw:
        """As Google tells it: the first entry of a list is the primary one unless another is."""
        told: dict[str, Any] = {
            "metadata": {"sources": [{"type": "CONTACT", "id": "1f"}]},
            "clientData": self.lists.get("clientData", []),
        }
        for name, entries in self.lists.items():
            default = next((one for one in entries if one.get("default")), None)
            told[name] = [
                {**{k: v for k, v in entry.items() if k != "default"},
                 "metadata": {"primary": entry is default or (default is None and not at)}}
                for at, entry in enumerate(entries)
            ]  # fmt: skip
        return person.raw_of(told)

    def look(self) -> person.Raw:
        return person.followed(self.answer(), REGION, self.base, (self.here,), self.before)

    def there(self) -> dict[str, str]:
        return dict(person.record_of(self.look(), HERE, REGION))

    def sync(self, newer: Literal["here", "there"] = "there") -> dict[str, str]:
        """One round of the engine: merge, write here, write there. Returns what changed here."""
        raw, there = self.look(), self.there()
        merged = merge(contact.CONTACT, self.base, self.here, there, newer)
        self.here = dict(merged.record)
        built = person.build(self.here, raw, ME, HERE, REGION)
        self.lists = {
            name: [_stored(entry) for entry in entries]
            for name, entries in person.body(built).items()
        }
        self.before, self.base = built, dict(self.here)
        return dict(merged.changes)

    def phones(self) -> list[tuple[str, str]]:
        return [(one["type"], one["value"]) for one in self.lists.get("phoneNumbers", [])]

    def mails(self) -> list[str]:
        return [one["value"] for one in self.lists.get("emailAddresses", [])]


def _stored(entry: Entry) -> Entry:
    kept = {key: value for key, value in entry.items() if key != "metadata"}
    return {**kept, **({"default": True} if "metadata" in entry else {})}


def phones(*pairs: tuple[str, str]) -> list[Entry]:
    return [{"type": kind, "value": value} for kind, value in pairs]


def mails(*values: str) -> list[Entry]:
    return [{"type": "home", "value": value} for value in values]


@pytest.fixture
def card() -> Card:
    """A mobile and an e-mail of ours, in step."""
    made = Card({"first_name": "Eva", "mobile": MOBILE, "email": "eva@example.com"})
    made.sync()
    return made


# -- what the owner does --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["work", "workFax", "home", "Chata", "", "pager"])
def test_another_type_is_the_same_number(card: Card, kind: str) -> None:
    card.lists["phoneNumbers"] = phones((kind, "777 123 456"))
    assert card.sync() == {}
    assert card.phones() == [(kind, "777 123 456")]
    card.here["mobile"] = OTHER
    assert card.sync("here") == {}
    assert card.phones() == [(kind, OTHER)]


def test_a_private_address_above_ours_is_the_owners(card: Card) -> None:
    card.lists["emailAddresses"] = mails("private@example.org", "Eva@Example.com")
    assert card.sync() == {}
    card.here["email"] = "new@example.com"
    assert card.sync("here") == {}
    assert card.mails() == ["private@example.org", "new@example.com"]


def test_the_other_one_becomes_the_primary_one(card: Card) -> None:
    card.lists["emailAddresses"] += [{"value": "b@example.org", "type": "work", "default": True}]
    assert card.sync() == {}
    card.here["email"] = "new@example.com"
    card.sync("here")
    assert card.mails() == ["new@example.com", "b@example.org"]
    assert card.lists["emailAddresses"][1]["default"]  # and stays it


def test_another_order(card: Card) -> None:
    card.lists["phoneNumbers"] += phones(("mobile", OTHER), ("home", WORK))
    assert card.sync() == {"phone": WORK}
    card.lists["phoneNumbers"].reverse()
    assert card.sync() == {}
    card.here["mobile"] = "+420777000001"
    card.sync("here")
    assert card.phones() == [("home", WORK), ("mobile", OTHER), ("mobile", "+420777000001")]


def test_mobile_and_phone_change_their_types(card: Card) -> None:
    card.here["phone"] = WORK
    card.sync("here")
    card.lists["phoneNumbers"] = phones(("home", MOBILE), ("mobile", WORK))
    assert card.sync() == {}
    card.here |= {"mobile": OTHER, "phone": "+420222000001"}
    card.sync("here")
    assert card.phones() == [("home", OTHER), ("mobile", "+420222000001")]


def test_two_equal_numbers(card: Card) -> None:
    card.lists["phoneNumbers"] = phones(("work", MOBILE), ("mobile", MOBILE))
    assert card.sync() == {"phone": MOBILE}
    card.here["mobile"] = OTHER
    card.sync("here")
    assert card.phones() == [("work", MOBILE), ("mobile", OTHER)]
    assert card.sync() == {}
    card.lists["phoneNumbers"].pop()
    assert card.sync() == {"mobile": ""}  # the one that is left is the other phone


def test_two_equal_addresses_of_which_one_goes(card: Card) -> None:
    card.lists["emailAddresses"] = mails("eva@example.com", "EVA@example.com")
    assert card.sync() == {}
    card.lists["emailAddresses"].pop(0)
    assert card.sync() == {}
    assert card.mails() == ["EVA@example.com"]


@pytest.mark.parametrize("typed", ["777123456", "00420 777 123 456", "+420-777-123-456"])
def test_a_number_spelt_in_another_way_stays_as_it_was_typed(card: Card, typed: str) -> None:
    card.lists["phoneNumbers"] = phones(("mobile", OTHER), ("mobile", typed))
    assert card.sync() == {}
    assert card.phones() == [("mobile", OTHER), ("mobile", typed)]


def test_ours_is_corrected_beside_another_one(card: Card) -> None:
    card.lists["phoneNumbers"] = phones(("mobile", OTHER), ("mobile", MOBILE))
    card.sync()
    card.lists["phoneNumbers"] = phones(("mobile", OTHER), ("mobile", "777 123 457"))
    assert card.sync() == {"mobile": "+420777123457"}


def test_ours_goes_and_a_new_one_comes(card: Card) -> None:
    card.lists["emailAddresses"] = mails("eva@example.com", "private@example.org")
    card.sync()
    card.lists["emailAddresses"] = mails("private@example.org", "new@example.com")
    assert card.sync() == {"email": "new@example.com"}


def test_ours_goes_and_another_stands_in_for_it(card: Card) -> None:
    card.lists["phoneNumbers"] += phones(("mobile", OTHER))
    card.sync()
    card.lists["phoneNumbers"].pop(0)
    assert card.sync() == {"mobile": OTHER}
    assert card.phones() == [("mobile", OTHER)]


def test_what_stands_in_is_not_written_over_by_an_edit_here(card: Card) -> None:
    card.lists["phoneNumbers"] += phones(("mobile", OTHER))
    card.sync()
    card.lists["phoneNumbers"].pop(0)
    card.here["mobile"] = "+420777000001"
    card.sync("here")
    assert card.phones() == [("mobile", OTHER), ("mobile", "+420777000001")]
    assert card.sync() == {}


def test_what_stands_in_stays_when_ours_is_cleared_here(card: Card) -> None:
    card.lists["phoneNumbers"] += phones(("mobile", OTHER))
    card.sync()
    card.lists["phoneNumbers"].pop(0)
    card.here["mobile"] = ""
    card.sync("here")
    assert card.phones() == [("mobile", OTHER)]
    assert card.sync() == {}


def test_both_sides_edit_beside_a_private_one(card: Card) -> None:
    card.lists["emailAddresses"] = mails("private@example.org", "eva@example.com")
    card.sync()
    card.lists["emailAddresses"][1]["value"] = "there@example.com"
    card.here["email"] = "here@example.com"
    card.sync("here")
    assert card.mails() == ["private@example.org", "here@example.com"]


def test_both_sides_come_to_the_same(card: Card) -> None:
    card.lists["emailAddresses"] = mails("private@example.org", "new@example.com")
    card.here["email"] = "new@example.com"
    assert card.sync() == {}
    assert card.mails() == ["private@example.org", "new@example.com"]


def test_cleared_here_and_the_marks_are_lost_there(card: Card) -> None:
    card.lists["emailAddresses"] += mails("private@example.org")
    card.sync()
    card.here["email"] = ""
    card.sync("here")
    assert card.mails() == ["private@example.org"]
    card.lists["clientData"] = []  # a phone that knows nothing of hidden data
    assert card.sync() == {}
    assert person.ASIDE in str(card.lists["clientData"])  # and they are there again


def test_part_of_an_address_beside_another_one(card: Card) -> None:
    card.here |= {"street": "Dlouhá 1", "city": "Brno"}
    card.sync("here")
    card.lists["addresses"].insert(0, {"type": "home", "streetAddress": "Cottage", "city": "Lhota"})
    assert card.sync() == {}
    card.lists["addresses"][1]["streetAddress"] = "Krátká 2"
    assert card.sync() == {"street": "Krátká 2"}
    card.here["city"] = "Praha"
    card.sync("here")
    assert [one.get("city") for one in card.lists["addresses"]] == ["Lhota", "Praha"]


def test_a_new_box_knows_ours_by_what_it_has_itself() -> None:
    card = Card({"email": "eva@example.com", "mobile": MOBILE})
    card.lists = {
        "emailAddresses": mails("private@example.org", "eva@example.com"),
        "phoneNumbers": phones(("work", "777 123 456")),
    }
    assert card.sync() == {}
    assert card.mails() == ["private@example.org", "eva@example.com"]
    assert card.phones() == [("work", "777 123 456")]


def test_of_somebody_new_the_primary_one_is_taken() -> None:
    card = Card({})
    card.lists["emailAddresses"] = [
        {"type": "home", "value": "a@example.com"},
        {"type": "work", "value": "b@example.com", "default": True},
    ]
    assert card.there()["email"] == "b@example.com"


def test_a_link_from_before_ours_was_noted(card: Card) -> None:
    """Its ``raw`` does not say which entries are ours: those that were taken by their types."""
    del card.before["ours"]
    card.lists["phoneNumbers"] = phones(("work", MOBILE), ("mobile", OTHER))
    assert card.sync() == {}
    del card.before["ours"]
    card.here["mobile"] = ""
    card.sync("here")
    assert card.phones() == [("mobile", OTHER)]


# -- the property ---------------------------------------------------------------------------------

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
