"""What Python people pass, and what they get back."""

import copy
import dataclasses
import datetime
import enum
import json
import pickle
import re
from collections import ChainMap, OrderedDict, UserDict, namedtuple
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy
import pyarrow
import pydantic
import pytest

import kinerja

SCHEME = kinerja.Scheme.parse({
    "kinerja": "scheme/1", "scheme": "test/values", "version": 3, "languages": ["id", "en"],
    "title": {"id": "Nilai", "en": "Values"},
    "scales": [{"name": "grade", "levels": [
        {"name": "low", "title": {"id": "Kurang", "en": "Low"}},
        {"name": "high", "title": {"id": "Baik", "en": "High"}}]}],
    "inputs": [
        {"name": "x", "type": "number", "optional": "not_rated"},
        {"name": "day", "type": "date", "default": "2020-01-01"},
        {"name": "sure", "type": "yes_no", "default": True},
        {"name": "goals", "type": "list", "least": 0, "fields": [{"name": "y", "type": "number"}]}],
    "settings": [{"name": "factor", "type": "number", "default": 1}],
    "steps": [
        {"name": "score", "is": "x * factor"},
        {"name": "rating", "scale": "grade", "bands": {
            "of": "score", "round": "none", "rows": [{"from": 50, "level": "high"}, {"from": 0, "level": "low"}], "else": "impossible"}}],
    "outcomes": [
        {"name": "score", "of": "score", "round": {"digits": 2, "mode": "half_up"}, "optional": True},
        {"name": "rating", "of": "rating", "optional": True},
        {"name": "day", "of": "day"}, {"name": "sure", "of": "sure"}],
})


def problems(call: Any, *arguments: Any) -> Any:
    with pytest.raises(kinerja.ProblemError) as caught:
        call(*arguments)
    return caught.value.problems


def code_and_path(call: Any, *arguments: Any) -> Any:
    return [(problem.code, problem.path) for problem in problems(call, *arguments)]


Row = namedtuple("Row", ["x"])


class Kind(enum.Enum):
    NINETY = 90


class Whole(enum.IntEnum):
    NINETY = 90


class Dumps:
    """As a pydantic model."""

    def model_dump(self) -> Any:
        return {"x": 90}


@dataclasses.dataclass
class Facts:
    x: Decimal
    day: datetime.date | None = None


@pytest.mark.parametrize("facts", [
    {"x": 90}, {"x": 90.0}, {"x": "90"}, {"x": Decimal("90.00")}, {"x": Decimal("9E+1")}, {"x": Kind.NINETY}, {"x": Whole.NINETY},
    {"x": {"value": 90, "by": "A-17"}}, {"x": 90, "day": None}, {"x": 90, "day": datetime.date(2020, 1, 1)},
    OrderedDict(x=90), UserDict(x=90), ChainMap({"x": 90}), MappingProxyType({"x": 90}), Facts(Decimal(90)), Dumps(),
    Row(90), '{"x": 90}', b'{"x": 90}', '{"x": "90"}',
])
def test_ninety_in_every_form(facts: Any) -> None:
    assert SCHEME.appraise(facts).outcomes == {
        "score": Decimal("90.00"), "rating": "high", "day": datetime.date(2020, 1, 1), "sure": True}


@pytest.mark.parametrize("name", ["int64", "int8", "uint32", "float64", "float32", "float16", "longdouble"])
def test_numpy_scalars(name: Any) -> None:
    assert SCHEME.appraise({"x": getattr(numpy, name)(90)}).score == 90


def test_numpy_values_keep_their_own_shortest_text() -> None:
    assert SCHEME.appraise({"x": numpy.float32(0.1)}).value("x") == Fraction("0.1")
    appraisal = SCHEME.appraise({"x": 1, "sure": numpy.bool_(False), "day": numpy.datetime64("2021-02-03")})
    assert (appraisal.sure, appraisal.day) == (False, datetime.date(2021, 2, 3))
    assert code_and_path(SCHEME.appraise, {"x": numpy.float64("nan")}) == [("number.syntax", ("x",))]
    assert code_and_path(SCHEME.appraise, {"x": numpy.array([1.0, 2.0])}) == [("value.type", ("x",))]


