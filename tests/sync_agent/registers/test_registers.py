"""Questions to registers over HTTP, what they tell, and all the ways in which they do not."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, cast

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.invoices.lookups import Company, Lookup
from kiosk.salon.domain.tax_numbers import TaxNumber
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings.registers import Registers as Addresses
from sync_agent.open_salon import OpenSalon
from sync_agent.registers.outbox import MOST_TRIES, Registers
from sync_agent.timing import StopToken
from tests.fakes.registers import ARES, RPO, VIES, Desks, Fault, open_registers
from tests.rigs.salon import clock_of

ICO = "27074358"


@dataclass
class Rig:
    salon: Services
    desks: Desks
    outbox: Registers
    ask_them: bool = True

    def ask(self, country: str, kind: TaxNumber, typed: str) -> Lookup:
        """Asks and lets the agent do what it does at once."""
        lookup = self.salon.lookups.ask(country, kind, typed)
        self.run()
        return self.salon.lookups.get(lookup.id)

    def run(self, most: int = 5) -> None:
        where = self.desks.address
        settings = SimpleNamespace(
            registers=Addresses(ask=self.ask_them, ares=where, rpo=where, vies=where)
        )
        salon = SimpleNamespace(
            services=self.salon, store=self.salon.context.store, settings=settings
        )
        for _ in range(most):
            if self.outbox.step(cast(OpenSalon, salon)) > 0:
                return
        raise AssertionError("it does not come to rest")


@pytest.fixture
def rig(salon: Services) -> Iterator[Rig]:
    token = StopToken()
    with open_registers() as desks:
        desks.tell(f"/{ICO}", ARES)
        desks.tell("identifier=31333532", RPO)
        desks.tell("/SK/vat/2020317068", VIES)
        yield Rig(salon, desks, Registers(token))
    token.close()


def company(rig: Rig, **changes: Any) -> Company:
    """What ARES's answer with changes is read as."""
    body = copy.deepcopy(ARES)
    for key, value in changes.items():
        (body if key in body else body["sidlo"])[key] = value
    rig.desks.tell(f"/{ICO}", body)
    found = rig.ask("CZ", "company_id", ICO).company
    assert found is not None
    return found


def test_a_czech_company(rig: Rig) -> None:
    lookup = rig.ask("CZ", "company_id", " 270 743 58 ")
    assert lookup.state == "found"
    assert lookup.source == "ares"
    assert lookup.company == Company(
        "Ukázková kadeřnictví, s.r.o.", "Na Příkopě 33/14a", "Praha", "110 00", ICO,
        "CZ27074358", True,
    )  # fmt: skip


def test_by_its_vat_number_too(rig: Rig) -> None:
    assert rig.ask("CZ", "vat_id", "CZ27074358").company is not None
    assert rig.desks.asked == [f"/ekonomicke-subjekty/{ICO}"]


@pytest.mark.parametrize("state", ["NEEXISTUJICI", "ZANIKLY", "HISTORICKY"])
def test_who_charges_no_vat_has_no_vat_number_on_an_invoice(rig: Rig, state: str) -> None:
    found = company(rig, seznamRegistraci={"stavZdrojeDph": state}, dic="CZ7551010123")
    assert (found.vat_id, found.pays_vat) == ("", False)


def test_whether_vat_is_charged_may_not_be_told(rig: Rig) -> None:
    found = company(rig, seznamRegistraci={})
    assert (found.vat_id, found.pays_vat) == ("CZ27074358", None)


@pytest.mark.parametrize(
    ("changes", "street"),
    [
        ({"cisloOrientacni": None}, "Na Příkopě 33"),
        ({"nazevUlice": None, "cisloOrientacni": None}, "Staré Město 33"),
        ({"nazevUlice": "", "nazevCastiObce": "Praha", "cisloOrientacni": None}, "č. p. 33"),
        ({"cisloDomovni": None, "cisloOrientacni": None}, "Na Příkopě 33/14a"),
    ],
)
def test_streets_and_villages(rig: Rig, changes: dict[str, Any], street: str) -> None:
    assert company(rig, **changes).street == street


def test_a_company_that_has_ended_is_nobody(rig: Rig) -> None:
    rig.desks.tell(f"/{ICO}", ARES | {"datumZaniku": "2024-01-01"})
    assert rig.ask("CZ", "company_id", ICO).state == "nobody"


def test_nobody_has_that_number(rig: Rig) -> None:
    lookup = rig.ask("CZ", "company_id", "25596641")
    assert (lookup.state, lookup.company) == ("nobody", None)


def test_a_slovak_company_by_what_holds_now(rig: Rig) -> None:
    assert rig.ask("SK", "company_id", "31333532").company == Company(
        "Ukážka, s.r.o.", "Einsteinova 3541/24", "Bratislava", "851 01", "31333532"
    )


def test_a_vat_number_of_the_union(rig: Rig) -> None:
    assert rig.ask("SK", "vat_id", "SK2020317068").company == Company(
        "UKÁŽKA, s.r.o.", "Einsteinova 24", "Bratislava", "85101", "", "SK2020317068", True
    )


@pytest.mark.parametrize(
    ("address", "read"),
    [
        ("CELOVŠKA CESTA 1, 1000 LJUBLJANA", ("CELOVŠKA CESTA 1", "LJUBLJANA", "1000")),
        ("Ulica 5;SI-1000 Ljubljana", ("Ulica 5", "Ljubljana", "1000")),
        ("Somewhere", ("Somewhere", "", "")),
        ("---", ("", "", "")),
        (None, ("", "", "")),
        (["a"], ("", "", "")),
    ],
)
def test_addresses_of_the_union(rig: Rig, address: Any, read: tuple[str, str, str]) -> None:
    rig.desks.tell("/SK/vat/2020317068", VIES | {"address": address})
    found = rig.ask("SK", "vat_id", "SK2020317068").company
    assert found is not None
    assert (found.street, found.city, found.postcode) == read


