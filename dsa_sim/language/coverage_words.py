"""What stands behind a total, and what does not: said wherever a total is shown."""

from collections.abc import Sequence

from dsa_sim.language.joining import joined, sentence
from dsa_sim.language.translation import Language, mark
from dsa_sim.model.assessment import Assessment
from dsa_sim.model.case import Case
from dsa_sim.model.counting import Coverage, coverage, exclusion

EXCLUSIONS = {
    "time_barred": mark("barred by time"),
    "not_binding": mark("not binding on this service"),
    "never_applied": mark("not applicable in the alleged period"),
    "not_competent": mark("not for this authority to fine"),
}


def coverage_words(found: Coverage, lang: Language, *, of_sum: bool = False) -> str:
    """What of the live allegations a total leaves out; empty where it leaves out none.

    `of_sum`: the total is the sum of likely amounts, which needs no chances.
    """
    missing = found.unpriced if of_sum else found.open
    live = len(found.live)
    if not missing:
        return ""
    if len(missing) == live and not (found.has_periodic and not of_sum):
        return nothing_assessed(found, lang)
    if found.without_turnover:
        return lang.ntr(
            "{n} of {live} live allegations lacks an amount, a chance or a turnover: not included",
            "{n} of {live} live allegations lack an amount, a chance or a turnover: not included",
            len(missing), live=live,
        )  # fmt: skip
    if set(missing) <= set(found.unpriced):
        return lang.ntr(
            "{n} of {live} live allegations has no amount yet: not included",
            "{n} of {live} live allegations have no amount yet: not included",
            len(missing), live=live,
        )  # fmt: skip
    return lang.ntr(
        "{n} of {live} live allegations has no amount or no chance yet: not included",
        "{n} of {live} live allegations have no amount or no chance yet: not included",
        len(missing), live=live,
    )  # fmt: skip


def assessed_words(shown: Assessment, lang: Language) -> str:
    """What stands behind the totals of a scenario, in a sentence: what they leave out, or nothing.

    Where nothing can bring a fine, that is the assessment.
    """
    found = shown.coverage
    if not found.live and not found.is_settled:
        return sentence(nothing_assessed(found, lang))
    said = left_out_words(shown, lang)
    if not found.live and found.closed:
        ended = lang.tr("nothing that is alleged can bring a fine")
        said = joined(lang, (ended, said))
    if not found.open and found.live:
        whole = lang.ntr(
            "the live allegation is assessed", "all {n} live allegations are assessed",
            len(found.live),
        )  # fmt: skip
        said = joined(lang, (whole, said))
    return sentence(said)


def nothing_assessed(found: Coverage, lang: Language) -> str:
    """Why a case has no total yet."""
    if not found.live and not found.excluded and not found.closed:
        return lang.tr("nothing is alleged yet")
    if found.without_turnover:
        return lang.ntr(
            "not assessed: the live allegation lacks an amount, a chance or a turnover",
            "not assessed: each of the {n} live allegations lacks an amount, a chance or a "
            "turnover",
            len(found.live),
        )
    return lang.ntr(
        "not assessed: the live allegation has no amount or no chance yet",
        "not assessed: none of the {n} live allegations has both an amount and a chance yet",
        len(found.live),
    )


def excluded_words(case: Case, covered: Coverage, lang: Language) -> str:
    """Which allegations no total counts because the law rules them out; empty without one."""
    return excluded_in([(case, covered)], lang)


def excluded_in(cases: Sequence[tuple[Case, Coverage]], lang: Language) -> str:
    """The same of several cases, each with what of it is covered."""
    alleged = [(c, i) for c, covered in cases for i in c.infringements if i.id in covered.excluded]
    if not alleged:
        return ""
    reasons = dict.fromkeys(
        lang.tr(EXCLUSIONS[found.reason])
        for case, i in alleged
        if (found := exclusion(case, i)) is not None
    )
    return lang.ntr(
        "{n} allegation can bring no fine as entered ({reasons}): not included",
        "{n} allegations can bring no fine as entered ({reasons}): not included",
        len(alleged), reasons=", ".join(reasons),
    )  # fmt: skip


def left_out_words(shown: Assessment, lang: Language, *, of_sum: bool = False) -> str:
    """Everything that a total of a scenario leaves out, in one line; empty where nothing is."""
    return joined(
        lang,
        (
            coverage_words(shown.coverage, lang, of_sum=of_sum),
            excluded_words(shown.case, shown.coverage, lang),
        ),
    )


def case_left_out(case: Case, lang: Language) -> str:
    """The same of a case as its scenario sees it."""
    found = coverage(case)
    return joined(lang, (coverage_words(found, lang), excluded_words(case, found, lang)))


def foot_words(assessments: Sequence[Assessment], lang: Language, *, of_sum: bool = False) -> str:
    """The same for a chart over several scenarios: of the one that leaves out most."""
    if not assessments:
        return ""
    most = max(assessments, key=lambda a: (len(a.coverage.open), len(a.coverage.excluded)))
    return left_out_words(most, lang, of_sum=of_sum)


def is_draft(found: Coverage) -> bool:
    """Whether what is exported is not fully assessed."""
    return bool(found.open)


def draft_words(lang: Language) -> str:
    """The mark on every export of a case that is not fully assessed."""
    return lang.tr("Draft: not fully assessed")
