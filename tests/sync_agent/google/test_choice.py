"""Which entry of a person's lists is ours: it is followed by its value, and all others survive."""

from __future__ import annotations

import pytest

from sync_agent.google import person
from tests.sync_agent.google.contact_card import Card, mails, phones

MOBILE, OTHER, WORK = "+420777123456", "+420777999999", "+420222333444"


@pytest.fixture
def card() -> Card:
    """A mobile and an e-mail of ours, in step."""
    made = Card({"first_name": "Eva", "mobile": MOBILE, "email": "eva@example.com"})
    made.sync()
    return made


# -- what the owner does --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["work", "workFax", "home", "Chata", "", "pager"])
def test_another_type_is_the_same_number(card: Card, kind: str) -> None:
    card.lists["phoneNumbers"] = phones((kind, "777 123 456"))
    assert card.sync() == {}
    assert card.phones() == [(kind, "777 123 456")]
    card.here["mobile"] = OTHER
    assert card.sync("here") == {}
    assert card.phones() == [(kind, OTHER)]


def test_a_private_address_above_ours_is_the_owners(card: Card) -> None:
    card.lists["emailAddresses"] = mails("private@example.org", "Eva@Example.com")
    assert card.sync() == {}
    card.here["email"] = "new@example.com"
    assert card.sync("here") == {}
    assert card.mails() == ["private@example.org", "new@example.com"]


def test_the_other_one_becomes_the_primary_one(card: Card) -> None:
    card.lists["emailAddresses"] += [{"value": "b@example.org", "type": "work", "default": True}]
    assert card.sync() == {}
    card.here["email"] = "new@example.com"
    card.sync("here")
    assert card.mails() == ["new@example.com", "b@example.org"]
    assert card.lists["emailAddresses"][1]["default"]  # and stays it


def test_another_order(card: Card) -> None:
    card.lists["phoneNumbers"] += phones(("mobile", OTHER), ("home", WORK))
    assert card.sync() == {"phone": WORK}
    card.lists["phoneNumbers"].reverse()
    assert card.sync() == {}
    card.here["mobile"] = "+420777000001"
    card.sync("here")
    assert card.phones() == [("home", WORK), ("mobile", OTHER), ("mobile", "+420777000001")]


def test_mobile_and_phone_change_their_types(card: Card) -> None:
    card.here["phone"] = WORK
    card.sync("here")
    card.lists["phoneNumbers"] = phones(("home", MOBILE), ("mobile", WORK))
    assert card.sync() == {}
    card.here |= {"mobile": OTHER, "phone": "+420222000001"}
    card.sync("here")
    assert card.phones() == [("home", OTHER), ("mobile", "+420222000001")]


def test_two_equal_numbers(card: Card) -> None:
    card.lists["phoneNumbers"] = phones(("work", MOBILE), ("mobile", MOBILE))
    assert card.sync() == {"phone": MOBILE}
    card.here["mobile"] = OTHER
    card.sync("here")
    assert card.phones() == [("work", MOBILE), ("mobile", OTHER)]
    assert card.sync() == {}
    card.lists["phoneNumbers"].pop()
    assert card.sync() == {"mobile": ""}  # the one that is left is the other phone


def test_two_equal_addresses_of_which_one_goes(card: Card) -> None:
    card.lists["emailAddresses"] = mails("eva@example.com", "EVA@example.com")
    assert card.sync() == {}
    card.lists["emailAddresses"].pop(0)
    assert card.sync() == {}
    assert card.mails() == ["EVA@example.com"]


@pytest.mark.parametrize("typed", ["777123456", "00420 777 123 456", "+420-777-123-456"])
def test_a_number_spelt_in_another_way_stays_as_it_was_typed(card: Card, typed: str) -> None:
    card.lists["phoneNumbers"] = phones(("mobile", OTHER), ("mobile", typed))
    assert card.sync() == {}
    assert card.phones() == [("mobile", OTHER), ("mobile", typed)]


@pytest.mark.parametrize("kind", ["mobile", "pager", "workFax", ""])
def test_one_that_is_deleted_there_is_gone_here_and_does_not_come_back(
    card: Card, kind: str
) -> None:
    card.lists["phoneNumbers"] = phones((kind, MOBILE))
    assert card.sync() == {}
    card.lists["phoneNumbers"] = []
    assert card.sync() == {"mobile": ""}
    assert card.sync() == {}
    assert card.phones() == []


def test_a_new_number_here_takes_the_place_of_the_old_one(card: Card) -> None:
    card.lists["phoneNumbers"] = phones(("Chata", WORK), ("mobile", "777 123 456"))
    card.sync()
    card.here["mobile"] = OTHER
    card.sync("here")
    assert card.phones() == [("Chata", WORK), ("mobile", OTHER)]


def test_numbers_change_places_here(card: Card) -> None:
    card.here["phone"] = WORK
    card.sync("here")
    card.here |= {"mobile": WORK, "phone": MOBILE}
    card.sync("here")
    assert card.phones() == [("mobile", WORK), ("home", MOBILE)]
    assert card.sync() == {}
    card.here |= {"mobile": "", "phone": WORK}
    card.sync("here")
    assert card.phones() == [("home", WORK)]
    assert card.sync() == {}


def test_kinds_and_spellings_that_we_do_not_know_stay(card: Card) -> None:
    """Faxes, own words for a kind, a prefix typed as 00, a country's short number."""
    odd = phones(("homeFax", "222 333 444"), ("Chata", "00420601000000"), ("work", "158"))
    card.lists["phoneNumbers"] += odd
    card.sync()
    card.here |= {"mobile": OTHER, "city": "Brno"}
    card.sync("here")
    assert card.lists["phoneNumbers"][1:] == odd


