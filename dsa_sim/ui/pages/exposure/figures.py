"""The key figures of the page Exposure, and the lines that say what stands behind them."""

from decimal import Decimal

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from dsa_sim.language import Language, formats
from dsa_sim.language.coverage_words import left_out_words
from dsa_sim.language.exposure_words import above_words, defence_words, edge_words
from dsa_sim.language.joining import joined, sentence
from dsa_sim.language.languages import NO_BREAK_SPACE
from dsa_sim.language.maximum_words import (
    counted_words,
    maximum_amount,
    maximum_name,
    other_reading,
    supported_amount,
)
from dsa_sim.language.problem_words import MESSAGES, problem_text
from dsa_sim.model.assessment import Assessment, TotalMaximum
from dsa_sim.model.decision_days import IncompleteError
from dsa_sim.model.simulation import Exposure
from dsa_sim.ui.context import Context
from dsa_sim.ui.places import STEPS, missing_input
from dsa_sim.ui.summary import anything_modelled
from dsa_sim.ui.widgets.cards import KeyFigure, label, unmarked
from dsa_sim.ui.widgets.flow import Flow

_LINKS = 3
_CENT = 0.005


def modelled(context: Context, scenario: str | None, shown: Assessment) -> Exposure | None:
    """The exposure of a scenario; None where there is none or nothing in it is modelled yet."""
    exposure = context.exposure(scenario)
    return exposure if exposure is not None and anything_modelled(shown, exposure) else None