def test_arrow_scalars_and_pydantic_models() -> None:
    for scalar in (pyarrow.scalar(90), pyarrow.scalar(90.0), pyarrow.scalar(Decimal("90.00")), pyarrow.scalar("90")):
        assert SCHEME.appraise({"x": scalar}).score == 90
    assert SCHEME.appraise({"x": pyarrow.scalar(0.1, pyarrow.float32())}).value("x") == Fraction("0.1")
    assert SCHEME.appraise({"x": pyarrow.scalar(0.1, pyarrow.float16())}).value("x") == Fraction("0.1")
    assert SCHEME.appraise({"x": pyarrow.scalar(None, pyarrow.int8())}).score is None
    assert SCHEME.appraise({"x": 1, "day": pyarrow.scalar(datetime.date(2021, 2, 3))}).day == datetime.date(2021, 2, 3)
    assert code_and_path(SCHEME.appraise, {"x": pyarrow.array([1, 2])}) == [("value.type", ("x",))]

    class Goal(pydantic.BaseModel):
        y: Decimal

    class Model(pydantic.BaseModel):
        x: float
        day: datetime.date
        goals: list[Goal]

    model = Model.model_validate({"x": 90, "day": "2021-02-03", "goals": [{"y": "0.10"}]})
    assert SCHEME.appraise(model).value("goals[0].y") == Fraction("0.1")


def test_the_number_you_see_is_the_number_used() -> None:
    assert SCHEME.appraise({"x": 0.1}).value("x") == Fraction(1, 10)
    assert SCHEME.appraise({"x": 2.675}).score == Decimal("2.68")
    assert SCHEME.appraise({"x": 1e-7}).value("x") == Fraction(1, 10_000_000)
    assert SCHEME.appraise({"x": -0.0}).value("x") == 0
    assert SCHEME.appraise({"x": 10**20}).value("x") == 10**20


def test_rounded_outcomes_keep_their_digits() -> None:
    assert str(SCHEME.appraise({"x": 50}).score) == "50.00"


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf"), Decimal("NaN"), Decimal("-Infinity"), Decimal("sNaN")])
def test_nan_is_a_problem_whose_help_says_none(number: Any) -> None:
    (problem,) = problems(SCHEME.appraise, {"x": number})
    assert (problem.code, problem.path) == ("number.syntax", ("x",))
    assert "None" in problem.help("en") and "None" in problem.help("id")


def test_none_is_an_absence() -> None:
    appraisal = SCHEME.appraise({"x": None})
    assert (appraisal.score, appraisal.rating) == (None, None)
    assert appraisal.value("score") == appraisal.value("x")
    absent = appraisal.value("score")
    assert isinstance(absent, kinerja.Absent) and absent.kind == "not_rated" and not absent
    assert repr(appraisal.value("x")) == "<Absent not_rated>"


@pytest.mark.parametrize("stranger", [object(), {1, 2}, b"90", bytearray(b"90"), 1j, Decimal, Facts, (n for n in [1]), Fraction(1, 3), len, SCHEME])
def test_a_stranger_is_a_problem_at_its_place(stranger: Any) -> None:
    assert code_and_path(SCHEME.appraise, {"x": stranger}) == [("value.type", ("x",))]
    assert code_and_path(SCHEME.appraise, {"goals": [{"y": 1}, {"y": stranger}]}) == [("value.type", ("goals", 1, "y"))]
    assert code_and_path(SCHEME.appraise, {"x": 1}, {"factor": stranger}) == [
        ("value.type", ("settings", "factor"))]


@pytest.mark.parametrize("facts", [None, 5, True, [], (), [1], 1.5, Decimal(1), object(), datetime.date(2020, 1, 1), len])
def test_facts_that_are_none(facts: Any) -> None:
    (problem,) = problems(SCHEME.appraise, facts)
    assert problem.path == () and problem.code in {"value.type", "document.type"}


@pytest.mark.parametrize("key", [1, None, ("x",), b"x", 1.5])
def test_keys_are_texts(key: Any) -> None:
    assert code_and_path(SCHEME.appraise, {"x": 1, key: 2}) == [("value.type", ())]


