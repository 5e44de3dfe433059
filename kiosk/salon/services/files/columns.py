"""The names of columns in files from elsewhere, in English, Czech, Hungarian and Slovenian.

Compared folded, so ``Příjmení``, ``prijmeni`` and ``PRIJMENI`` are one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.text import T

Columns = Mapping[str, str]
"""Field to its names, separated by commas."""

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
    "name": "name, nazev, nev, megnevezes, ime, naziv, popis, description, title",
    "code": "code, sku, article, item number, kod, cikkszam, sifra, cislo, katalogove cislo",
    "price": "price, price with vat, retail price, cena, cena s dph, prodejni cena, ar, "
    "brutto ar, eladasi ar, cena z ddv, prodajna cena",
    "vat": "vat, vat rate, tax, dph, sazba dph, afa, afakulcs, ddv, stopnja ddv",
    "category": "category, group, kategorie, skupina, kategoria, csoport, kategorija",
    "active": _ACTIVE,
}

CLIENTS: Columns = {
    **_NAMES,
    "phone": "phone, telephone, tel, telefon, telefonszam, telefonska stevilka, telefonni cislo, "
    "phone number",
    "mobile": "mobile, mobile phone, mobile number, cell phone, mobil, mobilni telefon, "
    "mobilszam, mobiltelefon, gsm",
    "other_phone": "other phone, other_phone, second phone, phone 2, telefon 2, telefon2, mobil 2, "
    "dalsi telefon, druhy telefon, masik telefon, masodik telefon, drugi telefon, home phone, "
    "work phone",
    "gender": "gender, sex, pohlavi, nem, neme, spol",
    "birth_date": "birth date, birthday, date of birth, datum narozeni, narozeniny, "
    "szuletesi datum, szuletesnap, datum rojstva, rojstni dan",
    "street": "street, address, ulice, adresa, utca, cim, ulica, naslov",
    "city": "city, town, mesto, obec, varos, telepules, kraj",
    "postcode": "postcode, zip, zip code, postal code, psc, iranyitoszam, irsz, postna stevilka",
    "note": "note, notes, comment, poznamka, megjegyzes, opomba",
    "warning": "warning, allergy, upozorneni, alergie, figyelmeztetes, allergia, opozorilo, "
    "alergija",
    "language": _LANGUAGE,
    "marketing": "marketing, newsletter, consent, souhlas, hirlevel, hozzajarulas, soglasje, "
    "novice",
}
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
    "crtna koda, crtne kode",
    "unit": "unit, jednotka, mj, egyseg, mertekegyseg, enota, em",
    "stock": "stock, quantity, on hand, sklad, skladem, mnozstvi, keszlet, mennyiseg, zaloga, "
    "kolicina",
}
SERVICES: Columns = {
    **_SOLD,
    "minutes": "minutes, duration, length, minuty, delka, trvani, doba, perc, idotartam, "
    "minute, trajanje",
}


def recognise(header: Sequence[str], columns: Columns) -> dict[str, int]:
    """Field to its place in the row. Refused when two columns mean the same."""
    known = {fold(word): field for field, words in columns.items() for word in words.split(",")}
    found: dict[str, int] = {}
    for place, title in enumerate(header):
        field = known.get(fold(title))
        if field is None:
            continue
        if field in found:
            raise Refused(
                T(
                    "The columns {first} and {second} mean the same.",
                    first=header[found[field]],
                    second=title,
                )
            )
        found[field] = place
    return found
