"""By what words a client is found, and what a typed query asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kiosk.salon.domain import folding
from kiosk.salon.domain.entry import phones
from kiosk.salon.domain.people import Client

LONGEST_WORD = 24
"""Longer words are cut, on both sides of the comparison."""
SHORT = 2
_SPELLED_OUT = re.compile(r"([aou])e|(a)a|(d)j")
"""Two letters for one that has a mark, in German, Danish and the languages with Đ."""


def sort_name(client: Client) -> str:
    """Folded last name, then first name."""
    return folding.fold(f"{client.last_name} {client.first_name}")


def entries(client: Client) -> frozenset[str]:
    """The words of the index: names, the e-mail's part before the ``@``, and each phone number with
    its country, as dialled at home, bare, and its last six digits. A word that begins another one
    (``jana`` beside ``jana85``) is left out: whatever finds it finds the other."""
    mailbox = client.email.partition("@")[0]
    names = f"{client.first_name} {client.last_name}"
    found = {*folding.indexed(names), *_joined(folding.words(names)), *folding.words(mailbox)}
    for number in filter(None, (client.phone, client.other_phone)):
        tail = phones.tail(number)
        # A query drops two noughts in front: they may be those of a number from abroad.
        found |= {number[1:], tail, tail.removeprefix("00"), *phones.at_home(number)}
    return longest(word[:LONGEST_WORD] for word in found)


def _joined(words: Sequence[str]) -> Iterator[str]:
    """A short word with the one behind it: ``O Brien`` is written in one, too."""
    for one, following in pairwise(words):
        if len(one) <= SHORT:
            yield one + following


def longest(words: Iterable[str]) -> frozenset[str]:
    """Without words that begin another."""
    ordered = sorted(set(words))
    return frozenset(
        word
        for word, following in zip(ordered, (*ordered[1:], ""), strict=False)
        if not following.startswith(word)
    )


def folded(client: Client, words: frozenset[str]) -> str:
    """All ``words`` of :func:`entries` in one text, a blank before each; also those of the e-mail's
    domain, which are compared but not indexed because half of the clients share them."""
    domain = folding.words(client.email.partition("@")[2])
    return "".join(f" {word[:LONGEST_WORD]}" for word in (*sorted(words), *domain))


@dataclass(frozen=True, slots=True)
class Query:
    """``words``: each must begin a word of the index. ``also``: each must begin any word."""

    words: tuple[str, ...]
    also: tuple[str, ...] = ()


def query(typed: str) -> Query:
    """What was typed: folded, blocks of digits joined (``777 123`` is one beginning of a phone)."""
    before, _, domain = typed.partition("@")
    joined: list[str] = []
    for word in folding.words(before):
        if word.isdigit() and joined and joined[-1].isdigit():
            joined[-1] += word
        else:
            joined.append(word)
    words = [word[2:] if word.startswith("00") else word for word in joined]
    return Query(
        tuple(word[:LONGEST_WORD] for word in words if word),
        tuple(word[:LONGEST_WORD] for word in folding.words(domain)),
    )


def respelled(query: Query) -> Iterator[Query]:
    """How the same name may be kept, for when nobody is found: without what stands for a mark
    (*Mueller* for Müller, *Djuric* for Đurić), a short word in one with the next (*Mc Vzor*)."""
    words = tuple(_SPELLED_OUT.sub(r"\1\2\3", word) for word in query.words)
    joined = list(query.words)
    for place in range(len(joined) - 2, -1, -1):
        if len(joined[place]) <= SHORT and not joined[place].isdigit():
            joined[place : place + 2] = [joined[place] + joined[place + 1]]
    for other in (words, tuple(joined)):
        if other != query.words:
            yield Query(other, query.also)