def test_a_type_of_the_wrong_kind() -> None:
    assert code_and_path(SCHEME.appraise, {"x": True, "sure": 1, "day": datetime.datetime(2020, 1, 1), "goals": {}}) == [
        ("value.type", ("x",)), ("value.date", ("day",)), ("value.type", ("sure",)), ("value.type", ("goals",))]
    assert code_and_path(SCHEME.appraise, {"x": 10**30}) == [("number.too_long", ("x",))]
    assert code_and_path(SCHEME.appraise, {"x": 10**5000}) == [("number.too_long", ("x",))]


def test_circles_and_depths() -> None:
    circle: dict[str, Any] = {"x": 1}
    circle["goals"] = [circle]
    assert code_and_path(SCHEME.appraise, circle) == [("json.too_deep", ())]
    deep: Any = 1
    for _ in range(100_000):
        deep = [deep]
    assert code_and_path(SCHEME.appraise, {"x": deep}) == [("json.too_deep", ())]
    wide: Any = 1
    for _ in range(60):
        wide = [wide] * 10
    assert code_and_path(SCHEME.appraise, {"x": wide}) == [("json.too_large", ())]
    assert code_and_path(SCHEME.appraise, {"x": 1}, {"share": deep}) == [("json.too_deep", ("settings",))]
    assert code_and_path(SCHEME.appraise, {"x": 1}, {"share": wide}) == [("json.too_large", ("settings",))]

    class Endless:
        def model_dump(self) -> Any:
            return self

    assert code_and_path(SCHEME.appraise, Endless()) == [("json.too_deep", ())]


def test_texts_that_are_none() -> None:
    assert code_and_path(SCHEME.appraise, b"\xff") == [("json.syntax", ())]
    assert code_and_path(SCHEME.appraise, "\ud800") == [("json.syntax", ())]
    assert code_and_path(SCHEME.appraise, {"day": "\ud800"}) == [("json.syntax", ("day",))]
    assert code_and_path(SCHEME.appraise, "") == [("json.syntax", ())]
    assert code_and_path(SCHEME.appraise, {"x": 1}, "{") == [("json.syntax", ("settings",))]


def test_an_exception_of_the_callers_own_code_is_not_hidden() -> None:
    class Broken:
        def model_dump(self) -> None:
            raise RuntimeError("mine")

    with pytest.raises(RuntimeError, match="mine"):
        SCHEME.appraise(Broken())


def test_settings_in_every_mixture() -> None:
    for facts in ({"x": 40}, '{"x": 40}'):
        for settings in ({"factor": "1.5"}, '{"factor": 1.5}', b'{"factor": 1.5}'):
            assert SCHEME.appraise(facts, settings=settings).score == 60
    assert {problem.path for problem in problems(SCHEME.appraise, {"x": "?"}, {"factor": "?"})} == {
        ("x",), ("settings", "factor")}
    assert code_and_path(SCHEME.appraise, {"x": object()}, {"factor": object()}) == [
        ("value.type", ("x",)), ("value.type", ("settings", "factor"))]


def test_a_problem_says_all() -> None:
    (problem,) = problems(SCHEME.appraise, '{\n  "zzz": 1}')
    assert (problem.code, problem.path, problem.position) == ("document.unknown_key", ("zzz",), (2, 10))
    assert problem.text("en") == "`zzz` is not known here"
    assert problem.text("id") == problem.text() == "`zzz` tidak dikenal di sini"
    assert "x" in problem.help("en")
    assert str(problem).startswith("zzz (line 2, column 10): `zzz` is not known here [document.unknown_key]")
    assert repr(problem) == "<Problem document.unknown_key at zzz: `zzz` is not known here>"
    with pytest.raises(ValueError, match="no language `fr`"):
        problem.text("fr")
    with pytest.raises(AttributeError):
        problem.code = "mine"


def test_the_error_lists_all_problems_and_is_a_value_error() -> None:
    with pytest.raises(ValueError) as caught:
        SCHEME.appraise({"x": "ninety", "goals": [{"y": float("nan")}]})
    assert isinstance(caught.value, kinerja.ProblemError)
    assert [problem.path for problem in caught.value.problems] == [("x",), ("goals", 0, "y")]
    assert str(caught.value) == "\n".join(map(str, caught.value.problems))
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.problems) == (str(caught.value), caught.value.problems)
    assert hash(again.problems[0]) == hash(caught.value.problems[0])


