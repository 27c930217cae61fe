"""What a decision that fines comes to, in words: its name, and its sum, maximum and fine."""

from dsa_sim.language import formats
from dsa_sim.language.joining import joined
from dsa_sim.language.maximum_words import rounded_maximum
from dsa_sim.language.translation import Language
from dsa_sim.language.words import word
from dsa_sim.language.worksheet_words import not_counted
from dsa_sim.model.assessment import Assessment, Decision


def decision_name(view: Assessment, decision: Decision, lang: Language) -> str:
    """The strand, the person where it is not the provider, and what is fined."""
    kind = (
        lang.tr("fines for infringements")
        if decision.kind == "infringement"
        else lang.tr("procedural fines")
    )
    strand = next(s.strand.title for s in view.strands if s.strand.id == decision.strand)
    return " – ".join(name for name in (strand, decision.person, kind) if name)


def decision_rows(decision: Decision, lang: Language) -> tuple[tuple[str, str], ...]:
    """The sum, the maximum and the fine under both readings of the maximum: names and values."""
    other = "per_infringement" if decision.cap == "per_decision" else "per_decision"
    missing = lang.tr("cannot be computed")
    maximum = rounded_maximum(lang, decision.maximum) if decision.maximum else missing
    reading = (word(lang, "cap_reading", decision.cap), maximum)
    if decision.is_open:
        return reading, (lang.tr("Fine"), not_counted(decision.shares[0].not_counted, lang))
    rows = [
        (lang.tr("Sum of the amounts"), formats.amount(lang, decision.sum_eur)),
        reading,
        (lang.tr("Fine"), formats.amount(lang, decision.fine_eur, none=missing)),
        (
            lang.tr("The maximum limits it"),
            lang.tr("yes") if decision.maximum_binds else lang.tr("no"),
        ),
        (
            lang.tr("Fine if read as: {reading}", reading=word(lang, "cap_reading", other)),
            formats.amount(lang, decision.fine_other_cap_eur, none=missing),
        ),
    ]
    if not decision.counted:
        reasons = dict.fromkeys(not_counted(s.not_counted, lang) for s in decision.shares)
        rows.append((lang.tr("Counted"), joined(lang, reasons)))
    return tuple(rows)
