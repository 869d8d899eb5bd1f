"""What a careful Python programmer would write instead: the eight-target workload in `decimal`, timed.

Reads one JSON object from standard input: `rows` (of each employee the realisations and the targets, as texts), `documents` (the facts
documents of the same employees, as texts), `repeats`. Writes one JSON object: the fastest seconds of the loop, of `json.loads` over the
documents, and the scores. Only the standard library.
"""
import json
import sys
import time
from decimal import ROUND_HALF_UP, Decimal

WEIGHTS = [Decimal(w) for w in (25, 20, 15, 10, 10, 10, 5, 5)]
LOWER = (False,) * 6 + (True,) * 2
ZERO, TWO, HUNDRED, CAP = Decimal(0), Decimal(2), Decimal(100), Decimal(120)
CENT = Decimal("0.01")
BANDS = [(Decimal(110), "a"), (Decimal(90), "b"), (Decimal(70), "c"), (Decimal(50), "d")]


def appraise(rows):
    results = []
    for actuals, targets in rows:
        total = ZERO
        for goal in range(8):
            ratio = actuals[goal] / targets[goal]
            achievement = (TWO - ratio) * HUNDRED if LOWER[goal] else ratio * HUNDRED
            if achievement > CAP:
                achievement = CAP
            elif achievement < ZERO:
                achievement = ZERO
            total += WEIGHTS[goal] * achievement
        score = (total / HUNDRED).quantize(CENT, ROUND_HALF_UP)
        rating = "e"
        for least, name in BANDS:
            if score >= least:
                rating = name
                break
        results.append((score, rating))
    return results


def read(documents):
    return [json.loads(document) for document in documents]


def fastest(job, argument, repeats):
    best = None
    for _ in range(repeats):
        start = time.perf_counter()
        result = job(argument)
        seconds = time.perf_counter() - start
        best = seconds if best is None else min(best, seconds)
    return best, result


given = json.load(sys.stdin)
rows = [([Decimal(a) for a in actuals], [Decimal(t) for t in targets]) for actuals, targets in given["rows"]]
loop, results = fastest(appraise, rows, given["repeats"])
loads, _ = fastest(read, given["documents"], given["repeats"])
json.dump({"loop": loop, "loads": loads, "scores": [str(score) for score, _ in results], "python": sys.version.split()[0]}, sys.stdout)
