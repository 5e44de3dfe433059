"""The fake People API, persons: masks, sources, etags, whole lists, limits."""

from __future__ import annotations

import pytest

from tests.fakes.google import FakeGoogle
from tests.fakes.people_calls import (
    CONTACT,
    FIELDS,
    People,
    given_names,
    kind_google,
    label,
    named,
    refused,
    tagged,
)


@pytest.fixture
def people() -> People:
    return People(kind_google())


def test_over_real_http_a_contact_goes_there_and_comes_back(google: FakeGoogle) -> None:
    people = People(google)
    made = people.create(named("Anna"), mask="metadata,names")[0]
    google.settle()
    assert people.get(made["resourceName"], "metadata,names") == made
    assert google.count("people.people.batchCreateContacts") == 1


def test_the_mask_is_honoured_exactly(people: People) -> None:
    made = people.create(named("Anna", phoneNumbers=[{"value": "601"}]), mask="names")[0]
    assert set(made) == {"resourceName", "etag", "names"}


def test_an_empty_read_mask_returns_nothing(people: People) -> None:
    assert people.create(named("Anna"), mask="") == []
    assert len(people.google.book.live()) == 1


def test_the_etag_depends_on_the_mask_and_the_source_etag_does_not(people: People) -> None:
    made = people.create(named("Anna"))[0]
    other = people.get(made["resourceName"], "metadata,names")
    assert other["etag"] != made["etag"]
    assert other["metadata"]["sources"] == made["metadata"]["sources"]


def test_an_etag_of_whatever_mask_allows_the_update(people: People) -> None:
    made = people.create(named("Anna"))[0]
    etag = people.get(made["resourceName"], "names")["etag"]
    change = {"resourceName": made["resourceName"], "etag": etag, **named("Jana")}
    people.update("names", change)
    assert people.google.book.live()[0].name() == "Jana"


def test_a_stale_etag_is_a_400_with_googles_words(people: People) -> None:
    made = people.create(named("Anna"))[0]
    people.update("names", made | named("Jana"))
    error = refused(people.update, "names", made | named("Eva"))
    assert error.status_code == 400
    assert error.reason == (
        "Request person.etag is different than the current person.etag. "
        "Clear local cache and get the latest person."
    )
    assert b'"FAILED_PRECONDITION"' in error.content
    assert b'"failedPrecondition"' in error.content


def test_the_answer_of_a_write_carries_the_next_etag(people: People) -> None:
    person = people.create(named("Anna"))[0]
    for turn in range(3):
        result = people.update("names", person | named(f"Anna {turn}"))
        person = result[person["resourceName"]]["person"]
    assert people.google.book.live()[0].name() == "Anna 2"


def test_an_update_without_etag_is_refused(people: People) -> None:
    name = people.create(named("Anna"))[0]["resourceName"]
    error = refused(people.update, "names", {"resourceName": name, **named("Eva")})
    assert "must set person.etag" in error.reason
    assert len(people.google.violations) == 1


def test_a_source_etag_alone_is_enough(people: People) -> None:
    made = people.create(named("Anna"))[0]
    source = {k: made["metadata"]["sources"][0][k] for k in ("type", "id", "etag")}
    change = {"resourceName": made["resourceName"], "metadata": {"sources": [source]}}
    people.update("names", change | named("Eva"))
    assert people.google.book.live()[0].name() == "Eva"


def test_lists_are_replaced_whole_and_absent_fields_cleared(people: People) -> None:
    made = people.create(
        named("Anna", phoneNumbers=[{"value": "1"}, {"value": "2"}],
              biographies=[{"value": "note"}], nicknames=[{"value": "An"}])
    )[0]  # fmt: skip
    change = {k: made[k] for k in ("resourceName", "etag")} | {"phoneNumbers": [{"value": "3"}]}
    people.update("phoneNumbers,biographies", change)
    contact = people.google.book.live()[0]
    assert contact.phones() == ["3"]
    assert "biographies" not in contact.fields
    assert contact.fields["nicknames"] == [{"value": "An"}]


def test_output_only_values_are_ignored_when_sent(people: People) -> None:
    made = people.create(named("Anna"))[0]
    made["names"][0]["displayName"] = "Somebody Else"
    result = people.update("names", made)
    assert result[made["resourceName"]]["person"]["names"][0]["displayName"] == "Anna"


