"""Stories of the owner's figures, and of what goods are bought for."""

from __future__ import annotations

import pytest

from kiosk.presenters.goods.args import ProductFormArgs
from kiosk.salon.services.salon_services import Services
from tests.presenters.test_client_screens import desk
from tests.rigs.till_world import make_till


@pytest.mark.req("M3")
def test_a_manager_enters_what_goods_are_bought_for(salon: Services) -> None:
    shampoo = make_till(salon).shampoo
    story = desk(salon, "Petra")
    story.nav.go("products")
    story.nav.go(ProductFormArgs(product_id=shampoo.id))
    story.fresh().tap("edit", "cost", "145,50").tap("save")
    assert story.taps == 2
    assert salon.catalogue.product(shampoo.id).cost_minor == 14_550
    story.nav.go(ProductFormArgs(product_id=shampoo.id))
    story.tap("edit", "cost", "much").tap("save").at("product_form")
    assert set(story.errors) == {"cost"}
    story.tap("edit", "cost", "").tap("save")
    assert salon.catalogue.product(shampoo.id).cost_minor is None


@pytest.mark.req("M3")
def test_whom_it_does_not_concern_sees_no_purchase_price(salon: Services) -> None:
    shampoo = make_till(salon).shampoo
    story = desk(salon, "Eva")
    story.nav.go("products")
    story.nav.go(ProductFormArgs(product_id=shampoo.id))
    assert "cost" not in [field.name for field in story.state.fields]
