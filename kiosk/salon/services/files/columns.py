"""The names of columns in files from elsewhere, and what the fields they lead to are called.

Compared folded, so ``Příjmení``, ``prijmeni`` and ``PRIJMENI`` are one. The headings of clients'
files stand in ``assets/headings/clients.csv``, a row each with where it is from: a program whose
files are to be known is some rows more. ``#`` stands for a number (``Phone 2 - Value``).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from kiosk.salon.assets import asset
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.services.files.cells import PASSED

_BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]")
_OWNER = re.compile(
    r"\b(?:klient[aky]*|zakazni(?:ka|ce|k)|kontaktu?|osoby|client|customer|contact|guest|patient|"
    r"ugyfel|vendeg|stranke|kunde(?:n)?|s|cislo|povinne|required)\b"
)
"""Whose something is, folded."""
_HOME = (
    r"domu|doma|dom|domov|domaci|domaca|home|otthoni|otthon|privat|private|personal|"
    r"osobni"
)
_WORK = (
    r"do zamestnani|zamestnani|do prace|prace|pracovni|praca|business|work|office|hivatali|"
    r"munkahelyi|geschaftlich|sluzba|sluzbeni|sluzbena|v sluzbi"
)
_OTHER = (
    r"jina|jine|jiny|ostatni|dalsi|druhy|druha|other|egyeb|masik|weitere[rs]?|andere[rs]?|drugi|"
    r"drugo"
)
_CHIEF = r"primarni|hlavni|primary|main|elsodleges|glavni|haupt"
_PLACES = tuple(
    (place, re.compile(rf"\b(?:{words})\b")) for place, words in ((2, _WORK), (1, _OTHER))
)
_ANY_PLACE = re.compile(rf"\b(?:{_HOME}|{_WORK}|{_OTHER}|{_CHIEF})\b")
_PLACE_AND_ADDRESS = re.compile(rf"\b(?:{_HOME}|{_WORK}|{_OTHER}|{_CHIEF}|adresa|address)\b")
_AT_HOME = re.compile(rf"\b(?:{_HOME})\b")
_LONGEST = 40
_OF_A_PLACE = frozenset(("phone", "mobile", "email", "street", "street_more", "city", "postcode"))
_LOST = re.compile(r"[^\W\d_]\?[^\W\d_]|^\?[^\W\d_]")
Columns = Mapping[str, str]
"""Field to its names, separated by commas."""


def _listed(kind: str) -> Columns:
    """The columns of a kind whose headings stand in a list."""
    found: dict[str, list[str]] = {}
    with asset(f"headings/{kind}.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found.setdefault(row["field"], []).append(row["heading"])
    return {field: ",".join(headings) for field, headings in found.items()}


_NAMES: Columns = {
    "first_name": "first name, firstname, given name, forename, jmeno, krestni jmeno, keresztnev, "
    "utonev, ime",
    "last_name": "last name, lastname, surname, family name, prijmeni, vezeteknev, csaladnev, "
    "priimek",
    "name": "name, full name, client, customer, klient, zakaznik, jmeno a prijmeni, "
    "ime in priimek, stranka, celé jméno",
    "name_last_first": "nev, teljes nev, ugyfel, prijmeni a jmeno, priimek in ime",
    "phone": "phone, telephone, mobile, tel, telefon, mobil, telefonszam, mobilszam, "
    "telefonska stevilka, gsm, telefonni cislo",
    "email": "email, e mail, mail, email address, emailova adresa, e posta, eposta, email cim",
}
_LANGUAGE = "language, jazyk, nyelv, jezik"
_ACTIVE = "active, aktivni, aktiv, aktivno, aktiven"
_SOLD: Columns = {
    "name": "name, nazev, nev, megnevezes, ime, naziv, popis, description, title, product name, "
    "service name, item name, item, treatment name, nazev sluzby, nazev zbozi, nazev produktu, "
    "nazov, nazov sluzby, nazov produktu, termeknev, termek neve, szolgaltatas neve, ime storitve, "
    "ime izdelka, naziv storitve, bezeichnung, artikelbezeichnung, artikelname, leistung",
    "code": "code, sku, article, item number, kod, cikkszam, sifra, cislo, katalogove cislo, "
    "product code, item code, sku code, variant sku, handle, katalog, cislo zbozi, interni kod, "
    "plu, kod zbozi, kod produktu, artikelnummer, "
    "artikel nr",
    "price": "price, price with vat, retail price, cena, cena s dph, prodejni cena, ar, "
    "brutto ar, eladasi ar, cena z ddv, prodejni cena s dph, cena vcetne dph, cena vc dph, "
    "mc s dph, "
    "moc, predajna cena s dph, brutto eladasi ar, fogyasztoi ar, maloprodajna cena, mpc, cena od, "
    "price from, variant price, price inc vat, price including vat, ar tol, prodajna cena, "
    "predajna cena, sale price, selling price, "
    "unit price, price incl tax, preis, verkaufspreis, bruttopreis, vk preis",
    "list_price": "regular price, normal price, bezna cena, puvodni cena, cena pred slevou, "
    "standardni cena, compare at price, variant compare at price, redna cena, eredeti ar",
    "with_vat": "includingvat, including vat, price includes vat, vat included, tax included, "
    "cena je s dph",
    "vat": "percentvat, percent vat, vat percent, sazba, vyse dph, vat, vat rate, tax, dph, "
    "sazba dph, sadzba dph, afa, afakulcs, ddv, stopnja ddv, "
    "tax rate, mwst, ust, steuersatz",
    "currency": "currency, mena, penznem, devizanem, valuta, wahrung",
    "category": "category, group, kategorie, skupina, kategoria, csoport, kategorija, "
    "category name, product category, warengruppe, gruppe",
    "active": _ACTIVE,
}

CLIENTS: Columns = _listed("clients")
STAFF: Columns = {
    **_NAMES,
    "position": "position, job, pozice, funkce, beosztas, munkakor, polozaj, delovno mesto",
    "role": "role, prava, opravneni, szerep, jogosultsag, vloga",
    "language": _LANGUAGE,
    "bookable": "bookable, in agenda, objednatelny, foglalhato, za narocanje",
    "active": _ACTIVE,
}
PRODUCTS: Columns = {
    **_SOLD,
    "barcode": "barcode, barcodes, ean, ean13, gtin, upc, carovy kod, carove kody, vonalkod, "
    "crtna koda, crtne kode, ciarovy kod, ciarove kody, barcode number, ean kod, kod ean, "
    "ean code, variant barcode, gtin upc ean or isbn, global unique id, ean nummer, gtin ean, "
    "upc ean, strichcode, vonalkodok",
    "cost": "cost, cost price, purchase price, buying price, unit cost, supply price, "
    "purchase price without vat, purchase price excl vat, cost per item, variant cost, "
    "nakupni cena, nakupni cena bez dph, nakup bez dph, nc, nc bez dph, porizovaci cena, "
    "nakladova cena, nakupna cena, nakupna cena bez dph, obstaravacia cena, "
    "beszerzesi ar, netto beszerzesi ar, beszerzesi ar netto, nagyker ar, "
    "nabavna cena, nabavna cena brez ddv, nakupna cena brez ddv, "
    "einkaufspreis, ek, ek netto, ek preis",
    "unit": "unit, mennyisegi egyseg, jednotka mnozstvi, jednotka, mj, egyseg, mertekegyseg, "
    "enota, em, merna jednotka, "
    "unit of measure, einheit",
    "stock": "variant inventory qty, stav zasoby, stav skladu, na skladu, pocet kusu, pocet ks, "
    "raktarkeszlet, stanje zaloge, stock, quantity, on hand, sklad, skladem, mnozstvi, keszlet, "
    "mennyiseg, zaloga, "
    "kolicina, mnozstvo, na sklade, zasoba, stav zasob, stock quantity, current stock, "
    "stock on hand, quantity on hand, qty, bestand, lagerbestand, menge",
}
_LENGTH = (
    "minutes, duration, length, minuty, delka, trvani, doba, doba trvani, perc, "
    "idotartam, minute, trajanje, trvanie, dlzka, duration mins, duration minutes,"
    " duration in minutes, service duration, delka min, dauer, dauer min"
)
SERVICES: Columns = {
    **_SOLD,
    "name": f"{_SOLD['name']}, service, treatment, sluzba, ukon, procedura, nazev ukonu, "
    "szolgaltatas, storitev",
    "category": f"{_SOLD['category']}, treatment type",
    "minutes": f"cas, cas min, casova narocnost, dolzina, ido, {_LENGTH}",
}
VISITS: Columns = {
    "source": "uid, appointment id, booking id, booking reference, appointment reference, "
    "booking ref, appointment ref, booking number, reservation id, cislo rezervace, id rezervace, "
    "foglalas azonosito, foglalas szama, stevilka rezervacije, id termina",
    "series": "series uid",
    "zone": "unknown zone",
    "goes_on": "goes on",
    **{field: CLIENTS[field] for field in ("first_name", "last_name", "name", "name_last_first")},
    **{field: CLIENTS[field] for field in ("phone", "mobile", "email")},
    "starts": "start, starts, starts at, start date time, date and time, begin, zacatek, "
    "datum a cas, termin, kezdes, kezdete, zacetek, datum in ura",
    "day": "date, day, start date, appointment date, booking date, datum, den, datum navstevy, "
    "nap, datum termina",
    "time": "time, start time, appointment time, cas, od, cas zacatku, ido, idopont, ura",
    "ends": "end, ends, ends at, end time, end date time, konec, do, cas konce, vege",
    "minutes": _LENGTH,
    "staff": "staff, stylist, employee, team member, staff member, provider, practitioner, "
    "pracovnik, zamestnanec, stylista, kadernice, kadernik, personal, munkatars, dolgozo, fodrasz, "
    "zaposleni, frizer, frizerka, organizer, meeting organizer, calendar",
    "service": "service, services, treatment, treatments, sluzba, sluzby, ukon, procedura, "
    "szolgaltatas, storitev, storitve",
    "subject": "subject, summary, title, predmet, nazev, targy, zadeva",
    "note": "note, notes, comment, comments, description, poznamka, megjegyzes, opomba",
    "state": "status, state, stav, allapot, stanje",
}


WHOLE_NAME = T("First and last name")
"""What ``name`` is where there is a ``first_name`` too: of a person."""
FIELDS: Mapping[str, Msg] = {
    "source": T("Number in the other program"),
    "first_name": T("First name"),
    "middle_name": T("Middle name"),
    "last_name": T("Last name"),
    "name": T("Name"),
    "name_last_first": T("Name, family name first"),
    "degree": T("Degree or form of address"),
    "phone": T("Phone"),
    "mobile": T("Mobile"),
    "other_phone": T("Other phone"),
    "email": T("E-mail"),
    "gender": T("Gender"),
    "birth_date": T("Date of birth"),
    "birth_day": T("Day of birth"),
    "birth_month": T("Month of birth"),
    "birth_year": T("Year of birth"),
    "street": T("Street"),
    "street_more": T("Second line of the street"),
    "house": T("House number"),
    "address": T("Address in one piece"),
    "city": T("City"),
    "postcode": T("Postcode"),
    "postcode_city": T("Postcode and city"),
    "company": T("Company"),
    "note": T("Note"),
    "warning": T("Warning"),
    "language": T("Language"),
    "marketing": T("Marketing consent"),
    "status": T("Status"),
    "visits": T("Visits"),
    "last_visit": T("Last visit"),
    "marketing_origin": T("Where the consent is from"),
    "position": T("Position"),
    "role": T("Role"),
    "bookable": T("In the agenda"),
    "active": T("Active"),
    "code": T("Code"),
    "currency": T("Currency"),
    "price": T("Price"),
    "list_price": T("Price before a discount"),
    "with_vat": T("Whether the price is with VAT"),
    "price_minor": T("Price"),
    "cost": T("Purchase price without VAT"),
    "cost_minor": T("Purchase price without VAT"),
    "vat": T("VAT"),
    "vat_bp": T("VAT"),
    "category": T("Category"),
    "barcode": T("Barcode"),
    "barcodes": T("Barcodes"),
    "unit": T("Unit"),
    "stock": T("Stock"),
    "stock_milli": T("Stock"),
    "minutes": T("Minutes"),
    "starts": T("Day and time"),
    "starts_at": T("Time"),
    "day": T("Day"),
    "time": T("Time"),
    "ends": T("End"),
    "staff": T("Stylist"),
    "stylist": T("Stylist"),
    "service": T("Service"),
    "services": T("Services"),
    "subject": T("Subject"),
    "state": T("State"),
}
"""What a field is called on the screen, in a file's mapping and in what is stored."""


