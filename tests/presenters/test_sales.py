"""Stories of looking up what was sold, today and before."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.text import T
from tests.presenters.story import Story
from tests.presenters.test_till import czk
from tests.rigs.till_world import Till

DAY = 24 * 3600


@pytest.mark.req("M5")
def test_a_receipt_of_yesterday_is_found_and_printed_again_but_not_voided(till: Till) -> None:
    sale = till.pay(till.retail())
    till.salon.printing.printed(till.salon.printing.next(("receipt",)).id)
    till.salon.context.clock.advance(DAY)
    story = Story(till.salon).unlock(till.eva)
    story.nav.go("sales")
    assert (story.state.rows, story.state.empty) == ((), T("Nothing has been sold today."))
    assert story.state.last
    story.fresh().tap("previous_day")
    assert [row.right for row in story.state.rows] == [czk(38_900)]
    story.tap("pick", sale.id.hex())
    assert not story.state.sale.can_void
    assert story.state.sale.note == T("Only a sale of today can be voided. Take it back instead.")
    story.tap("void").at("sales").tap("copy")
    assert till.salon.printing.next(("receipt",)) is not None
    story.tap("next_day").tap("next_day")
    assert story.state.day == T("Today")


def test_a_day_is_picked_from_the_month(till: Till) -> None:
    till.pay(till.retail())
    sold_on = till.salon.context.today()
    till.salon.context.clock.advance(9 * DAY)
    story = Story(till.salon).unlock(till.eva)
    story.nav.go("sales")
    story.tap("pick_day").at("date_picker")
    if sold_on.month != till.salon.context.today().month:
        story.tap("previous_month")
    story.tap("pick", sold_on.isoformat()).at("sales")
    assert len(story.state.rows) == 1
    story.tap("pick_day").tap("pick", till.salon.context.today().isoformat()).at("sales")
    assert story.state.last