def test_a_scheme() -> None:
    assert (SCHEME.id, SCHEME.version, SCHEME.title(), SCHEME.title(lang="en")) == ("test/values", 3, "Nilai", "Values")
    assert repr(SCHEME) == "<Scheme test/values version 3: Nilai>"
    for again in (pickle.loads(pickle.dumps(SCHEME)), copy.deepcopy(SCHEME), kinerja.Scheme.parse(SCHEME.text.encode())):
        assert again == SCHEME and hash(again) == hash(SCHEME)
        assert again.appraise({"x": 90}).score == 90
    assert kinerja.Scheme.builtin("id/pp-46-2011") != SCHEME
    assert SCHEME != "test/values"
    assert all(isinstance(finding, kinerja.Problem) for finding in SCHEME.check())
    assert json.loads(SCHEME.text)["scheme"] == "test/values"


def test_a_scheme_that_is_none() -> None:
    found = code_and_path(kinerja.Scheme.parse, {"kinerja": "scheme/1", "version": float("nan")})
    assert ("document.missing", ("steps",)) in found
    assert code_and_path(kinerja.Scheme.parse, {"steps": object()}) == [("value.type", ("steps",))]
    (problem,) = problems(kinerja.Scheme.builtin, "id/pp-46-2012")
    assert problem.code == "scheme.unknown" and "id/pp-46-2011" in problem.help("en")
    assert code_and_path(kinerja.Scheme.builtin, "id/pp-46-2011", 99) == [("scheme.unknown", ("scheme",))]


def test_an_appraisal() -> None:
    appraisal = SCHEME.appraise({"x": 90})
    assert repr(appraisal) == '<Appraisal by test/values: score=90.00 rating="high" day=2020-01-01 sure=True>'
    assert list(appraisal.outcomes) == ["score", "rating", "day", "sure"]
    assert (appraisal.label("rating"), appraisal.label("rating", lang="en")) == ("Baik", "High")
    assert (appraisal.label("score"), appraisal.label("score", lang="en")) == ("90,00", "90.00")
    assert (appraisal.warnings, appraisal.unratable) == ([], None)
    assert "90" in appraisal.explain() and appraisal.explain() != appraisal.explain(lang="en")
    assert {"score", "rating", "explain"} <= set(dir(appraisal))
    with pytest.raises(AttributeError, match="no outcome `scroe`; outcomes: score, rating"):
        appraisal.scroe
    with pytest.raises(KeyError):
        appraisal.value("nothing[0].here")
    with pytest.raises(KeyError):
        appraisal.label("scroe")
    with pytest.raises(AttributeError):
        setattr(appraisal, "score", 100)
    assert not hasattr(appraisal, "__array__")


def test_an_appraisal_as_a_document() -> None:
    appraisal = SCHEME.appraise({"x": Decimal("90.10"), "goals": [{"id": 7, "y": {"value": 1, "by": "A-17"}}]}, {"factor": 2})
    document = appraisal.to_dict()
    assert document == json.loads(appraisal.to_json())
    assert (document["kinerja"], document["scheme"], document["digest"]) == ("appraisal/1", "test/values", SCHEME.digest)
    assert document["outcomes"] == {"score": "180.20", "rating": "high", "day": "2020-01-01", "sure": True}
    assert document["facts_digest"] == appraisal.facts_digest
    assert [entry["path"] for entry in appraisal.trace if entry["kind"] == "outcome"] == [
        "outcomes.score", "outcomes.rating", "outcomes.day", "outcomes.sure"]
    for again in (pickle.loads(pickle.dumps(appraisal)), copy.deepcopy(appraisal)):
        assert again == appraisal and again.to_json() == appraisal.to_json()
    absent = SCHEME.appraise({}).value("x")
    assert pickle.loads(pickle.dumps(absent)) == absent


