"""What only managers may do is refused to anybody else, and to nobody as well."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.people import Client
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store.sync import book as sync_book
from tests.rigs.till_world import Till

Action = Callable[[Services, Till, Any], object]


def erase(salon: Services, _: Till, by: Any) -> object:
    jana = salon.clients.save(Client(b"", "Jana", "Sample"), None)
    return salon.clients.erase(jana.id, by)


def sign_out(salon: Services, _: Till, by: Any) -> object:
    return salon.sync.sign_out("google", by)


def use_file(salon: Services, _: Till, by: Any) -> object:
    return salon.sync.use_file("google", by)


def answer(salon: Services, _: Till, by: Any) -> object:
    question = sync_book.open_case(
        salon.context.store, "google.contacts", "guard", None, "", {"count": 300}, 1
    )
    return salon.sync_answers.answer(question, "go", by)


def see_a_week(salon: Services, till: Till, by: Any) -> object:
    return salon.timesheets.week(till.manager.id, by)


@pytest.mark.req("M5")
@pytest.mark.parametrize("action", [erase, sign_out, use_file, answer, see_a_week])
def test_only_a_manager(salon: Services, till: Till, action: Action) -> None:
    for by in (None, till.eva.id):
        with pytest.raises(Refused, match="manager"):
            action(salon, till, by)
    action(salon, till, till.manager.id)
