"""From the start to a chart ready to be pasted, counted in a real window with keys and mouse."""

import pytest
from PySide6.QtGui import QImage

from tests.ui.real_screen import Person, before_a_screen, needs_a_screen, program_of

pytestmark = needs_a_screen

MOST_FROM_THE_REGISTER, MOST_FROM_NOTHING = 5, 12


@pytest.fixture
def person(tmp_path):
    with before_a_screen(tmp_path) as somebody, program_of(somebody):
        yield somebody


def has_copied_a_chart(person: Person) -> bool:
    """Whether another program can paste a picture as wide as the text of a page, at 300 dpi."""
    picture = QImage(str(person.copied_picture()))
    return picture.width() == 2100 and picture.height() > 400


def test_from_the_register_with_keys(person) -> None:
    person.type("temu")
    person.key("ctrl+Return")
    person.sees("Fill the open ones")
    person.type("50 %")
    person.key("Return")
    person.sees("Temu")
    person.key("ctrl+shift+p")
    assert has_copied_a_chart(person)
    assert person.actions <= MOST_FROM_THE_REGISTER


def test_from_the_register_with_the_mouse(person) -> None:
    person.type("temu")
    create = person.blue_button()
    # The button below the main one also offers ranges for what is open.
    person.click(create.x, create.bottom + create.height // 2 + 8)
    person.sees("Fill the open ones")
    person.type("50 %")
    take = person.blue_button(below=create.y)
    person.click(take.x, take.y)
    person.sees("Temu")
    export = person.blue_button(right_of=take.x)
    person.click(export.left - 60, export.y)
    assert has_copied_a_chart(person)
    assert person.actions <= MOST_FROM_THE_REGISTER


def test_from_a_blank_case_with_figures_of_ones_own(person) -> None:
    person.key("ctrl+n")
    person.sees("New case")
    person.key("Return")
    person.type("10bn")
    person.key("ctrl+shift+a")
    person.type("Traders unknown")
    person.key("ctrl+j")
    person.type("0.2 %")
    person.key("ctrl+j")
    person.type("40 %")
    person.key("ctrl+7")
    person.key("ctrl+shift+p")
    assert has_copied_a_chart(person)
    assert person.actions <= MOST_FROM_NOTHING
