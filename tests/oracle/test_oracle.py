"""Tests of the oracle by numbers worked out elsewhere.  python3 -m unittest test_oracle"""

import io
import json
import os
import random
import subprocess
import sys
import unittest
from contextlib import redirect_stdout
from fractions import Fraction

import absence
import run_corpus
from evaluate import Scheme, closed, evaluate, load
from formula import FormulaError, parse
from generate import random_case, random_scheme, random_scheme_case
from values import Literal, Period, dump, full_months, months_touched, read_date, read_number, write_number, write_rounded

HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.path.join(HERE, "..", "..", "..", "shared")
SKETCH = os.path.join(SHARED, "sketches", "pp-46-2011.json")
ROUNDING = os.path.join(SHARED, "data", "vectors", "rounding.json")
YEAR = {"from": "2020-01-01", "until": "2020-12-31"}


def skip_loudly(test, path):
    print(f"\nSKIPPED: {path} is not there", file=sys.stderr)
    test.skipTest(f"{path} is not there")


def small(inputs=(), steps=(), outcomes=(), **more):
    """A scheme with little in it."""
    raw = {"kinerja": "scheme/1", "scheme": "test/case", "version": 1, "languages": ["en"], "inputs": list(inputs), "steps": list(steps)}
    return load(json.dumps({**raw, "outcomes": list(outcomes), **more}))[0]


class WorkedNumbers(unittest.TestCase):
    """PP 46/2011: the worked examples of asn.md, section 10."""

    @classmethod
    def setUpClass(cls):
        if not os.path.exists(SKETCH):
            skip_loudly(cls, SKETCH)
        with open(SKETCH, encoding="utf-8") as file:
            cls.scheme = Scheme(load(file.read())[0])

    def activity(self, **values):
        row = {"kuantitas_target": 1, "kuantitas_realisasi": 1, "kualitas": 90, "waktu_target": 12, "waktu_realisasi": 12}
        result = evaluate(self.scheme, json.dumps({"period": YEAR, "perilaku": 80, "kegiatan": [{**row, **values}]}))
        self.assertEqual([], result["problems"])
        return result["steps"]

    def time(self, target, actual):
        return self.activity(waktu_target=target, waktu_realisasi=actual)["kegiatan[0].waktu"]

    def test_four_aspects(self):
        steps = self.activity(kualitas=100, biaya_target=170395000, biaya_realisasi=170395000)
        self.assertEqual("88", steps["kegiatan[0].capaian"])
        steps = self.activity(biaya_target=170395000, biaya_realisasi=170395000)
        self.assertEqual("85.5", steps["kegiatan[0].capaian"])  # 100 + 90 + 76 + 76 = 342

    def test_three_aspects(self):
        for quality, mean in ((90, "266/3"), (100, "92"), (99, "275/3"), (95, "271/3"), (85, "87")):
            steps = self.activity(kuantitas_target=2, kuantitas_realisasi=2, kualitas=quality)
            self.assertEqual(mean, steps["kegiatan[0].capaian"])
            self.assertEqual({"absent": "not_applicable"}, steps["kegiatan[0].biaya"])

    def test_time(self):
        for target, actual, value in ((5, 4, "96"), (12, "9.12", "100"), (12, 12, "76"), (3, 3, "76"), (12, 6, "50"), (12, 0, "0")):
            self.assertEqual(value, self.time(target, actual))
        self.assertEqual("66.67", write_rounded(Fraction(self.time(12, 8)), 2, "half_up"))
        self.assertEqual("59.33", write_rounded(Fraction(self.time(12, 14)), 2, "half_up"))

    def test_cost(self):
        self.assertEqual("100", self.activity(biaya_target=5000000, biaya_realisasi=3800000)["kegiatan[0].biaya"])

    def test_quantity(self):
        self.assertEqual("80", self.activity(kuantitas_target=50, kuantitas_realisasi=40)["kegiatan[0].kuantitas"])

    def test_cost_with_its_target_only(self):
        row = {"kuantitas_target": 1, "kuantitas_realisasi": 1, "kualitas": 90, "waktu_target": 12, "waktu_realisasi": 12, "biaya_target": 5}
        result = evaluate(self.scheme, json.dumps({"period": YEAR, "perilaku": 80, "kegiatan": [row]}))
        self.assertEqual([["value.with", "kegiatan[0].biaya_realisasi"]], result["problems"])

    def test_bands_by_reading(self):
        # 0.6 * 100 + 0.4 * 76 = 90.4, between the printed bands 76-90 and 91-100
        row = {"kuantitas_target": 1, "kuantitas_realisasi": 1, "kualitas": 100, "waktu_target": 12, "waktu_realisasi": "9.12"}
        facts = json.dumps({"period": YEAR, "perilaku": 76, "kegiatan": [row]})
        for reading, rating in (("nilai_bulat", "baik"), ("di_atas_batas", "sangat_baik"), ("batas_bawah", "baik")):
            result = evaluate(self.scheme, facts, json.dumps({"bacaan_sebutan": reading}))
            self.assertEqual({"score": "90.40", "rating": rating}, result["outcomes"])


