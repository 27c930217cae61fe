"""The page Charts and slides: what goes into the briefing, in which order and words."""

import base64
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from dsa_sim.language.words import choices
from dsa_sim.model.case import BriefingPlan, Case, PlanItem
from dsa_sim.storage.briefed import before_of
from dsa_sim.ui.context import Context
from dsa_sim.ui.page import Page
from dsa_sim.ui.places import PAGE
from dsa_sim.ui.runner import Cancelled
from dsa_sim.ui.widgets.cards import Card, clear, label, scrolled_column
from dsa_sim.ui.widgets.fields import ChoiceField, Form, NoteField, TextField

if TYPE_CHECKING:
    from dsa_sim.report.briefing.blocks import Briefing, House
    from dsa_sim.report.briefing.planning import Outline

_KEY = "briefing"
_PREVIEW = "preview"
_PREVIEW_TRIALS = 65_536
"""Trials of the preview: the pages are those of the export, the figures a little rougher."""
_PPI = 62
_PAPER_WIDTH = 116
_LIST_HEIGHT = 130
"""Pixels that the names of papers need; the form of the pages takes the rest of the row."""
_CODE = Qt.ItemDataRole.UserRole


class PagePictures(QScrollArea):
    """Pages below each other, their whole width in sight whatever the size of the window."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.setObjectName("pagePictures")
        body = QWidget()
        body.setObjectName("scrollBody")
        self._column = QVBoxLayout(body)
        self._column.setSpacing(10)
        self.setWidget(body)
        self._pages: list[tuple[QLabel, QPixmap]] = []

    def show_pages(self, pages: Sequence[bytes], names: Sequence[str]) -> None:
        """Show the pages (PNG) with their names in place of those before."""
        clear(self._column)
        self._pages = []
        for data, name in zip(pages, names, strict=True):
            picture, page = QPixmap(), label()
            picture.loadFromData(data)
            page.setAccessibleName(name)
            page.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._column.addWidget(page)
            self._pages.append((page, picture))
        self._column.addStretch(1)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        edges = self._column.contentsMargins()
        room = self.viewport().width() - edges.left() - edges.right()
        for page, picture in self._pages:
            width = max(1, min(picture.width(), room))
            if page.pixmap().width() != width:
                smooth = Qt.TransformationMode.SmoothTransformation
                page.setPixmap(picture.scaledToWidth(width, smooth))


class SlidesPage(Page):
    """The sections and charts at the left, the pages as they will be exported at the right."""

    shows_scenarios = True

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        self._made: tuple[Case, str | None, Briefing] | None = None
        self._shown: tuple[Any, ...] = ()
        across = QHBoxLayout()
        across.setSpacing(14)
        # On a low screen the card scrolls as a whole; its list keeps some rows in sight.
        area, column = scrolled_column()
        column.addWidget(self._choosing())
        bar = area.verticalScrollBar().sizeHint().width()
        area.setMinimumWidth(column.sizeHint().width() + bar)
        across.addWidget(area, 5)
        across.addWidget(self._preview(), 6)
        self.root.addLayout(across, 1)
        context.runner.done.connect(self._take)

    # Building

    def _choosing(self) -> Card:
        tr = self.lang.tr
        card = Card(tr("What goes into the briefing"))
        form = Form(label_width=96)
        self.template = self._choice("template", tr("Template"))
        self.layout_field = self._choice("layout", tr("Pages"))
        self.paper = self._choice("paper", tr("Paper"))
        self.paper.setMaximumWidth(_PAPER_WIDTH)
        form.add_row(tr("Template"), self.template)
        form.add_row(tr("Pages"), self.layout_field, self.paper)
        card.body.addLayout(form)
        self.items = QListWidget()
        self.items.setAccessibleName(tr("Sections and charts"))
        self.items.setWordWrap(True)
        self.items.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.items.itemChanged.connect(self._tick)
        self.items.currentItemChanged.connect(self._show_item)
        self.items.setMinimumHeight(_LIST_HEIGHT)
        card.body.addWidget(self.items, 1)
        card.body.addLayout(self._buttons())
        self.title_field = TextField(tr("Title"), placeholder=tr("the program’s own words"))
        self.note_field = NoteField(tr("Note"), placeholder=tr("stands below the heading"), lines=2)
        self.title_field.edited.connect(self._retitle)
        self.note_field.edited.connect(self._annotate)
        words = Form(label_width=96)
        words.add_row(tr("Title"), self.title_field)
        words.add_row(tr("Note"), self.note_field)
        self.firm = TextField(tr("Firm"), placeholder=tr("as in the settings"))
        self.firm.edited.connect(partial(self._change, "firm"))
        self.logo = QPushButton(tr("Logo…"))
        self.logo.clicked.connect(self.ask_logo)
        words.add_row(tr("Firm"), self.firm, self.logo)
        to = self.lang.ptr("memorandum", "To")
        author = self.lang.ptr("memorandum", "From")
        self.addressee = TextField(to, placeholder=tr("whom the memorandum is to"))
        self.addressee.edited.connect(partial(self._change, "addressee"))
        self.author = TextField(author)
        self.author.edited.connect(partial(self._change, "author"))
        words.add_row(to, self.addressee)
        words.add_row(author, self.author)
        self.colour = TextField(tr("Colour"), placeholder="#0b5fa5", longest=7)
        self.colour.edited.connect(self._recolour)
        words.add_row(tr("Colour"), self.colour)
        card.body.addLayout(words)
        return card

    def _choice(self, field: str, name: str) -> ChoiceField:
        made = ChoiceField(name, choices(self.lang, field))
        made.edited.connect(partial(self._change, field))
        return made

    def _buttons(self) -> QHBoxLayout:
        tr, row = self.lang.tr, QHBoxLayout()
        self.up = QPushButton(tr("Move up"))
        self.down = QPushButton(tr("Move down"))
        self.reset = QPushButton(tr("As in the template"))
        for button, call in (
            (self.up, partial(self.move_section, -1)), (self.down, partial(self.move_section, 1)),
            (self.reset, self.take_template),
        ):  # fmt: skip
            button.setObjectName("flat")
            button.clicked.connect(call)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _preview(self) -> Card:
        tr = self.lang.tr
        card = Card(tr("Pages as they will be exported"))
        self.state = label(name="caption", wrap=True)
        card.body.addWidget(self.state)
        self.pages = PagePictures(tr("Pages as they will be exported"))
        card.body.addWidget(self.pages, 1)
        return card

    # Showing

    def refresh(self) -> None:
        """Show the plan; the briefing and its pages follow from the worker."""
        plan = self.context.case.plan
        self.template.set_value(plan.template)
        self.layout_field.set_value(plan.layout)
        # Slides for a board are pages that lie, whatever the others are.
        self.layout_field.setEnabled(plan.template != "board")
        self.paper.set_value(plan.paper)
        self.firm.set_value(plan.firm)
        self.colour.set_value(plan.colour)
        self.addressee.set_value(plan.addressee)
        self.author.set_value(plan.author)
        asked = (_without_plan(self.context.case), self.context.document.scenario)
        if self._made is not None and self._made[:2] == asked:
            self._show_outline(self._made[2])
            self._ask_pages()
            return
        self.state.setText(self.lang.tr("The briefing is being made…"))
        job = partial(_briefing, asked[0], asked[1], self.lang)
        self.context.runner.ask(_KEY, job)

    @Slot(str, object)
    def _take(self, key: str, result: Any) -> None:
        if key == _KEY:
            self._made = result
            asked = (_without_plan(self.context.case), self.context.document.scenario)
            if result[:2] == asked:
                self._show_outline(result[2])
                self._ask_pages()
        elif key == _PREVIEW:
            self._show_pages(result)

    def _show_outline(self, briefing: "Briefing") -> None:
        from dsa_sim.report.briefing.planning import outline

        rows = outline(briefing, self.context.case.plan)
        shown = tuple((r.code, r.title, r.is_chart, r.shown) for r in rows)
        if shown == self._shown:
            return
        self._shown = shown
        current = self.code
        with QSignalBlocker(self.items):
            self.items.clear()
            for row in rows:
                self._add_item(row, current)
        self._show_item()

    def _add_item(self, row: "Outline", current: str) -> None:
        item = QListWidgetItem(f"      {row.title}" if row.is_chart else row.title)
        item.setData(_CODE, row.code)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if row.shown else Qt.CheckState.Unchecked)
        item.setToolTip(row.title)
        self.items.addItem(item)
        if row.code == current:
            self.items.setCurrentItem(item)

    def _ask_pages(self) -> None:
        if self._made is None:
            return
        plan, house = self.context.case.plan, self.context.house
        self.context.runner.ask(_PREVIEW, partial(_pages, self._made[2], plan, house))

    def _show_pages(self, pages: tuple[bytes, ...]) -> None:
        names = [self.lang.tr("Page {n}", n=n) for n, _ in enumerate(pages, start=1)]
        self.pages.show_pages(pages, names)
        words = self.lang.ntr("{n} page as PDF.", "{n} pages as PDF.", len(pages))
        self.state.setText(words)

    @property
    def code(self) -> str:
        """The code of the section or chart chosen; empty where there is none."""
        row = self.items.currentRow()
        return str(self.items.item(row).data(_CODE)) if row >= 0 else ""

    @Slot()
    def _show_item(self, *_: object) -> None:
        item = self._item(self.code)
        self.title_field.set_value(item.title)
        self.note_field.set_value(item.note)
        is_section = bool(self.code) and "." not in self.code
        self.up.setEnabled(is_section)
        self.down.setEnabled(is_section)
        for field in (self.title_field, self.note_field):
            field.setEnabled(bool(self.code))

    def _item(self, code: str) -> PlanItem:
        """The item of the plan with that code, or what the template makes of it."""
        for item in self.context.case.plan.items:
            if item.code == code:
                return item
        shown = next((row[3] for row in self._shown if row[0] == code), True)
        return PlanItem(code=code, shown=shown)

    # Changing

    def _change(self, field: str, value: object) -> None:
        self._apply(self.lang.tr("Change of the briefing"), merge=field, **{field: value})

    def _apply(self, words: str, *, merge: str = "", **changes: Any) -> None:
        def edit(case: Case) -> Case:
            plan = msgspec.structs.replace(case.plan, **changes)
            return msgspec.structs.replace(case, plan=plan)

        self.context.apply(
            words, edit, merge=f"plan.{merge}" if merge else "", where=f"{PAGE}slides"
        )

    def _set_item(self, item: PlanItem, *, merge: str = "") -> None:
        from dsa_sim.report.briefing.planning import with_item

        items = with_item(self.context.case.plan, item)
        self._apply(self.lang.tr("Change of the briefing"), merge=merge, items=items)

    @Slot(QListWidgetItem)
    def _tick(self, row: QListWidgetItem) -> None:
        code = str(row.data(_CODE))
        shown = row.checkState() == Qt.CheckState.Checked
        self._set_item(msgspec.structs.replace(self._item(code), shown=shown))

    @Slot(str)
    def _retitle(self, title: str) -> None:
        if self.code:
            item = msgspec.structs.replace(self._item(self.code), title=title)
            self._set_item(item, merge=f"{self.code}.title")

    @Slot(str)
    def _annotate(self, note: str) -> None:
        if self.code and note != self._item(self.code).note:
            item = msgspec.structs.replace(self._item(self.code), note=note)
            self._set_item(item, merge=f"{self.code}.note")

    @Slot(str)
    def _recolour(self, text: str) -> None:
        colour = text.strip().lower()
        try:
            msgspec.convert({"colour": colour}, BriefingPlan)
        except msgspec.ValidationError:
            example = self.colour.placeholderText()
            words = self.lang.tr("Write a colour as {example}, or nothing.", example=example)
            self.colour.refuse(words)
        else:
            self._change("colour", colour)

    def move_section(self, by: int, *_: object) -> None:
        """Move the section chosen up or down among the sections; its charts go with it."""
        codes = [row[0] for row in self._shown if not row[2]]
        if self.code not in codes:
            return
        place = codes.index(self.code)
        to = place + by
        if not 0 <= to < len(codes):
            return
        codes.insert(to, codes.pop(place))
        known = {item.code: item for item in self.context.case.plan.items}
        sections = tuple(known.get(code) or self._item(code) for code in codes)
        rest = tuple(i for i in self.context.case.plan.items if i.code not in codes)
        self._apply(self.lang.tr("Order of the briefing"), items=(*sections, *rest))

    def take_template(self, *_: object) -> None:
        """Give up every choice but the template."""
        self._apply(self.lang.tr("Change of the briefing"), items=())

    def ask_logo(self, *_: object) -> None:
        """Ask for a picture and keep it in the case."""
        tr = self.lang.tr
        name, _kind = QFileDialog.getOpenFileName(
            self, tr("Logo of the firm"), "", tr("Pictures (*.png *.jpg *.jpeg *.svg *.svgz)")
        )
        if name:
            self.take_logo(Path(name))

    def take_logo(self, path: Path) -> None:
        """Keep a picture, as every format takes it, as the logo of this case's briefing."""
        from dsa_sim.report.briefing.logo import RefusedLogoError, as_logo, read_logo

        try:
            logo = as_logo(read_logo(path))
        except OSError as error:
            self.context.message_given.emit(str(error.strerror))
        except RefusedLogoError as error:
            self.context.message_given.emit(error.worded(self.lang))
        else:
            self._change("logo", base64.b64encode(logo).decode())


