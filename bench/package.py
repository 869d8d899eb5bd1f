"""The Python package beside its peers, timed: the eight-target workload as dicts and as a table.

Reads one JSON object from standard input: `scheme` (the document), `rows` (of each employee the realisations and the targets, as texts), `people` (how many
the table has). Writes one JSON object of seconds for each employee, the fastest of several runs, and what was found of peers that are not installed.
"""

import json
import subprocess
import sys
import time

given = json.load(sys.stdin)
WEIGHTS = [25, 20, 15, 10, 10, 10, 5, 5]
LOWER = [False] * 6 + [True] * 2


def number(text):
    """As Python holds it: an int, or a float."""
    return float(text) if "." in text else int(text)


def fastest(job, count, repeats, turns=3):
    best = float("inf")
    for _ in range(turns):
        for _ in range(repeats):
            start = time.perf_counter()
            job()
            best = min(best, time.perf_counter() - start)
    return best / count


rows = [([number(actual) for actual in actuals], [number(target) for target in targets]) for actuals, targets in given["rows"]]
told = {}

# How long the import takes, in a process of its own; as many as tell what does not come from a cold disk.
imports = "import time; start = time.perf_counter(); import kinerja; print(time.perf_counter() - start)"
told["import"] = min(float(subprocess.run([sys.executable, "-c", imports], capture_output=True, text=True, check=True).stdout) for _ in range(7))

import kinerja  # noqa: E402

scheme = kinerja.Scheme.parse(given["scheme"])
facts = [
    {"goals": [{"weight": weight, "direction": "lower" if lower else "higher", "target": target, "actual": actual}
               for weight, lower, target, actual in zip(WEIGHTS, LOWER, targets, actuals)]}
    for actuals, targets in rows
]


def dicts():
    for one in facts:
        scheme.appraise(one)


told["dict"] = fastest(dicts, len(facts), 20)

try:
    import zen

    def achieved(goal):
        ratio = f"a[{goal}]/t[{goal}]"
        percent = f"(2-({ratio}))*100" if LOWER[goal] else f"({ratio})*100"
        return f"{WEIGHTS[goal]}*max([0,min([120,{percent}])])"

    score = "round((" + "+".join(map(achieved, range(8))) + ")/100,2)"
    bands = [(">= 110", "'a'"), (">= 90", "'b'"), (">= 70", "'c'"), (">= 50", "'d'"), ("", "'e'")]
    table = {"hitPolicy": "first", "passThrough": True, "inputs": [{"id": "of", "name": "score", "field": "score"}],
             "outputs": [{"id": "to", "name": "rating", "field": "rating"}],
             "rules": [{"_id": f"row{at}", "of": when, "to": rating} for at, (when, rating) in enumerate(bands)]}
    nodes = [{"id": "in", "name": "in", "type": "inputNode"},
             {"id": "sum", "name": "sum", "type": "expressionNode", "content": {"expressions": [{"id": "s", "key": "score", "value": score}]}},
             {"id": "band", "name": "band", "type": "decisionTableNode", "content": table},
             {"id": "out", "name": "out", "type": "outputNode"}]
    edges = [{"id": f"e{at}", "sourceId": one, "targetId": other, "type": "edge"} for at, (one, other) in enumerate([("in", "sum"), ("sum", "band"), ("band", "out")])]
    decision = zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))
    contexts = [{"a": actuals, "t": targets} for actuals, targets in rows]
    assert set(decision.evaluate(contexts[0])["result"]) >= {"score", "rating"}

    def graphs():
        for context in contexts:
            decision.evaluate(context)

    told["zen"] = fastest(graphs, len(contexts), 3)
except ImportError:
    told["zen"] = None

import pyarrow  # noqa: E402

kind = pyarrow.list_(pyarrow.struct({"weight": pyarrow.int64(), "direction": pyarrow.string(), "target": pyarrow.int64(), "actual": pyarrow.float64()}))
some = pyarrow.table({"goals": pyarrow.array([one["goals"] for one in facts], kind)})
people = pyarrow.concat_tables([some] * -(-given["people"] // len(facts))).slice(0, given["people"]).combine_chunks()


def tables():
    scheme.appraise_table(people)


told["table"] = fastest(tables, people.num_rows, 1)
result = pyarrow.table(scheme.appraise_table(people.slice(0, len(facts))))
told["scores"] = [str(score) for score in result["score"].to_pylist()]
told["alone"] = [str(scheme.appraise(one).score) for one in facts]

try:
    import polars

    flat = polars.DataFrame({f"{key}{goal}": [float(row[at][goal]) for row in rows] for goal in range(8) for at, key in enumerate("at")})
    flat = polars.concat([flat] * -(-given["people"] // len(rows))).head(given["people"]).rechunk()

    def part(goal):
        ratio = polars.col(f"a{goal}") / polars.col(f"t{goal}")
        return ((2.0 - ratio if LOWER[goal] else ratio) * 100).clip(0, 120) * (WEIGHTS[goal] / 100)

    whole = polars.sum_horizontal([part(goal) for goal in range(8)]).round(2).alias("score")
    rating = polars.when(polars.col("score") >= 110).then(polars.lit("a"))
    for least, name in ((90, "b"), (70, "c"), (50, "d")):
        rating = rating.when(polars.col("score") >= least).then(polars.lit(name))

    def columns():
        flat.lazy().select(whole).with_columns(rating=rating.otherwise(polars.lit("e"))).collect()

    told["polars"] = fastest(columns, len(flat), 1)
except ImportError:
    told["polars"] = None

json.dump(told, sys.stdout)