class Rounding(unittest.TestCase):
    NAMES = {
        "half_even": "half_even",
        "half_up": "half_up",
        "half_down": "half_down",
        "up_away_from_zero": "up",
        "down_toward_zero": "down",
        "ceiling": "ceiling",
        "floor": "floor",
        "05up": "zero_five_up",
        "half_ceiling": "half_ceiling",
        "half_floor": "half_floor",
    }

    def test_vectors(self):
        if not os.path.exists(ROUNDING):
            skip_loudly(self, ROUNDING)
        with open(ROUNDING, encoding="utf-8") as file:
            cases = json.load(file)["cases"]
        compared = 0
        for case in cases:
            number = Fraction(case["value"])
            for theirs, ours in self.NAMES.items():
                expected = case[theirs]
                if Fraction(expected) == 0:
                    expected = expected.lstrip("-")  # there is no -0 (clause 1.4)
                self.assertEqual(expected, write_rounded(number, case["dp"], ours), (case["value"], case["dp"], ours))
                compared += 1
        self.assertGreater(compared, 100)

    def test_by_hand(self):
        for mode, values in {
            "up": ("3", "-3", "2"),
            "down": ("2", "-2", "1"),
            "ceiling": ("3", "-2", "2"),
            "floor": ("2", "-3", "1"),
            "half_up": ("3", "-3", "1"),
            "half_down": ("2", "-2", "1"),
            "half_even": ("2", "-2", "1"),
            "half_ceiling": ("3", "-2", "1"),
            "half_floor": ("2", "-3", "1"),
            "zero_five_up": ("2", "-2", "1"),
        }.items():
            self.assertEqual(values, tuple(write_rounded(Fraction(text), 0, mode) for text in ("2.5", "-2.5", "1.2")), mode)
        self.assertEqual("6", write_rounded(Fraction("5.1"), 0, "zero_five_up"))
        self.assertEqual("1", write_rounded(Fraction("0.1"), 0, "zero_five_up"))


class Numbers(unittest.TestCase):
    def test_reading(self):
        for text, number in (("1.50", "1.5"), ("1e3", "1000"), ("-0", "0"), ("0e999999999999999", "0"), ("25E-1", "2.5"), ("1e27", "1" + "0" * 27)):
            self.assertEqual(number, write_number(read_number(text)[0]))
        for text in ("NaN", "Infinity", "+5", ".5", "5.", "1,5", "1_000", "", " 5", "5\n", "01", "1e", "٣"):
            self.assertEqual("number.syntax", read_number(text)[1], text)
        for text in ("1" * 29, "1e28", "1e-29", "1e999999999999999", "1e-999999999999999", "0." + "1" * 29, "12345678901234567890.123456789"):
            self.assertEqual("number.too_long", read_number(text)[1], text)
        for text in ("1" * 28, "9" * 28, "1e-28", "0." + "1" * 28, "1.0000000000000000000000000000000", "1" + "0" * 27 + ".000"):
            self.assertIsNone(read_number(text)[1], text)

    def test_writing(self):
        for number, text in ((Fraction(266, 3), "266/3"), (Fraction(-1, 3), "-1/3"), (Fraction(1, 8), "0.125"), (Fraction(-5, 2), "-2.5"), (Fraction(100), "100")):
            self.assertEqual(text, write_number(number))
        self.assertEqual("102.80", write_rounded(Fraction("102.8"), 2, "half_up"))
        self.assertEqual("0.00", write_rounded(Fraction("-0.001"), 2, "half_up"))

    def test_documents(self):
        self.assertEqual(Literal, type(load('{"a": 1.50}')[0]["a"]))
        self.assertEqual([("json.duplicate_key", "a[0].b")], load('{"a": [{"b": 1, "b": 2}]}')[1])
        self.assertEqual([("json.too_deep", "")], load("[" * 65 + "]" * 65)[1])
        self.assertEqual([], load("[" * 64 + "]" * 64)[1])
        for text in ("", "{", "[NaN]", "[1,]", "{'a': 1}", "[01]", "[+1]", '["\n"]', "[1] x"):
            self.assertEqual([("json.syntax", "")], load(text)[1], text)
        self.assertEqual('{"a": 1.50, "b": "1.50"}', dump(load('{"a":1.50,"b":"1.50"}')[0]))


