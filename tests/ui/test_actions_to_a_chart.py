"""From the start to a chart ready to be pasted, counted in a real window with keys and mouse."""

from PySide6.QtGui import QImage

from tests.ui.real_screen import Person, again_if_lost, at_the_program, needs_a_screen

pytestmark = needs_a_screen

MOST_FROM_THE_REGISTER, MOST_FROM_NOTHING = 5, 12


def has_copied_a_chart(person: Person) -> bool:
    """Whether another program can paste a picture as wide as the text of a page, at 300 dpi."""
    picture = QImage(str(person.copied_picture()))
    return picture.width() == 2100 and picture.height() > 400


@again_if_lost
def test_from_the_register_with_keys(tmp_path) -> None:
    with at_the_program(tmp_path) as person:
        person.type("temu")
        person.key("ctrl+Return")
        person.sees("Fill the open ones")
        person.type("50 %")
        person.key("Return")
        person.sees("Temu")
        person.key("ctrl+shift+p")
        assert has_copied_a_chart(person)
        assert person.actions <= MOST_FROM_THE_REGISTER


@again_if_lost
def test_from_the_register_with_the_mouse(tmp_path) -> None:
    with at_the_program(tmp_path) as person:
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


@again_if_lost
def test_from_a_blank_case_with_figures_of_ones_own(tmp_path) -> None:
    with at_the_program(tmp_path) as person:
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