def _without_plan(case: Case) -> Case:
    """The case as far as the whole briefing depends on it."""
    charts = tuple(item for item in case.plan.items if "." in item.code and item.shown)
    plan = BriefingPlan(template=case.plan.template, items=charts)
    return msgspec.structs.replace(
        case, plan=plan, briefed=case.briefed[-1:], trials=min(case.trials, _PREVIEW_TRIALS),
    )  # fmt: skip


def _briefing(
    case: Case, scenario: str | None, lang: Any, cancelled: Cancelled
) -> "tuple[Case, str | None, Briefing]":
    from dsa_sim.report.briefing.document import make_briefing

    made = make_briefing(
        case, scenario=scenario, lang=lang, is_planned=False, before=partial(before_of, case),
        cancelled=cancelled,
    )  # fmt: skip
    return case, scenario, made


def _pages(
    briefing: "Briefing", plan: BriefingPlan, house: "House | None", _cancelled: Cancelled
) -> tuple[bytes, ...]:
    from dataclasses import replace

    from dsa_sim.report.briefing.blocks import House
    from dsa_sim.report.briefing.planning import house_of, planned
    from dsa_sim.report.writers.pdf import layout_of, preview_pages

    shown = replace(planned(briefing, plan), house=house_of(plan, house or House()))
    return preview_pages(shown, paper=plan.paper, layout=layout_of(plan), ppi=_PPI)