class Months(unittest.TestCase):
    def test_months(self):
        for start, end, touched, full in (
            ("2024-01-01", "2024-12-31", 12, 12),
            ("2024-01-02", "2024-12-31", 12, 11),
            ("2024-01-15", "2024-02-14", 2, 0),
            ("2024-02-01", "2024-02-29", 1, 1),
            ("2024-02-01", "2024-02-28", 1, 0),
            ("2023-12-31", "2024-01-01", 2, 0),
            ("2024-01-01", "2024-01-30", 1, 0),
        ):
            period = Period(read_date(start), read_date(end))
            self.assertEqual((touched, full), (months_touched(period), full_months(period)), (start, end))


class Expressions(unittest.TestCase):
    def check(self, text, value, **values):
        self.assertEqual(value, closed(text, values), text)

    def test_arithmetic(self):
        self.check("25 * 96 + 100/3", "7300/3")
        self.check("2 - 3 - 4", "-5")
        self.check("2 / 4 / 5", "0.1")
        self.check("-2 * -3", "6")
        self.check("60% * 50", "30")
        self.check("if 1 < 2 then 3 else 4 + 5", "3")
        self.check("(if 1 < 2 then 3 else 4) + 5", "8")
        self.check("round(2.345, 2, half_even)", "2.34")
        self.check("round_to(7.5, 5, half_even)", "10")
        self.check("at_least(at_most(130, 120), 0)", "120")
        self.check("median([1, 4, 2, 3])", "2.5")
        self.check("share([true, false, true])", "2/3")
        self.check("not 1 = 2 and true", True)

    def test_three_valued_logic(self):
        for name in ("and", "or"):
            decisive = name == "or"
            self.check(f"x {name} true", True if decisive else {"absent": "not_rated"}, x={"absent": "not_rated"})
            self.check(f"false {name} x", {"absent": "not_rated"} if decisive else False, x={"absent": "not_rated"})
            self.check(f"not_applicable {name} not_rated", {"absent": "not_rated"})
            self.check(f"not_applicable {name} not_applicable", {"absent": "not_applicable"})
        self.check("not not_applicable", {"absent": "not_applicable"})
        self.check("if not_rated then 1 else 2", {"absent": "not_rated"})
        self.check("known(not_rated)", False)
        self.check("if_absent(not_rated, 5)", "5")
        self.check("1 + not_applicable", {"absent": "not_applicable"})
        self.check("not_rated * not_applicable", {"absent": "not_rated"})

    def test_policies(self):
        self.check("mean([1, 2, not_rated], missing: exclude)", "1.5")
        self.check("mean([1, 2, not_rated], missing: zero)", "1")
        self.check("mean([1, 2, not_rated], not_rated: block, not_applicable: exclude)", {"absent": "not_rated"})
        self.check("mean([1, not_applicable], not_rated: block, not_applicable: exclude)", "1")
        self.check("mean([not_applicable, not_applicable], missing: exclude)", {"absent": "not_applicable"})
        self.check("mean([not_applicable, not_rated], missing: exclude)", {"absent": "not_rated"})
        self.check("sum([not_applicable], missing: exclude, empty: zero)", "0")
        self.check("sum([not_applicable], missing: exclude, empty: block)", {"absent": "not_applicable"})
        self.check("any([true, not_applicable], missing: block)", {"absent": "not_applicable"})
        self.check("all([true, not_applicable], missing: zero)", False)

    def test_syntax(self):
        for text in ("1 < 2 < 3", "1 +", "--1", "not not true", "1.", ".5", "a.b", "'open", "if 1 then 2", "f()", "1 2", "sum(a over)", "x[1", "A"):
            with self.assertRaises(FormulaError, msg=text):
                parse(text)


