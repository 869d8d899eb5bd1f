"""A table in, a table out: the same answers as one by one, in the same order."""

import datetime
import json
import os
import signal
import subprocess
import sys
import textwrap
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy
import polars
import pyarrow
import pytest
from hypothesis import given, settings as tuned, strategies as st

import kinerja

SCHEME = kinerja.Scheme.parse({
    "kinerja": "scheme/1", "scheme": "test/table", "version": 1, "languages": ["id", "en"],
    "scales": [{"name": "grade", "levels": [{"name": "low"}, {"name": "high"}]}],
    "inputs": [
        {"name": "x", "type": "number", "from": -1000, "until": 100_000, "optional": "not_rated"},
        {"name": "day", "type": "date", "default": "2020-01-01"},
        {"name": "sure", "type": "yes_no", "default": True},
        {"name": "said", "type": "text", "default": "nothing"},
        {"name": "level", "type": "level", "scale": "grade", "optional": "not_applicable"},
        {"name": "goals", "type": "list", "least": 0, "fields": [
            {"name": "weight", "type": "weight", "total": 100},
            {"name": "target", "type": "number", "above": 0},
            {"name": "actual", "type": "number", "from": 0, "optional": "not_rated"},
            {"name": "parts", "type": "list", "least": 0, "fields": [{"name": "y", "type": "number"}]}]}],
    "settings": [{"name": "factor", "type": "number", "default": 1}],
    "steps": [
        {"each": "goals", "steps": [{"name": "achieved", "is": "at_most(actual / target * 100, 120) + sum(y over parts, empty: zero)"}]},
        {"name": "whole", "is": "sum(weight * achieved over goals, missing: exclude, empty: zero) / 100 * factor"},
        {"name": "score", "is": "if_absent(x, 0) + whole"},
        {"name": "rated", "is": "known(x)"}],
    "outcomes": [
        {"name": "score", "of": "score", "round": {"digits": 2, "mode": "half_up"}},
        {"name": "plain", "of": "x", "round": "exact", "optional": True},
        {"name": "level", "of": "level", "optional": True},
        {"name": "day", "of": "day"}, {"name": "sure", "of": "sure"}, {"name": "said", "of": "said"}, {"name": "rated", "of": "rated"}],
})
def flat() -> kinerja.Scheme:
    """The same without lists in lists: employees whose cells are plain go straight to the calculation, without a tree."""
    document = json.loads(SCHEME.text)
    goals = next(entry for entry in document["inputs"] if entry["name"] == "goals")
    goals["fields"] = [field for field in goals["fields"] if field["name"] != "parts"]
    goals["fields"].append({"name": "kind", "type": "level", "scale": "grade", "default": "low"})
    document["steps"][0]["steps"][0]["is"] = "at_most(actual / target * 100, 120)"
    document["scheme"] = "test/flat"
    return kinerja.Scheme.parse(document)


FLAT = flat()
OUTCOMES = ["score", "plain", "level", "day", "sure", "said", "rated"]


def rows(table: Any, by: kinerja.Scheme = SCHEME, **asked: Any) -> Any:
    return pyarrow.table(by.appraise_table(table, **asked)).to_pylist()


def refused(call: Any, *arguments: Any, **asked: Any) -> Any:
    with pytest.raises(kinerja.ProblemError) as caught:
        call(*arguments, **asked)
    return [(problem.code, problem.path) for problem in caught.value.problems]


def one_by_one(facts: Any, settings: Any = None, by: kinerja.Scheme = SCHEME) -> Any:
    """What `appraise` gives, as a row of a table."""
    try:
        outcomes = by.appraise(facts, settings).outcomes
    except kinerja.ProblemError as error:
        told = [{"code": problem.code, "path": path(problem), "text": problem.text(), "help": problem.help() or None} for problem in error.problems]
        return {**dict.fromkeys(OUTCOMES), "problems": told}
    return {**outcomes, "plain": None if outcomes["plain"] is None else format(outcomes["plain"], "f"), "problems": None}


def path(problem: Any) -> Any:
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in problem.path)
    return text.removeprefix(".")


