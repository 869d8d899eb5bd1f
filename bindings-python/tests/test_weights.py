"""Goal weights as a Python program uses them."""

import json
import os
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy
import polars
import pytest

import kinerja
from kinerja import weights

CELLS = [[1, 4, 3, 7], [0.25, 1, 1 / 3, 3], [1 / 3, 3, 1, 5], [1 / 7, 1 / 3, 0.2, 1]]
NAMES = ["experience", "education", "charisma", "age"]


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


HALF = {"experience": [1, None, None, None], "education": [4, 1, 3, None], "charisma": [3, None, 1, None], "age": [7, 3, 5, 1]}


def test_frames_of_polars_and_pandas_have_holes_where_the_mirror_image_says_it() -> None:
    assert weights.ahp(polars.DataFrame(CELLS, schema=NAMES, orient="row")) == weights.ahp(CELLS, NAMES)
    assert weights.ahp(polars.DataFrame(HALF)) == weights.ahp(CELLS, NAMES)
    words = polars.DataFrame({"a": ["1", "1/3"], "b": ["3", "1"]})
    assert weights.ahp(words)["a"] == Fraction(3, 4)
    pandas = pytest.importorskip("pandas")
    assert weights.ahp(pandas.DataFrame(HALF, index=NAMES)) == weights.ahp(CELLS, NAMES)


def test_a_survey_gives_the_floats_of_ahp_bit_for_bit() -> None:
    random = numpy.random.default_rng(7)
    scale = numpy.array([1 / n for n in range(9, 1, -1)] + list(range(1, 10)))
    for size in (1, 2, 3, 6, 9, 15):
        panel = numpy.ones((8, size, size))
        for matrix in panel:
            for row, column in zip(*numpy.triu_indices(size, 1), strict=True):
                matrix[row, column] = random.choice(scale)
                matrix[column, row] = 1 / matrix[row, column]
        found = weights.survey(panel)
        assert found.priorities.shape == (8, size)
        for matrix, priorities, ratio in zip(panel, found.priorities, found.consistency_ratio, strict=True):
            statistics = weights.ahp(matrix).statistics
            exact = [[Fraction(cell).limit_denominator(9) for cell in row] for row in matrix.tolist()]
            assert weights.ahp(exact).statistics == statistics
            assert list(statistics["priorities"].values()) == priorities.tolist()
            assert statistics["consistency"]["ratio"] == ratio


def test_every_wrong_cell_of_a_survey_is_named() -> None:
    panel = numpy.array([[[1.0, 2.0], [0.5, 1.0]], [[1.0, 12.0], [0.3, 2.0]], [[1.0, float("nan")], [0.5, 1.0]], [[1.0, 9.0], [1 / 9, 1.0]]])
    with pytest.raises(kinerja.ProblemError) as raised:
        weights.survey(panel)
    found = [(problem.code, problem.path) for problem in raised.value.problems]
    assert ("weights.judgement", (1, 0, 1)) in found and ("weights.diagonal", (1, 1, 1)) in found and ("number.syntax", (2, 0, 1)) in found
    assert all(path[0] in (1, 2) for _, path in found)
    for wrong in (numpy.ones(3), numpy.ones((2, 3, 4))):
        with pytest.raises(ValueError, match="whole matrices"):
            weights.survey(wrong)
    with pytest.raises(kinerja.ProblemError):
        weights.survey(numpy.ones((1, 16, 16)))


def test_a_ninth_as_floats_write_it_is_on_the_scale() -> None:
    assert weights.ahp(numpy.array([[1, 9], [1 / 9, 1]]))["g1"] == Fraction(9, 10)


TYPED = """
from fractions import Fraction
from kinerja import weights

w: weights.Weights = weights.ahp([[1, 3], [None, 1]], ["a", "b"], priorities="geometric_mean", random_index="saaty_1980")
share: Fraction = w["a"]
ratio: float = w.statistics["consistency"]["ratio"]
row: str = w.statistics["consistency"]["revisit"]["row"]
levels: list[weights.Level] = w.statistics["levels"]
achieved: str = weights.cascade([{"name": "all"}])["goals"][0]["achieved"]
text: str = w.explain("en")
ratios = weights.survey([[[1.0, 2.0], [0.5, 1.0]]]).consistency_ratio.tolist()
weights.ahp([[1]], priorities="mean")  # type: ignore[arg-type]
weights.ahp([[1]], prioritys="x")  # type: ignore[call-arg]
w.explain("fr")  # type: ignore[arg-type]
"""


@pytest.mark.skipif(os.environ.get("KINERJA_ALL") != "1", reason="it reads all types of numpy: KINERJA_ALL=1")
def test_results_are_typed_for_whoever_checks_strictly(tmp_path: Path) -> None:
    api = pytest.importorskip("mypy.api")
    (tmp_path / "office.py").write_text(TYPED)
    said, wrong, status = api.run(["--strict", "--cache-dir", str(tmp_path / "cache"), str(tmp_path / "office.py")])
    assert status == 0, said + wrong
