"""What the exceedance curve shows of a portfolio: all cases together, against their maximum."""

from collections.abc import Iterator

from dsa_sim.language import Language
from dsa_sim.language.joining import joined
from dsa_sim.language.maximum_words import maximum_label
from dsa_sim.language.portfolio_words import portfolio_left_out
from dsa_sim.model.portfolio import PortfolioExposure
from dsa_sim.report.charts.exposure_data import ExceedanceData, ExceedanceLine, curve_of, line_of


def portfolio_data(found: PortfolioExposure, lang: Language) -> ExceedanceData:
    """The curve of the total; empty where nothing of any case is assessed."""
    if not found.total.coverage.is_modelled:
        return ExceedanceData(curves=(), lines=())
    maximum = found.portfolio.maximum
    said = (words.removesuffix(".") for words in portfolio_left_out(found, lang))
    return ExceedanceData(
        curves=(curve_of(found.total, lang.tr("Portfolio"), lang),),
        lines=tuple(_lines(found, lang)),
        foot=joined(lang, said),
        kind=maximum.kind if maximum is not None else "infringement",
    )


def _lines(found: PortfolioExposure, lang: Language) -> Iterator[ExceedanceLine]:
    maximum = found.portfolio.maximum
    if maximum is not None:
        yield line_of(found.total, "maximum", maximum.amount, maximum_label(maximum, lang))