def test_a_state_that_only_says_valid(rig: Rig) -> None:
    rig.desks.tell("/DE/vat/136695976", {"isValid": True, "userError": "VALID", "name": "---"})
    lookup = rig.ask("DE", "vat_id", "DE 136 695 976")
    assert lookup.company == Company("", vat_id="DE136695976", pays_vat=True)


def test_not_valid_is_nobody_and_busy_is_not(rig: Rig) -> None:
    assert rig.ask("SI", "vat_id", "SI50223054").state == "nobody"
    rig.desks.fault = "busy"
    assert rig.ask("AT", "vat_id", "ATU13585627").state == "asked"
    rig.desks.fault = "wrapped"
    assert rig.ask("AT", "vat_id", "ATU33864707").state == "asked"


@pytest.mark.parametrize("fault", ["down", "cut", "redirect"])
def test_silence_is_asked_again_and_then_told(rig: Rig, fault: Fault) -> None:
    rig.desks.fault = fault
    lookup = rig.ask("CZ", "company_id", ICO)
    assert (lookup.state, lookup.tries) == ("asked", 1)
    for _ in range(MOST_TRIES):
        clock_of(rig.salon).advance(60)
        rig.run()
    lookup = rig.salon.lookups.get(lookup.id)
    assert lookup.state == "failed"
    assert "does not answer" in lookup.error
    assert len(rig.desks.asked) == MOST_TRIES
    assert "/elsewhere" not in rig.desks.asked


def test_back_in_time_for_who_still_looks(rig: Rig) -> None:
    rig.desks.fault = "down"
    lookup = rig.ask("CZ", "company_id", ICO)
    rig.desks.fault = ""
    clock_of(rig.salon).advance(4)
    rig.run()
    assert rig.salon.lookups.get(lookup.id).state == "found"


@pytest.mark.parametrize("fault", ["garbage", "html", "huge", "strange", "list"])
def test_what_is_no_answer_is_not_believed(rig: Rig, fault: Fault) -> None:
    rig.desks.fault = fault
    for country, kind, number in (
        ("CZ", "company_id", ICO),
        ("SK", "company_id", "31333532"),
        ("SK", "vat_id", "SK2020317068"),
    ):
        lookup = rig.ask(country, cast(TaxNumber, kind), number)
        assert lookup.state == "failed"
        assert "cannot be read" in lookup.error


def test_registers_may_be_switched_off(rig: Rig) -> None:
    rig.ask_them = False
    assert rig.ask("CZ", "company_id", ICO).state == "failed"
    assert rig.desks.asked == []


@pytest.mark.parametrize(
    ("country", "kind", "typed"),
    [
        ("CZ", "company_id", "27074359"),
        ("CZ", "company_id", ""),
        ("CZ", "company_id", "../27074358"),
        ("SI", "vat_id", "SI50223055"),
        ("SK", "vat_id", "SK1"),
        ("HU", "vat_id", "12345678-1-42"),
        ("DE", "vat_id", "DE?x=1"),
        ("DE", "vat_id", "DE" + "1" * 40),
        ("SI", "company_id", "5300231000"),
        ("US", "vat_id", "12"),
    ],
)
def test_a_typing_mistake_bothers_nobody(
    rig: Rig, country: str, kind: TaxNumber, typed: str
) -> None:
    with pytest.raises(Refused) as refused:
        rig.salon.lookups.ask(country, kind, typed)
    assert refused.value.field == kind
    rig.run()
    assert rig.desks.asked == []


def test_the_same_question_is_asked_once_a_day(rig: Rig) -> None:
    first = rig.ask("CZ", "company_id", ICO)
    assert rig.ask("CZ", "company_id", ICO).id == first.id
    clock_of(rig.salon).advance(86_400)
    assert rig.ask("CZ", "company_id", ICO).id != first.id
    assert len(rig.desks.asked) == 2


def test_what_failed_can_be_asked_again(rig: Rig) -> None:
    rig.desks.fault = "html"
    first = rig.ask("CZ", "company_id", ICO)
    rig.desks.fault = ""
    assert rig.ask("CZ", "company_id", ICO).state == "found"
    assert rig.salon.lookups.get(first.id).state == "failed"


def test_the_newest_question_comes_first(rig: Rig) -> None:
    rig.salon.lookups.ask("CZ", "company_id", "25596641")
    clock_of(rig.salon).advance(1)
    rig.salon.lookups.ask("CZ", "company_id", ICO)
    rig.run()
    assert rig.desks.asked[0].endswith(ICO)


def test_a_hungarian_number_goes_to_the_union_without_access_to_the_office(rig: Rig) -> None:
    rig.desks.tell("/HU/vat/10773381", VIES | {"name": "Minta Kft.", "address": "---"})
    found = rig.ask("HU", "vat_id", "10773381-2-44").company
    assert found == Company("Minta Kft.", vat_id="HU10773381", pays_vat=True)


def test_a_clock_that_was_set_back_keeps_no_question(rig: Rig) -> None:
    rig.desks.fault = "down"
    lookup = rig.ask("CZ", "company_id", ICO)
    rig.desks.fault = ""
    clock_of(rig.salon).advance(-86_400 * 300)
    rig.run()
    assert rig.salon.lookups.get(lookup.id).state == "found"
