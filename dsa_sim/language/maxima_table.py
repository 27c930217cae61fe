"""The maxima of each decision as a table: rounded to read, exact to copy."""

from collections.abc import Iterable, Sequence

from dsa_sim.language import formats
from dsa_sim.language.joining import joined
from dsa_sim.language.maximum_words import precision_words, range_words
from dsa_sim.language.problem_words import problem_text
from dsa_sim.language.tables import Amount, Cell, Column, Row, Table, day_cell
from dsa_sim.language.translation import Language
from dsa_sim.language.words import word_inside
from dsa_sim.model.maxima import KINDS, Maximum, MaximumKind, StrandMaxima


def maxima_table(lang: Language, strands: Sequence[StrandMaxima]) -> Table:
    """A row for each decision: its day, the year behind it, and the three maxima."""
    tr = lang.tr
    names = {
        "infringement": tr("Maximum"), "procedural": tr("Procedural fine"),
        "periodic": tr("A day"),
    }  # fmt: skip
    found = [m for s in strands for m in s.maxima]
    return Table(
        columns=(
            Column(title=tr("Strand"), share=2.2, wide=True),
            Column(title=tr("Decision")),
            Column(title=tr("Financial year"), share=1.6),
            *(Column(title=_headed(lang, names[k], found, k), right=True) for k in KINDS),
        ),
        rows=tuple(_row(lang, strand, found) for strand in strands),
        summary=tr("The maxima of each decision"),
    )


def _headed(lang: Language, name: str, found: Iterable[Maximum], kind: MaximumKind) -> str:
    """The rate, where all maxima of the kind have the same; else what they are."""
    rates = {m.rate for m in found if m.kind == kind}
    if len(rates) != 1:
        return name
    rate = formats.rate(lang, rates.pop())
    return lang.tr("{rate} a day", rate=rate) if kind == "periodic" else rate


def _row(lang: Language, strand: StrandMaxima, found: Sequence[Maximum]) -> Row:
    first = next(iter(strand.maxima), None)
    year = Cell(text="–")
    if first is not None:
        scope = word_inside(lang, "turnover_scope", first.turnover.year.scope)
        day = formats.day(lang, first.turnover.year.ends_on)
        year = Cell(text=lang.tr("to {day}, {scope}", day=day, scope=scope))
    why = " ".join(problem_text(lang, p) for p in strand.problems if p.severity == "error")
    return Row(
        key=strand.strand.id,
        tooltip="" if strand.maxima else why,
        cells=(
            Cell(text=strand.strand.title),
            day_cell(lang, strand.strand.decision_on),
            year,
            *(_maximum_cell(lang, strand.of(kind), found) for kind in KINDS),
        ),
    )


def _maximum_cell(lang: Language, maximum: Maximum | None, found: Sequence[Maximum]) -> Cell:
    if maximum is None:
        return Cell(text=lang.tr("not yet"), tone="warning")
    text = formats.amount(lang, maximum.amount)
    rate, law = formats.rate(lang, maximum.rate), lang.cited(maximum.law)
    if len({m.rate for m in found if m.kind == maximum.kind}) > 1:
        text += f" ({rate})"
    behind = (
        f"{rate} ({law}): {formats.exact_amount(lang, maximum.amount)}",
        range_words(lang, maximum.range_eur),
        precision_words(lang, maximum.precision_eur),
    )
    return Cell(text=text, value=Amount(value=maximum.amount), tooltip=joined(lang, behind))
