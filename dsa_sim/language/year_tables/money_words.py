"""What a text beside figures says of them: "Turnover (in £'000)" means thousands of pounds.

A text is cut into signs, words and numbers; each is looked up. What may mean several things
("kr", "$", "billion" outside English) keeps all of its meanings, for the person to choose.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import TypeVar

from dsa_sim.language.languages import LANGUAGES
from dsa_sim.language_folders import ENGLISH, keywords, own_keywords

_Meaning = TypeVar("_Meaning", int, str)


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a text says of amounts.

    `powers` are the powers of ten that its unit may mean, `currencies` the codes (ISO 4217):
    one where it is sure, none where nothing is said. `rest` are the words that are neither nor
    words around them.
    """

    powers: tuple[int, ...] = ()
    currencies: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """True where the text says neither a unit nor a currency."""
        return not (self.powers or self.currencies)

    @property
    def understood(self) -> bool:
        """True where the text says a unit or a currency, for sure, and nothing else."""
        return (
            not (self.rest or self.is_nothing)
            and len(self.powers) <= 1
            and len(self.currencies) <= 1
        )


def each(words: str) -> frozenset[str]:
    """A set of words, written as one text."""
    return frozenset(words.split())


@cache
def _units() -> Mapping[str, tuple[int, ...]]:
    """The words of units in every language: those of typed fields, and others of tables."""
    found = {
        word: (int(power),)
        for topic in ("scales", "table_units")
        for power, words in keywords(topic).items()
        for word in words
        if word not in _LETTERS
    }
    # Spanish for a thousand, English for a million
    return {**found, "mil": (3, 6)}


@cache
def _english_units() -> Mapping[str, int]:
    """Ten to that in English, a thousand or a million times as much in other languages."""
    own = own_keywords(ENGLISH, "scales_of_this_language")
    return {word: int(power) for power, words in own.items() for word in words}


_LETTERS: dict[str, tuple[int, ...]] = {
    "k": (3,), "th": (3,), "m": (6,), "mm": (6,), "cr": (7,), "b": (9,), "md": (9,),
    "t": (3, 12),
}  # fmt: skip
"""Short units, which count beside a currency, in parentheses or alone: "€ m", "(m)"."""

_TIMES_IN_DIGITS = {"1": 0, "10": 1, "100": 2, "1000": 3, "1000000": 6}

