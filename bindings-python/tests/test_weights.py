"""Goal weights as a Python program uses them."""

import doctest
import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy
import pytest

import kinerja
from kinerja import weights

CELLS = [[1, 4, 3, 7], [0.25, 1, 1 / 3, 3], [1 / 3, 3, 1, 5], [1 / 7, 1 / 3, 0.2, 1]]
NAMES = ["experience", "education", "charisma", "age"]


def test_the_examples_of_the_docs_run() -> None:
    assert doctest.testmod(weights).failed == 0
    assert doctest.testmod(weights).attempted > 10


def test_weights_are_fractions_that_sum_to_one() -> None:
    w = weights.direct({"a": Decimal("33.3"), "b": Fraction(100, 3), "c": "rest"})
    assert sum(w.values()) == 1
    assert w["b"] == Fraction(1, 3)
    assert list(w) == ["a", "b", "c"]
    assert sum(w.apportion(digits=1).values()) == Decimal("100.0")


class Frame:
    """As much of a data frame as anybody needs for a matrix."""

    def __init__(self, cells: Any, columns: Any, index: Any = None) -> None:
        self.cells, self.columns, self.index = numpy.array(cells, dtype=object), columns, index or list(range(len(cells)))

    def to_numpy(self) -> Any:
        return self.cells


@pytest.mark.parametrize("matrix", [CELLS, numpy.array(CELLS), [[1, 4, 3, 7], [None, 1, "1/3", 3], [None, None, 1, 5], [None] * 3 + [1]]])
def test_matrices_are_lists_and_arrays(matrix: Any) -> None:
    assert weights.ahp(matrix, NAMES) == weights.ahp(CELLS, NAMES)
    assert weights.ahp(matrix)["g1"] == Fraction("0.547569")


def test_the_columns_of_a_frame_are_the_names() -> None:
    assert weights.ahp(Frame(CELLS, NAMES)) == weights.ahp(CELLS, NAMES)
    assert weights.ahp(Frame(CELLS, NAMES, NAMES)) == weights.ahp(CELLS, NAMES)
    assert weights.ahp(judges=[{"matrix": Frame(CELLS, NAMES)}, {"matrix": CELLS, "weight": Fraction(1, 2)}]).keys() == set(NAMES)
    with pytest.raises(ValueError, match="named differently"):
        weights.ahp(Frame(CELLS, NAMES, NAMES[::-1]))


def test_problems_name_the_cell() -> None:
    with pytest.raises(kinerja.ProblemError) as raised:
        weights.ahp([[1, 2, float("nan")], [2, 1, 3], [1, "1/3", 1]])
    assert [(problem.code, problem.path) for problem in raised.value.problems] == [("number.syntax", ("matrix", 0, 2))]
    with pytest.raises(kinerja.ProblemError) as raised:
        weights.ahp(numpy.array([[1.0, 2.0], [2.0, 1.0]]))
    assert [(problem.code, problem.path) for problem in raised.value.problems] == [("weights.reciprocal", ("matrix", 1, 0))]


def test_names_that_stand_twice_are_not_dropped() -> None:
    for ask in (weights.equal, weights.roc, lambda names: weights.bwm("a", "b", [1, 2, 3], [2, 1, 1], names)):
        with pytest.raises(ValueError, match="twice"):
            ask(["a", "b", "a"])


def test_rules_that_clash_are_named() -> None:
    w = weights.equal(["a", "b", "c"])
    with pytest.raises(kinerja.ProblemError) as raised:
        w.fit([{"at_least": 5}, {"goals": ["a"], "at_least": 60}, {"goals": ["b"], "at_least": 50}])
    assert [problem.path for problem in raised.value.problems] == [("rules", 1), ("rules", 2)]


def test_documents_are_read_back_and_worked_out_again() -> None:
    w = weights.bwm("a", "c", {"a": 1, "b": 2, "c": 8}, {"a": 8, "b": 4, "c": 1})
    assert weights.parse(w.to_json()) == w == weights.parse(w.to_dict())
    changed = json.loads(w.to_json())
    changed["weights"]["a"] = "0.9"
    with pytest.raises(kinerja.ProblemError) as raised:
        weights.parse(changed)
    assert [problem.code for problem in raised.value.problems] == ["weights.differ"]


def test_what_they_tell_cannot_be_changed_from_outside() -> None:
    w = weights.roc(3)
    w.given["ranks"]["g1"] = 7
    assert w.given["ranks"]["g1"] == "1"
    assert hash(w) == hash(weights.roc(3))
    assert "roc" in repr(w)


def test_they_explain_themselves() -> None:
    assert "Bobot: sentroid urutan peringkat (ROC)" in weights.roc(3).explain()
    assert "61.11 %" in weights.roc(3).explain(lang="en")


GOALS = {
    "kinerja": "scheme/1",
    "scheme": "test/goals",
    "version": 1,
    "languages": ["en", "id"],
    "inputs": [{"name": "goals", "type": "list", "least": 1, "fields": [{"name": "weight", "type": "weight"}, {"name": "score", "type": "number"}]}],
    "steps": [{"name": "total", "is": "sum(weight * score over goals) / 100"}],
    "outcomes": [{"name": "total", "of": "total", "round": {"digits": 2, "mode": "half_up"}}],
}


def test_weights_enter_facts_and_the_explanation_says_where_they_came_from() -> None:
    w = weights.ahp(numpy.array(CELLS), NAMES)
    rows: list[dict[str, Any]] = [{"id": name, "score": Decimal(score)} for name, score in zip(NAMES, (90, 80, 70, 60), strict=True)]
    goals = w.in_rows(rows)
    assert goals[0]["score"] is rows[0]["score"] and "weight" not in rows[0]
    appraisal = kinerja.Scheme.parse(GOALS).appraise({"goals": goals})
    exact = sum(w[row["id"]] * int(row["score"]) for row in rows)
    assert abs(Fraction(appraisal.total) - exact) <= Fraction(1, 200)
    for words in ("taken from: weights/1, ahp, weights.experience", "Importance against education: 4", "Consistency ratio", w.sealed()["seal"]):
        assert words in appraisal.explain(lang="en")
    assert "diambil dari: weights/1, ahp" in appraisal.explain(lang="id")
    assert weights.parse(w.sealed()) == w
    with pytest.raises(kinerja.ProblemError) as raised:
        w.in_rows(rows[:3])
    assert [(problem.code, problem.path) for problem in raised.value.problems] == [("weights.names_differ", ("weights", "age"))]
