"""What leads to an input leads to its field: from problems, the tornado, the matrix and undo."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from time import monotonic

import msgspec
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from dsa_sim.asset_files import asset_path
from dsa_sim.model.address import field_address, split, value_at
from dsa_sim.model.assessment import assess
from dsa_sim.model.case import (
    Appeal,
    Case,
    Factor,
    Method,
    Offer,
    Payment,
    Periodic,
    Reference,
)
from dsa_sim.model.edits import change, find_part
from dsa_sim.model.estimate import between, exactly
from dsa_sim.model.inputs import row_at, targets
from dsa_sim.model.methods import METHODS
from dsa_sim.model.uncertain import holdable_inputs_of
from dsa_sim.storage import read_case
from dsa_sim.ui.pages.infringements.strand_outcomes import ChancesField
from dsa_sim.ui.places import page_for
from tests.ui.conftest import PATIENCE

RISK = "illegal-products"
NONE = Decimal(0)


def whole(method: Method = "judgement") -> Case:
    """The example with an appeal, a periodic penalty, an offer and the inputs of every method."""
    case = read_case(asset_path("examples", "aliexpress.dsacase")).case
    half, few = exactly("0.5"), between("0.1", "0.2")
    case = change(
        case, "risks",
        appeal=Appeal(chance=half, reduced=NONE + 1, confirmed=NONE, reduction=few, increase=few),
        payment=Payment(rate=few, years=between(1, 2)),
        offer=Offer(cost=between(1, 2), rejected=half, breached=half),
        periodic=(
            Periodic(
                id="daily", title="Daily", chance=half, daily_share=few, days=between(10, 20),
                definitive=few,
            ),
        ),
    )  # fmt: skip
    case = change(
        case, RISK, aggravating=(Factor(share=few),), mitigating=(Factor(share=few),),
        fined=half, band=few, proportion=few, entry_fee=few, deterrence=between(1, 2),
        other_penalties=between(1, 2), recurrence=few, duration=between(1, 2),
    )  # fmt: skip
    platform = case.platforms[0].id
    case = change(case, platform, eu_revenue_eur=between(10**9, 2 * 10**9))
    return msgspec.structs.replace(case, method=method, reference=Reference(share=few), trials=1000)


@pytest.fixture
def open_case(open_window):
    def opened(case: Case):
        window = open_window(size=(1180, 760))
        window.document.apply("test", lambda _: case)
        return window

    return opened


def reached(window, target: str) -> str:
    """What is wrong with the way to a target; empty where its field has the cursor in view."""
    window.go_to(target)
    until = monotonic() + PATIENCE / 1000
    while wrong_place(window, target) and monotonic() < until:
        QApplication.processEvents()
    return wrong_place(window, target)


def wrong_place(window, target: str) -> str:
    at = QApplication.focusWidget()
    if at is None or not window.page.isAncestorOf(at):
        return f"{target}: no field has the cursor"
    if isinstance(at, QAbstractItemView):
        return f"{target}: only a list has the cursor"
    parent = at.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    if parent is not None:
        top = at.mapTo(parent.viewport(), QPoint(0, 0)).y()
        if not -1 <= top <= parent.viewport().height() - 12:
            return f"{target}: {at.accessibleName()} is out of sight"
    return ""


TYPED = ("37 %", "37", "4 March 2025")
"""What a person may type: one of them is a new value of any field for a number or a day."""


def entries(at: QWidget) -> Iterator[Callable[[], None]]:
    """What a person may do with the widget that has the cursor, to give it another value."""
    if isinstance(at.parentWidget().parentWidget(), ChancesField):
        yield partial(_share_out, at, at.parentWidget().parentWidget())
    elif isinstance(at, QLineEdit):
        for text in TYPED:
            yield partial(_type, at, text)
    elif isinstance(at, QComboBox):
        for index in range(at.count()):
            yield partial(at.activated.emit, index)
    elif isinstance(at, QPushButton) and at.isCheckable():
        for chip in at.parentWidget().findChildren(QPushButton):
            yield chip.click
    elif isinstance(at, QPushButton):
        yield at.click


def _type(line: QLineEdit, text: str) -> None:
    line.setText(text)
    line.textEdited.emit(text)


def _share_out(line: QLineEdit, chances: ChancesField) -> None:
    """Type into the line, and into the others what is left: only what adds up is taken."""
    others = [field.line for field in chances.fields.values() if field.line is not line]
    for part, text in zip((line, *others), ("37 %", "63 %", "0 %"), strict=True):
        _type(part, text)


def value_of(case: Case, target: str) -> object:
    identifier, path = split(target)
    return value_at(find_part(case, identifier), path)


def not_its_field(window, target: str) -> str:
    """What is wrong with the widget that has the cursor; empty where it edits that target."""
    before, at = window.document.case, QApplication.focusWidget()
    row = row_at(before, target)
    if row is not None and not row.is_used(before.method) and is_choice_of_method(window, at):
        # Where the method that needs it is not the one in use, that choice comes first.
        return ""
    for enter in entries(at):
        enter()
        after = window.document.case
        if after == before:
            continue
        window.document.replace(before, window.document.place)
        if value_of(after, target) != value_of(before, target):
            return ""
        return f"{target}: {at.accessibleName()} has the cursor, and edits something else"
    return f"{target}: {at.accessibleName()} has the cursor, and edits nothing"


def is_choice_of_method(window, at: QWidget) -> bool:
    return window.page_name == "methods" and at is window.page.method


def reached_field(window, target: str) -> str:
    """What is wrong with the way to an input; empty where the cursor is in the field it has."""
    return reached(window, target) or not_its_field(window, target)


@pytest.mark.parametrize("method", METHODS)
def test_every_row_of_the_tornado_leads_to_its_field(open_case, method: Method) -> None:
    case = whole(method)
    window = open_case(case)
    wrong = [reached_field(window, field_address(i.path)) for i in holdable_inputs_of(case)]
    assert [w for w in wrong if w] == []


@pytest.mark.parametrize("method", ["judgement", "value_of_sales"])
def test_every_input_of_the_matrix_leads_to_its_field(open_case, method: Method) -> None:
    case = whole(method)
    window = open_case(case)
    # A chosen year is offered only where a year of choice is to count.
    wanted = [t for t in targets(case) if t != "provider.chosen_year"]
    wrong = [reached_field(window, target) for target in wanted]
    assert [w for w in wrong if w] == []


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("risks.appeal.reduction", "Reduced by"),
        ("risks.appeal.chance", "Chance of an appeal"),
        (f"{RISK}.aggravating", "Aggravating 1: share"),
        ("daily.days", "Days to compliance"),
        ("daily.reason", "Periodic penalty: reason"),
        ("case.reference", "Reference share"),
        ("case.method_reason", "Method: reason"),
        ("risks.offer.breached", "Chance: breached"),
    ],
)
def test_the_field_that_is_meant_has_the_cursor(open_case, target: str, name: str) -> None:
    window = open_case(whole("precedent"))
    assert reached(window, target) == ""
    at = QApplication.focusWidget()
    assert at.accessibleName() == name


def test_an_input_of_another_method_leads_to_the_choice_of_method(open_case) -> None:
    window = open_case(whole("judgement"))
    assert reached(window, "case.reference") == ""
    assert QApplication.focusWidget() is window.page.method


@pytest.mark.parametrize(
    ("method", "changes", "code", "page"),
    [
        ("precedent", {"case": {"reference": None}}, "no_reference", "methods"),
        ("precedent", {}, "reference_without_reason", "methods"),
        ("bands", {}, "method_without_reason", "methods"),
        ("value_of_sales", {RISK: {"proportion": None}}, "no_proportion", "methods"),
        ("value_of_sales", {"platform": {"eu_revenue_eur": None}}, "no_eu_revenue", "methods"),
        ("value_of_sales", {}, "eu_revenue_without_reason", "methods"),
        ("judgement", {RISK: {"start": None}}, "no_starting_amount", "infringements"),
        ("judgement", {}, "periodic_without_reason", "periodic"),
        ("judgement", {}, "appeal_without_reason", "infringements"),
    ],
)
def test_a_problem_leads_to_the_page_that_mends_it(open_case, method, changes, code, page) -> None:
    case = whole(method)
    for name, fields in changes.items():
        case = change(case, case.platforms[0].id if name == "platform" else name, **fields)
    problem = next(p for p in assess(case).problems if p.code == code)
    assert page_for(case, problem.where, "exposure") == page
    assert reached(open_case(case), problem.where) == ""


def test_an_amount_is_missed_only_by_the_method_that_needs_it() -> None:
    case = change(whole(), RISK, start=None)
    for method in METHODS:
        codes = {p.code for p in assess(change(case, "case", method=method)).problems}
        assert ("no_starting_amount" in codes) == (method == "judgement")


def test_every_problem_of_a_bare_case_leads_somewhere(open_case) -> None:
    case = change(whole(), "risks", decision_on=date(2024, 1, 1))
    case = change(case, RISK, provisions=("99",), chance=None, fault="none")
    window = open_case(case)
    # A strand or a year as a whole is chosen in its list.
    found = {p.where for p in assess(case).problems if "." in p.where}
    found -= {"provider.financial_years"}
    assert [w for w in (reached(window, where) for where in found) if w] == []


@pytest.mark.parametrize("width", [1024, 1440])
def test_the_table_of_financial_years_has_room(open_case, width: int) -> None:
    window = open_case(whole())
    window.resize(width, 760)
    window.show_page("provider")
    table = window.page.years.table
    until = monotonic() + PATIENCE / 1000
    while table.columnWidth(0) < 90 and monotonic() < until:
        QApplication.processEvents()
    assert table.columnWidth(0) >= 90
    assert table.horizontalScrollBar().maximum() == 0
