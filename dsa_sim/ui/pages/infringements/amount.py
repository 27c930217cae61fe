"""How the amount of an alleged infringement is reached: the waterfall, and a line below it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dsa_sim.language import formats
from dsa_sim.model.assessment import Assessment, Worksheet
from dsa_sim.ui.charts import waterfall_view
from dsa_sim.ui.context import Context
from dsa_sim.ui.pages.infringements import words
from dsa_sim.ui.widgets.canvas import ChartCanvas
from dsa_sim.ui.widgets.cards import label


class AmountPanel(QWidget):
    """Stays in sight below the fields, so that each edit is seen to matter at once."""

    LOWEST, HIGHEST = 150, 226
    SHARE = 0.29
    """How much of the inspector's height the chart may take."""

    def __init__(self, context: Context):
        super().__init__()
        self._context, self._lang = context, context.lang
        self._shown: tuple[object, ...] = ()
        self.chart = ChartCanvas(self._lang)
        self.fit(0)
        self.chart.save_asked.connect(self._context.save_chart_asked)
        self.line = label(name="caption", wrap=True)
        self.line.setContentsMargins(13, 0, 13, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(7, 6, 7, 12)
        layout.setSpacing(2)
        layout.addWidget(self.chart, 1)
        layout.addWidget(self.line)

    def fit(self, height: int) -> None:
        """Give the chart its share of a height in pixels."""
        wanted = round(height * self.SHARE)
        self.chart.setFixedHeight(max(self.LOWEST, min(self.HIGHEST, wanted)))

    def show_sheet(self, base: Assessment, sheet: Worksheet) -> None:
        """Show the worksheet of an infringement in the base case."""
        strand = words.maxima_of(base, sheet.infringement.strand)
        share = words.share_of(base, sheet.infringement.id)
        shown = (sheet, strand, share, self._context.theme.look)
        if shown == self._shown:
            return
        self._shown = shown
        self.chart.setVisible(sheet.amount_eur is not None)
        self.chart.show_chart(
            waterfall_view(sheet, base, self._lang, look=self._context.theme.look)
        )
        self.line.setText(words.amount_line(self._lang, base, sheet))
        exact = sheet.amount_eur is not None
        self.line.setToolTip(formats.exact_amount(self._lang, sheet.amount_eur) if exact else "")
