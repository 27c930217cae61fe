"""The key figures of the page Exposure, and the lines that say what stands behind them."""

from decimal import Decimal

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from dsa_sim.language import Language, formats
from dsa_sim.language.languages import NO_BREAK_SPACE
from dsa_sim.language.problem_words import MESSAGES, problem_text
from dsa_sim.model.assessment import Assessment
from dsa_sim.model.decision_days import IncompleteError
from dsa_sim.model.maxima import Maximum
from dsa_sim.model.simulation import Exposure
from dsa_sim.ui.cards import KeyFigure, label
from dsa_sim.ui.context import Context
from dsa_sim.ui.flow import Flow
from dsa_sim.ui.places import STEPS
from dsa_sim.ui.summary import anything_modelled

_LINKS = 3


def modelled(context: Context, scenario: str | None, shown: Assessment) -> Exposure | None:
    """The exposure of a scenario; None where there is none or nothing in it is modelled yet."""
    exposure = context.exposure(scenario)
    return exposure if exposure is not None and anything_modelled(shown, exposure) else None


def highest_maximum(shown: Assessment) -> Maximum | None:
    """The maximum of the headline, with the turnover it is taken of."""
    amount = shown.maximum_eur
    return next((m for s in shown.strands for m in s.maxima if m.amount == amount), None)


class ExposureFigures(QGridLayout):
    """Expected, P50, P95, the chance of any fine, and the maximum."""

    def __init__(self, lang: Language):
        super().__init__()
        self._lang = lang
        tr = lang.tr
        self.expected = KeyFigure(tr("Expected"), target=STEPS)
        self.median = KeyFigure(tr("P50"), target=STEPS)
        self.severe = KeyFigure(tr("P95"), target=STEPS)
        self.any_fine = KeyFigure(tr("Chance of any fine"), target=STEPS)
        self.maximum = KeyFigure(tr("Statutory maximum"), target=STEPS)
        self.setSpacing(14)
        self.all = (self.expected, self.median, self.severe, self.any_fine, self.maximum)
        self.arrange(columns=len(self.all))

    def arrange(self, *, columns: int) -> None:
        """Put the figures side by side, so many in a row."""
        for n, figure in enumerate(self.all):
            self.addWidget(figure, n // columns, n % columns)
            self.setColumnStretch(n, 1 if n < columns else 0)

    def show_exposure(self, shown: Assessment, exposure: Exposure | None) -> None:
        """Show the figures of a scenario; dashes where nothing is modelled."""
        self._show_maximum(highest_maximum(shown), exposure)
        if exposure is None:
            words = self._lang.tr("nothing modelled yet")
            for figure in (self.expected, self.median, self.severe, self.any_fine):
                figure.show_figure("–", words)
            return
        tr, lang = self._lang.tr, self._lang
        self._show(self.expected, exposure.mean_eur, self._share_of_turnover(shown, exposure))
        self._show(self.median, exposure.quantile_eur(0.5), tr("half of the outcomes are above"))
        self._show(self.severe, exposure.quantile_eur(0.95), tr("1 in 20 outcomes is above"))
        chance = exposure.chance_any_fine
        self.any_fine.show_figure(
            formats.share(lang, chance), tr("at least one fine, after any appeal")
        )

    def _show(self, figure: KeyFigure, eur: float, meaning: str) -> None:
        lang = self._lang
        figure.show_figure(
            formats.amount(lang, eur), meaning, exact=formats.exact_amount(lang, eur)
        )

    def _share_of_turnover(self, shown: Assessment, exposure: Exposure) -> str:
        found = highest_maximum(shown)
        if found is None or not found.turnover.euro:
            return self._lang.tr("average of all outcomes")
        share = exposure.mean_eur / float(found.turnover.euro)
        return self._lang.tr(
            "average outcome, {share} of turnover", share=formats.share(self._lang, share)
        )

    def _show_maximum(self, found: Maximum | None, exposure: Exposure | None) -> None:
        tr, lang = self._lang.tr, self._lang
        if found is None:
            self.maximum.show_figure("–", tr("not computable yet"))
            return
        rate = formats.rate(lang, found.rate)
        day = formats.day(lang, found.turnover.year.ends_on).replace(" ", NO_BREAK_SPACE)
        meaning = tr("{rate}, year to {day}", rate=rate, day=day)
        if exposure is not None:
            meaning = f"{meaning}; {self._binds(exposure.chance_maximum_binds)}"
        self.maximum.show_figure(
            formats.amount(lang, found.amount), meaning,
            exact=f"{formats.exact_amount(lang, found.amount)} ({found.law})",
        )  # fmt: skip

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
        if recalculating:
            parts.append(tr("recalculating…"))
        return " · ".join(parts)

    def show_trouble(
        self, shown: Assessment, refusal: IncompleteError | None, left_out: tuple[str, ...]
    ) -> None:
        """Say why nothing is computed, or which infringements count as nothing."""
        links: list[tuple[str, str]] = []
        text = ""
        if refusal is not None:
            text = refusal_text(self._lang, shown, refusal)
            links = [(self._lang.tr("Go to the input"), refusal.where)]
        elif left_out:
            text = self._lang.ntr(
                "{n} alleged infringement is not modelled yet: chance or amount is open.",
                "{n} alleged infringements are not modelled yet: chance or amount is open.",
                len(left_out),
            )
            links = self._left_out(shown, left_out)
        if (text, links) == self._shown:
            return
        self._shown = (text, links)
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))
        self._show_links(links)

    def _left_out(self, shown: Assessment, left_out: tuple[str, ...]) -> list[tuple[str, str]]:
        alleged = [i for i in shown.case.infringements if i.id in left_out]
        links = [
            (i.title, f"{i.id}.chance" if i.chance is None else f"{i.id}.start") for i in alleged
        ]
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
            button = QPushButton(words.replace("&", "&&"))
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