def test_the_digest_does_not_ask_in_which_form_facts_came() -> None:
    forms = [{"x": 90.1}, {"x": "90.10"}, {"x": Decimal("90.1")}, '{"x": 9.01e1}', {"x": numpy.float32(90.1)}]
    assert len({SCHEME.appraise(facts).facts_digest for facts in forms}) == 1


def test_a_notebook_shows_a_table() -> None:
    html = SCHEME.appraise({"x": 90})._repr_html_()
    assert "<td>90,00</td>" in html and "<td>Baik</td>" in html
    given = {"kinerja": "scheme/1", "scheme": "test/text", "version": 1, "languages": ["en"], "title": "A <b>",
             "inputs": [{"name": "said", "type": "text"}], "steps": [], "outcomes": [{"name": "said", "of": "said"}]}
    html = kinerja.Scheme.parse(given).appraise({"said": "<script>alert(1)</script> & more"})._repr_html_()
    assert "<script" not in html and "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in html and "A &lt;b&gt;" in html


def test_a_schema_of_the_facts() -> None:
    schema = SCHEME.facts_schema()
    assert {"x", "day", "sure", "goals"} <= set(schema["properties"])
    assert (SCHEME.languages, len(SCHEME.digest)) == (["id", "en"], len(SCHEME.rules_digest))


def test_appraisals_are_equal_when_every_number_is() -> None:
    assert SCHEME.appraise({"x": 90}) == SCHEME.appraise('{"x": 90.0}')
    assert SCHEME.appraise({"x": 90}) != SCHEME.appraise({"x": 90.001})
    assert SCHEME.appraise({"x": 90}) != 90


def test_the_box() -> None:
    everything = kinerja.schemes(illustrations=True)
    assert {"id/pp-46-2011", "id/langsa"} <= {listed.id for listed in everything}
    assert "id/langsa" not in {listed.id for listed in kinerja.schemes()}
    assert kinerja.schemes(jurisdiction="XX") == []
    for period in (("2021-01-01", "2021-12-31"), (datetime.date(2021, 1, 1), datetime.date(2021, 12, 31))):
        listed = kinerja.schemes("ID", "performance", period)
        assert listed and not any(one.whole_period for one in listed)
    first = everything[0]
    assert isinstance(first.in_force[0], datetime.date) and first.title(lang="en") and first.version >= 1
    assert re.fullmatch(r"<\S+ version \d+, \w+: .+>", repr(first))
    assert code_and_path(kinerja.schemes, None, None, ("2021", "2021-12-31")) == [("value.date", ("period", "from"))]
    assert code_and_path(kinerja.schemes, None, None, ("2021-12-31", "2021-01-01")) == [("period.reversed", ("period",))]
    for one in everything:
        assert kinerja.Scheme.builtin(one.id, one.version).id == one.id


def test_the_lines_of_the_readme() -> None:
    text = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})


def test_a_scheme_with_other_constants_is_another_scheme() -> None:
    scheme = kinerja.Scheme.builtin("id/pp-46-2011")
    amended = scheme.amended({"bobot_skp": 70})
    assert amended != scheme and amended == scheme.amended('{"bobot_skp": 70}')
    assert "check.amended" in {finding.code for finding in amended.check()}
    problems = code_and_path(scheme.amended, {"bobot": 70, "bobot_skp": "x"})
    assert sorted(problems) == [("name.unknown", ("bobot",)), ("number.syntax", ("bobot_skp",))]


def test_a_value_is_taken_from_a_sealed_appraisal() -> None:
    points, rating = kinerja.Scheme.builtin("id/angka-kredit-2023"), kinerja.Scheme.builtin("id/permenpanrb-6-2022")
    sealed = json.loads(rating.appraise(json.loads(rating.text)["examples"][0]["facts"]).sealed())
    facts = {"period": {"from": "2023-01-01", "until": "2023-12-31"}, "jenjang": "ahli_pertama", "predikat": sealed}
    assert points.appraise(facts).angka_kredit == Decimal("18.75")
    assert "taken from: appraisal/1, id/permenpanrb-6-2022" in points.appraise(facts).explain("en")
    changed = {**facts, "predikat": {**sealed, "outcomes": {"rating": "baik"}}}
    assert code_and_path(points.appraise, changed) == [("taken.seal", ("predikat",))]
