"""A table (CSV) as banks write it: after some lines about the account a heading that is known by
its words, in any of the languages of these countries, and a row a turnover."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date
from itertools import islice

from kiosk.salon.domain.entry import parsed_input, written_days
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.invoices.statements.line import BROKEN, Line, said_in
from kiosk.salon.domain.money import CURRENCIES
from kiosk.salon.domain.text import T

_HEADINGS: dict[str, tuple[str, ...]] = {
    "on": (
        "datum zauctovani", "datum provedeni", "datum zuctovania", "datum zauctovania", "datum",
        "booking date", "posting date", "date", "konyveles datuma", "konyvelesi datum",
        "konyveles napja", "datum knjizenja", "datum transakcije", "datum splatnosti",
        "datum valuty", "ertekdatum", "datum valute", "value date",
    ),
    "amount": (
        "castka", "castka v mene uctu", "objem", "suma", "ciastka", "amount", "osszeg", "znesek",
        "zauctovana castka", "castka obratu",
    ),
    "credit": (
        "kredit", "prijem", "prijmy", "dobro", "v dobro", "znesek v dobro", "credit", "jovairas",
        "pripsano", "priliv",
    ),
    "debit": (
        "debet", "vydaj", "vydaje", "breme", "v breme", "znesek v breme", "debit", "terheles",
        "odepsano", "odliv",
    ),
    "direction": (
        "typ", "smer", "smer platby", "debet kredit", "credit debit", "debit credit",
        "kredit debet",
    ),
    "currency": ("mena", "mena uctu", "currency", "devizanem", "penznem", "deviza", "valuta"),
    "reference": (
        "vs", "variabilni symbol", "variabilny symbol", "variable symbol", "var symbol",
        "sklic", "sklic v dobro", "referenca", "referenca prejemnika", "reference", "referencia",
        "referencia platitela", "e2e reference", "hivatkozas",
    ),
    "text": (
        "zprava pro prijemce", "zprava", "sprava pre prijimatela", "sprava", "poznamka", "popis",
        "namen", "namen placila", "opis", "kozlemeny", "megjegyzes", "message", "description",
        "uzivatelska identifikace", "note", "zprava pro mne", "informacia pre prijemcu",
    ),
    "payer": (
        "nazev protiuctu", "nazev protistrany", "nazov protiuctu", "nazov protistrany",
        "jmeno protistrany", "nazev uctu protistrany", "partner", "partner neve", "placnik",
        "naziv placnika", "udelezenec", "ellenoldali nev", "counterparty", "payer", "name",
        "nazev", "nazov partnera", "naziv",
    ),
    "payer_account": (
        "protiucet", "cislo protiuctu", "cislo uctu protistrany", "ucet protistrany",
        "racun placnika", "ellenszamla", "ellenoldali szamlaszam", "counterparty account", "iban",
    ),
    "bank_ref": (
        "id pohybu", "id operace", "id transakce", "id transakcie", "cislo dokladu",
        "identifikace transakce", "transaction id", "tranzakcio azonosito", "stevilka transakcije",
    ),
}  # fmt: skip
_KNOWN = {word: name for name, words in _HEADINGS.items() for word in words}
_INCOMING = ("kredit", "credit", "crdt", "c", "prijem", "prichozi", "dobro", "jovairas")
_BEFORE = 30
_WIDEST = 20_000
"""Letters of a line; a longer one is no row of a statement."""
NO_COLUMNS = T("The columns of this file are not known. It needs a date and an amount.")


def lines(text: str, currency: str, today: date) -> tuple[str, list[Line]]:
    """Its turnovers; the account is not told."""
    rows, columns, head = _table(text)
    found = []
    body = rows[head + 1 :]
    order, _ = written_days.order_of(row[columns["on"]] for row in body if len(row) > columns["on"])
    for number, row in enumerate(body, head + 2):
        said = {name: row[place].strip() for name, place in columns.items() if place < len(row)}
        if not said.get("on") or not any(said.get(one) for one in ("amount", "credit", "debit")):
            continue
        try:
            found.append(_line(said, currency, written_days.day(said["on"], order, today, UTC)))
        except Refused as error:
            raise Refused(
                T("Line {line} of the statement: {why}", line=number, why=error.message)
            ) from error
    return "", found


def _table(text: str) -> tuple[list[list[str]], Mapping[str, int], int]:
    """The rows, which column is what, and where the heading is."""
    import csv

    best: tuple[str, dict[str, int], int] | None = None
    plain = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").splitlines(True)
    if max(map(len, plain), default=0) > _WIDEST:
        raise Refused(NO_COLUMNS)
    torn = False
    for delimiter in ";,\t|":
        try:
            head = list(islice(csv.reader(plain, delimiter=delimiter, strict=True), _BEFORE))
        except csv.Error:
            # Not divided by this, or torn inside of quotes.
            torn = torn or delimiter in text
            continue
        for place, row in enumerate(head):
            columns = _columns(row)
            if _enough(columns) and (best is None or len(columns) > len(best[1])):
                best = delimiter, columns, place
    if best is None:
        raise Refused(BROKEN if torn else NO_COLUMNS)
    delimiter, columns, place = best
    try:
        return list(csv.reader(plain, delimiter=delimiter, strict=True)), columns, place
    except csv.Error as error:
        raise Refused(BROKEN) from error


def _columns(row: Sequence[str]) -> dict[str, int]:
    """The best word of each; of equal ones the first."""
    ranks: dict[str, tuple[int, int]] = {}
    for place, cell in enumerate(row):
        word = " ".join("".join(c if c.isalnum() else " " for c in fold(cell)).split())
        name = _KNOWN.get(word)
        if name is not None:
            rank = (_HEADINGS[name].index(word), place)
            ranks[name] = min(ranks.get(name, rank), rank)
    return {name: place for name, (_, place) in ranks.items()}


def _enough(columns: Mapping[str, int]) -> bool:
    return "on" in columns and ("amount" in columns or "credit" in columns)


def _line(said: Mapping[str, str], usual: str, on: date) -> Line:
    currency = said.get("currency", "").upper() or usual
    known = CURRENCIES.get(currency)
    exponent = known.exponent if known else 2
    sums = {
        name: parsed_input.decimal(said[name], exponent)
        for name in ("amount", "credit", "debit")
        if said.get(name)
    }
    amount = sums.get("amount", sums.get("credit", 0) - abs(sums.get("debit", 0)))
    if "amount" in sums and said.get("direction"):
        way = fold(said["direction"])
        if amount > 0 and not way.startswith(_INCOMING):
            amount = -amount if way.startswith(("d", "v", "odch", "terhel", "breme")) else amount
    text = said.get("text", "")
    named = said.get("reference", "")
    own = said_in(named) or ((named,) if named.strip("0 ") else ())
    return Line(
        on=on,
        amount_minor=amount,
        currency=currency,
        references=tuple(dict.fromkeys((*own, *said_in(text)))),
        text=text,
        payer=said.get("payer", ""),
        payer_account=said.get("payer_account", ""),
        bank_ref=said.get("bank_ref", ""),
    )
