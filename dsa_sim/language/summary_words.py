"""The exposure in one dated paragraph with its caveat, to be pasted into an e-mail."""

from html import escape

from dsa_sim.language import formats
from dsa_sim.language.coverage_words import draft_words, is_draft, left_out_words
from dsa_sim.language.exposure_words import if_paid_words, severe_sentence
from dsa_sim.language.joining import joined, quoted
from dsa_sim.language.law_pack_words import version_words
from dsa_sim.language.maximum_words import maximum_amount, maximum_name, other_reading
from dsa_sim.language.result_table import result_table
from dsa_sim.language.translation import Language
from dsa_sim.model.assessment import Assessment
from dsa_sim.model.simulation import Exposure


def summary_paragraph(shown: Assessment, exposure: Exposure | None, lang: Language) -> str:
    """What a scenario comes to on the date of the case; without exposure, if all is fined."""
    tr, case = lang.tr, shown.case
    scenario = shown.scenario.title if shown.scenario else tr("Base case")
    head = tr(
        "As of {day}, {title}, scenario {scenario}:",
        day=formats.long_day(lang, case.as_of),
        title=quoted(lang, case.title),
        scenario=quoted(lang, scenario),
    )
    is_modelled = exposure is not None and exposure.coverage.is_modelled
    said = _modelled(exposure, lang) if exposure and is_modelled else _if_fined(shown, lang)
    parts = [head, said]
    left_out = left_out_words(shown, lang, of_sum=exposure is None)
    if left_out:
        parts.append(
            f"{draft_words(lang)} – {left_out}." if is_draft(shown.coverage) else f"{left_out}."
        )
    found = shown.maximum
    if found is not None:
        said = joined(lang, (maximum_amount(shown, lang), other_reading(found, lang)))
        parts.append(tr("{name}: {maximum}.", name=maximum_name(found, lang), maximum=said))
    parts.append(
        tr(
            "Amounts below the maximum follow from this case’s own assumptions; they are no "
            "forecast and no legal advice. Law data of {version}.",
            version=version_words(lang),
        )
    )
    return " ".join(parts)


def _modelled(exposure: Exposure, lang: Language) -> str:
    return lang.tr(
        "expected {mean}; {p95}; {paid}; chance of any fine {chance} "
        "({trials} simulated outcomes, seed {seed}).",
        mean=formats.amount(lang, exposure.mean_eur),
        p95=severe_sentence(exposure, lang),
        paid=if_paid_words(exposure, lang),
        chance=formats.share(lang, exposure.chance_any_fine),
        trials=formats.number(lang, exposure.trials),
        seed=exposure.seed,
    )


def _if_fined(shown: Assessment, lang: Language) -> str:
    if not shown.case.infringements:
        return lang.tr("nothing is alleged yet.")
    if not shown.coverage.is_priced:
        return lang.tr("there is no total yet.")
    if shown.total_eur is None:
        return lang.tr("the amount cannot be computed yet.")
    amount = formats.amount(lang, shown.total_eur)
    return lang.tr(
        "{amount} as the sum of the likely amounts, if all of them are fined.", amount=amount
    )


def summary_html(shown: Assessment, exposure: Exposure | None, lang: Language) -> str:
    """The same for a mail: the paragraph, and a small table of the results where there are any."""
    text = f"<p>{escape(summary_paragraph(shown, exposure, lang))}</p>"
    if exposure is None or not exposure.coverage.is_modelled:
        return text
    made = result_table(lang, exposure)
    rows = "".join(
        f"<tr><td>{escape(name)}</td><td align='right'>{escape(value)}</td></tr>"
        for name, value in made.texts
    )
    return f"{text}<table border='1' cellpadding='4' cellspacing='0'>{rows}</table>"