def test_a_row_in_a_row_out() -> None:
    table = pyarrow.table({"x": [90, None, 100_001], "goals": [[{"weight": 100, "target": 40, "actual": 50}], [], None]})
    first, second, third = rows(table)
    assert first == {"score": Decimal("210.00"), "plain": "90", "level": None, "day": datetime.date(2020, 1, 1), "sure": True, "said": "nothing",
                     "rated": True, "unratable": None, "notices": None, "problems": None}
    assert (second["score"], second["plain"], second["rated"], second["problems"]) == (0, None, False, None)
    assert third["score"] is None
    (problem,) = third["problems"]
    assert (problem["code"], problem["path"]) == ("value.range", "x") and "100001" in problem["text"]


def test_the_result() -> None:
    result = SCHEME.appraise_table(pyarrow.table({"x": [1, "x"][:1]}), lang="en")
    assert repr(result) == "<Appraisals by test/table: 1 row>" and (len(result), result.problem_count) == (1, 0)
    assert result.column_names == [*OUTCOMES, "unratable", "notices", "problems"]
    assert pyarrow.table(result) == pyarrow.table(result)
    assert pyarrow.schema(result).field("score").type == pyarrow.decimal128(38, 2)
    assert polars.DataFrame(result)["score"].to_list() == [Decimal("1.00")]
    result = SCHEME.appraise_table(pyarrow.table({"x": ["1", "one"]}), lang="en")
    assert repr(result) == "<Appraisals by test/table: 2 rows, 1 of them with problems>"
    assert pyarrow.table(result)["problems"].to_pylist()[1][0]["text"] == "`one` is not a number"


@pytest.mark.parametrize("type", [pyarrow.int8(), pyarrow.int16(), pyarrow.int32(), pyarrow.int64(), pyarrow.uint8(), pyarrow.uint16(),
                                  pyarrow.uint32(), pyarrow.uint64(), pyarrow.float16(), pyarrow.float32(), pyarrow.float64(), pyarrow.decimal128(5, 2),
                                  pyarrow.decimal256(50, 20), pyarrow.decimal128(38, 20), pyarrow.string(), pyarrow.large_string(), pyarrow.string_view(),
                                  pyarrow.dictionary(pyarrow.int8(), pyarrow.string())])
def test_every_type_of_number(type: Any) -> None:
    values: Any = ["90", None] if pyarrow.types.is_large_string(type) or "string" in str(type) else [90, None]
    if "decimal" in str(type):
        values = [Decimal(90), None]
    if pyarrow.types.is_float16(type):
        values = [numpy.float16(90), None]
    array = pyarrow.array(values, type)
    assert [row["plain"] for row in rows(pyarrow.table({"x": array}))] == ["90", None]
    # The second half of a longer column: offsets count.
    assert [row["plain"] for row in rows(pyarrow.table({"x": pyarrow.array([None, *values], type)}).slice(1))] == ["90", None]


def test_the_number_you_see_is_the_number_used() -> Any:
    def seen(array: Any) -> Any:
        return [row["plain"] for row in rows(pyarrow.table({"x": array}))]

    assert seen(pyarrow.array([0.1, 2.675, 1e-7, -0.0, 1 / 3])) == ["0.1", "2.675", "0.0000001", "0", "0.3333333333333333"]
    assert seen(pyarrow.array([0.1], pyarrow.float32())) == ["0.1"]
    assert seen(pyarrow.array([numpy.float16(0.1)], pyarrow.float16())) == ["0.1"]
    assert seen(pyarrow.array([Decimal("85.0000000000000000")], pyarrow.decimal128(38, 16))) == ["85"]
    assert seen(pyarrow.array(["85.0000000000000000", "8.5e1"])) == ["85", "85"]
    assert [row["problems"][0]["code"] for row in rows(pyarrow.table({"x": [float("nan"), float("inf")]}))] == ["number.syntax"] * 2
    (row,) = rows(pyarrow.table({"x": [Decimal("1.005")]}), numbers="text")
    assert row["score"] == "1.01"