class Groups(unittest.TestCase):
    SCHEME = small(
        scales=[{"name": "grade", "levels": [{"name": "low"}, {"name": "mid"}, {"name": "high"}]}],
        inputs=[
            {
                "name": "items",
                "type": "list",
                "fields": [{"name": "level", "type": "level", "scale": "grade"}, {"name": "mark", "type": "number"}, {"name": "who", "type": "text"}],
            }
        ],
        steps=[
            {
                "group": "items",
                "by": "level",
                "name": "by_level",
                "steps": [
                    {"name": "n", "is": "count(items)"},
                    {"name": "average", "is": "mean(mark over items)"},
                    {"group": "items", "by": "who", "name": "by_who", "steps": [{"name": "top", "is": "max(mark over items)"}]},
                ],
            },
            {"name": "filled", "is": "count(by_level where n > 0)"},
        ],
        outcomes=[{"name": "filled", "of": "filled", "round": "exact"}],
    )

    def test_rows_for_every_member(self):
        items = [{"level": "high", "mark": 3, "who": "b"}, {"level": "low", "mark": 1, "who": "a"}, {"level": "high", "mark": 4, "who": "a"}]
        result = evaluate(self.SCHEME, json.dumps({"items": items}))
        self.assertEqual([], result["problems"])
        self.assertEqual({"filled": "2"}, result["outcomes"])
        self.assertEqual(
            {
                "by_level[0].n": "1",
                "by_level[0].average": "1",
                "by_level[0].by_who[0].top": "1",
                "by_level[1].n": "0",
                "by_level[1].average": {"absent": "not_rated"},
                "by_level[2].n": "2",
                "by_level[2].average": "3.5",
                "by_level[2].by_who[0].top": "3",
                "by_level[2].by_who[1].top": "4",
                "filled": "2",
            },
            result["steps"],
        )


class Weights(unittest.TestCase):
    def problems(self, *weights, **more):
        field = {"name": "weight", "type": "weight", **more}
        scheme = small(inputs=[{"name": "goals", "type": "list", "fields": [field]}], steps=[{"each": "goals", "steps": [{"name": "w", "is": "weight"}]}])
        result = evaluate(scheme, json.dumps({"goals": [{"weight": weight} for weight in weights]}))
        return result["problems"] or [result["steps"][f"goals[{position}].w"] for position in range(len(weights))]

    def test_weights(self):
        self.assertEqual(["60", "40"], self.problems(60, "40"))
        self.assertEqual(["60", "40"], self.problems(60, "rest"))
        self.assertEqual(["100/3"] * 3, self.problems("equal", "equal", "equal"))
        self.assertEqual(["0.25", "0.75"], self.problems("rest", "0.75", total=1))
        self.assertEqual([["weight.sum", "goals.weight"]], self.problems(60, 41))
        self.assertEqual([["value.range", "goals[1].weight"]], self.problems(110, "rest"))
        self.assertEqual([["value.range", "goals[0].weight"]], self.problems(-10, 110))
        self.assertEqual([["weight.words", "goals[2].weight"]], self.problems("rest", 5, "rest"))
        self.assertEqual([["weight.words", "goals[1].weight"]], self.problems("equal", 5, "equal"))
        self.assertEqual([["weight.multiple", "goals[0].weight"]], self.problems(33, "rest", multiple_of=5)[:1])
        self.assertEqual([["value.range", "goals[0].weight"]], self.problems(3, 97, least=5))
        self.assertEqual([["value.missing", "goals[0].weight"]], self.problems(None, 97))
        self.assertEqual([], self.problems())


