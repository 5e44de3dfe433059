"""The office screens under a finger, in a real window."""

from __future__ import annotations

import pytest

from kiosk.presenters.clients.args import ClientsArgs
from kiosk.presenters.goods.args import LabelArgs
from tests.gallery.stage import Stage
from tests.gallery.studio import Studio
from tests.ui.finger import Finger

pytestmark = pytest.mark.window


def test_a_client_is_found_and_opened_by_touch(studio: Studio) -> None:
    from kiosk.ui.kit import Field, RowList

    stage = Stage(studio)
    stage.desk().open(ClientsArgs())
    studio.settle()
    screen = stage.shell.frame.screen
    field = next(part for part in screen.walk() if isinstance(part, Field))
    field.input.text = "ja"
    studio.settle()
    assert stage.nav.top.state.query == "ja"
    rows = next(part for part in screen.walk() if isinstance(part, RowList))
    assert len(rows.items) == len(stage.nav.top.state.rows) < 40
    Finger(studio).tap(rows.ground.children[-1])
    assert stage.nav.top.name == "client"
    stage.close()


def test_labels_are_counted_on_the_keypad(studio: Studio) -> None:
    from kiosk.ui.kit import Btn, Keypad

    stage = Stage(studio)
    product = stage.salon.catalogue.search_products("")[0]
    stage.desk().open(LabelArgs(product.id))
    studio.settle()
    screen = stage.shell.frame.screen
    finger = Finger(studio)
    pad = next(part for part in screen.walk() if isinstance(part, Keypad))
    seven = next(key for key in pad.children if key.key == "7")
    finger.tap(seven)
    assert stage.nav.top.state.quantity == "7"
    button = next(part for part in screen.walk() if isinstance(part, Btn) and part.money)
    finger.tap(button)
    jobs = [job for job in stage.salon.printing.open_jobs() if job.kind == "label"]
    assert [job.copies for job in jobs] == [7]
    stage.close()