@cache
def _known(words: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    return dict(_pairs(words))


def _headings(columns: Columns) -> Mapping[str, str]:
    return _known(tuple(columns.items()))


def _pairs(columns: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for field, headings in columns:
        for heading in headings.split(","):
            # Folding would drop the mark.
            yield fold(heading.replace("#", " 0 ")).replace("0", "#"), field


def field_of(heading: str, columns: Columns) -> str:
    """The field that a heading means; empty when nobody knows it. What stands in brackets
    (*Telefon (mobil)*), whose it is (*Jméno klientky*) and where (*Telefon domů*) may be left
    away; a telephone of a place is the other one."""
    known = _headings(columns)
    for text in (heading, _BRACKETS.sub(" ", heading)):
        folded = fold(text)
        bare = _OWNER.sub(" ", folded)
        for name in (folded, _numbered(folded), " ".join(bare.split()), _numbered(bare)):
            if name in known:
                return known[name]
    folded = fold(heading)
    place, found = place_of(heading), ""
    for pattern in (_ANY_PLACE, _PLACE_AND_ADDRESS):
        bare = _numbered(pattern.sub(" ", folded))
        found = found or known.get(bare) or known.get(bare.removesuffix(" #"), "")
    if found not in _OF_A_PLACE:
        return ""
    away = place or _AT_HOME.search(folded)
    return "other_phone" if found == "phone" and away and "other_phone" in columns else found


@cache
def place_of(heading: str) -> int:
    """Which of somebody's places a heading is about, the most private first: 0 their own or not
    said, 1 another one, 2 work; a number in it counts too (*Address 2 - City*)."""
    folded = fold(heading)
    place = next((place for place, said in _PLACES if said.search(folded)), 0)
    number = re.search(r"\d(?= )", folded)
    return place if place or number is None else 10 * max(int(number[0]) - 1, 0)


def is_heading(text: str, kinds: Sequence[Columns]) -> bool:
    """Whether it is one word for word, of whatever kind; cheap enough for each cell of a file."""
    return len(text) < _LONGEST and any(fold(text) in _headings(columns) for columns in kinds)


def lost_letter(heading: str, columns: Columns) -> bool:
    """Whether a heading would be known if its question marks were the letters that a program did
    not have (``P?íjmení``)."""
    if not _LOST.search(heading) or field_of(heading, columns):
        return False
    shape = "".join("." if char == "?" else re.escape(fold(char) or " ") for char in heading)
    return any(re.fullmatch(shape, known) for known in _headings(columns))


def _numbered(folded: str) -> str:
    return " ".join(re.sub(r"\d+", " # ", folded).split())


def assigned(
    header: Sequence[str], columns: Columns, mapping: Mapping[str, str]
) -> tuple[str, ...]:
    """The field of each column, empty for one that is not understood. ``mapping``: what a person
    said of some headings; an empty field or :data:`PASSED` leaves a column out."""
    said = {fold(heading): field or PASSED for heading, field in mapping.items()}
    return tuple(said.get(fold(title)) or field_of(title, columns) for title in header)
