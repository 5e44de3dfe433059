"""Kivy's rules are shortened, and nothing that is used has lost its own."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from kiosk.presenters.registry import all_presenters
from kiosk.ui.style import KEPT, names_in, shortened
from tests.gallery.stage import Stage
from tests.gallery.studio import Studio

RULES = """#:kivy 1.0
#:import x y
<Label>:
    a: 1
<-Button,-ToggleButton>:
    b: 2

<ColorPicker_Label@Label>
    c: 3
<TextInput>:
    d: 4
"""


def test_a_rule_is_kept_whole_or_not_at_all() -> None:
    assert shortened(RULES) == RULES.replace("<ColorPicker_Label@Label>\n    c: 3\n", "")
    assert shortened("") == ""


@pytest.mark.window
def test_no_widget_in_use_has_lost_its_rule(studio: Studio) -> None:
    import kivy
    from kivy.factory import Factory
    from kivy.lang import Builder

    stage = Stage(studio)
    for presenter in all_presenters():
        stage.shell.screen(presenter.name)
    stage.close()
    rules = (Path(kivy.kivy_data_dir) / "style.kv").read_text("utf-8")
    heads = re.findall(r"^<(.+?)>", rules, re.MULTILINE)
    ruled = [set(names_in(head)) for head in heads]
    assert set().union(*ruled) > KEPT
    left_out = set().union(*(names for names in ruled if not names & KEPT))
    for name in left_out:
        module = Factory.classes.get(name, {}).get("module")
        assert module is None or module not in sys.modules, name
    assert any("style-" in str(path) for path in Builder.files)
