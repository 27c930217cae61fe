"""The words of storage keep up with the model: patterns have kinds, reasons have templates."""

import ast
import inspect
import re
from pathlib import Path

import msgspec.inspect
import pytest

from dsa_sim.language import Language
from dsa_sim.model import alleged, case, estimate, facts, inputs, kinds, part, strand
from dsa_sim.model.refusals import SENTENCES, RefusedValueError
from dsa_sim.storage.errors import KINDS, CaseFileError, describe
from dsa_sim.storage.shape import CaseFile, kind_of, pattern_kinds

MODEL = Path(kinds.__file__).parent


def refused_in_source() -> set[str]:
    """The codes with which any module of the model refuses a value."""
    source = "".join(path.read_text("utf-8") for path in MODEL.glob("**/*.py"))
    return set(re.findall(r'RefusedValueError\(\s*"([a-z_]+)"', source))


def test_every_refusal_has_a_sentence_and_every_sentence_is_used():
    assert refused_in_source() == set(SENTENCES)


def test_no_part_refuses_in_words_of_its_own():
    for module in (case, part, facts, alleged, strand, estimate, kinds, inputs):
        assert "raise ValueError" not in inspect.getsource(module), module.__name__


@pytest.mark.parametrize("code", ["fr", "de"])
def test_the_subject_of_a_refusal_is_translated(code):
    """However a subject is written where it is given: all are marked, and so are those of kinds."""
    lang = Language(code)
    subjects = {kind.what for kind in vars(kinds).values() if isinstance(kind, kinds.Kind)}
    for module in (case, part, facts, alleged, strand, estimate):
        given = re.findall(r"what=([^,)]+)", inspect.getsource(module))
        for text in given:
            assert re.match(r'mark\("[^"]+"|[A-Z_]+\.what$|what$', text), (module.__name__, text)
            subjects |= set(re.findall(r'mark\("([^"]+)"', text))
    assert len(subjects) > 20
    for subject in subjects:
        assert lang.tr(subject) != subject, subject


def test_a_refusal_is_told_in_the_language_with_its_facts():
    refusal = RefusedValueError("out_of_bounds", what="a chance", low=0, high="any amount")
    error = CaseFileError("bad_value", where="case.x", reason=refusal)
    assert "une probabilité" in describe(error, Language("fr")).lower()
    # A name that a person gave is no word of the program, though it reads like one.
    named = RefusedValueError("no_strand", name="a turnover")
    assert "a turnover" in describe(CaseFileError("bad_value", reason=named), Language("fr"))


def test_every_pattern_of_the_case_types_has_a_kind():
    schema = repr(msgspec.inspect.type_info(CaseFile))
    patterns = {ast.literal_eval(p) for p in re.findall(r"pattern=('(?:[^'\\]|\\.)*')", schema)}

    assert patterns == set(pattern_kinds())
    assert set(pattern_kinds().values()) <= set(KINDS)


@pytest.mark.parametrize("name", ["DecimalType", "DateType", "BoolType"])
def test_every_kind_is_worded(name):
    assert kind_of(getattr(msgspec.inspect, name)()) in KINDS
