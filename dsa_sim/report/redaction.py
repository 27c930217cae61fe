"""Taking out of a case what a briefing must not tell, before anything is made of it.

What is hidden is not in the redacted case at all: neither words nor figures of a briefing can
hold it. Amounts that depend on chances are left out where chances are hidden.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from typing import Any, Literal

import msgspec
import msgspec.inspect

from dsa_sim.language import Language
from dsa_sim.model.case import (
    AssumptionNote,
    Case,
    Infringement,
    Outcomes,
    Part,
    Scenario,
    Signoff,
    Source,
    Strand,
)

Hide = Literal["chances", "reasons", "names", "notes"]
Hidden = frozenset[Hide]

ALL: tuple[Hide, ...] = ("chances", "reasons", "names", "notes")

_LEFT_OUT: dict[Hide, tuple[str, ...]] = {
    "chances": ("exposure", "drivers", "commitments", "periodic", "points"),
    "reasons": ("points",),
    "names": ("precedents",),
    "notes": (),
}
_CHANCES = ("chance", "fined", "outcomes", "rejected", "breached")
_SHORTEST_NAME = 2
_SHORTEST_WORD = 4
_COMMON = frozenset(
    {
        "limited", "international", "holding", "holdings", "group", "gmbh", "company", "services",
        "europe", "ireland", "netherlands", "operations", "technology", "technologies", "platform",
        "platforms", "online", "media", "unlimited", "marketplace", "digital", "global",
    }
)  # fmt: skip
"""Words of company names that name nobody."""


def left_out(hidden: Hidden) -> tuple[str, ...]:
    """The codes of the sections that would tell what is hidden."""
    return tuple(dict.fromkeys(code for hide in ALL if hide in hidden for code in _LEFT_OUT[hide]))


def redacted(case: Case, hidden: Hidden, lang: Language) -> Case:
    """The case without what is hidden; without the snapshots of earlier briefings, too."""
    case = msgspec.structs.replace(case, briefed=())
    steps: tuple[tuple[Hide, Callable[[Case, Language], Case]], ...] = (
        ("chances", _without_chances), ("reasons", _without_reasons),
        ("notes", _without_notes), ("names", _without_names),
    )  # fmt: skip
    for hide, step in steps:
        if hide in hidden:
            case = step(case, lang)
    return case


def hidden_list(case: Case, hidden: Hidden, lang: Language) -> tuple[str, ...]:
    """What will be hidden, in sentences, to be read before anything is written."""
    tr = lang.tr
    said = []
    if "chances" in hidden:
        said.append(
            tr(
                "Chances of findings, fines, outcomes and appeals, and every amount that depends "
                "on them: the exposure, what drives it, commitments, periodic penalties."
            )
        )
    if "reasons" in hidden:
        said.append(tr("Reasons of judgements, and the points to check."))
    if "notes" in hidden:
        said.append(
            tr(
                "Notes on the case, its scenarios and events, the facts alleged, and who made "
                "and reviewed a judgement."
            )
        )
    if "names" in hidden:
        names = ", ".join(sorted(set(_names(case)), key=str.casefold))
        said.append(tr("Names, wherever they stand: {names}. The precedents.", names=names))
    return tuple(said)


def _without_chances(case: Case, _lang: Language) -> Case:
    def strand(s: Strand) -> Strand:
        certain = Outcomes() if s.outcomes.decision else _certain(s.outcomes)
        return msgspec.structs.replace(
            s, outcomes=certain, outcomes_note=AssumptionNote(), appeal=None, payment=None,
            offer=None, periodic=(),
        )  # fmt: skip

    def infringement(i: Infringement) -> Infringement:
        return msgspec.structs.replace(
            i, chance=None, chance_note=AssumptionNote(), fined=None, fined_note=AssumptionNote(),
            shared_facts=None,
        )  # fmt: skip

    def scenario(s: Scenario) -> Scenario:
        kept = tuple(o for o in s.overrides if not _is_chance(case, o.target))
        return msgspec.structs.replace(s, overrides=kept)

    return msgspec.structs.replace(
        case,
        scenarios=tuple(map(scenario, case.scenarios)),
        infringements=tuple(map(infringement, case.infringements)),
        proceedings=tuple(
            msgspec.structs.replace(p, strands=tuple(map(strand, p.strands)))
            for p in case.proceedings
        ),
        shared_facts=(),
    )


def _certain(outcomes: Outcomes) -> Outcomes:
    """The likelier of two ways to end without a decision, as if it were certain."""
    closed = outcomes.closed >= outcomes.commitments
    zero, one = Decimal(0), Decimal(1)
    return Outcomes(
        closed=one if closed else zero, commitments=zero if closed else one, decision=zero
    )


def _is_chance(case: Case, target: str) -> bool:
    """An input that is a chance, or belongs to what goes with the chances."""
    owner, _, field = target.partition(".")
    within = field.partition(".")[0] in ("appeal", "offer")
    periodic = any(p.id == owner for s in case.strands for p in s.periodic)
    return within or periodic or field.rpartition(".")[2] in _CHANCES


def _without_reasons(case: Case, _lang: Language) -> Case:
    def change(value: Any) -> Any:
        if isinstance(value, AssumptionNote):
            return msgspec.structs.replace(value, reason="", earlier_value=False)
        if isinstance(value, Signoff):
            return msgspec.structs.replace(value, earlier_value=False)
        return value

    def text(field: str, words: str) -> str:
        return "" if field == "reason" or field.endswith("_reason") else words

    return _mapped(case, change, text)


def _without_notes(case: Case, _lang: Language) -> Case:
    def change(value: Any) -> Any:
        if isinstance(value, Signoff):
            return Signoff(earlier_value=value.earlier_value)
        if isinstance(value, AssumptionNote):
            return AssumptionNote(reason=value.reason, earlier_value=value.earlier_value)
        return value

    def text(field: str, words: str) -> str:
        return "" if field in ("note", "facts") else words

    return _mapped(case, change, text)


def _names(case: Case) -> Iterator[str]:
    """Every name in the case: of companies, platforms and people."""
    yield from (n for n in (case.provider.name, case.provider.group) if n)
    yield from (p.name for p in case.platforms if p.name)
    yield from (i.addressee for i in case.infringements if i.addressee)
    people: list[str] = []

    def collect(value: Any) -> Any:
        if isinstance(value, AssumptionNote | Signoff):
            people.extend(n for n in (value.author, value.reviewer) if n)
        return value

    _mapped(case, collect, lambda _field, words: words)
    yield from people


def _words_of(name: str) -> Iterator[str]:
    """The name and its own words: "AliExpress" of "AliExpress International B.V."."""
    yield name
    for word in re.findall(r"\w+", name):
        if len(word) >= _SHORTEST_WORD and word[0].isupper() and word.casefold() not in _COMMON:
            yield word


def _without_names(case: Case, lang: Language) -> Case:
    tr = lang.tr
    neutral: dict[str, str] = {}

    def call(name: str, words: str) -> None:
        for part in _words_of(name):
            if len(part) >= _SHORTEST_NAME:
                neutral.setdefault(part, words)

    for n, platform in enumerate(case.platforms, start=1):
        call(platform.name, tr("Platform {n}", n=n))
    call(case.provider.name, tr("Provider"))
    call(case.provider.group, tr("Group"))
    for name in _names(case):
        call(name, tr("N. N."))
    longest_first = sorted(neutral, key=len, reverse=True)
    pattern = re.compile(
        "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest_first) or r"(?!)",
        re.IGNORECASE,
    )
    folded = {name.casefold(): words for name, words in neutral.items()}

    def text(_field: str, words: str) -> str:
        return pattern.sub(lambda found: folded[found[0].casefold()], words)

    def change(value: Any) -> Any:
        return Source(status=value.status) if isinstance(value, Source) else value

    mapped = _mapped(case, change, text)
    platforms = tuple(
        msgspec.structs.replace(p, register="", name=tr("Platform {n}", n=n))
        for n, p in enumerate(mapped.platforms, start=1)
    )
    provider = msgspec.structs.replace(mapped.provider, name=tr("Provider"), group="")
    plan = msgspec.structs.replace(mapped.plan, firm="", logo="")
    title = tr("Case of {day}", day=f"{case.as_of:%Y-%m-%d}")
    return msgspec.structs.replace(
        mapped, platforms=platforms, provider=provider, plan=plan, title=title
    )


_CODES = frozenset({"id", "target", "strand", "platform", "shared_facts", "register", "currency",
                    "member_state", "chosen_year", "choice", "logo", "colour", "code"})  # fmt: skip


def _mapped(case: Case, change: Callable[[Any], Any], text: Callable[[str, str], str]) -> Case:
    """The case with every part and every free text changed; identifiers and codes stay."""
    mapped = _map_part(case, change, text)
    assert isinstance(mapped, Case)
    return mapped


def _map_part(part: Part, change: Callable[[Any], Any], text: Callable[[str, str], str]) -> Any:
    free = _free_texts(type(part))
    changes = {}
    for field in part.__struct_fields__:
        value = getattr(part, field)
        new = _map_value(field if field in free else "", value, change, text)
        if new is not value:
            changes[field] = new
    return change(msgspec.structs.replace(part, **changes) if changes else part)


def _map_value(
    field: str, value: Any, change: Callable[[Any], Any], text: Callable[[str, str], str]
) -> Any:
    if isinstance(value, Part):
        return _map_part(value, change, text)
    if isinstance(value, tuple):
        return tuple(_map_value(field, item, change, text) for item in value)
    if isinstance(value, str) and field:
        return text(field, value)
    return value


@cache
def _free_texts(kind: type[Part]) -> frozenset[str]:
    """The fields that hold free text: no choice of codes, no identifier."""
    names = frozenset(field.name for field in msgspec.structs.fields(kind))
    return names - _CODES - _choices(kind)


def _choices(kind: type[Part]) -> frozenset[str]:
    info = msgspec.inspect.type_info(kind)
    assert isinstance(info, msgspec.inspect.StructType)
    return frozenset(f.name for f in info.fields if _is_choice(f.type))


def _is_choice(type_: Any) -> bool:
    if isinstance(type_, msgspec.inspect.UnionType):
        return any(_is_choice(t) for t in type_.types)
    if isinstance(type_, msgspec.inspect.Metadata):
        return _is_choice(type_.type)
    if isinstance(type_, msgspec.inspect.VarTupleType):
        return _is_choice(type_.item_type)
    if isinstance(type_, msgspec.inspect.StrType):
        return type_.pattern is not None
    return isinstance(type_, msgspec.inspect.LiteralType)
