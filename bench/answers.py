"""Answers of many raters about many persons: a table of them aggregated by kinerja and by polars, one thread each.

Reads one JSON object from standard input: `persons`, `repeats`. Writes one JSON object: the fastest seconds of each, how many answers there were, and how many scores
differ. Needs kinerja, polars and numpy.
"""
import json
import os
import sys
import time

os.environ["POLARS_MAX_THREADS"] = "1"

import numpy as np
import polars as pl

from kinerja import feedback

HALF_UP = "half_away_from_zero"
ITEMS = [f"item_{number}" for number in range(10)]
GROUPS = {"self": (0, 1), "superior": (50, 1), "peer": (30, 3), "subordinate": (20, 3)}
POLICY = {
    "scale": {"from": 1, "until": 5},
    "groups": [
        {"name": name, "raters": {"self": "self", "superior": "named"}.get(name, "unnamed"), "weight": weight, "least": least}
        for name, (weight, least) in GROUPS.items()
    ],
    "items": [{"name": name} for name in ITEMS],
    "too_few": "leave_out",
    "missing": {"answer": "exclude", "group": "exclude", "item": "exclude"},
    "round": {"digits": 2, "mode": "half_up"},
}


def table(persons):
    """Ten raters on average: the person, a superior, two to eight peers, none to six subordinates."""
    rng = np.random.default_rng(7)
    counts = np.stack([np.ones(persons), np.ones(persons), rng.integers(2, 9, persons), rng.integers(0, 7, persons)], axis=1).astype(np.int64)
    raters = counts.sum(axis=1)
    about = np.repeat(np.arange(persons, dtype=np.int32), raters)
    origin = np.repeat(np.tile(np.arange(4, dtype=np.uint32), persons), counts.ravel())
    # Raters have codes of their own; who rates himself has the person's.
    rater = np.where(origin == 0, about, persons + np.arange(about.size)).astype(np.int32)
    each = lambda column: np.repeat(column, len(ITEMS))
    item = np.tile(np.arange(len(ITEMS), dtype=np.uint32), about.size)
    mark = rng.integers(1, 6, item.size).astype(np.int8)
    names = lambda codes, of: pl.Series(of, dtype=pl.Enum(of)).gather(codes)
    return pl.DataFrame({
        "about": each(about), "item": names(item, ITEMS), "origin": names(each(origin), list(GROUPS)), "rater": each(rater), "mark": mark,
    }).rechunk()


def by_polars(answers):
    """The same weights, minima and suppression; no check of raters who answer twice or rate themselves."""
    groups = pl.DataFrame({"origin": list(GROUPS), "weight": [weight for weight, _ in GROUPS.values()], "least": [least for _, least in GROUPS.values()]})
    groups = groups.with_columns(pl.col("origin").cast(answers.schema["origin"]))
    means = answers.group_by("about", "item", "origin").agg(pl.col("mark").mean().alias("mean"), pl.len().alias("raters"))
    kept = means.join(groups, on="origin").filter((pl.col("raters") >= pl.col("least")) & (pl.col("weight") > 0))
    items = kept.group_by("about", "item").agg(((pl.col("weight") * pl.col("mean")).sum() / pl.col("weight").sum()).round(2, mode=HALF_UP).alias("score"))
    return items.group_by("about").agg(pl.col("score").mean().round(2, mode=HALF_UP)).sort("about")


def fastest(job, argument, repeats):
    best = None
    for _ in range(repeats):
        start = time.perf_counter()
        result = job(argument)
        seconds = time.perf_counter() - start
        best = seconds if best is None else min(best, seconds)
    return best, result


given = json.load(sys.stdin)
answers = table(given["persons"])
told = {"answers": answers.height, "polars": pl.__version__}
for name, rows in (("by_person", answers), ("shuffled", answers.sample(fraction=1, shuffle=True, seed=7).rechunk())):
    # In turns, so that a busy moment of the machine does not fall on one side alone.
    ours, theirs = [], []
    for _ in range(given["repeats"]):
        seconds, scores = fastest(lambda rows: feedback.aggregate_table(rows, POLICY), rows, 1)
        ours.append(seconds)
        seconds, peer = fastest(by_polars, rows, 1)
        theirs.append(seconds)
    scores = pl.DataFrame(scores)
    assert scores["problems"].null_count() == scores.height
    differ = (scores["score"].cast(pl.Float64) != peer["score"]).sum()
    told[name] = {"kinerja": min(ours), "polars": min(theirs), "differ": differ, "persons": scores.height}
json.dump(told, sys.stdout)