def test_phone_numbers_come_canonical_only_with_a_country(people: People) -> None:
    numbers = [{"value": "+420 601 123 456"}, {"value": "601 123 456"}]
    first, second = people.create(named("A", phoneNumbers=numbers))[0]["phoneNumbers"]
    assert first["canonicalForm"] == "+420601123456"
    assert "canonicalForm" not in second
    assert second["value"] == "601 123 456"


@pytest.mark.parametrize("field", ["names", "genders", "birthdays", "biographies"])
def test_two_entries_of_a_singleton_are_refused(people: People, field: str) -> None:
    one = {
        "names": {"givenName": "A"}, "genders": {"value": "female"},
        "birthdays": {"date": {"day": 1, "month": 2}}, "biographies": {"value": "x"},
    }[field]  # fmt: skip
    assert refused(people.create, {field: [one, one]}).status_code == 400


def test_the_30th_of_february_is_refused_and_an_unknown_year_is_not(people: People) -> None:
    def birthday(**date: int) -> dict[str, object]:
        return named("A", birthdays=[{"date": date}])

    assert refused(people.create, birthday(year=1990, month=2, day=30)).status_code == 400
    people.create(birthday(month=2, day=29))
    assert people.google.violations == []  # data, not a bug of the client


def test_a_value_longer_than_the_limit_is_refused() -> None:
    people = People(kind_google(max_field_chars=1024))
    people.create(named("A" * 1024))
    assert refused(people.create, named("A" * 1025)).status_code == 400


def test_the_account_is_full_one_day() -> None:
    people = People(kind_google(max_contacts=2))
    assert refused(people.create, *[named("A")] * 3).status_code == 400
    people.create(named("A"), named("B"))


def test_a_profile_is_mixed_in_unless_contacts_alone_are_asked() -> None:
    people = People(kind_google(profile_for_emails=True))
    contact = people.google.owner.add("Anna", email="anna@example.com")
    people.google.settle()
    mixed = people.get(contact.resource_name, sources=None)
    assert given_names([mixed]) == ["Profile"]
    assert mixed["names"][0]["metadata"]["primary"]
    assert [s["type"] for s in mixed["metadata"]["sources"]] == ["PROFILE", "CONTACT"]
    assert given_names([people.get(contact.resource_name)]) == ["Anna"]


def test_a_list_of_all_sources_has_somebody_who_is_no_contact(people: People) -> None:
    listed = people.sync(sources=None)["connections"]
    assert [s["type"] for s in listed[0]["metadata"]["sources"]] == ["PROFILE"]
    assert "connections" not in people.sync(sources=CONTACT)


def test_a_person_may_have_two_names(people: People) -> None:
    people.google.owner.add(names=[{"givenName": "Anna"}, {"givenName": "Anička"}])
    names = people.sync()["connections"][0]["names"]
    assert [n["givenName"] for n in names] == ["Anna", "Anička"]
    assert [n["metadata"].get("primary", False) for n in names] == [True, False]


def test_unknown_mask_paths_are_refused(people: People) -> None:
    for call in (
        lambda: people.create(named("A"), mask="nope"),
        lambda: people.sync(personFields=""),
        lambda: people.update("photos", {"resourceName": "people/c1"}),
    ):
        assert "mask" in refused(call).reason


def test_the_discovery_document_is_the_judge(people: People) -> None:
    error = refused(people.create, {"name": "flat"})
    assert 'Unknown name "name"' in error.reason
    error = refused(people.create, {"names": [{"givenName": 7}]})
    assert "givenName" in error.reason
    assert len(people.google.violations) == 2


def test_batches_have_limits(people: People) -> None:
    names = [f"people/c{n}" for n in range(501)]
    person = {"etag": "%AA=="}
    for call in (
        lambda: people.create(*[named("A")] * 201),
        lambda: people.update("names", *({"resourceName": n} | person for n in names[:201])),
        lambda: people.delete(*names),
        lambda: people.get_many(names[:201]),
        lambda: people.sync(pageSize=1001),
    ):
        assert refused(call).status_code == 400
    assert len(people.google.violations) == 5
    assert people.google.book.live() == []


