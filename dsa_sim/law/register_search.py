"""Search of the register by name, alias, provider or group, and names close to a misspelt one."""

from __future__ import annotations

import difflib
import re
import unicodedata

from dsa_sim.law.register import register
from dsa_sim.law.register_rows import Register, RegisterEntry

# Where a word was found orders the hits: the name of the service first, its group last.
_NAME, _ALIAS, _PROVIDER, _GROUP, _NOWHERE = range(5)


def search_register(query: str, *, within: Register | None = None) -> tuple[RegisterEntry, ...]:
    """Return the services that answer a query, best first; an empty query gives all of them.

    Accents and case do not matter and beginnings of words suffice; each word typed must be found
    in the name, an alias, the provider or the group.
    """
    found = within or register()
    typed = _words(query)
    if not typed:
        return found.services
    ranked = ((_rank(typed, entry, found), entry) for entry in found.services)
    hits = [(rank, entry) for rank, entry in ranked if rank < _NOWHERE]
    return tuple(entry for _, entry in sorted(hits, key=lambda hit: hit[0]))


def close_names(name: str, *, within: Register | None = None, most: int = 3) -> tuple[str, ...]:
    """Return the names of services that come close to a misspelt one, the closest first."""
    found = within or register()
    spelt = {_plain(text): e.name for e in found.services for text in (e.name, *e.aliases, e.key)}
    close = difflib.get_close_matches(_plain(name), list(spelt), n=3 * most, cutoff=0.6)
    hits = [entry.name for entry in search_register(name, within=found)] if name.strip() else []
    return tuple(dict.fromkeys([*(spelt[text] for text in close), *hits]))[:most]


def _rank(typed: list[str], entry: RegisterEntry, found: Register) -> int:
    places = (
        (entry.name,),
        (*entry.aliases, entry.key),
        (found.provider_of(entry).name,),
        (found.group_of(entry).name,),
    )
    words = [[word for text in texts for word in _words(text)] for texts in places]
    return max(_first_place(word, words) for word in typed)


def _first_place(typed: str, places: list[list[str]]) -> int:
    for place, words in enumerate(places):
        if any(word.startswith(typed) for word in words):
            return place
    return _NOWHERE


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", _plain(text))


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
