"""What screens ask of their presenters, read from the sources: every intent is a method of the
presenter, every name read out of a state is a field of it."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import re
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest

import kiosk
from kiosk.presenters.base import Presenter
from kiosk.presenters.forms import FormPresenter
from kiosk.presenters.registry import all_presenters
from kiosk.presenters.till.bill_panel import BillPanel

KIOSK = Path(kiosk.__file__).parent
SCREENS = KIOSK / "ui" / "screens"
PRESENTERS = {kind.name: kind for kind in all_presenters()}
CALL = re.compile(r"\b(?:act|dispatch)\((?=\s*[\"'])")
SENDERS = ("on_act", "on_bill")
"""Events by which a part of a screen hands on an intent."""
ARROW = re.compile(r"\barrow: (.+)$", re.MULTILINE)
"""By which a page names the intent of its way back."""
STATE = re.compile(r"\broot\.state((?:\.\w+)+)(\()?")
RULE = re.compile(r"^<(\w+)(?:@[^>]*)?>:$", re.MULTILINE)


@dataclasses.dataclass(frozen=True)
class Intent:
    """A method that is asked for, with how many arguments (None: not known). ``of_bill``: of the
    panel that holds the bill."""

    name: str
    count: int | None
    of_bill: bool = False


def expressions(source: str) -> Iterator[ast.Call]:
    """Every call of ``act`` or ``dispatch`` whose first argument is a word, in kv or Python."""
    for found in CALL.finditer(source):
        depth, end = 1, found.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(source[end], 0)
            end += 1
        call = ast.parse(source[found.start() : end], mode="eval").body
        assert isinstance(call, ast.Call)
        yield call


def words(node: ast.expr) -> Iterator[str]:
    """The strings an expression may come to: ``"unpick" if root.wide else "close"``."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from words(node.body)
        yield from words(node.orelse)


def intents(source: str) -> Iterator[Intent]:
    for call in expressions(source):
        args, of_bill = call.args, False
        assert isinstance(call.func, ast.Name)
        if call.func.id == "dispatch":
            event = next(words(args[0]))
            if event not in SENDERS:
                continue
            args, of_bill = args[1:], event == "on_bill"
        counted = not any(isinstance(arg, ast.Starred) for arg in args)
        for name in words(args[0]):
            yield Intent(name, len(args) - 1 if counted else None, of_bill)
    for found in ARROW.finditer(source):
        yield from (Intent(name, 0) for name in words(ast.parse(found[1], mode="eval").body))


def takes(kind: type, intent: Intent) -> bool:
    method = inspect.getattr_static(kind, intent.name, None)
    if not inspect.isfunction(method) or intent.name.startswith("_"):
        return False
    if intent.count is None:
        return True
    try:
        inspect.signature(method).bind(None, *[None] * intent.count)
    except TypeError:
        return False
    return True


def owners(path: Path) -> list[type]:
    """Whose intents a file of the screens may name: its own presenter's; a part that several
    screens share, those of all presenters of its area."""
    if path.stem in PRESENTERS:
        return [PRESENTERS[path.stem]]
    return [kind for kind in PRESENTERS.values() if area(kind) == path.parent.name]


def area(kind: type[Presenter[Any, Any]]) -> str:
    return kind.__module__.split(".")[-2]


def test_only_a_form_needs_nothing_that_draws_it() -> None:
    drawn = {path.stem for path in SCREENS.glob("*/*.*")}
    assert {
        name for name, kind in PRESENTERS.items() if not issubclass(kind, FormPresenter)
    } <= drawn


@pytest.mark.parametrize(
    "path", sorted((*SCREENS.rglob("*.kv"), *SCREENS.rglob("*.py"))), ids=lambda path: path.name
)
def test_every_touch_is_an_intent_of_the_presenter(path: Path) -> None:
    found, mine = intents(path.read_text("utf-8")), owners(path)
    wrong = [
        intent
        for intent in found
        if not any(takes(kind, intent) for kind in ([BillPanel] if intent.of_bill else mine))
    ]
    assert wrong == []


def test_every_form_has_the_intents_that_forms_use() -> None:
    used = list(intents((KIOSK / "ui" / "kit" / "form.py").read_text("utf-8")))
    assert {"edit", "pick_day", "save"} == {intent.name for intent in used}
    assert all(takes(FormPresenter, intent) for intent in used)


@pytest.mark.parametrize("name", PRESENTERS)
def test_every_screen_can_be_left_by_its_arrow(name: str) -> None:
    assert takes(PRESENTERS[name], Intent("close", 0))