class ExposureFigures(QGridLayout):
    """Expected, what is paid if anything is, P95, a chance, and the maximum.

    `target` is where the figures of the simulation lead.
    """

    def __init__(self, lang: Language, *, target: str = STEPS):
        super().__init__()
        self._lang = lang
        tr = lang.tr
        self.expected = KeyFigure(tr("Expected"), target=target)
        self.paid = KeyFigure(tr("If anything is paid"), target=target)
        self.severe = KeyFigure(tr("P95"), target=target)
        self.chance = KeyFigure(self._chance_caption(), target=target)
        self.maximum = KeyFigure(tr("Statutory maximum"), target=STEPS)
        self.setSpacing(14)
        self.all = self._in_order()
        self.arrange(columns=len(self.all))

    def _in_order(self) -> tuple[KeyFigure, ...]:
        return (self.expected, self.paid, self.severe, self.chance, self.maximum)

    def _chance_caption(self) -> str:
        return self._lang.tr("Chance of any fine")

    def arrange(self, *, columns: int) -> None:
        """Put the figures side by side, so many in a row."""
        for n, figure in enumerate(self.all):
            self.addWidget(figure, n // columns, n % columns)
            self.setColumnStretch(n, 1 if n < columns else 0)

    def show_exposure(
        self, shown: Assessment, exposure: Exposure | None, *, nothing: str = ""
    ) -> None:
        """Show the figures of a scenario; dashes where there are none, with `nothing` as why."""
        self._show_maximum(shown, exposure)
        if exposure is None:
            words = nothing or self._lang.tr("nothing modelled yet")
            for figure in (self.expected, self.paid, self.severe, self.chance):
                figure.show_figure("–", words)
            return
        tr, lang = self._lang.tr, self._lang
        self._show(self.expected, exposure.mean_eur, self._share_of_turnover(shown, exposure))
        median = formats.amount(lang, exposure.quantile_eur(0.5))
        self._show(
            self.paid, exposure.paid_quantile_eur(0.5), self._range_if_paid(exposure),
            more=tr("P50 {amount}: {words}", amount=median, words=above_words(exposure, 0.5, lang)),
        )  # fmt: skip
        self._show(self.severe, exposure.quantile_eur(0.95), above_words(exposure, 0.95, lang))
        self._show_chance(exposure)

    def _show_chance(self, exposure: Exposure) -> None:
        lang, none = self._lang, formats.share(self._lang, exposure.chance_of_none)
        self.chance.show_figure(
            formats.share(lang, exposure.chance_any_fine),
            lang.tr("at least one fine, after any appeal; nothing to pay in {none}", none=none),
        )

    def _show(self, figure: KeyFigure, eur: float, meaning: str, *, more: str = "") -> None:
        lang = self._lang
        exact = formats.exact_amount(lang, eur)
        figure.show_figure(
            formats.amount(lang, eur), meaning, exact=f"{exact}\n{more}" if more else exact
        )

    def _range_if_paid(self, exposure: Exposure) -> str:
        """What lies around the median of what is paid, where anything is."""
        lang = self._lang
        low, high = exposure.paid_quantile_eur(0.1), exposure.paid_quantile_eur(0.9)
        if not exposure.chance_of_payment:
            return lang.tr("no outcome brings a payment")
        if exposure.paid_quantile_eur(1.0) - exposure.paid_quantile_eur(0.0) < _CENT:
            return lang.tr("the only possible amount")
        if high - low < _CENT:
            return lang.tr("median; 8 in 10 are this amount")
        said = lang.tr(
            "median; 8 in 10 from {low} to {high}",
            low=formats.amount(lang, low), high=formats.amount(lang, high),
        )  # fmt: skip
        edge = exposure.paid_edge_eur(0.5)
        return said if edge is None else joined(lang, (said, edge_words(edge, lang)))

    def _share_of_turnover(self, shown: Assessment, exposure: Exposure) -> str:
        found = shown.maximum
        if found is None or not found.turnover_eur:
            return self._lang.tr("average of all outcomes")
        share = exposure.mean_eur / found.turnover_eur
        return self._lang.tr(
            "average outcome, {share} of turnover", share=formats.share(self._lang, share)
        )

    def _show_maximum(self, shown: Assessment, exposure: Exposure | None) -> None:
        lang, found = self._lang, shown.maximum
        if found is None:
            self.maximum.show_figure("–", self._no_maximum(shown))
            return
        parts = [counted_words(found, lang), self._year(found)]
        if exposure is not None:
            parts.append(self._binds(exposure.chance_maximum_binds))
        self.maximum.show_figure(
            formats.amount(lang, found.amount), joined(lang, parts),
            exact="\n".join(
                t for t in (
                    maximum_name(found, lang), supported_amount(found, lang),
                    other_reading(found, lang),
                ) if t
            ),
        )  # fmt: skip

    def _no_maximum(self, shown: Assessment) -> str:
        """Why there is none; before anything is alleged every open strand may bring a fine."""
        if not shown.decisions and any(s.strand.outcomes.decision for s in shown.strands):
            return self._lang.tr("not computable yet")
        if not shown.decisions:
            return self._lang.tr("no decision can bring a fine")
        return maximum_amount(shown, self._lang)

    def _year(self, found: TotalMaximum) -> str:
        """The rate and the year, where all the maxima have the same."""
        days = {m.turnover.year.ends_on for m in found.maxima}
        if found.rate is None or len(days) != 1:
            return maximum_name(found, self._lang)
        day = formats.day(self._lang, days.pop()).replace(" ", NO_BREAK_SPACE)
        rate = formats.rate(self._lang, found.rate)
        return self._lang.tr("{rate}, year to {day}", rate=rate, day=day)

    def _binds(self, chance: float) -> str:
        if not chance:
            return self._lang.tr("binds in no outcome")
        share = formats.share(self._lang, chance)
        return self._lang.tr("binds in {share} of outcomes", share=share)


class ExposureNotes(QWidget):
    """How many trials stand behind the figures, what is left out, and why there are none."""

    place_asked = Signal(str)
    """Somebody wants to see the input with that target."""

    def __init__(self, lang: Language):
        super().__init__()
        self._lang = lang
        rows = QVBoxLayout(self)
        rows.setContentsMargins(2, 0, 2, 0)
        rows.setSpacing(4)
        self.behind = label(name="caption", wrap=True)
        self.trouble = label(name="warningText", wrap=True)
        self._links = QWidget()
        self._flow = Flow(self._links, gap=4)
        self._shown: object = None
        for part in (self.behind, self.trouble, self._links):
            rows.addWidget(part)

    def show_exposure(self, exposure: Exposure | None, *, recalculating: bool) -> None:
        """Say what stands behind an exposure."""
        text = "" if exposure is None else self._behind(exposure, recalculating=recalculating)
        self.behind.setText(text)
        self.behind.setVisible(bool(text))

    def _behind(self, exposure: Exposure, *, recalculating: bool) -> str:
        tr, lang = self._lang.tr, self._lang
        error = formats.amount(lang, exposure.mean_error_eur)
        parts = [
            lang.ntr("{n} trial", "{n} trials", exposure.trials),
            tr("seed {seed}", seed=exposure.seed),
            tr("sampling error of the expected amount ± {error}", error=error),
        ]
        if exposure.time_cost_mean_eur:
            cost = formats.amount(lang, exposure.time_cost_mean_eur)
            parts.append(tr("cost of time while appeals are pending, on top: {cost}", cost=cost))
        if exposure.defence_mean_eur:
            parts.append(defence_words(exposure, lang))
        if recalculating:
            parts.append(tr("recalculating…"))
        return " · ".join(parts)

    def show_trouble(self, shown: Assessment, refusal: IncompleteError | None) -> None:
        """Say why nothing is computed, or which infringements count as nothing."""
        left_out = (*shown.coverage.open, *shown.coverage.excluded)
        links: list[tuple[str, str]] = []
        text = ""
        if refusal is not None:
            text = refusal_text(self._lang, shown, refusal)
            links = [(self._lang.tr("Go to the input"), refusal.where)]
        elif left_out:
            text = sentence(left_out_words(shown, self._lang))
            links = self._left_out(shown, left_out)
        if (text, links) == self._shown:
            return
        self._shown = (text, links)
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))
        self._show_links(links)

    def _left_out(self, shown: Assessment, left_out: tuple[str, ...]) -> list[tuple[str, str]]:
        alleged = [i for i in shown.case.infringements if i.id in left_out]
        links = [(i.title, missing_input(shown, i)) for i in alleged]
        more = len(links) - _LINKS
        if more > 0:
            rest = self._lang.ntr("{n} more", "{n} more", more)
            links = [*links[:_LINKS], (rest, links[_LINKS][1])]
        return links

    def _show_links(self, links: list[tuple[str, str]]) -> None:
        while self._flow.count():
            item = self._flow.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for words, target in links:
            button = QPushButton(unmarked(words))
            button.setObjectName("link")
            button.setProperty("target", target)
            button.clicked.connect(self._follow)
            self._flow.addWidget(button)
        self._links.setVisible(bool(links))

    @Slot()
    def _follow(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.place_asked.emit(str(button.property("target")))


def refusal_text(lang: Language, shown: Assessment, refusal: IncompleteError) -> str:
    """Why nothing can be simulated, in the words of the problem behind it."""
    found = next(
        (p for p in shown.problems if (p.code, p.where) == (refusal.code, refusal.where)), None
    )
    if found is not None and found.code in MESSAGES:
        return problem_text(lang, found)
    return lang.tr("A statutory maximum cannot be computed: see what needs attention.")


def chance_above(lang: Language, exposure: Exposure | None, amount: Decimal | None) -> str:
    """In how many outcomes an amount is exceeded; empty where one of the two is open."""
    if exposure is None or amount is None:
        return ""
    chance = formats.share(lang, exposure.chance_above(float(amount)))
    return lang.tr("exceeded in {chance} of outcomes", chance=chance)
