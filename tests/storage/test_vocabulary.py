"""The words of storage keep up with the model: patterns have kinds, reasons have templates."""

import ast
import inspect
import re

import msgspec.inspect
import pytest

from dsa_sim.model import alleged, case, estimate, facts, inputs, part, strand
from dsa_sim.storage.errors import KINDS, REASONS, SUBJECTS
from dsa_sim.storage.shape import CaseFile, kind_of, pattern_kinds

PARTS = (case, part, facts, alleged, strand)


def reasons_in_source() -> list[str]:
    """The reasons of all refusals of the model, each place in them shown as {}."""
    nodes = [
        node
        for module in (*PARTS, estimate, inputs)
        for node in ast.walk(ast.parse(inspect.getsource(module)))
    ]
    raised = [
        node.args[0]
        for node in nodes
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "ValueError"
    ]
    in_refusal = next(
        node for node in nodes if isinstance(node, ast.FunctionDef) and node.name == "_refusal"
    )
    raised += [n.value for n in ast.walk(in_refusal) if isinstance(n, ast.Return) and n.value]
    texts = (re.sub(r"^\S+: ", "", _text(node)) for node in raised)
    # Two places that touch are "low" and the rest of a sentence: "and high".
    return [text.replace("{}{}", "{} and {}") for text in texts if re.search("[a-z]", text)]


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
        )
    return ""


def test_every_reason_of_the_model_can_be_translated():
    found = reasons_in_source()
    assert len(found) > 15
    templates = {re.sub(r"\{\w+\}", "{}", template) for template in REASONS}
    for reason in found:
        about = next((subject for subject in SUBJECTS if reason.startswith(subject)), "\0")
        assert {reason, reason.replace(about, "{}", 1)} & templates, reason


def test_every_subject_of_a_reason_can_be_translated():
    source = "".join(inspect.getsource(module) for module in (*PARTS, estimate))
    subjects = set(re.findall(r'what="([^"]+)"', source))

    assert subjects
    assert subjects <= set(SUBJECTS)


def test_every_pattern_of_the_case_types_has_a_kind():
    schema = repr(msgspec.inspect.type_info(CaseFile))
    patterns = {ast.literal_eval(p) for p in re.findall(r"pattern=('(?:[^'\\]|\\.)*')", schema)}

    assert patterns == set(pattern_kinds())
    assert set(pattern_kinds().values()) <= set(KINDS)


@pytest.mark.parametrize("name", ["DecimalType", "DateType", "BoolType"])
def test_every_kind_is_worded(name):
    assert kind_of(getattr(msgspec.inspect, name)()) in KINDS
