from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.people import (
    ONLY_MANAGERS_APPROVE,
    StaffMember,
    known_as,
    manages,
    require_manager,
)

BOSS = StaffMember(b"boss", "Eva", "Nová", role="manager")


@pytest.mark.parametrize("member", [None, replace(BOSS, role="staff"), replace(BOSS, active=False)])
def test_nobody_but_an_active_manager_manages(member: StaffMember | None) -> None:
    assert not manages(member)
    with pytest.raises(Refused) as refused:
        require_manager(member, ONLY_MANAGERS_APPROVE)
    assert refused.value.message == ONLY_MANAGERS_APPROVE


def test_a_manager_is_given_back() -> None:
    assert manages(BOSS)
    assert require_manager(BOSS) is BOSS


def test_a_first_name_that_two_share_has_the_surname() -> None:
    other, petra = StaffMember(b"o", "Eva", "Malá"), StaffMember(b"p", "Petra", "Nová")
    names = known_as(one for one in (BOSS, petra, other))
    assert list(names.items()) == [(b"boss", "Eva Nová"), (b"p", "Petra"), (b"o", "Eva Malá")]
