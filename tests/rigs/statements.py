"""Statements as banks write them."""

from __future__ import annotations

from collections.abc import Iterable


def gpc_line(
    minor: int, vs: str, *, day: str = "211126", payer: str = "", mark: str = "", code: str = "2"
) -> str:
    """Record 075; in haléře."""
    row = "075" + "1234567890".rjust(16, "0") + "2000145399".rjust(16, "0") + mark.rjust(13, "0")
    row += f"{minor:012d}" + code + vs.rjust(10, "0") + "0008000308" + "0" * 10
    return row + day + payer.ljust(20)[:20] + "0" + "0203" + day


def gpc(rows: Iterable[str]) -> str:
    head = "074" + "1234567890".rjust(16, "0") + "SALON".ljust(20) + "291126" + "0" * 14 + "+"
    head += "0" * 14 + "+" + "0" * 14 + "0" + "0" * 14 + "0" + "011" + "301126"
    return "\r\n".join([head.ljust(128), *rows]) + "\r\n"


def camt_entry(
    amount: str,
    *,
    currency: str = "EUR",
    reference: str = "",
    end_to_end: str = "",
    text: str = "",
    payer: str = "Jana Novak",
    mark: str = "",
    way: str = "CRDT",
    status: str = "<Sts>BOOK</Sts>",
) -> str:
    structured = f"<Strd><CdtrRefInf><Ref>{reference}</Ref></CdtrRefInf></Strd>" * bool(reference)
    plain = f"<Ustrd>{text}</Ustrd>" * bool(text)
    return (
        f'<Ntry><Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{way}</CdtDbtInd>{status}'
        f"<BookgDt><Dt>2026-11-30</Dt></BookgDt><AcctSvcrRef>{mark}</AcctSvcrRef>"
        f"<NtryDtls><TxDtls><Refs><EndToEndId>{end_to_end or 'NOTPROVIDED'}</EndToEndId></Refs>"
        f"<RltdPties><Dbtr><Nm>{payer}</Nm></Dbtr></RltdPties>"
        f"<RmtInf>{plain}{structured}</RmtInf></TxDtls></NtryDtls></Ntry>"
    )


def camt(entries: Iterable[str], version: str = "02") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt>'
        "<GrpHdr/><Stmt><Acct><Id><IBAN>SI56192001234567892</IBAN></Id></Acct>"
        f"{''.join(entries)}</Stmt></BkToCstmrStmt></Document>"
    ).encode()


def mt940(rows: Iterable[str], currency: str = "EUR") -> str:
    body = "\r\n".join(rows)
    return (
        "{1:F01BANKSI2XAXXX0000000000}{2:I940BANKSI2XXXXXN}{4:\r\n:20:STMT\r\n"
        f":25:SI56192001234567892\r\n:28C:11/1\r\n:60F:C261129{currency}100,00\r\n{body}\r\n"
        f":62F:C261130{currency}200,00\r\n-}}"
    )
