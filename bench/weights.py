"""Weights of nine goals by AHP and by the best-worst method, beside pymcdm and scipy's linprog: in microseconds, the fastest of several runs in turns.

Writes one JSON object; `same` says whether all found the same.
"""

import json
import sys
import timeit

import numpy
from pymcdm.weights.subjective import AHP
from scipy.optimize import linprog

from kinerja import weights

SIZE, RESPONDENTS = 9, 1000
GOALS = [f"g{number}" for number in range(1, SIZE + 1)]
TO_OTHERS, TO_WORST = [1, 2, 3, 3, 4, 5, 6, 7, 9], [9, 7, 5, 4, 4, 3, 2, 2, 1]


def judged(seed):
    """Judgements near those of some weights, as people's are: off by a step of the scale here and there."""
    random = numpy.random.default_rng(seed)
    true = random.dirichlet(numpy.full(SIZE, 3.0))
    matrix = numpy.ones((SIZE, SIZE))
    for row in range(SIZE):
        for column in range(row + 1, SIZE):
            ratio = true[row] / true[column] * random.choice([1, 1, 1.3, 1 / 1.3])
            judgement = min(9, max(1, round(max(ratio, 1 / ratio))))
            matrix[row, column], matrix[column, row] = (judgement, 1 / judgement) if ratio >= 1 else (1 / judgement, judgement)
    return matrix


panel = numpy.array([judged(seed) for seed in range(RESPONDENTS)])
matrix = panel[0]
cells = matrix.tolist()
lists = [dict(zip(GOALS, numbers, strict=True)) for numbers in (TO_OTHERS, TO_WORST)]


def ahp(matrix):
    """What pymcdm tells: the priorities, and how consistent they are."""
    found = weights.ahp(matrix)
    return found.statistics["priorities"], found.statistics["consistency"]["ratio"]


def pymcdm():
    found = AHP(matrix=matrix)
    return found(), found.get_cr()


def program():
    """The linear form of the best-worst method as a program for linprog: the weights, and ξ at the end."""
    rows = []
    for goal in range(SIZE):
        for one, times, other in ((0, TO_OTHERS[goal], goal), (goal, TO_WORST[goal], SIZE - 1)):
            if one != other:
                row = numpy.zeros(SIZE + 1)
                row[one] += 1
                row[other] -= times
                rows += [row, -row]
    rows = numpy.array(rows)
    rows[:, SIZE] = -1
    whole, cost = numpy.zeros((1, SIZE + 1)), numpy.zeros(SIZE + 1)
    whole[0, :SIZE], cost[SIZE] = 1, 1
    return {"c": cost, "A_ub": rows, "b_ub": numpy.zeros(len(rows)), "A_eq": whole, "b_eq": [1], "bounds": (0, None), "method": "highs"}


# Made once: only its solution is measured.
solved = program()

JOBS = {
    "array": lambda: ahp(matrix),
    "lists": lambda: ahp(cells),
    "survey": lambda: weights.survey(panel),
    "fractions": lambda: (ahp(matrix), dict(weights.ahp(matrix))),
    "document": lambda: weights.ahp(matrix).to_dict(),
    "pymcdm": pymcdm,
    "bwm": lambda: weights.bwm("g1", "g9", *lists),
    "linprog": lambda: linprog(**solved),
}
OFTEN = {"survey": 2, "linprog": 5}

told = dict.fromkeys(JOBS, float("inf"))
for _ in range(25):
    for name, job in JOBS.items():
        often = OFTEN.get(name, 50)
        told[name] = min(told[name], timeit.timeit(job, number=often) / often * 1e6)
told["survey"] /= RESPONDENTS

# pymcdm takes its ratio by another table.
priorities, ratio = ahp(matrix)
survey = weights.survey(panel)
told["same"] = bool(
    numpy.allclose(list(priorities.values()), pymcdm()[0], rtol=0, atol=1e-9)
    and numpy.array_equal(survey.priorities[0], list(priorities.values()))
    and survey.consistency_ratio[0] == ratio
    and numpy.allclose([float(share) for share in weights.bwm("g1", "g9", *lists).values()], linprog(**solved).x[:SIZE], rtol=0, atol=1e-9)
)
json.dump(told, sys.stdout)