class Failures(unittest.TestCase):
    def test_what_uses_a_step_without_a_value_says_nothing(self):
        scheme = small(
            inputs=[{"name": "x", "type": "number"}],
            steps=[
                {"name": "a", "bands": {"of": "x", "round": "none", "rows": [{"from": 10, "is": "1"}], "else": "impossible"}},
                {"name": "b", "is": "a + 1"},
                {"name": "c", "rules": {"policy": "unique", "rows": [{"when": "x > 1", "is": "1"}, {"when": "x > 2", "is": "2"}], "else": {"is": "0"}}},
                {"name": "d", "curve": {"of": "x", "points": [[10, 0], [20, 1]], "below": "problem", "above": "extend"}},
            ],
            outcomes=[{"name": "out", "of": "b", "round": "exact"}],
        )
        self.assertEqual([["curve.outside", "d"], ["step.conflict", "c"], ["step.no_row", "a"]], evaluate(scheme, '{"x": 5}')["problems"])
        self.assertEqual("2", evaluate(scheme, '{"x": 40}')["steps"].get("b"))

    def test_curve(self):
        scheme = small(inputs=[{"name": "x", "type": "number"}], steps=[{"name": "d", "curve": {"of": "x", "points": [[10, 0], [20, 1], [30, 5]], "below": "clamp", "above": "extend"}}])
        for x, y in ((0, "0"), (10, "0"), (15, "0.5"), (20, "1"), (25, "3"), (30, "5"), (40, "9")):
            self.assertEqual(y, evaluate(scheme, json.dumps({"x": x}))["steps"]["d"])


class Generated(unittest.TestCase):
    """Random schemes and facts: all can be evaluated, their policies are right, and the parts of faults are about as meant."""

    def test_schemes(self):
        clean = 0
        for seed in range(400):
            raw = random_scheme(random.Random(seed))
            self.assertEqual([], absence.faults(raw), seed)
            self.assertEqual(raw, load(dump(raw))[0])
            case = random_scheme_case(random.Random(seed))
            clean += not case["expect"]["problems"]
        self.assertTrue(200 < clean < 340, clean)

    def test_facts(self):
        if not os.path.exists(SKETCH):
            skip_loudly(self, SKETCH)
        with open(SKETCH, encoding="utf-8") as file:
            scheme = Scheme(load(file.read())[0])
        rng = random.Random(1)
        cases = [random_case(scheme, rng) for _ in range(600)]
        clean = sum(not case["expect"]["problems"] for case in cases)
        self.assertTrue(360 < clean < 480, clean)
        again = random.Random(1)
        self.assertEqual(cases[:50], [random_case(scheme, again) for _ in range(50)])


class Server(unittest.TestCase):
    def test_requests(self):
        scheme = '{"scheme": "test/case", "inputs": [{"name": "x", "type": "number"}], "steps": [{"name": "y", "is": "x / 3"}], "outcomes": [{"name": "y", "of": "y", "round": {"digits": 2, "mode": "half_up"}}]}'
        requests = [
            {"op": "eval", "scheme": json.loads(scheme), "facts": '{"x": 1.0}', "settings": None},
            {"op": "eval", "scheme": scheme, "facts": '{"x": 1.0', "settings": None},
            {"op": "facts", "scheme": scheme, "seed": 1, "count": 3},
            {"op": "schemes", "seed": 1, "count": 2},
            {"op": "formula", "text": "25 * 96 + 100/3", "values": {}},
            {"op": "formula", "text": "1 / 0", "values": {}},
            {"op": "other"},
        ]
        lines = "".join(json.dumps(request) + "\n" for request in requests)
        done = subprocess.run([sys.executable, os.path.join(HERE, "server.py")], input=lines, capture_output=True, text=True, check=True)
        replies = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual({"y": "0.33"}, replies[0]["outcomes"])
        self.assertEqual([["json.syntax", ""]], replies[1]["problems"])
        self.assertEqual([3, 2], [len(reply["cases"]) for reply in replies[2:4]])
        self.assertEqual({"value": "7300/3"}, replies[4])
        self.assertIn("error", replies[5])
        self.assertIn("error", replies[6])


class Corpus(unittest.TestCase):
    def test_corpus(self):
        printed = io.StringIO()
        with redirect_stdout(printed):
            code = run_corpus.main([])
        self.assertEqual(0, code, printed.getvalue())


if __name__ == "__main__":
    unittest.main()
