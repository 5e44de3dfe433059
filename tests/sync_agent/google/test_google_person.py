"""A record and a person of Google's, both ways; whatever is not ours survives."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync_agent.google import person
from sync_agent.sides import contact

HERE, ELSEWHERE = "a" * 16, "b" * 16
REGION = "CZ"
ME = bytes(range(16))
EMPTY = dict.fromkeys(contact.RULES, "")


def build(record: dict[str, str], raw: person.Raw) -> person.Raw:
    return person.build({**EMPTY, **record}, raw, ME, HERE, REGION)


def read(raw: person.Raw) -> dict[str, str]:
    """As somebody reads it who knows nothing of what was agreed."""
    answered = {name: value for name, value in raw.items() if name not in ("ours", "lent")}
    return dict(person.record_of(answered, HERE, REGION))


def told(raw: person.Raw) -> dict[str, str]:
    """Only the fields that say something."""
    return {name: value for name, value in read(raw).items() if value}


def phones(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return [{"type": kind, "value": value} for kind, value in pairs]


# -- the property ---------------------------------------------------------------------------------

words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12).map(
    contact.text
)
numbers = st.integers(601_000_000, 608_999_999).map(lambda n: f"+420{n}")
emails = st.integers(0, 30).map(lambda n: f"client{n}@example.com")
dates = st.dates(min_value=date(1900, 1, 1)).map(lambda d: d.isoformat())
nothing = st.just("")
counts = st.integers(0, 999).map(contact.number)
tokens = st.from_regex(r"[A-Za-z0-9_-]{20,43}", fullmatch=True)

records = st.fixed_dictionaries(
    {
        "first_name": words,
        "last_name": words,
        "gender": st.sampled_from(["", "f", "m", "o"]),
        "mobile": nothing | numbers,
        "phone": nothing | numbers,
        "email": nothing | emails,
        "street": words,
        "city": words,
        "postcode": words,
        "birth_date": nothing | dates,
        "note": st.text(max_size=40).map(contact.note_window),
        "visits": counts,
        "points": counts,
        "card": nothing | tokens,
    }
)

typed = st.text(st.characters(codec="utf-8"), max_size=10)
kinds = st.sampled_from(
    ["mobile", "home", "work", "other", "workMobile", "homeFax", "pager", "Chata", ""]
)
shapes = st.sampled_from(["{}", "00420{}", "+420 {}", "tel. {}"])
phone_entries = st.builds(
    lambda kind, number, shape: {"type": kind, "value": shape.format(number)},
    kinds,
    st.integers(600_000_000, 600_000_020),
    shapes,
) | st.just({"type": "home", "value": "ask his wife"})
email_entries = st.builds(
    lambda kind, address: {"type": kind, "value": address},
    kinds,
    emails | st.just("not an address") | st.just("Client1@Example.COM "),
)
address_entries = st.fixed_dictionaries(
    {"type": st.sampled_from(["home", "work", ""])},
    optional={
        "streetAddress": typed,
        "city": typed,
        "postalCode": typed,
        "poBox": st.just("17"),
        "extendedAddress": st.just("2nd floor"),
        "region": st.just("Moravia"),
        "formattedValue": st.just("somewhere"),
    },
)
birthdays = st.sampled_from(
    [
        {"date": {"year": 1990, "month": 5, "day": 12}},
        {"date": {"month": 5, "day": 12}},
        {"date": {"year": 1990, "month": 2, "day": 30}},
        {"text": "in May"},
    ]
)
client_data = st.lists(
    st.sampled_from(
        [
            {"key": person.ID, "value": f"{HERE}:{ME.hex()}"},
            {"key": person.ID, "value": f"{HERE}:{bytes(16).hex()}"},
            {"key": person.ID, "value": f"{ELSEWHERE}:{bytes(16).hex()}"},
            {"key": person.CARD, "value": f"{HERE}:old"},
            {"key": person.CARD, "value": f"{ELSEWHERE}:theirs"},
            {"key": "hairsoft.id", "value": "12"},
        ]
    ),
    max_size=4,
)
user_defined = st.lists(
    st.sampled_from(
        [
            {"key": "Pult visits", "value": "4"},
            {"key": "Pult visits", "value": "5"},
            {"key": "Pult points", "value": "a lot"},
            {"key": "Dog", "value": "Rek"},
        ]
    ),
    max_size=4,
)
names = st.fixed_dictionaries(
    {}, optional={"givenName": typed, "familyName": typed, "middleName": st.just("Maria")}
)
raws = st.fixed_dictionaries(
    {"id": st.just("1f")},
    optional={
        "names": st.lists(names, min_size=1, max_size=1),
        "genders": st.sampled_from(
            [[{"value": v}] for v in ("male", "female", "unspecified", "agender")]
        ),
        "phoneNumbers": st.lists(phone_entries, max_size=5),
        "emailAddresses": st.lists(email_entries, max_size=4),
        "addresses": st.lists(address_entries, max_size=3),
        "birthdays": st.lists(birthdays, min_size=1, max_size=1),
        "biographies": st.lists(st.builds(lambda t: {"value": t}, typed), min_size=1, max_size=1),
        "userDefined": user_defined,
        "clientData": client_data,
    },
)


@settings(max_examples=150, deadline=None)
@given(records, raws, records)
def test_what_is_written_is_read_and_the_rest_stays(
    record: dict[str, str], raw: person.Raw, after: dict[str, str]
) -> None:
    built = build(record, raw)
    assert read(built) == record
    assert person.owners_of(built, HERE)[0] == (ME,)
    assert_kept(raw, built)
    again = build(record, built)
    assert person.body(again) == person.body(built)
    # and once more on top of what we have written ourselves
    changed = build(after, built)
    assert read(changed) == after
    assert_kept(raw, changed)


def assert_kept(raw: person.Raw, built: person.Raw) -> None:
    """Everything of ``raw`` but the one entry of each kind that is ours."""
    for name, ours in (("phoneNumbers", 2), ("emailAddresses", 1), ("addresses", 1)):
        lost = [entry for entry in raw.get(name, []) if entry not in built.get(name, [])]
        assert len(lost) <= ours, (name, lost)
    for entry in raw.get("addresses", []):
        for part in ("poBox", "extendedAddress", "region"):
            if part in entry:
                count = sum(part in other for other in raw["addresses"])
                assert sum(part in other for other in built.get("addresses", [])) >= count
    for entry in raw.get("names", []):
        if "middleName" in entry:
            assert built["names"][0]["middleName"] == "Maria"
    for entry in raw.get("userDefined", []):
        if entry["key"] == "Dog":
            assert entry in built["userDefined"]
    for entry in raw.get("clientData", []):
        if entry["value"].startswith(ELSEWHERE) or entry["key"] == "hairsoft.id":
            assert entry in built["clientData"]
    odd = [b for b in raw.get("birthdays", []) if not person.record_of({"birthdays": [b]}, "", "")[
        "birth_date"]]  # fmt: skip
    assert [b for b in odd if b in built.get("birthdays", [])] == odd


# -- what people do -------------------------------------------------------------------------------


def test_a_number_as_typed_means_the_same_and_is_not_touched() -> None:
    raw = {"phoneNumbers": phones(("mobile", "777 123 456"), ("home", "(+420) 222-333-444"))}
    assert told(raw) == {"mobile": "+420777123456", "phone": "+420222333444"}
    assert build(read(raw), raw)["phoneNumbers"] == raw["phoneNumbers"]


def test_canonical_form_helps_where_the_typed_number_does_not() -> None:
    number = {"type": "mobile", "value": "777-ANNA", "canonicalForm": "+420777266200"}
    assert told({"phoneNumbers": [number]}) == {"mobile": "+420777266200"}


def test_the_number_of_the_wife_is_nobody_of_ours() -> None:
    raw = {"phoneNumbers": phones(("mobile", "ask his wife"))}
    assert told(raw) == {}
    built = build({"mobile": "+420777123456"}, raw)
    assert built["phoneNumbers"] == phones(("mobile", "ask his wife"), ("mobile", "+420777123456"))


def test_a_number_taken_away_here_does_not_come_back_as_another_one() -> None:
    raw = {"phoneNumbers": phones(("mobile", "777123456"), ("mobile", "777999999"))}
    built = build({}, raw)
    assert built["phoneNumbers"] == phones(("mobile", "777999999"))
    assert told(built) == {}
    assert "999999" not in str(built["clientData"])
    built["phoneNumbers"] += phones(("mobile", "777000001"))
    assert told(built) == {"mobile": "+420777000001"}


def test_diacritics_as_two_characters_are_the_same_name() -> None:
    raw = {"names": [{"givenName": "R\u030cehor\u030c", "familyName": "  Nova\u0301k\n"}]}
    assert told(raw) == {"first_name": "Řehoř", "last_name": "Novák"}
    assert build(read(raw), raw)["names"] == raw["names"]


@pytest.mark.parametrize("name", ["👩‍🦰 Eva", "שָׁרָה כהן", "ﬁona", "Zoe\u0308"])
def test_any_letters_come_through(name: str) -> None:
    record = {"first_name": contact.text(name)}
    assert told(build(record, {})) == record


def test_lone_surrogates_can_be_stored() -> None:
    found = told({"names": [{"givenName": "Eva\ud83d"}]})
    found["first_name"].encode("utf-8")


def test_line_ends_of_a_note_do_not_count() -> None:
    raw = {"biographies": [{"value": "  6/0 + 9%  \r\n20 min\r\n\r\n"}]}
    assert told(raw) == {"note": "6/0 + 9%\n20 min"}
    assert build(read(raw), raw)["biographies"] == raw["biographies"]


def test_two_notes_of_a_merge_are_one() -> None:
    raw = {"biographies": [{"value": "6/0"}, {"value": "allergy"}]}
    assert told(raw) == {"note": "6/0\nallergy"}
    assert "biographies" not in person.mask(build(read(raw), raw))
    assert build({"note": "6/0\nallergy!"}, raw)["biographies"] == [
        {"value": "6/0\nallergy!", "contentType": "TEXT_PLAIN"}
    ]


@pytest.mark.parametrize(
    "odd", [{"date": {"month": 5, "day": 12}}, {"date": {"year": 1990, "month": 2, "day": 30}},
            {"text": "in May"}, {"date": {"year": 17, "month": 5, "day": 12}}]
)  # fmt: skip
def test_a_birthday_that_is_no_date_is_never_written_over(odd: dict[str, Any]) -> None:
    raw = {"birthdays": [odd]}
    assert told(raw) == {}
    built = build({"birth_date": "1990-05-13"}, raw)
    assert built["birthdays"] == [odd]
    assert told(built) == {"birth_date": "1990-05-13"}
    built["birthdays"] = [{"date": {"year": 1991, "month": 5, "day": 13}}]
    assert told(built) == {"birth_date": "1991-05-13"}
    assert person.BIRTH not in str(build(read(built), built)["clientData"])


def test_a_gender_in_own_words_is_kept() -> None:
    raw = {"genders": [{"value": "agender", "addressMeAs": "they"}]}
    assert told(raw) == {"gender": "o"}
    assert build(read(raw), raw)["genders"] == raw["genders"]
    built = build({"gender": "f"}, raw)
    assert built["genders"] == [{"value": "female", "addressMeAs": "they"}]


def test_of_several_names_the_primary_counts_and_the_others_are_not_sent() -> None:
    people = {
        "metadata": {"sources": [{"type": "CONTACT", "id": "1f"}]},
        "names": [
            {"givenName": "Old", "metadata": {"source": {"type": "CONTACT"}}},
            {"givenName": "Eva", "metadata": {"source": {"type": "CONTACT"}, "primary": True}},
            {"givenName": "Nick", "metadata": {"source": {"type": "PROFILE"}}},
        ],
    }
    raw = person.raw_of(people)
    assert told(raw) == {"first_name": "Eva"}
    assert "Nick" not in str(raw)
    unchanged = build({"first_name": "Eva", "city": "Brno"}, raw)
    assert "names" not in person.mask(unchanged).split(",")
    changed = build({"first_name": "Iva"}, raw)
    assert changed["names"] == [{"givenName": "Iva"}]
    assert "names" in person.mask(changed).split(",")


def test_an_address_keeps_what_is_not_ours() -> None:
    flat = {"type": "home", "streetAddress": "Dlouhá 1", "city": "Brno", "poBox": "7",
            "formattedValue": "Dlouhá 1, Brno", "countryCode": "CZ"}  # fmt: skip
    raw = {"addresses": [{"type": "work", "city": "Praha"}, flat]}
    assert told(raw) == {"street": "Dlouhá 1", "city": "Brno"}
    built = build({"street": "Dlouhá 1", "city": "Brno", "postcode": "602 00"}, raw)
    assert built["addresses"][0] == {"type": "work", "city": "Praha"}
    assert built["addresses"][1] == {"type": "home", "streetAddress": "Dlouhá 1", "city": "Brno",
                                     "poBox": "7", "countryCode": "CZ",
                                     "postalCode": "602 00"}  # fmt: skip
    assert build({}, raw)["addresses"][1] == {"type": "home", "poBox": "7", "countryCode": "CZ"}
    assert told(build({}, raw)) == {}


def test_numbers_of_ours_that_somebody_edited_differ() -> None:
    raw = build({"visits": "4", "points": "120", "card": "token"}, {})
    raw["userDefined"][0]["value"] = "5"
    assert told(raw) == {"visits": "5", "points": "120", "card": "token"}
    raw["clientData"].append({"key": person.CARD, "value": f"{HERE}:other"})
    assert read(raw)["card"] == "other\ntoken"
    assert told(build({"visits": "4", "points": "120", "card": "token"}, raw)) == {
        "visits": "4", "points": "120", "card": "token",
    }  # fmt: skip


def test_ids_are_a_multiset_and_another_salons_are_left_alone() -> None:
    mine, other = f"{HERE}:{ME.hex()}", f"{HERE}:{bytes(16).hex()}"
    theirs = {"key": person.ID, "value": f"{ELSEWHERE}:{ME.hex()}"}
    raw = {"clientData": [*({"key": person.ID, "value": v} for v in (mine, mine, other)), theirs]}
    assert person.owners_of(raw, HERE) == ((ME, bytes(16)), True)
    assert build({}, raw)["clientData"] == [theirs, {"key": person.ID, "value": mine}]


def test_a_long_note_is_shown_in_part_and_its_rest_is_never_lost() -> None:
    whole = "\n".join(f"{number}. 6/0 + 9 % 🙂" for number in range(200))
    window = contact.note_window(whole)
    assert window.endswith(contact.CUT)
    assert len(window.encode("utf-16-le")) // 2 <= 1024
    assert contact.note_window(window) == window
    assert contact.note_whole(window, whole) == whole
    assert contact.note_whole("Allergy!\n" + window, whole) == "Allergy!\n" + whole
    assert contact.note_whole(window + "\nAllergy!", whole) == whole + "\nAllergy!"
    gone = contact.note_whole("all new", whole)
    assert gone.startswith("all new\n")
    assert gone.endswith(whole[-500:])


def test_what_google_makes_itself_is_not_sent() -> None:
    people = {
        "names": [{"givenName": "Eva", "displayName": "Eva", "unstructuredName": "Eva"}],
        "phoneNumbers": [{"type": "mobile", "formattedType": "Mobile", "value": "777123456",
                          "canonicalForm": "+420777123456"}],
        "addresses": [{"city": "Brno", "formattedValue": "Brno"}, {"formattedValue": "the hut"}],
        "genders": [{"value": "female", "formattedValue": "Female"}],
    }  # fmt: skip
    raw = person.raw_of(people)
    assert person.body(raw) == {
        "names": [{"givenName": "Eva"}],
        "genders": [{"value": "female"}],
        "phoneNumbers": [{"type": "mobile", "value": "777123456"}],
        "addresses": [{"city": "Brno"}, {"formattedValue": "the hut"}],
    }
