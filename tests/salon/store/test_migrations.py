"""A database of any earlier version opens; a newer one is refused and left alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import peewee
import pytest

from kiosk.salon.domain.errors import NeedsPerson
from kiosk.salon.store import migrations
from kiosk.salon.store.agenda import hours
from kiosk.salon.store.clients import turnover
from kiosk.salon.store.database import Store
from kiosk.salon.store.sync import accounts as sync_accounts
from kiosk.salon.store.sync import book as sync_book

MIGRATIONS = migrations.latest()


def schema(db: peewee.SqliteDatabase) -> list[tuple[str, ...]]:
    """What the database consists of, independent of the order it was made in."""
    return sorted(
        db.execute_sql("SELECT type, name, coalesce(sql, '') FROM sqlite_master").fetchall()
    )


@pytest.mark.req("K7")
@pytest.mark.parametrize("version", range(MIGRATIONS))
def test_a_database_of_any_earlier_version_opens(tmp_path: Path, version: int) -> None:
    old = peewee.SqliteDatabase(str(tmp_path / "pult.db"))
    migrations.upgrade(old, version)
    assert migrations.version(old) == version
    old.close()
    upgraded, fresh = Store.open(tmp_path / "pult.db"), Store.open(tmp_path / "fresh.db")
    assert migrations.version(upgraded.db) == MIGRATIONS
    assert schema(upgraded.db) == schema(fresh.db)
    upgraded.close()
    fresh.close()


def test_data_survives_the_upgrade(tmp_path: Path) -> None:
    old = peewee.SqliteDatabase(str(tmp_path / "pult.db"))
    migrations.upgrade(old, 1)
    old.execute_sql("INSERT INTO series (name, last) VALUES ('sale-1-2026', 41)")
    old.close()
    store = Store.open(tmp_path / "pult.db")
    assert store.rows("SELECT name, last FROM series") == [("sale-1-2026", 41)]
    store.close()


def _fill(db: peewee.SqliteDatabase, table: str, **values: object) -> None:
    """A row with nothing in the columns that are not named."""
    nothing = {"TEXT": "", "INTEGER": 0, "BLOB": b""}
    for _, name, kind, required, _default, key in db.execute_sql(
        f"PRAGMA table_info({table})"
    ).fetchall():
        if required and not key:
            values.setdefault(name, nothing[kind])
    marks = ", ".join("?" * len(values))
    db.execute_sql(
        f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", tuple(values.values())
    )


def test_turnover_is_counted_and_words_are_carried_over(tmp_path: Path) -> None:
    old = peewee.SqliteDatabase(str(tmp_path / "pult.db"))
    migrations.upgrade(old, 7)
    for staff in (b"eva", b"petra"):
        _fill(old, "staff", id=staff, pseudonym=staff)
    for number, client in enumerate((b"jana", b"kata"), 1):
        name = client.decode()
        _fill(
            old, "client", number=number, id=client, pseudonym=client, active=1, status="new",
            sort_name=name, folded=f" {name}",
        )  # fmt: skip
        _fill(old, "client_word", word=name, client=number)
    _fill(old, "appointment", id=b"v", client_id=b"kata", staff_id=b"petra", code="1")
    sales = ((b"s1", None, b"eva", 1), (b"s2", None, b"eva", 1), (b"s3", b"s2", b"petra", -1))
    for sale, voids, seller, sign in sales:
        _fill(
            old, "sale", id=sale, number=sale.decode(), bill_id=sale, voids=voids,
            client_id=b"jana", staff_id=seller,
        )  # fmt: skip
        lines = ((b"a", "service", b"petra", 500), (b"b", "product", None, 30))
        for line, kind, staff, total in lines:
            _fill(
                old, "sale_line", id=sale + line, sale_id=sale, kind=kind, staff_id=staff,
                total_minor=sign * total,
            )  # fmt: skip
    old.close()
    store = Store.open(tmp_path / "pult.db")
    assert store.rows("SELECT * FROM client_staff ORDER BY staff_id, client") == [
        (b"eva", 1, 0, 30),
        (b"petra", 1, 500, 0),
        (b"petra", 2, 0, 0),
    ]
    assert store.rows("SELECT services_minor, goods_minor FROM client ORDER BY number") == [
        (500, 30),
        (0, 0),
    ]
    assert turnover.wrong(store) == []
    words = store.rows("SELECT word, client, sort_name, folded FROM client_word")
    assert words == [("jana", 1, "jana", " jana"), ("kata", 2, "kata", " kata")]
    assert store.rows("PRAGMA foreign_key_check") == []
    assert store.check() == []
    store.close()


def test_what_a_link_is_and_whose_is_read_out_of_its_texts(tmp_path: Path) -> None:
    old = peewee.SqliteDatabase(str(tmp_path / "pult.db"))
    migrations.upgrade(old, 10)
    eva, jana = b"\x01eva", b"\xfejana"
    left = f"left:{eva.hex()}"
    for key, local_id, state, intent, stable, why in (
        ("linked", eva, "linked", "", "s1", ""),
        ("merged", jana, "suppressed", "", "s2", "merged"),
        ("bad", b"bad", "rejected", "", "", "Google says no"),
        ("asked", b"asked", "asked", "", "", "refused"),
        ("copy", None, "linked", "delete", "", eva.hex()),
        ("erased", None, "linked", "delete", "", ""),
        ("left", None, "suppressed", "", left, "left"),
        ("twin", None, "suppressed", "", left, "twin"),
        ("one", None, "suppressed", "", left, "one"),
        ("no", None, "suppressed", "", "", "not taken in"),
        ("booking", None, "rejected", "", "", ""),
        ("odd", None, "suppressed", "", "", "never heard of"),
        ("odd left", None, "suppressed", "", left, "never heard of"),
        ("odd thing", b"odd", "suppressed", "", "", "never heard of"),
        ("odd copy", None, "linked", "delete", "", "never heard of"),
        ("odd intent", b"attached", "linked", "attach", "", ""),
        ("#grave", None, "gone", "", "", ""),
    ):
        _fill(
            old, "sync_link", remote="r", account="a", key=key, local_id=local_id, state=state,
            intent=intent, stable=stable, why=why, version=key,
        )  # fmt: skip
    _fill(old, "sync_seen", remote="r", account="a", key="k", item="gone {}", seq=7)
    _fill(old, "sync_remote", remote="r", account="a", token="t", seq=5)
    old.close()
    store = Store.open(tmp_path / "pult.db")
    found = store.rows(
        "SELECT key, role, local_id, owner, state, reason, stable, version FROM sync_link "
        "ORDER BY number"
    )
    assert found == [
        ("linked", "thing", eva, None, "linked", "", "s1", "linked"),
        ("merged", "thing", jana, None, "suppressed", "merged", "s2", "merged"),
        ("bad", "thing", b"bad", None, "rejected", "", "", "bad"),
        ("asked", "thing", b"asked", None, "asked", "refused", "", "asked"),
        ("copy", "copy", None, eva, "linked", "", "", "copy"),
        ("erased", "copy", None, None, "linked", "", "", "erased"),
        ("left", "left", None, eva, "suppressed", "", "", "left"),
        ("twin", "twin", None, eva, "suppressed", "", "", "twin"),
        ("one", "joining", None, eva, "suppressed", "", "", "one"),
        ("no", "refused", None, None, "suppressed", "", "", "no"),
        ("booking", "thing", None, None, "rejected", "", "", "booking"),
        ("odd", "refused", None, None, "suppressed", "", "", "odd"),
        ("odd left", "left", None, eva, "suppressed", "", "", "odd left"),
        ("odd thing", "thing", b"odd", None, "suppressed", "", "", "odd thing"),
        ("odd copy", "copy", None, None, "linked", "", "", "odd copy"),
        ("odd intent", "thing", b"attached", None, "linked", "", "", "odd intent"),
        ("#grave", "tombstone", None, None, "suppressed", "", "", "#grave"),
    ]
    assert store.rows("SELECT key, item, seq, ordering FROM sync_seen") == [("k", "gone {}", 7, "")]
    assert store.rows("SELECT token, seq FROM sync_remote") == [("t", 5)]
    assert store.check() == []
    store.close()


def test_what_was_asked_for_and_of_whom_is_read_out_of_a_runs_name(tmp_path: Path) -> None:
    old = peewee.SqliteDatabase(str(tmp_path / "pult.db"))
    migrations.upgrade(old, 11)
    for number, remote in enumerate(("a.contacts", "a.sign_in", "a.sign_out", "a.import"), 1):
        _fill(old, "sync_run", number=number, remote=remote, outcome="ok")
    _fill(old, "sync_account", provider="a", account="1", title="a@example.com")
    for kind in ("run", "stop", "sign_in", "sign_out", "import"):
        _fill(old, "sync_request", kind=kind, at=5)
    old.close()
    store = Store.open(tmp_path / "pult.db")
    told = [(run.service, run.asked) for run in reversed(sync_book.runs(store))]
    assert told == [("", ""), ("a", "sign_in"), ("a", "sign_out"), ("a", "import")]
    assert [(one.kind, one.service) for one in sync_book.requests(store)] == [
        ("run", ""),
        ("sign_in", "a"),
        ("sign_out", "a"),
        ("stop", ""),
    ]
    kept = sync_accounts.get(store, "a")
    assert kept is not None
    assert kept.title == "a@example.com"
    store.close()


@pytest.mark.parametrize(
    ("vat_id", "rate", "payer", "sale_has_vat"),
    [("CZ00000000", 0, 1, 1), ("", 2100, 0, 1), ("", 0, 0, 0)],
)
def test_who_had_a_vat_number_is_a_payer_and_a_sale_keeps_what_its_paper_said(
    tmp_path: Path, vat_id: str, rate: int, payer: int, sale_has_vat: int
) -> None:
    old = peewee.SqliteDatabase(str(tmp_path / "pult.db"))
    migrations.upgrade(old, 12)
    _fill(old, "salon", id=1, country="CZ", vat_id=vat_id, vat_bp="2100")
    _fill(old, "sale", id=b"s", number="1", bill_id=b"b", kind="sale")
    _fill(old, "sale_line", id=b"l", sale_id=b"s", vat_bp=rate)
    old.close()
    store = Store.open(tmp_path / "pult.db")
    assert store.rows("SELECT since, payer FROM vat_period") == [("0001-01-01", payer)]
    assert store.rows("SELECT pays_vat FROM sale") == [(sale_has_vat,)]


def test_the_one_opening_time_becomes_that_of_all_seven_days(tmp_path: Path) -> None:
    old = peewee.SqliteDatabase(str(tmp_path / "pult.db"))
    migrations.upgrade(old, 17)
    _fill(old, "salon", id=1, name="Sample", country="CZ", opens=0, closes=19 * 60)
    old.close()
    store = Store.open(tmp_path / "pult.db")
    calendar = hours.calendar(store, date(2026, 11, 21), date(2026, 11, 21))
    for day in range(15, 22):
        assert calendar.opening(date(2026, 11, day)) == ((240, 19 * 60),), "a day begins at four"
    store.close()


def test_a_newer_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "pult.db"
    Store.open(path).close()
    newer = peewee.SqliteDatabase(str(path))
    newer.execute_sql(f"PRAGMA user_version = {MIGRATIONS + 1}")
    newer.close()
    with pytest.raises(NeedsPerson, match="newer version"):
        Store.open(path)
    assert migrations.version(newer) == MIGRATIONS + 1
    newer.close()


def test_a_migration_that_fails_leaves_the_version_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = peewee.SqliteDatabase(str(tmp_path / "pult.db"))
    migrations.upgrade(db, 1)

    def broken(db: peewee.SqliteDatabase) -> None:
        migrations.script(db, "CREATE TABLE half (id INTEGER);\nCREATE TABLE half (id INTEGER)")

    monkeypatch.setitem(migrations._MIGRATIONS, 2, broken)
    with pytest.raises(peewee.OperationalError):
        migrations.upgrade(db)
    assert migrations.version(db) == 1
    assert "half" not in db.get_tables()
    db.close()


@pytest.mark.req("K3")
def test_numbers_of_goods_get_their_one_form(tmp_path: Path) -> None:
    old = peewee.SqliteDatabase(str(tmp_path / "pult.db"))
    migrations.upgrade(old, 13)
    for number, (product, active) in enumerate(((b"a", 0), (b"b", 1), (b"c", 1)), 1):
        _fill(old, "product", number=number, id=product, code=str(number), active=active)
    codes = {
        "08594001234561": b"a",
        "8594001234561": b"b",
        "0108594001234561": b"b",
        "04252614": b"c",
        "96385074": b"c",
        "10000007": b"c",
        "0014006381333938": b"c",
        "20261130104300": b"c",
        "UKA/250": b"c",
        "36000291452": b"a",
        "00036000291452": b"b",
    }
    for code, product in codes.items():
        old.execute_sql("INSERT INTO barcode VALUES (?, ?)", (code, product))
    old.close()
    store = Store.open(tmp_path / "pult.db")
    assert dict(store.rows("SELECT code, product_id FROM barcode")) == {
        "08594001234561": b"a",
        "8594001234561": b"b",
        "0042100005264": b"c",
        "96385074": b"c",
        "10000007": b"c",
        "0014006381333938": b"c",
        "20261130104300": b"c",
        "UKA/250": b"c",
        "36000291452": b"a",
        "0036000291452": b"b",
    }
    store.close()