def buttons(path: Path) -> Iterator[Intent]:
    """Intents that a state names: of an ``Action`` or of a form's further button."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Action", "FormButton"):
            arg = getattr(node.func, "id", "") == "Action" and len(node.args) > 4
            yield from (Intent(name, int(arg)) for name in words(node.args[0]))


@pytest.mark.parametrize("place", sorted({area(kind) for kind in PRESENTERS.values()}))
def test_every_button_of_a_state_is_an_intent(place: str) -> None:
    kinds = [kind for kind in PRESENTERS.values() if area(kind) == place]
    wrong = [
        (path.name, intent)
        for path in (KIOSK / "presenters" / place).glob("*.py")
        for intent in buttons(path)
        if not any(takes(kind, intent) for kind in kinds)
    ]
    assert wrong == []


def named_in(kind: Any) -> Iterator[Intent]:
    """What the parts of a state that have a fixed choice of intents may ask for."""
    for name, hint in hints(kind).items():
        if name == "intent" and get_origin(hint) is Literal:
            yield from (Intent(choice, 0) for choice in get_args(hint))
        for part in alternatives(hint):
            if dataclasses.is_dataclass(part):
                yield from named_in(part)


@pytest.mark.parametrize("name", PRESENTERS)
def test_every_intent_that_a_state_may_name_is_one(name: str) -> None:
    kind = PRESENTERS[name]
    found = list(named_in(state_of(kind)))
    assert found or name != "clients"
    assert [intent for intent in found if not takes(kind, intent)] == []


def read_in_kv(kv: str, screen: str) -> Iterator[tuple[str, ...]]:
    """The names behind each ``root.state`` in the rule of a screen."""
    parts = RULE.split(kv)
    for rule, body in zip(parts[1::2], parts[2::2], strict=True):
        if is_of(rule, screen):
            for found in STATE.finditer(body):
                yield tuple(found[1].split(".")[1:])


def read_in_python(source: str, screen: str) -> Iterator[tuple[str, ...]]:
    """The names behind each ``state`` and ``self.state`` in the class of a screen."""
    for part in ast.parse(source).body:
        if isinstance(part, ast.ClassDef) and is_of(part.name, screen):
            for node in ast.walk(part):
                names: list[str] = []
                while isinstance(node, ast.Attribute) and ast.unparse(node) != "self.state":
                    names.insert(0, node.attr)
                    node = node.value
                if names and ast.unparse(node) in ("state", "self.state"):
                    yield tuple(names)


def is_of(name: str, screen: str) -> bool:
    """Whether a rule or a class is that of a screen."""
    return name.lower() == f"{screen.replace('_', '')}screen"


def missing(kind: Any, names: tuple[str, ...]) -> str:
    """The first name that a state of this kind does not have, or nothing."""
    kinds = [kind]
    for name in names:
        kinds = [one for kind in kinds for one in alternatives(kind)]
        if any(not hasattr(one, name) and name not in hints(one) for one in kinds):
            return name
        kinds = [hints(one).get(name, Any) for one in kinds]
        if Any in kinds:
            return ""
    return ""


def alternatives(kind: Any) -> list[Any]:
    """The classes a value may be of; None is not looked into."""
    if get_origin(kind) in (Union, types.UnionType):
        return [one for part in get_args(kind) for one in alternatives(part)]
    if get_origin(kind) is Literal:
        return [str]
    return [] if kind is types.NoneType else [get_origin(kind) or kind]


def hints(kind: Any) -> dict[str, Any]:
    if not dataclasses.is_dataclass(kind):
        return {}
    found = get_type_hints(kind)
    for name, value in vars(kind).items():
        if isinstance(value, property):
            found[name] = get_type_hints(value.fget)["return"]
    return found


def state_of(kind: type[Presenter[Any, Any]]) -> Any:
    if issubclass(kind, FormPresenter):
        kind = FormPresenter
    return get_args(kind.__orig_bases__[0])[0]  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", PRESENTERS)
def test_every_name_a_screen_reads_is_in_its_state(name: str) -> None:
    read: set[tuple[str, ...]] = set()
    for path in SCREENS.rglob(f"{name}.*"):
        names_in = {".kv": read_in_kv, ".py": read_in_python}.get(path.suffix)
        if names_in is not None:
            read.update(names_in(path.read_text("utf-8"), name))
    state = state_of(PRESENTERS[name])
    assert {names for names in read if missing(state, names)} == set()


def test_a_wrong_name_would_be_found() -> None:
    desk = PRESENTERS["desk"]
    kv = '<DeskScreen>:\n    on_tap: root.act("serch" if root.wide else "search", args[1])\n'
    kv += "    text: root.state.bill.titel if root.state.bill else tr._(root.state.titel)\n"
    found = list(intents(kv))
    assert found == [Intent("serch", 1), Intent("search", 1)]
    assert not any(takes(desk, intent) for intent in found), "search takes no argument"
    assert takes(desk, Intent("search", 0))
    state = state_of(desk)
    assert [missing(state, names) for names in read_in_kv(kv, "desk")] == ["titel", "", "titel"]
    drawn = "class DeskScreen:\n    def draw(self, state):\n        self.state.title, state.titel"
    assert [missing(state, names) for names in read_in_python(drawn, "desk")] == ["", "titel"]


def test_a_wrong_way_back_would_be_found() -> None:
    found = list(intents('    arrow: "go" if root.wide else "close"\n'))
    assert [takes(PRESENTERS["desk"], intent) for intent in found] == [False, True]