def test_plain_rows_need_no_tree_and_give_the_same() -> None:
    """Lists in a column and in a table of their own, keys, partners, defaults and absences, one after another and mixed with rows that need a tree."""
    document = json.loads(FLAT.text)
    goals = next(entry for entry in document["inputs"] if entry["name"] == "goals")
    goals["key"] = "kind"
    goals["fields"][1]["optional"] = "not_rated"
    goals["fields"][2]["with"] = "target"
    keyed = kinerja.Scheme.parse(document)
    facts: list[dict[str, Any]] = [
        {"x": 1.5, "goals": [{"weight": 40, "target": 2, "actual": 1.25, "kind": "low"}, {"weight": 60, "target": 3, "actual": 4, "kind": "high"}]},
        {"x": None, "goals": [{"weight": 100, "target": 2, "actual": None, "kind": None}]},
        {"x": 2, "goals": [{"weight": 50, "target": 1, "actual": 1, "kind": "low"}, {"weight": 50, "target": 1, "actual": 1, "kind": "low"}]},
        {"x": 1 / 3, "goals": []},
        {"x": 3, "goals": [{"weight": 99.5, "target": 2, "actual": 1, "kind": "low"}]},
        {"x": 1e-7, "goals": [{"weight": 100, "target": 2, "actual": 1, "kind": "middle"}]},
    ]
    kind = pyarrow.list_(pyarrow.struct({"weight": pyarrow.float64(), "target": pyarrow.int8(), "actual": pyarrow.float64(), "kind": pyarrow.string()}))
    people = pyarrow.table({"x": [one["x"] for one in facts], "goals": pyarrow.array([one["goals"] for one in facts], kind)})
    wanted = [one_by_one(one, by=keyed) for one in people.to_pylist()]
    assert [bool(row["problems"]) for row in wanted] == [False, True, True, False, True, True]
    assert [{name: row[name] for name in wanted[0]} for row in rows(people, keyed)] == wanted
    long = pyarrow.Table.from_pylist([{"nip": number, **goal} for number, one in enumerate(facts) for goal in one["goals"]])
    people = pyarrow.table({"nip": list(range(len(facts))), "x": [one["x"] for one in facts]})
    found = rows(people, keyed, key="nip", long={"goals": long})
    assert [{name: row[name] for name in wanted[0]} for row in found] == wanted


def test_which_absence() -> None:
    table = pyarrow.table({"x": [None, None, 1, None], "x__absent": ["not_applicable", None, "not_rated", "often"],
                           "level": pyarrow.array([None, "high", None, None], pyarrow.string())})
    gone, owed, both, wrong = rows(table)
    assert gone["problems"] is None and owed["problems"] is None and owed["level"] == "high"
    assert [problem["code"] for problem in both["problems"]] == ["document.unknown_key"]
    assert [problem["code"] for problem in wrong["problems"]] == ["value.absence"]
    assert rows(pyarrow.table({"x__absent": ["not_applicable"]}))[0]["problems"] is None
    inside = pyarrow.table({"goals": [[{"weight": 100, "target": 1, "actual": None, "actual__absent": "not_rated"}]]})
    assert rows(inside)[0]["score"] == 0


def test_annotated_values() -> None:
    table = pyarrow.table({"x": [{"value": 1.5, "evidence": ["a letter"], "by": "A-17", "on": datetime.date(2020, 1, 2), "note": None}, None]})
    assert [row["plain"] for row in rows(table)] == ["1.5", None]


def test_lists_of_lists_and_large_lists() -> None:
    goals = [{"weight": "rest", "target": "4", "actual": "2", "parts": [{"y": 1}, {"y": 2}], "id": "a", "title": "A"}]
    for kind in (pyarrow.list_, pyarrow.large_list):
        type = kind(pyarrow.struct({"weight": pyarrow.string(), "target": pyarrow.string(), "actual": pyarrow.string(), "id": pyarrow.string(),
                                    "title": pyarrow.string(), "parts": kind(pyarrow.struct({"y": pyarrow.int32()}))}))
        table = pyarrow.table({"goals": pyarrow.array([None, goals, []], type)})
        assert [row["score"] for row in rows(table)] == [0, 53, 0]
        assert [row["score"] for row in rows(table.slice(1))] == [53, 0]
    assert [row["score"] for row in rows(polars.DataFrame({"goals": [goals]}))] == [53]
    broken = rows(pyarrow.table({"goals": [[{"weight": 100, "target": 0, "actual": 1}]]}))
    assert [(problem["code"], problem["path"]) for problem in broken[0]["problems"]] == [("value.range", "goals[0].target")]


