"""The exposure in one dated paragraph with its caveat, to be pasted into an e-mail."""

from dsa_sim.language import formats
from dsa_sim.language.joining import quoted
from dsa_sim.language.national_words import has_national
from dsa_sim.language.translation import Language
from dsa_sim.law import law_version
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
    parts = [head, _modelled(exposure, lang) if exposure else _if_fined(shown, lang)]
    if shown.maximum_eur is not None:
        maximum = formats.amount(lang, shown.maximum_eur)
        said = (
            tr("Statutory maximum: {maximum}.")
            if has_national(case)
            else tr("Statutory maximum (Art. 74(1)): {maximum}.")
        )
        parts.append(said.format(maximum=maximum))
    parts.append(
        tr(
            "Amounts below the maximum follow from this case’s own assumptions; they are no "
            "forecast and no legal advice. Law data of {version}.",
            version=law_version(),
        )
    )
    return " ".join(parts)


def _modelled(exposure: Exposure, lang: Language) -> str:
    return lang.tr(
        "expected {mean}; in 1 of 20 outcomes more than {p95}; chance of any fine {chance} "
        "({trials} simulated outcomes, seed {seed}).",
        mean=formats.amount(lang, exposure.mean_eur),
        p95=formats.amount(lang, exposure.quantile_eur(0.95)),
        chance=formats.share(lang, exposure.chance_any_fine),
        trials=formats.number(lang, exposure.trials),
        seed=exposure.seed,
    )


def _if_fined(shown: Assessment, lang: Language) -> str:
    if not shown.case.infringements:
        return lang.tr("nothing is alleged yet.")
    if shown.total_eur is None:
        return lang.tr("the amount cannot be computed yet.")
    amount = formats.amount(lang, shown.total_eur)
    return lang.tr("{amount} if all that is alleged is fined.", amount=amount)
