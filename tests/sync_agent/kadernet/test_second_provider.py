"""A second provider costs one folder and one line in the registry: nobody else has to know it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.commands import pult, pult_sync
from kiosk.presenters.agenda.args import DeskArgs
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.people import Client
from kiosk.salon.domain.text import Msg, Text
from kiosk.salon.home import open_home
from kiosk.salon.services.clock import ManualClock
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store.sync import book as sync_book
from sync_agent import registry
from sync_agent.agent import Agent
from sync_agent.engine.problems import SignInAgain
from sync_agent.timing import StopToken
from tests.presenters.story import Story
from tests.rigs.worker import open_salon, prepare
from tests.sync_agent.kadernet.internet import SHOPS, Shop, open_shop
from tests.sync_agent.kadernet.provider import PROVIDER
from tests.sync_agent.plays.world import SETTLED

ROOT = Path(__file__).resolve().parents[3]
NOW = 1_795_250_000_000


def plain(text: Text) -> str:
    return text.plain() if isinstance(text, Msg) else str(text)


class Town:
    """A salon with two shops at Kadernet: its desk and its agent, on one clock."""

    def __init__(self, home: Path) -> None:
        self.home = open_home(home)
        prepare(home, NOW)
        self.home.settings.write_text('[kadernet]\nshops = ["north", "south"]\n')
        self.desk: Services
        self.clock: ManualClock
        self.desk, self.clock = open_salon(home, NOW)
        self.stop_token = StopToken(self.clock)
        self.north = open_shop("kadernet.north", self.clock)
        self.south = open_shop("kadernet.south", self.clock)
        self.agent = Agent(self.home, registry.load(self.home.settings), self.stop_token)

    def turn(self, seconds: float = 1) -> list[sync_book.Outcome]:
        """Every remote once, after a while."""
        self.clock.advance(seconds)
        return self.agent.once()

    def story(self) -> Story:
        story = Story(self.desk).unlock(self.desk.team.members()[0])
        story.nav.go("sync")
        return story

    def signed_in(self) -> Town:
        with pytest.raises(SignInAgain):
            self.turn()
        for name in SHOPS:
            self.desk.sync.sign_in(name)
        self.turn()
        return self

    def names(self) -> set[str]:
        return {client.name for client in self.desk.clients.search("", 50)}

    def close(self) -> None:
        self.agent.close()
        self.stop_token.close()
        self.desk.context.store.close()
        SHOPS.clear()


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    monkeypatch.setattr(registry, "PROVIDERS", (*registry.PROVIDERS, PROVIDER))
    made = Town(tmp_path)
    yield made
    made.close()


def at(shop: Shop) -> set[str]:
    found = [thing.record for thing in shop.contacts.inside()]
    return {f"{one.get('first_name', '')} {one.get('last_name', '')}" for one in found}


def test_contacts_go_both_ways_in_both_accounts_and_orders_come_in(town: Town) -> None:
    town.signed_in()
    town.north.contacts.add(
        {"first_name": "Jana", "last_name": "Severní", "mobile": "+420777111222"}
    )
    town.desk.clients.save(Client(b"", "Eva", "Tady"), None)
    town.south.order(17, "Iva Objednaná", "iva@example.com")
    for _ in range(2):
        assert town.turn(SETTLED) == ["ok"] * len(town.agent.slots)
    everybody = {"Jana Severní", "Eva Tady", "Iva Objednaná"}
    assert (town.names(), at(town.north), at(town.south)) == (everybody, everybody, everybody)
    assert town.north.contacts.violations == town.south.contacts.violations == []
    counts = dict(town.north.contacts.counts), dict(town.south.contacts.counts)
    town.turn(SETTLED)
    for before, shop in zip(counts, (town.north, town.south), strict=True):
        written = {"create", "update", "delete", "attach"}
        assert all(shop.contacts.counts.get(n, 0) == before.get(n, 0) for n in written)


def test_the_desk_shows_each_account_as_a_row_with_the_providers_words(town: Town) -> None:
    with pytest.raises(SignInAgain):
        town.turn()
    story = town.story()
    rows = [(row.key, plain(row.title)) for row in story.state.services]
    assert rows == [
        ("google", "Google"),
        ("kadernet.north", "Kadernet North"),
        ("kadernet.south", "Kadernet South"),
    ]
    story.tap("show_service", "kadernet.south")
    assert plain(story.state.title) == "Kadernet South"
    promised = [plain(words) for _, words in story.state.promises]
    assert promised == ["Orders of the shop stand here a moment later."]
    (sign_in,) = story.state.actions
    assert plain(sign_in.text) == "Sign in to Kadernet South"
    story.tap(sign_in.intent)
    assert plain(story.state.head.text) == "Kadernet South's page opens in a moment"
    town.turn()
    story.wait(1)
    assert story.state.account == "owner@kadernet.south.example"
    assert plain(story.state.head.text) == "Everything is in step"
    assert plain(story.state.services[2].title) == "Kadernet South: owner@kadernet.south.example"
    assert next(plain(label) for label, _ in story.state.facts) == "Contacts in step"
    town.desk.clients.save(Client(b"", "Eva", "Tady"), None)
    town.south.order(17, "Iva Objednaná", "iva@example.com")
    town.turn()
    story.wait(1)
    runs = [plain(row.title).partition(",")[0] for row in story.state.runs]
    assert {"Contacts", "Orders"} <= set(runs)
    story.nav.go("more")
    (item,) = [item for item in story.state.items if item.key == "sync"]
    assert plain(item.title) == "Google · Kadernet North · Kadernet South"


def test_a_question_names_whose_it_is_and_stops_nobody_else(town: Town) -> None:
    town.signed_in()
    town.turn()
    town.desk.sync.sign_out("kadernet.north", town.desk.team.members()[0].id)
    town.turn()
    town.north.owner = town.north.contacts.account = "somebody@else.example"
    town.desk.sync.sign_in("kadernet.north")
    town.turn()
    story = town.story()
    assert plain(story.state.title) == "Kadernet North"
    (question,) = story.state.questions
    assert plain(question.title) == "This is another Kadernet North account."
    assert "somebody@else.example" in plain(question.lines[0])
    story.tap("show_service", "kadernet.south")
    assert story.state.questions == ()
    assert plain(story.state.head.text) == "Everything is in step"
    story.nav.go(DeskArgs())
    assert plain(story.state.chip.text) == "Kadernet North needs you"


def test_its_settings_are_read_explained_and_checked(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    home = ["--home", str(town.home.path)]
    assert pult.main([*home, "settings"]) == 0
    assert 'kadernet.shops = ["north"]' in capsys.readouterr().out
    town.home.settings.write_text("[kadernet]\nshop = []\n[kadernett]\n")
    with pytest.raises(Refused) as refused:
        registry.load(town.home.settings)
    assert "kadernet.shop: no such setting" in str(refused.value)
    assert "kadernett: no such setting" in str(refused.value)


def test_the_shell_tells_who_is_signed_in(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    town.signed_in()
    pult_sync.main(["--home", str(town.home.path), "status"])
    told = capsys.readouterr().out
    assert "Kadernet North: signed in as owner@kadernet.north.example" in told
    assert "Google: nobody is signed in. Next step: pult google sign-in" in told


# -- nobody else knows a provider -----------------------------------------------------------------


PRODUCT = [
    path
    for room in ("kiosk", "drivers", "sync_agent")
    for suffix in ("*.py", "*.kv")
    for path in sorted((ROOT / room).rglob(suffix))
]
GOOGLES_OWN = ROOT / "sync_agent" / "google"
KNOWS_ALL = ROOT / "sync_agent" / "registry.py"


def words(path: Path) -> Iterator[tuple[int, str]]:
    """Every name and text that code of this file works with; what is only written about it (its
    comments and docstrings) is left out."""
    if path.suffix != ".py":
        yield from enumerate(path.read_text("utf-8").splitlines(), 1)
        return
    tree = ast.parse(path.read_text("utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if id(node) in told:
            continue
        line = getattr(node, "lineno", 0)
        for _, value in ast.iter_fields(node):
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, str):
                    yield line, one


@pytest.mark.parametrize("name", ["google", "kadernet"])
def test_no_other_product_file_names_a_provider(name: str) -> None:
    allowed = {KNOWS_ALL} if name == "google" else set()
    guilty = [
        f"{path.relative_to(ROOT)}:{line}: {word}"
        for path in PRODUCT
        if path not in allowed and (name != "google" or GOOGLES_OWN not in path.parents)
        for line, word in words(path)
        if name in word.casefold()
    ]
    assert guilty == []


def test_the_registry_names_a_provider_once() -> None:
    lines = [line for line in KNOWS_ALL.read_text().splitlines() if "google" in line.casefold()]
    assert len(lines) == 2, "its import and its place in the line"