def test_lists_in_a_table_of_their_own() -> None:
    people = pyarrow.table({"nip": [7, 8, 9], "x": [1, 2, 3]})
    goals = pyarrow.table({"nip": [9, 9, 7], "weight": [50, 50, 100], "target": [1, 1, 2], "actual": [1, 0.5, 1]})
    result = rows(people, key="nip", long={"goals": goals})
    assert [(row["nip"], row["score"]) for row in result] == [(7, 51), (8, 2), (9, 78)]
    # In several batches, a group over the border of two.
    pieces = pyarrow.Table.from_batches(goals.to_batches(max_chunksize=1))
    assert rows(people, key="nip", long={"goals": pieces}) == result
    by_text = rows(people.set_column(0, "nip", people["nip"].cast(pyarrow.string())), key="nip", long={"goals": goals})
    assert [row["score"] for row in by_text] == [row["score"] for row in result]
    scattered = pyarrow.table({"nip": [9, 7, 9], "weight": [50, 100, 50], "target": [1, 2, 1]})
    assert refused(SCHEME.appraise_table, people, key="nip", long={"goals": scattered}) == [("columns.key", ("goals", "nip"))]
    strangers = pyarrow.table({"nip": [10, 11], "weight": [100, 100], "target": [1, 1]})
    assert refused(SCHEME.appraise_table, people, key="nip", long={"goals": strangers}) == [("columns.nobody", ("goals",))]
    assert refused(SCHEME.appraise_table, people, key="nip", long={"goals": goals.drop(["nip"])}) == [("columns.missing", ("goals", "nip"))]
    assert refused(SCHEME.appraise_table, people, key="nip", long={"goal": goals}) == [("columns.unknown", ("goal",))]
    assert refused(SCHEME.appraise_table, people, key="nik", long={"goals": goals})[0][0] == "columns.missing"
    with pytest.raises(ValueError, match="needs `key`"):
        SCHEME.appraise_table(people, keep=["nip"], long={"goals": goals})


def test_columns_are_refused_all_at_once_by_name() -> None:
    table = pyarrow.table({
        "scroe": [1], "x": [datetime.datetime(2020, 1, 1)], "day": [1], "sure": ["yes"], "said": [1.5], "level": [1],
        "goals": [[{"target": "1", "actual": b"x"}]]})
    with pytest.raises(kinerja.ProblemError) as caught:
        SCHEME.appraise_table(table)
    assert [(problem.code, problem.path) for problem in caught.value.problems] == [
        ("columns.unknown", ("scroe",)), ("columns.type", ("x",)), ("columns.type", ("day",)), ("columns.type", ("sure",)), ("columns.type", ("said",)),
        ("columns.type", ("level",)), ("columns.type", ("goals", "actual")), ("columns.missing", ("goals", "weight"))]
    of_x = caught.value.problems[1]
    assert of_x.text("en") == "the column `x` is timestamp(µs), but a number is needed"
    assert "int8 to int64" in of_x.help("en") and "float64" in of_x.help("id")
    assert refused(SCHEME.appraise_table, pyarrow.table({"goals": [1]})) == [("columns.type", ("goals",))]


@pytest.mark.parametrize("table", [None, 5, {"x": [1]}, [{"x": 1}], "x", object()])
def test_what_is_no_table(table: Any) -> None:
    assert refused(SCHEME.appraise_table, table) == [("value.type", ())]


def test_what_is_no_table_but_says_so() -> None:
    with pytest.raises(ValueError, match="a table is needed"):
        SCHEME.appraise_table(pyarrow.array([1, 2]))
    with pytest.raises(ValueError, match="known: `decimal`, `text`"):
        SCHEME.appraise_table(pyarrow.table({"x": [1]}), numbers="float")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="is an outcome"):
        SCHEME.appraise_table(pyarrow.table({"score": [1], "x": [1]}), keep=["score"])


def test_settings_and_columns_that_are_handed_on() -> None:
    table = pyarrow.table({"name": ["A", "B"], "goals": [[{"weight": 100, "target": 1, "actual": 1}]] * 2})
    result = rows(table, settings={"factor": 2}, keep=["name"])
    assert [(row["name"], row["score"]) for row in result] == [("A", 200), ("B", 200)]
    assert refused(SCHEME.appraise_table, table, {"factor": "?"}, keep=["name"]) == [("number.syntax", ("settings", "factor"))]


