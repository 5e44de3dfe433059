"""What stands on a cash voucher in each country, in its own language, as its accountants call it.

Which fields they are is general knowledge: the note of each country's row on vouchers
(``Country.vouchers``) says what they go by, and the page on the law sends to an accountant. The
paper goes to the country's offices, so its words do not follow the language of the screens.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.salon.domain.till.cash import CashKind, Way


@dataclass(frozen=True, slots=True)
class VoucherWords:
    """``title``: of the paper by the way the cash goes; ``party``: from or to whom.
    ``signs``: who signs, in their order, by the way as well; ``cashier``, ``approver``: at which
    places of it the two stand whose names are known. ``kinds``: what cash came or went for, where
    no screen speaks the country's language. ``booked``: the line for the booking's
    reference, empty where it is not asked for."""

    language: str
    title: Mapping[Way, str]
    party: Mapping[Way, str]
    signs: Mapping[Way, tuple[str, ...]]
    cashier: int
    approver: int
    number: str
    till: str
    issued: str
    happened: str
    purpose: str
    item: str
    amount: str
    words: str
    paper: str
    supplier: str
    vat_heads: tuple[str, str, str, str]
    booked: str
    void: str
    voids: str
    reason: str
    copy: str
    part: str
    kinds: Mapping[tuple[CashKind, Way], str] = field(default_factory=dict)


_CZ = VoucherWords(
    language="cs",
    title={"in": "Příjmový pokladní doklad", "out": "Výdajový pokladní doklad"},
    party={"in": "Přijato od", "out": "Vyplaceno komu"},
    signs={
        "in": ("Přijal (pokladník)", "Odevzdal", "Schválil", "Zaúčtoval"),
        "out": ("Vydal (pokladník)", "Přijal", "Schválil", "Zaúčtoval"),
    },
    cashier=0,
    approver=2,
    number="Číslo",
    till="Pokladna",
    issued="Vystaveno",
    happened="Datum uskutečnění",
    purpose="Účel",
    item="Položka",
    amount="Částka",
    words="Slovy",
    paper="Doklad dodavatele",
    supplier="Dodavatel",
    vat_heads=("Sazba DPH", "Základ", "DPH", "Celkem"),
    booked="Účtovací předpis",
    void="Storno",
    voids="Stornuje doklad",
    reason="Důvod",
    copy="Kopie",
    part="Vyhotovení",
)
_SK = VoucherWords(
    language="sk",
    title={"in": "Príjmový pokladničný doklad", "out": "Výdavkový pokladničný doklad"},
    party={"in": "Prijaté od", "out": "Vyplatené komu"},
    signs={
        "in": ("Prijal (pokladník)", "Odovzdal", "Schválil", "Zaúčtoval"),
        "out": ("Vydal (pokladník)", "Prijal", "Schválil", "Zaúčtoval"),
    },
    cashier=0,
    approver=2,
    number="Číslo",
    till="Pokladnica",
    issued="Vyhotovené",
    happened="Dátum uskutočnenia",
    purpose="Účel",
    item="Položka",
    amount="Suma",
    words="Slovom",
    paper="Doklad dodávateľa",
    supplier="Dodávateľ",
    vat_heads=("Sadzba DPH", "Základ", "DPH", "Spolu"),
    booked="Účtovací predpis",
    void="Storno",
    voids="Stornuje doklad",
    reason="Dôvod",
    copy="Kópia",
    part="Vyhotovenie",
    kinds={
        ("float", "in"): "Peniaze na rozmieňanie",
        ("bank_withdrawal", "in"): "Z banky",
        ("owner_in", "in"): "Vklad majiteľa",
        ("found", "in"): "Nájdená hotovosť",
        ("purchase", "in"): "Vrátené za nákup",
        ("purchase", "out"): "Nákup",
        ("courier", "out"): "Doprava a pošta",
        ("advance", "in"): "Vrátený preddavok",
        ("advance", "out"): "Preddavok na mzdu",
        ("wage", "out"): "Mzda",
        ("tips", "out"): "Vyplatené sprepitné",
        ("bank_deposit", "out"): "Do banky",
        ("owner_out", "out"): "Výber majiteľa",
        ("lost", "out"): "Stratená hotovosť",
    },
)
_HU = VoucherWords(
    language="hu",
    title={"in": "Bevételi pénztárbizonylat", "out": "Kiadási pénztárbizonylat"},
    party={"in": "Befizető", "out": "Átvevő"},
    signs={
        "in": ("Utalványozó", "Pénztáros", "Ellenőr", "Befizető"),
        "out": ("Utalványozó", "Pénztáros", "Ellenőr", "Átvevő"),
    },
    cashier=1,
    approver=0,
    number="Sorszám",
    till="Pénztár",
    issued="Kiállítás dátuma",
    happened="Teljesítés dátuma",
    purpose="Jogcím",
    item="Tétel",
    amount="Összeg",
    words="azaz",
    paper="Melléklet (bizonylat)",
    supplier="Szállító",
    vat_heads=("Áfakulcs", "Nettó", "Áfa", "Bruttó"),
    booked="Könyvelési hivatkozás",
    void="Sztornó",
    voids="Sztornózott bizonylat",
    reason="Indok",
    copy="Másolat",
    part="Példány",
)
_SI = VoucherWords(
    language="sl",
    title={"in": "Blagajniški prejemek", "out": "Blagajniški izdatek"},
    party={"in": "Vplačnik", "out": "Prejemnik"},
    signs={
        "in": ("Blagajnik", "Vplačnik", "Odobril"),
        "out": ("Blagajnik", "Prejemnik", "Odobril"),
    },
    cashier=0,
    approver=2,
    number="Številka",
    till="Blagajna",
    issued="Datum izdaje",
    happened="Datum dogodka",
    purpose="Namen",
    item="Postavka",
    amount="Znesek",
    words="Z besedo",
    paper="Dokument dobavitelja",
    supplier="Dobavitelj",
    vat_heads=("Stopnja DDV", "Osnova", "DDV", "Skupaj"),
    booked="Konto",
    void="Storno",
    voids="Stornira dokument",
    reason="Razlog",
    copy="Kopija",
    part="Izvod",
)
VOUCHER_WORDS: dict[str, VoucherWords] = {"CZ": _CZ, "SK": _SK, "HU": _HU, "SI": _SI}
"""By country."""
