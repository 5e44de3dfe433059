"""Stories of a card that is printed at the desk: made, scanned, printed again, blocked, erased."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.hardware.composer import Composer
from kiosk.hardware.fitting import Fitted
from kiosk.hardware.spooler import LANES, RECEIPT
from kiosk.paper.label import LabelSize
from kiosk.paper.profile import Profile
from kiosk.presenters.clients.args import CardsArgs, ClientArgs
from kiosk.presenters.office.papers import PapersState
from kiosk.salon.domain.cards.code_cards import draw
from kiosk.salon.domain.cards.number import CardHolder, Tap
from kiosk.salon.domain.errors import NotFound, Refused
from kiosk.salon.domain.goods.catalogue import Product
from kiosk.salon.domain.people import Client
from kiosk.salon.domain.printing import PrintJob
from kiosk.salon.services.salon_services import Services
from tests.presenters.story import Story
from tests.presenters.test_client_screens import desk
from tests.rigs import escpos_reader
from tests.rigs.till_world import SHAMPOO, Till


def paper(salon: Services) -> tuple[PrintJob, bytes]:
    """The next paper as the receipt printer gets it."""
    job = salon.printing.next(LANES[RECEIPT])
    assert job is not None
    fitted = Fitted("receipt", RECEIPT, None, profile=Profile.of(80))  # type: ignore[arg-type]
    made = Composer(salon, LabelSize(), None).job(job, fitted)
    assert made.picture is None
    salon.printing.printed(job.id)
    return job, made.data


def printed(till: Till, client: Client) -> str:
    """A card is printed on the page of the client's cards: what the scanner reads of it."""
    story = desk(till.salon)
    story.nav.go(ClientArgs(client.id))
    story.fresh().tap("cards").at("cards").tap("print_new")
    assert story.taps == 2
    assert story.hardware.prints == 1
    (line,) = story.state.cards
    assert line.prints
    job, data = paper(till.salon)
    assert job.kind == "card"
    (code,) = escpos_reader.read(data).codes
    return code


@pytest.mark.req("K11", "K1")
def test_it_is_printed_and_checks_its_client_in(till: Till) -> None:
    client = till.client()
    till.visit(client)
    code = printed(till, client)
    Story(till.salon).scan(code).at("checkin_confirm").tap("confirm").at("checkin_done")


@pytest.mark.req("K11", "K5")
def test_at_the_desk_it_opens_the_sheet_however_the_scanner_writes_it(till: Till) -> None:
    code = printed(till, till.client())
    for read in (code, code.lower(), f"{code}\r"):
        story = desk(till.salon).scan(read).at("client")
        assert story.state.name == "Kateřina Vzorová"


@pytest.mark.req("K11", "K3")
def test_over_a_bill_it_makes_the_sale_the_clients(till: Till) -> None:
    code = printed(till, till.client())
    story = desk(till.salon).scan(SHAMPOO).at("desk").scan(code).at("desk")
    assert story.state.bill.client == "Kateřina Vzorová"


@pytest.mark.req("K11", "K5")
def test_a_blocked_one_is_refused_and_not_printed_again(till: Till) -> None:
    client = till.client()
    till.visit(client)
    code = printed(till, client)
    story = desk(till.salon)
    story.nav.go(CardsArgs(CardHolder("client", client.id)))
    (line,) = story.state.cards
    story.tap("block", line.key)
    assert not story.state.cards[0].prints
    with pytest.raises(Refused, match="does not work"):
        till.salon.cards.print_again(bytes.fromhex(line.key), till.eva.id)
    Story(till.salon).scan(code).at("attract")
    desk(till.salon).scan(code).at("desk")
    story.nav.undo()
    Story(till.salon).scan(code).at("checkin_confirm")


@pytest.mark.req("K11")
def test_again_it_is_the_same_code_and_only_of_cards_made_here(till: Till) -> None:
    client = till.client()
    code = printed(till, client)
    holder = CardHolder("client", client.id)
    till.salon.cards.give(Tap("2900000000018", technology="code"), holder, till.eva.id)
    till.salon.cards.give("04A1B2C3D4E5F6", holder, till.eva.id)
    story = desk(till.salon)
    story.nav.go(CardsArgs(holder))
    assert [line.prints for line in story.state.cards] == [False, False, True]
    chip, foreign, ours = story.state.cards
    story.tap("print_again", ours.key)
    assert escpos_reader.read(paper(till.salon)[1]).codes == [code]
    for other in (chip, foreign):
        with pytest.raises(Refused, match="not made here"):
            till.salon.cards.print_again(bytes.fromhex(other.key), till.eva.id)


@pytest.mark.req("K11", "T2")
def test_such_a_code_is_never_a_product(till: Till) -> None:
    code = printed(till, till.client())
    for one in (code, draw(), draw().lower()):
        with pytest.raises(Refused, match="nothing can be sold under it"):
            till.salon.catalogue.save_product(
                Product(b"", "Lak", 100, 2100, barcodes=(one,)), till.manager.id
            )
    stranger = desk(till.salon).scan(draw()).at("desk")
    assert stranger.out.toast is not None
    assert "Unknown card" in stranger.out.toast.text.plain()  # type: ignore[union-attr]


@pytest.mark.req("K11")
def test_others_that_nobody_has_are_counted_as_misses_at_the_kiosk(till: Till) -> None:
    story = Story(till.salon)
    for _ in range(5):
        story.scan(draw()).at("attract")
    assert till.salon.checkin.only_desk


@pytest.mark.req("K11", "C6")
def test_the_code_is_on_the_paper_alone_which_tells_no_surname(till: Till, tmp_path: Path) -> None:
    client = till.client()
    till.salon.cards.print_new(CardHolder("client", client.id), till.eva.id)
    job, data = paper(till.salon)
    read = escpos_reader.read(data)
    (code,) = read.codes
    till.salon.context.store.checkpoint()
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert code.encode() not in path.read_bytes(), path.name
    text = [line.strip() for line in read.lines if line.strip()]
    assert text == [till.salon.context.salon.name, "Kateřina V."]
    till.salon.clients.erase(client.id, till.manager.id)
    assert till.salon.printing.erased() == (job.id,)
    with pytest.raises(NotFound):
        till.salon.cards.code_card(job.subject_id)


@pytest.mark.req("K11")
def test_one_that_waits_is_named_without_its_code(till: Till) -> None:
    client = till.client()
    till.salon.cards.print_new(CardHolder("client", client.id), till.eva.id)
    story = desk(till.salon)
    story.nav.go("papers")
    state: PapersState = story.state
    assert [one.title.plain() for one in state.papers] == ["Client's card"]  # type: ignore[union-attr]


@pytest.mark.req("K11", "T1")
def test_only_clients_who_are_there_get_one(till: Till) -> None:
    team = CardHolder("staff", till.eva.id)
    with pytest.raises(Refused, match="Only a client's card"):
        till.salon.cards.print_new(team, till.manager.id)
    boss = desk(till.salon, "Petra")
    boss.nav.go(CardsArgs(team))
    assert not boss.state.can_print
    client = till.client()
    till.salon.clients.erase(client.id, till.manager.id)
    with pytest.raises(Refused, match="erased"):
        till.salon.cards.print_new(CardHolder("client", client.id), till.eva.id)
    assert till.salon.printing.next(LANES[RECEIPT]) is None