_HAN = (
    ("万亿", 12), ("十亿", 9), ("百万", 6), ("百萬", 6), ("千万", 7), ("千萬", 7), ("兆", 12),
    ("亿", 8), ("億", 8), ("万", 4), ("萬", 4), ("千", 3),
)  # fmt: skip
_HAN_CURRENCIES = (
    ("人民币元", "CNY"), ("人民币", "CNY"), ("人民幣", "CNY"), ("新台币", "TWD"), ("新臺幣", "TWD"),
    ("美元", "USD"), ("欧元", "EUR"), ("歐元", "EUR"), ("港元", "HKD"), ("港币", "HKD"),
    ("日元", "JPY"), ("円", "JPY"),
)  # fmt: skip
_DOLLARS = ("USD", "CAD", "AUD", "HKD", "SGD", "NZD", "TWD", "MXN")
_CROWNS = ("SEK", "NOK", "DKK", "ISK", "CZK")
_SIGNS: dict[str, tuple[str, ...]] = {
    "€": ("EUR",), "£": ("GBP",), "$": _DOLLARS, "¥": ("CNY", "JPY"), "元": ("CNY", "TWD", "HKD"),
    "US$": ("USD",), "A$": ("AUD",), "AU$": ("AUD",), "C$": ("CAD",), "CA$": ("CAD",),
    "NZ$": ("NZD",), "HK$": ("HKD",), "NT$": ("TWD",), "TW$": ("TWD",), "S$": ("SGD",),
    "SG$": ("SGD",), "R$": ("BRL",), "MX$": ("MXN",), "CN¥": ("CNY",), "JP¥": ("JPY",),
    "₩": ("KRW",), "₹": ("INR",), "₽": ("RUB",), "₺": ("TRY",), "₪": ("ILS",), "₫": ("VND",),
    "₴": ("UAH",), "₱": ("PHP",), "฿": ("THB",), "₦": ("NGN",), "₸": ("KZT",), "₾": ("GEL",),
    "₼": ("AZN",), "৳": ("BDT",), "₡": ("CRC",),
}  # fmt: skip
_NAMES: dict[str, tuple[str, ...]] = {
    name: codes
    for codes, names in (
        (("EUR",), "euro|euros"),
        (("GBP",), "sterling|pounds sterling|pound sterling|pounds|stg|livres sterling"),
        (("CNY",), "rmb|yuan|yuans|renminbi"),
        (("USD",), "us dollar|us dollars|u s dollars|usd|dollars us"),
        (_DOLLARS, "dollar|dollars"),
        (("JPY",), "yen|yens"),
        (("KRW",), "won|wons"),
        (("CHF",), "swiss franc|swiss francs|sfr|franken|schweizer franken|francs suisses"),
        (("CHF", "XAF", "XOF"), "franc|francs|fr"),
        (("SEK",), "kronor|krona|skr|couronnes suedoises"),
        (("NOK",), "nkr"),
        (("DKK",), "dkr"),
        (_CROWNS, "kr|krone|kroner|kronen|couronne|couronnes|crowns"),
        (("PLN",), "zł|zl|zloty|zlotys|zlotych"),
        (("CZK",), "kč|kc|koruna|korun"),
        (("HUF",), "forint|forints|ft|huf"),
        (("RON",), "lei|leu"),
        (("BGN",), "lev|leva|лв"),
        (("TRY",), "tl|turkish lira"),
        (("RUB",), "rouble|roubles|ruble|rubles|rubel|руб"),
        (("ILS",), "nis|shekel|shekels"),
        (("ZAR",), "rand"),
        (("BRL",), "reais|real"),
        (("INR", "PKR", "LKR", "NPR"), "rupee|rupees|rupien|roupies|rs"),
        (("IDR",), "rupiah|rp"),
        (("MYR",), "ringgit|rm"),
        (("THB",), "baht"),
        (("VND",), "dong"),
        (("PHP", "MXN", "ARS", "CLP", "COP"), "peso|pesos"),
        (("AED", "MAD"), "dirham|dirhams"),
        (("SAR", "QAR", "OMR"), "riyal|riyals|rial|rials"),
    )
    for name in names.split("|")
}
_WORD_LIKE = each(
    "ALL ANG BAM BET BIF BOB CAD COP CUP DOP GEL GIP LAK LAC MAD MOP MUR PEN RON SAR "
    "SOS STN TOP TRY VES XAG"
)
"""Codes that are words too: they count beside a unit or in parentheses."""


@cache
def _beside_units() -> frozenset[str]:
    """Words that stand around units and say nothing of their own: "in", "all amounts"."""
    return frozenset(keywords("table_words")["beside_units"])


@cache
def _times() -> Mapping[str, int]:
    """Words for ten and a hundred, as powers of ten, which count before a unit."""
    found = keywords("table_times").items()
    return {word: len(number) - 1 for number, words in found for word in words}


_FIGURES_OF_THREE = re.compile(r"(?<![0-9.,'’‘`´])['’‘`´]?000(?:['’]?s\b)?(?![0-9.,'’]|\s000)")
_FIGURES_OF_SIX = re.compile(
    r"(?<![0-9.,'’‘`´])['’‘`´]?000[ ,.'’\u00a0\u202f]000(?:['’]?s\b)?(?![0-9])"
)
_TOKENS = re.compile(
    r"(?P<sign>(?:US|AU|CA|NZ|HK|NT|TW|SG|MX|[ACSR])?\$|(?:CN|JP)?¥|[€£元₩₹₽₺₪₫₴₱฿₦₸₾₼৳₡])"
    r"|(?P<power>⟨[0-9]+⟩)|(?P<code>⟦[A-Z]{3}⟧)"
    r"|(?P<number>[0-9]+(?:[ ,.'’\u00a0\u202f][0-9]{3})*)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<open>[(\[])|(?P<close>[)\]])|(?P<other>\S)"
)
_PREFIXES = ("mio", "mrd", "mn", "mm", "bn", "md", "k", "t", "m", "b")
_SUFFIXES = ("mio", "mrd", "mln", "bn", "mn", "mm", "tn", "k", "m", "b")


@dataclass
class _Token:
    kind: str
    text: str
    powers: tuple[int, ...] = ()
    currencies: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def said_in(text: str, *, english: bool = True) -> Said:
    """What a text says of the amounts beside it.

    `english`: a "billion" is a thousand million; elsewhere it may be a million million, too.
    """
    tokens = [_known(token, english=english) for token in _tokens(text)]
    _count_times(tokens)
    _settle_letters(tokens)
    powers = _distinct(t.powers for t in tokens)
    currencies = _distinct(t.currencies for t in tokens)
    rest = tuple(
        t.text
        for t in tokens
        if t.kind in ("word", "number", "other") and not (t.powers or t.currencies) and _matters(t)
    )
    return Said(powers=powers, currencies=currencies, rest=rest)


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """What finds any of some folded words, as whole words."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.ASCII)


def folded(text: str) -> str:
    """Small letters without accents, spaces and dashes alike: for comparing words."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.sub(r"[\s_/–-]+", " ", plain).strip()