def test_the_period_of_all() -> None:
    scheme = kinerja.Scheme.builtin("id/pp-46-2011")
    goal = {"title": "Inspect schools", "kuantitas_target": 50, "kuantitas_realisasi": 40, "kualitas_realisasi": 88, "waktu_target": 12,
            "waktu_realisasi": 12}
    facts = {"kegiatan": [goal], "orientasi_pelayanan": 90, "integritas": 90, "komitmen": 85, "disiplin": 90, "kerja_sama": 85}
    table = pyarrow.Table.from_pylist([facts, facts])
    result = pyarrow.table(scheme.appraise_table(table, period=(datetime.date(2019, 1, 1), "2019-12-31"))).to_pylist()
    alone = scheme.appraise({**facts, "period": {"from": "2019-01-01", "until": "2019-12-31"}})
    assert [row["rating"] for row in result] == [alone.rating] * 2
    assert all(row[name] == value for row in result for name, value in alone.outcomes.items())
    (wrong,) = pyarrow.table(scheme.appraise_table(table.slice(1), period=("2019", "2019-12-31")))["problems"].to_pylist()
    assert [(problem["code"], problem["path"]) for problem in wrong] == [("value.date", "period.from")]


def test_a_stream_larger_than_what_is_held() -> Any:
    def batches(count: Any) -> Any:
        for start in range(count):
            yield pyarrow.record_batch({"x": numpy.full(50_000, start % 100)})

    reader = pyarrow.RecordBatchReader.from_batches(pyarrow.schema({"x": pyarrow.int64()}), batches(40))
    stream = SCHEME.appraise_stream(reader)
    seen, peak = 0, 0
    for batch in pyarrow.RecordBatchReader.from_stream(stream):
        seen += batch.num_rows
        peak = max(peak, batch.num_rows)
    assert (seen, peak) == (2_000_000, 16_384)
    with pytest.raises(ValueError, match="read before"):
        pyarrow.RecordBatchReader.from_stream(stream)


def test_memory_stays_flat() -> None:
    script = textwrap.dedent("""
        import resource, pyarrow, numpy, kinerja, sys
        sys.path.insert(0, sys.argv[1])
        from test_tables import SCHEME
        def batches(count):
            for _ in range(count):
                yield pyarrow.record_batch({"x": numpy.arange(20_000)})
        def read(count):
            reader = pyarrow.RecordBatchReader.from_batches(pyarrow.schema({"x": pyarrow.int64()}), batches(count))
            for batch in pyarrow.RecordBatchReader.from_stream(SCHEME.appraise_stream(reader)):
                pass
            return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        first = read(10)
        print(read(60) - first)
    """)
    output = subprocess.run([sys.executable, "-c", script, str(Path(__file__).parent)], capture_output=True, text=True, check=True)
    # All of it would be some 200 MB.
    assert int(output.stdout) < 30_000