def test_what_is_typed_here_stands_there_already_as_the_owners(card: Card) -> None:
    card.lists["phoneNumbers"] += phones(("mobile", OTHER))
    card.sync()
    card.here["mobile"] = OTHER
    card.sync("here")
    assert card.phones() == [("mobile", OTHER), ("mobile", OTHER)]
    assert card.sync() == {}
    card.here["mobile"] = "+420777000001"
    card.sync("here")
    assert sorted(number for _, number in card.phones()) == ["+420777000001", OTHER]


def test_ours_is_corrected_beside_another_one(card: Card) -> None:
    card.lists["phoneNumbers"] = phones(("mobile", OTHER), ("mobile", MOBILE))
    card.sync()
    card.lists["phoneNumbers"] = phones(("mobile", OTHER), ("mobile", "777 123 457"))
    assert card.sync() == {"mobile": "+420777123457"}


def test_ours_goes_and_a_new_one_comes(card: Card) -> None:
    card.lists["emailAddresses"] = mails("eva@example.com", "private@example.org")
    card.sync()
    card.lists["emailAddresses"] = mails("private@example.org", "new@example.com")
    assert card.sync() == {"email": "new@example.com"}


def test_ours_goes_and_another_stands_in_for_it(card: Card) -> None:
    card.lists["phoneNumbers"] += phones(("mobile", OTHER))
    card.sync()
    card.lists["phoneNumbers"].pop(0)
    assert card.sync() == {"mobile": OTHER}
    assert card.phones() == [("mobile", OTHER)]


def test_what_stands_in_is_not_written_over_by_an_edit_here(card: Card) -> None:
    card.lists["phoneNumbers"] += phones(("mobile", OTHER))
    card.sync()
    card.lists["phoneNumbers"].pop(0)
    card.here["mobile"] = "+420777000001"
    card.sync("here")
    assert card.phones() == [("mobile", OTHER), ("mobile", "+420777000001")]
    assert card.sync() == {}


def test_what_stands_in_stays_when_ours_is_cleared_here(card: Card) -> None:
    card.lists["phoneNumbers"] += phones(("mobile", OTHER))
    card.sync()
    card.lists["phoneNumbers"].pop(0)
    card.here["mobile"] = ""
    card.sync("here")
    assert card.phones() == [("mobile", OTHER)]
    assert card.sync() == {}


def test_both_sides_edit_beside_a_private_one(card: Card) -> None:
    card.lists["emailAddresses"] = mails("private@example.org", "eva@example.com")
    card.sync()
    card.lists["emailAddresses"][1]["value"] = "there@example.com"
    card.here["email"] = "here@example.com"
    card.sync("here")
    assert card.mails() == ["private@example.org", "here@example.com"]


def test_both_sides_come_to_the_same(card: Card) -> None:
    card.lists["emailAddresses"] = mails("private@example.org", "new@example.com")
    card.here["email"] = "new@example.com"
    assert card.sync() == {}
    assert card.mails() == ["private@example.org", "new@example.com"]


def test_cleared_here_and_the_marks_are_lost_there(card: Card) -> None:
    card.lists["emailAddresses"] += mails("private@example.org")
    card.sync()
    card.here["email"] = ""
    card.sync("here")
    assert card.mails() == ["private@example.org"]
    card.lists["clientData"] = []  # a phone that knows nothing of hidden data
    assert card.sync() == {}
    assert person.ASIDE in str(card.lists["clientData"])  # and they are there again


def test_part_of_an_address_beside_another_one(card: Card) -> None:
    card.here |= {"street": "Dlouhá 1", "city": "Brno"}
    card.sync("here")
    card.lists["addresses"].insert(0, {"type": "home", "streetAddress": "Cottage", "city": "Lhota"})
    assert card.sync() == {}
    card.lists["addresses"][1]["streetAddress"] = "Krátká 2"
    assert card.sync() == {"street": "Krátká 2"}
    card.here["city"] = "Praha"
    card.sync("here")
    assert [one.get("city") for one in card.lists["addresses"]] == ["Lhota", "Praha"]


def test_a_new_box_knows_ours_by_what_it_has_itself() -> None:
    card = Card({"email": "eva@example.com", "mobile": MOBILE})
    card.lists = {
        "emailAddresses": mails("private@example.org", "eva@example.com"),
        "phoneNumbers": phones(("work", "777 123 456")),
    }
    assert card.sync() == {}
    assert card.mails() == ["private@example.org", "eva@example.com"]
    assert card.phones() == [("work", "777 123 456")]


def test_of_somebody_new_the_primary_one_is_taken() -> None:
    card = Card({})
    card.lists["emailAddresses"] = [
        {"type": "home", "value": "a@example.com"},
        {"type": "work", "value": "b@example.com", "default": True},
    ]
    assert card.there()["email"] == "b@example.com"


def test_a_link_from_before_ours_was_noted(card: Card) -> None:
    """Its ``raw`` does not say which entries are ours: those that were taken by their types."""
    del card.before["ours"]
    card.lists["phoneNumbers"] = phones(("work", MOBILE), ("mobile", OTHER))
    assert card.sync() == {}
    del card.before["ours"]
    card.here["mobile"] = ""
    card.sync("here")
    assert card.phones() == [("mobile", OTHER)]
