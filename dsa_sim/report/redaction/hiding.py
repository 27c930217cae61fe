"""Taking out of a case what a briefing must not tell, before anything is made of it.

What is hidden is not in the redacted case at all: neither words nor figures of a briefing can
hold it. Amounts that depend on chances are left out where chances are hidden.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from typing import Any, Literal

import msgspec
import msgspec.inspect

from dsa_sim.language import Language
from dsa_sim.model.case import (
    AssumptionNote,
    BriefingPlan,
    Case,
    Infringement,
    Outcomes,
    Part,
    PlanItem,
    Reference,
    Scenario,
    Signoff,
    Source,
    Strand,
)
from dsa_sim.model.inputs import rows_of
from dsa_sim.report.redaction.hidden_chances import goes_with_chances, is_chance, masked
from dsa_sim.report.redaction.hidden_names import HiddenNames, Name, companies, people

Hide = Literal["chances", "reasons", "names", "notes"]
Hidden = frozenset[Hide]

ALL: tuple[Hide, ...] = ("chances", "reasons", "names", "notes")

_LEFT_OUT: dict[Hide, tuple[str, ...]] = {
    "chances": ("exposure", "drivers", "commitments", "periodic", "points"),
    "reasons": ("points",),
    "names": ("precedents",),
    "notes": (),
}


def left_out(hidden: Hidden) -> tuple[str, ...]:
    """The codes of the sections that would tell what is hidden."""
    return tuple(dict.fromkeys(code for hide in ALL if hide in hidden for code in _LEFT_OUT[hide]))


def redacted(case: Case, hidden: Hidden, lang: Language) -> Case:
    """The case without what is hidden; without the snapshots of earlier briefings, too."""
    # Names and chances are read before anything is taken out: they may stand in other texts.
    names = hidden_names(case, hidden, lang)
    mask = masked(case) if "chances" in hidden else None
    case = msgspec.structs.replace(case, briefed=())
    steps: tuple[tuple[Hide, Callable[[Case], Case]], ...] = (
        ("chances", _without_chances), ("reasons", _without_reasons), ("notes", _without_notes),
    )  # fmt: skip
    for hide, step in steps:
        if hide in hidden:
            case = step(case)
    if mask is not None:
        case = _mapped(case, _same, lambda _field, words: mask(words))
    if names.names:
        case = _mapped(case, _same, lambda _field, words: names.replaced(words))
    return _without_names(case, names, lang) if "names" in hidden else case


def hidden_names(case: Case, hidden: Hidden, lang: Language, *, firm: str = "") -> HiddenNames:
    """The names that what is hidden takes with it: with the notes go those of their authors.

    `firm` is the firm of the person's own settings, beside that of the case's plan.
    """
    found: list[Name] = []
    if "names" in hidden:
        found += companies(case, lang)
        found += (Name(text=n, neutral=lang.tr("N. N.")) for n in (case.plan.firm, firm) if n)
    if hidden & {"names", "notes"}:
        found += people(case, lang, _authors(case))
    return HiddenNames(found)


def texts_of(case: Case) -> Iterator[str]:
    """Every free text of a case, those of its parts included."""
    found: list[str] = []

    def collect(_field: str, words: str) -> str:
        found.append(words)
        return words

    _mapped(case, _same, collect)
    yield from (words for words in found if words)


def notice(hidden: Hidden, lang: Language) -> str:
    """What a redacted document says of itself, on its first page and at its foot; else empty."""
    if not hidden:
        return ""
    words = kind_words(lang)
    gone = ", ".join(words[hide] for hide in ALL if hide in hidden)
    return lang.tr("Redacted: without {kinds}", kinds=gone)


def kind_words(lang: Language) -> dict[Hide, str]:
    """What can be left out, in a word each."""
    return {
        "chances": lang.tr("chances"), "reasons": lang.tr("reasons"), "names": lang.tr("names"),
        "notes": lang.tr("notes"),
    }  # fmt: skip


def hidden_list(case: Case, hidden: Hidden, lang: Language) -> tuple[str, ...]:
    """What will be hidden, in sentences, to be read before anything is written."""
    tr = lang.tr
    said = []
    if "chances" in hidden:
        said += [
            tr(
                "Chances of findings, fines, outcomes and appeals, and every amount that depends "
                "on them: the exposure, what drives it, commitments, periodic penalties."
            ),
            tr(
                "Maxima, worksheets and the amounts if all that is alleged is fined stay: they use "
                "no chance. In titles, notes and reasons the numbers of the chances become “…”; "
                "what is said of them in words stays."
            ),
        ]
    if "reasons" in hidden:
        said.append(tr("Reasons of judgements, and the points to check."))
    if "notes" in hidden:
        said.append(
            tr(
                "Notes on the case, its scenarios and events, the facts alleged, and who made "
                "and reviewed a judgement."
            )
        )
    if hidden & {"names", "notes"}:
        named = hidden_names(case, hidden, lang).names
        names = ", ".join(sorted((n.text for n in named if not n.is_part), key=str.casefold))
        said += [tr("Names, wherever they stand: {names}.", names=names)] if names else []
    if "names" in hidden:
        said.append(tr("Sources, the precedents, and name and logo of the firm."))
    return tuple(said)


def _without_chances(case: Case) -> Case:
    def strand(s: Strand) -> Strand:
        certain = Outcomes() if s.outcomes.decision else _certain(s.outcomes)
        return msgspec.structs.replace(
            s, outcomes=certain, outcomes_note=AssumptionNote(), appeal=None, payment=None,
            offer=None, periodic=(),
        )  # fmt: skip

    def infringement(i: Infringement) -> Infringement:
        gone: dict[str, Any] = {"shared_facts": None}
        for row in rows_of(Infringement):
            if goes_with_chances(row):
                gone |= {row.field: None, row.note: AssumptionNote()}
        return msgspec.structs.replace(i, **gone)

    def scenario(s: Scenario) -> Scenario:
        kept = tuple(o for o in s.overrides if not is_chance(case, o.target))
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


def _without_reasons(case: Case) -> Case:
    def change(value: Any) -> Any:
        if isinstance(value, AssumptionNote):
            return msgspec.structs.replace(value, reason="", earlier_value=False)
        if isinstance(value, Signoff):
            return msgspec.structs.replace(value, earlier_value=False)
        return value

    def text(field: str, words: str) -> str:
        return "" if field == "reason" or field.endswith("_reason") else words

    return _mapped(case, change, text)


def _without_notes(case: Case) -> Case:
    def change(value: Any) -> Any:
        if isinstance(value, Signoff):
            return Signoff(earlier_value=value.earlier_value)
        if isinstance(value, AssumptionNote):
            return AssumptionNote(reason=value.reason, earlier_value=value.earlier_value)
        if isinstance(value, BriefingPlan):
            return msgspec.structs.replace(value, addressee="", author="")
        return value

    def text(field: str, words: str) -> str:
        return "" if field in ("note", "facts") else words

    return _mapped(case, change, text)


def _authors(case: Case) -> tuple[str, ...]:
    """Everybody who made or reviewed a judgement, and whom a memorandum is to and from."""
    found: list[str] = [name for name in (case.plan.addressee, case.plan.author) if name]

    def collect(value: Any) -> Any:
        if isinstance(value, AssumptionNote | Signoff):
            found.extend(n for n in (value.author, value.reviewer) if n)
        return value

    _mapped(case, collect, lambda _field, words: words)
    return tuple(dict.fromkeys(found))


def _without_names(case: Case, names: HiddenNames, lang: Language) -> Case:
    """The case whose parts carry neutral names, and nothing else that tells who is meant."""
    tr = lang.tr

    def change(value: Any) -> Any:
        match value:
            case Source(status=status):
                return Source(status=status)
            case Reference():
                return msgspec.structs.replace(value, precedents=())
            case PlanItem(code=code):
                # The code of a chart may end in the title of what it shows.
                return msgspec.structs.replace(value, code=names.replaced(code))
        return value

    mapped = _mapped(case, change, lambda _field, words: words)
    platforms = tuple(
        msgspec.structs.replace(p, register="", name=tr("Platform {n}", n=n))
        for n, p in enumerate(mapped.platforms, start=1)
    )
    provider = msgspec.structs.replace(mapped.provider, name=tr("Provider"), group="")
    plan = msgspec.structs.replace(mapped.plan, firm="", logo="", addressee="", author="")
    title = tr("Case of {day}", day=f"{case.as_of:%Y-%m-%d}")
    return msgspec.structs.replace(
        mapped, platforms=platforms, provider=provider, plan=plan, title=title
    )


def _same(value: Any) -> Any:
    return value


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