def _tokens(text: str) -> list[_Token]:
    plain = _FIGURES_OF_SIX.sub(" ⟨6⟩ ", text[:500])
    plain = _FIGURES_OF_THREE.sub(" ⟨3⟩ ", plain)
    for letters, code in _HAN_CURRENCIES:
        plain = plain.replace(letters, f" ⟦{code}⟧ ")
    for letters, power in _HAN:
        plain = plain.replace(letters, f" ⟨{power}⟩ ")
    # a point ends an abbreviation; "U.S." is one word
    plain = re.sub(r"\bU\.\s?S\.?(?=\s?\$|\s)", "US", plain).replace("US $", "US$")
    return [
        _Token(str(match.lastgroup), match.group())
        for match in _TOKENS.finditer(re.sub(r"(?<=[^\W\d_])\.", " ", plain))
    ]


def _known(token: _Token, *, english: bool) -> _Token:
    if token.kind == "sign":
        token.currencies = _SIGNS[token.text]
    elif token.kind == "power":
        token.powers = (int(token.text[1:-1]),)
    elif token.kind == "code":
        token.currencies = (token.text[1:-1],)
    elif token.kind == "word":
        token.powers, token.currencies = _word(token.text, english=english)
    return token


def _word(word: str, *, english: bool) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The units and currencies that one word may mean: "Mio", "SEK", "TEUR", "EURm"."""
    plain = folded(word)
    if plain in _units():
        return _units()[plain], ()
    if plain in _english_units():
        power = _english_units()[plain]
        return ((power,) if english else (power, 12 if power == 9 else 18)), ()
    if plain in _LETTERS:
        return _LETTERS[plain], ()
    own = _currency(word)
    if own:
        return (), own
    return _compound(word)


def _compound(word: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """A unit and a currency in one word: "TEUR", "MSEK", "mkr", "EURm", "USDbn"."""
    plain = folded(word)
    for unit in _PREFIXES:
        rest = word[len(unit) :]
        written = rest == "kr" or (rest.isupper() and rest not in _WORD_LIKE)
        if plain.startswith(unit) and written and _currency(rest):
            return _prefix(unit), _currency(rest)
    for unit in _SUFFIXES:
        rest = word[: -len(unit)]
        written = rest.isupper() and len(rest) == 3 and rest not in _WORD_LIKE
        if plain.endswith(unit) and written and _currency(rest):
            return _LETTERS.get(unit) or _units()[unit], _currency(rest)
    return (), ()


def _prefix(unit: str) -> tuple[int, ...]:
    # a T before a currency is a thousand: "T€", "TEUR"; behind one it may be a trillion
    return (3,) if unit == "t" else _LETTERS.get(unit) or _units()[unit]


def _currency(word: str) -> tuple[str, ...]:
    if word.isupper() and word in legal_tender():
        return (word,)
    plain = folded(word)
    return _NAMES.get(word.casefold()) or _NAMES.get(plain) or _common(plain)


def _common(plain: str) -> tuple[str, ...]:
    """The code that a word in small letters is, where it cannot be a word of a language."""
    upper = plain.upper()
    return (upper,) if upper in _OFTEN else ()


_OFTEN = each(
    "EUR USD GBP CHF SEK NOK DKK PLN CZK HUF BGN JPY CNY KRW HKD TWD SGD AUD NZD INR "
    "BRL ZAR ILS AED TRY"
)


@cache
def legal_tender() -> frozenset[str]:
    """Every currency that is legal tender somewhere today (Babel's data)."""
    from babel.core import get_global

    return frozenset(
        code
        for rows in get_global("territory_currencies").values()
        for code, _, until, tender in rows
        if until is None and tender
    )


@cache
def _long_names() -> dict[tuple[str, ...], str]:
    """The names of currencies in every language of the program, as words (Babel's data)."""
    from babel import Locale
    from babel.numbers import get_currency_name

    names: dict[tuple[str, ...], str] = {}
    for info in LANGUAGES.values():
        locale = Locale.parse(info.locale)
        for code in sorted(legal_tender()):
            for count in (None, 1, 5):
                words = tuple(folded(get_currency_name(code, count=count, locale=locale)).split())
                if len(words) > 1:
                    names.setdefault(words, code)
    return names


def _count_times(tokens: list[_Token]) -> None:
    """Take a number beside a unit, or one alone, as a unit: "100 million", "1,000"."""
    for n, token in enumerate(tokens):
        digits = re.sub(r"\D", "", token.text) if token.kind == "number" else ""
        times = _TIMES_IN_DIGITS.get(digits) if digits else _times().get(folded(token.text))
        if times is None:
            continue
        after = tokens[n + 1] if n + 1 < len(tokens) else None
        if after is not None and after.powers and after.kind in ("word", "power"):
            after.powers = tuple(power + times for power in after.powers)
            token.kind = "counted"
        elif digits and times >= 3:
            token.powers, token.kind = (times,), "power"
    _drop_quantities(tokens)
    _join_names(tokens)


def _drop_quantities(tokens: list[_Token]) -> None:
    """Pass over quantities: "45 million users" is not the unit of a column."""
    for before, token in pairwise(tokens):
        if before.kind == "number" and token.powers:
            token.powers, token.kind = (), "counted"


def _join_names(tokens: list[_Token]) -> None:
    """Names of several words: "New Taiwan dollars", "livres sterling"."""
    plain = [folded(t.text) if t.kind == "word" else "" for t in tokens]
    n = 0
    while n < len(tokens):
        for length in (4, 3, 2):
            words = tuple(plain[n : n + length])
            code = _NAMES.get(" ".join(words)) if len(words) == length else None
            found = code or ((c,) if (c := _long_names().get(words)) else None)
            if found and "" not in words:
                for token in tokens[n : n + length]:
                    token.kind, token.currencies, token.powers = "counted", (), ()
                tokens[n].kind, tokens[n].currencies = "code", found
                n += length - 1
                break
        n += 1


def _settle_letters(tokens: list[_Token]) -> None:
    """Short units and codes that are words count only beside their like, or alone."""
    inside = _alone(tokens)
    brackets = any(t.kind == "open" for t in tokens)
    for n, token in enumerate(tokens):
        letters = token.kind == "word" and folded(token.text) in _LETTERS
        doubtful = token.kind == "word" and token.text.upper() in _WORD_LIKE
        if not (letters or doubtful):
            continue
        beside = [tokens[m] for m in (n - 1, n + 1) if 0 <= m < len(tokens)]
        other = any(t.currencies if letters else t.powers for t in beside)
        # "ALL AMOUNTS" names no money of Albania
        alone = inside[n] if letters else inside[n] and (brackets or len(tokens) == 1)
        if not (other or alone):
            token.powers, token.currencies = (), ()
        elif folded(token.text) == "t" and n + 1 < len(tokens) and tokens[n + 1].currencies:
            token.powers = (3,)


def _alone(tokens: Sequence[_Token]) -> list[bool]:
    """For each token: whether it stands in parentheses, or in a text, with nothing but its like."""
    inside = [False] * len(tokens)
    for start, end in _parts(tokens):
        part = [t for t in tokens[start:end] if t.kind not in ("open", "close")]
        if all(t.powers or t.currencies or not _matters(t) for t in part):
            inside[start:end] = [True] * (end - start)
    return inside


def _parts(tokens: Sequence[_Token]) -> Iterator[tuple[int, int]]:
    """Where the contents of parentheses stand; the whole where there are none."""
    opened: int | None = None
    whole = not any(t.kind == "open" for t in tokens)
    for n, token in enumerate(tokens):
        if token.kind == "open":
            opened = n + 1
        elif token.kind == "close" and opened is not None:
            yield opened, n
            opened = None
    if whole:
        yield 0, len(tokens)


def _matters(token: _Token) -> bool:
    """False for the words and signs that stand around units: "in", "of", "all amounts"."""
    if token.kind == "other":
        return token.text in "%+=<>#@&?~^|"
    if token.kind == "number":
        return True
    return folded(token.text) not in _beside_units()


def _distinct(groups: Iterable[tuple[_Meaning, ...]]) -> tuple[_Meaning, ...]:
    """The meanings of what is said; what is sure settles what may mean several things."""
    said = [group for group in groups if group]
    sure = {group[0] for group in said if len(group) == 1}
    if len(sure) == 1 and all(sure & set(group) for group in said):
        return tuple(sure)
    return tuple(dict.fromkeys(meaning for group in said for meaning in group))