def test_a_long_get_is_posted_with_an_override_and_understood(google: FakeGoogle) -> None:
    made = [google.owner.add(f"A{n}") for n in range(200)]
    google.settle()
    answers = People(google).get_many([c.resource_name for c in made], "names")
    assert given_names([a["person"] for a in answers]) == [f"A{n}" for n in range(200)]


def test_get_many_says_what_is_missing(people: People) -> None:
    contact = people.google.owner.add("A")
    here, gone = people.get_many([contact.resource_name, "people/c404"])
    assert here["httpStatusCode"] == 200
    assert (gone["requestedResourceName"], gone["status"]["code"]) == ("people/c404", 5)


def test_an_old_resource_name_reads_and_does_not_write(people: People) -> None:
    made = people.create(named("A"))[0]
    old = made["resourceName"]
    new = people.google.owner.rename_resource(people.google.book.get(old))
    answer = people.get_many([old])[0]
    assert (answer["requestedResourceName"], answer["person"]["resourceName"]) == (old, new)
    assert refused(people.update, "names", made).status_code == 404


def test_reads_are_stale_for_a_while(google: FakeGoogle) -> None:
    people = People(google)
    made = people.create(named("Anna"))[0]
    assert refused(people.get, made["resourceName"]).status_code == 404
    google.clock.advance(seconds=5)
    result = people.update("names", made | named("Eva"))[made["resourceName"]]["person"]
    assert given_names([result]) == ["Eva"]
    stale = people.get(made["resourceName"])
    assert given_names([stale]) == ["Anna"]
    assert refused(people.update, "names", stale).status_code == 400
    google.clock.advance(seconds=5)
    assert given_names([people.get(made["resourceName"])]) == ["Eva"]


def test_whoever_was_seen_by_everybody_never_seems_not_to_be_there(people: People) -> None:
    anna = people.google.owner.add("Anna")
    for name in ("Eva", "Jana"):
        people.google.owner.rename_person(anna, name)
    people.google.switches.stale_read_ms = 5_000
    people.google.owner.rename_person(anna, "Olga")
    assert given_names([people.get(anna.resource_name)]) == ["Eva"]


def test_memberships_come_with_the_create_and_never_end(people: People) -> None:
    group = people.google.owner.create_label("Pult kontakty").resource_name
    made = people.create(named("A", memberships=[label(group)]))[0]
    assert [c.name() for c in people.google.book.members(group)] == ["A"]
    error = refused(people.update, "memberships", made | {"memberships": []})
    assert error.status_code == 400
    plain = people.create(named("B"))[0]["memberships"][0]
    assert plain["contactGroupMembership"]["contactGroupId"] == "myContacts"


def test_client_data_goes_round_and_may_be_doubled(people: People) -> None:
    pair = tagged("pult.id", "7")["clientData"]
    made = people.create(named("A", clientData=pair * 2))[0]
    assert [e["value"] for e in made["clientData"]] == ["7", "7"]
    assert len(people.google.book.find("pult.id", "7")) == 1


def test_search_wants_a_warm_up_and_finds_by_name(people: People) -> None:
    people.google.owner.add("Anna")
    search = people.service.people().searchContacts
    assert search(query="", readMask="names").execute() == {}
    assert len(search(query="ann", readMask="names").execute()["results"]) == 1


def test_single_calls_do_what_the_batches_do(people: People) -> None:
    service = people.service.people()
    made = service.createContact(body=named("A"), personFields=FIELDS, sources=CONTACT).execute()
    name = made["resourceName"]
    changed = service.updateContact(
        resourceName=name, body=made | named("B"), updatePersonFields="names",
        personFields=FIELDS, sources=CONTACT,
    ).execute()  # fmt: skip
    assert given_names([changed]) == ["B"]
    service.deleteContact(resourceName=name).execute()
    assert refused(service.deleteContact(resourceName=name).execute).status_code == 404


def test_writes_to_contacts_that_were_never_ours_are_noted(people: People) -> None:
    private = people.google.owner.add("Private")
    people.update("names", people.get(private.resource_name) | named("Oops"))
    assert people.google.foreign_writes == [private.resource_name]