@pytest.mark.skipif(os.name == "nt", reason="signals are another thing there")
@pytest.mark.parametrize("method", ["appraise_table", "appraise_stream"])
def test_ctrl_c(method: Any) -> None:
    script = textwrap.dedent(f"""
        import pyarrow, numpy, kinerja, sys
        sys.path.insert(0, sys.argv[1])
        from test_tables import SCHEME
        batch = pyarrow.record_batch({{"x": numpy.arange(10_000)}})
        reader = pyarrow.RecordBatchReader.from_batches(batch.schema, [batch] * 1_000_000)
        try:
            print("begins", flush=True)
            result = SCHEME.{method}(reader)
            for _ in pyarrow.RecordBatchReader.from_stream(result):
                pass
        except KeyboardInterrupt:
            print("interrupted", flush=True)
    """)
    process = subprocess.Popen([sys.executable, "-c", script, str(Path(__file__).parent)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "begins\n"
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=60)
    assert "interrupted" in out


def test_threads_run_beside() -> None:
    """The interpreter is free while a table is appraised."""
    import threading

    done, counted = threading.Event(), 0

    def work() -> None:
        rows(pyarrow.table({"x": numpy.arange(100_000)}))
        done.set()

    thread = threading.Thread(target=work)
    thread.start()
    while not done.wait(0.0001):
        counted += 1
    thread.join()
    assert counted > 20


NUMBERS = st.one_of(
    st.none(), st.integers(-1001, 100_001), st.decimals(-1001, 100_001, places=3), st.floats(allow_nan=True, allow_infinity=True),
    st.floats(-10, 1000).map(lambda float: round(float, 2)))


def columns() -> Any:
    goal = st.fixed_dictionaries({"weight": st.sampled_from([100, 50, 25, None]), "target": st.integers(0, 5), "actual": NUMBERS.filter(not_decimal)})
    row = st.fixed_dictionaries({
        "x": NUMBERS, "day": st.one_of(st.none(), st.dates()), "sure": st.one_of(st.none(), st.booleans()),
        "said": st.one_of(st.none(), st.text(max_size=5)), "level": st.sampled_from([None, "low", "high", "middle"]),
        "goals": st.one_of(st.none(), st.lists(goal, max_size=3))})
    return st.lists(row, min_size=1, max_size=8)


def not_decimal(value: Any) -> Any:
    return not isinstance(value, Decimal)


def column_of(values: Any) -> Any:
    """A column of one type, as a database gives it: decimals, floats or integers."""
    if any(isinstance(value, float) for value in values):
        return pyarrow.array([None if value is None else float(value) for value in values], pyarrow.float64())
    if any(isinstance(value, Decimal) for value in values):
        return pyarrow.array([None if value is None else Decimal(value) for value in values], pyarrow.decimal128(38, 6))
    return pyarrow.array(values, pyarrow.int64())


GOALS = pyarrow.list_(pyarrow.struct({"weight": pyarrow.int32(), "target": pyarrow.int8(), "actual": pyarrow.float64()}))


@tuned(max_examples=1000 if os.environ.get("KINERJA_ALL") else 100, deadline=None)
@pytest.mark.parametrize("by", [SCHEME, FLAT], ids=["nested", "flat"])
@given(given=columns())
def test_a_table_gives_what_its_rows_give(by: kinerja.Scheme, given: Any) -> None:
    table = pyarrow.table({
        "x": column_of([row["x"] for row in given]), "day": pyarrow.array([row["day"] for row in given], pyarrow.date32()),
        "sure": pyarrow.array([row["sure"] for row in given], pyarrow.bool_()), "said": pyarrow.array([row["said"] for row in given], pyarrow.string()),
        "level": pyarrow.array([row["level"] for row in given], pyarrow.string()), "goals": pyarrow.array([row["goals"] for row in given], GOALS)})
    for found, facts in zip(rows(table, by), table.to_pylist(), strict=True):
        expected = one_by_one(facts, by=by)
        assert {name: found[name] for name in expected} == expected, facts


def oracle(scheme: kinerja.Scheme) -> Any:
    """The independent model, which calculates with fractions."""
    sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "oracle"))
    try:
        import evaluate  # type: ignore[import-not-found]
        import values  # type: ignore[import-not-found]
    finally:
        sys.path.pop(0)
    document, problems = values.load(scheme.text)
    assert not problems
    return evaluate.Scheme(document), evaluate.evaluate


MODELS = {scheme: oracle(scheme) for scheme in (SCHEME, FLAT)}


def written(value: Any) -> Any:
    """A value as a facts document has it."""
    if isinstance(value, dict):
        return "{" + ",".join(f'"{key}":{written(item)}' for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(written, value)) + "]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, float):
        return repr(value) if value == value and abs(value) != float("inf") else f'"{value}"'
    if isinstance(value, (int, Decimal)):
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    return json.dumps(str(value))


@tuned(max_examples=1000 if os.environ.get("KINERJA_ALL") else 60, deadline=None)
@pytest.mark.parametrize("by", [SCHEME, FLAT], ids=["nested", "flat"])
@given(given=columns())
def test_tables_and_dicts_give_what_the_oracle_gives(by: kinerja.Scheme, given: Any) -> None:
    model, evaluate = MODELS[by]
    table = pyarrow.table({
        "x": column_of([row["x"] for row in given]), "level": pyarrow.array([row["level"] for row in given], pyarrow.string()),
        "goals": pyarrow.array([row["goals"] for row in given], GOALS)})
    for found, facts in zip(rows(table, by), table.to_pylist(), strict=True):
        result = evaluate(model, written(facts), None)
        assert sorted({(problem["code"], problem["path"]) for problem in found["problems"] or []}) == sorted(map(tuple, map(pair, result["problems"])))
        if not found["problems"]:
            mine = {"score": str(found["score"]), "plain": found["plain"], "level": found["level"]}
            assert mine == {name: result["outcomes"][name] for name in mine}
            alone = by.appraise(facts).outcomes
            assert str(alone["score"]) == result["outcomes"]["score"]


def pair(problem: Any) -> Any:
    return (problem["code"], problem["path"]) if isinstance(problem, dict) else tuple(problem)
