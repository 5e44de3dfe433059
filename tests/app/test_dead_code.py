"""What only tests use is dead: it goes, or somebody is served by it."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("kiosk", "drivers", "sync_agent")
WORD = re.compile(r"[A-Za-z_]\w*")

CALLED_FROM_OUTSIDE = {
    "do_GET": "http.server",
    "handle_error": "socketserver",
    "handle_exception": "Kivy's ExceptionHandler",
    "keyboard_on_textinput": "Kivy's TextInput",
    "log_message": "http.server",
    "open_settings": "Kivy's App",
}
FOR_TESTS = {
    "Frame.fading": "asked by the gallery before it takes a picture",
    "Frame.is_dark": "asked by tests, which know no widget of the frame",
    "CONTRAST": "words and grounds that a test holds against each other",
    "all_presenters": "the sweeps of all screens",
    "EMPTY": "the tables of practising that a test holds against those there are",
    "Fiscal.book_receipts": "asked by tests, which read back what was entered",
    "Invoices.issue_of_order": "the call that the orders of shops come through",
    "Invoices.credit_order": "the call that the orders of shops come through",
}
"""Short, and each with its reason."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A public constant, function, class or method (``owner``: its class) of a module."""

    name: str
    owner: str
    module: str
    place: str

    @property
    def called(self) -> str:
        return f"{self.owner}.{self.name}" if self.owner else self.name


@dataclass
class Uses:
    """What the sources name. ``words``: whole strings, and everything in a ``.kv`` file;
    ``attributes``: what stands behind a dot; ``names``: by module; ``imported``: ``(module, name)``
    by an import or behind the dot of an imported module."""

    words: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    names: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    imported: set[tuple[str, str]] = field(default_factory=set)

    def read(self, module: str, tree: ast.Module) -> None:
        bound: dict[str, str] = {}
        dotted: list[tuple[str, str]] = []
        for node in ast.walk(tree):
            kind = type(node)
            if kind is ast.Name:
                if type(node.ctx) is ast.Load:
                    self.names[module].add(node.id)
            elif kind is ast.Attribute:
                self.attributes.add(node.attr)
                if type(node.value) is ast.Name:
                    dotted.append((node.value.id, node.attr))
            elif kind is ast.Constant:
                if type(node.value) is str and node.value.isidentifier():
                    self.words.add(node.value)
            elif kind is ast.ImportFrom:
                for alias in node.names:
                    self.imported.add((node.module, alias.name))
                    bound[alias.asname or alias.name] = f"{node.module}.{alias.name}"
            elif kind is ast.Import:
                bound.update((alias.asname or alias.name, alias.name) for alias in node.names)
        self.imported.update((bound[name], what) for name, what in dotted if name in bound)

    def has(self, one: Definition) -> bool:
        """A method is only known by its name, whoever else has one of that name."""
        if one.name in self.words:
            return True
        if one.owner:
            return one.name in self.attributes
        return one.name in self.names[one.module] or (one.module, one.name) in self.imported


def definitions(
    module: str, place: str, body: list[ast.stmt], owner: str = ""
) -> Iterator[Definition]:
    for node in body:
        if not owner:
            for name in assigned(node):
                yield Definition(name, "", module, f"{place}:{node.lineno}")
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        if not node.name.startswith("_") and not found_by_scanning(module, node, owner):
            yield Definition(node.name, owner, module, f"{place}:{node.lineno}")
        if isinstance(node, ast.ClassDef):
            yield from definitions(module, place, node.body, node.name)


def assigned(node: ast.stmt) -> Iterator[str]:
    """The public names that a statement gives values to."""
    if isinstance(node, ast.Assign | ast.AnnAssign):
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            for part in target.elts if isinstance(target, ast.Tuple) else [target]:
                if isinstance(part, ast.Name) and not part.id.startswith("_"):
                    yield part.id


def found_by_scanning(module: str, node: ast.stmt, owner: str) -> bool:
    """Presenters, screens and migrations are found in their folders, by name or decorator; what is
    called ``on_…`` in a screen is called by Kivy."""
    assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    if module.startswith("kiosk.salon.store.migrations."):
        return bool(node.decorator_list)
    if isinstance(node, ast.ClassDef):
        if module.startswith("kiosk.ui.screens."):
            return node.name.endswith("Screen")
        return module.startswith("kiosk.presenters.") and any(
            isinstance(line, ast.AnnAssign | ast.Assign) and ast.unparse(line).startswith("name")
            for line in node.body
        )
    return bool(owner) and module.startswith("kiosk.ui.") and node.name.startswith("on_")


def unused(sources: Mapping[str, str], words: Iterable[str] = ()) -> dict[str, str]:
    """Where each public name is that nothing in ``sources`` (by path) uses."""
    uses, found = Uses(set(words)), list[Definition]()
    for place, text in sources.items():
        module = place.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        tree = ast.parse(text)
        uses.read(module, tree)
        found.extend(definitions(module, place, tree.body))
    return {one.called: one.place for one in found if not uses.has(one)}


def test_no_public_name_is_used_by_tests_alone() -> None:
    files = {
        str(path.relative_to(ROOT)): path.read_text("utf-8")
        for room in ROOMS
        for kind in ("py", "kv")
        for path in sorted((ROOT / room).rglob(f"*.{kind}"))
    }
    sources = {place: text for place, text in files.items() if place.endswith(".py")}
    words = [WORD.findall(text) for place, text in files.items() if place.endswith(".kv")]
    found = unused(sources, chain.from_iterable(words))
    dead = {
        called: place
        for called, place in found.items()
        if called not in FOR_TESTS and called.rpartition(".")[2] not in CALLED_FROM_OUTSIDE
    }
    assert dead == {}
    assert set(FOR_TESTS) <= set(found), "what the product uses needs no excuse"


def test_what_is_dead_is_found() -> None:
    sources = {
        "kiosk/one.py": "DEAD, USED = 1, 2\nprint(USED)\n"
        "def used(): ...\ndef dead(): ...\ndef told(): ...\n"
        "class Held:\n    def used(self): ...\n    def dead(self): ...\n    def drawn(self): ...\n",
        "kiosk/two.py": "from kiosk import one\none.used(one.Held().used())\nname = 'told'\n"
        "def dead():\n    'It is not the same as one.dead.'\n",
        "kiosk/three.py": "from kiosk.two import dead\ndead()\n",
    }
    assert unused(sources, ["drawn"]) == {
        "DEAD": "kiosk/one.py:1",
        "dead": "kiosk/one.py:4",
        "Held.dead": "kiosk/one.py:8",
        "name": "kiosk/two.py:3",
    }
