"""Weights of nine goals by AHP and by the best-worst method, in microseconds: of kinerja where it can be imported, else of pymcdm and of scipy's linprog."""

import json
import sys
import timeit

import numpy

SIZE, PANEL = 9, 1000
TO_OTHERS, TO_WORST = [1, 2, 3, 3, 4, 5, 6, 7, 9], [9, 7, 5, 4, 4, 3, 2, 2, 1]


def comparisons(seed):
    """Judgements near those of some weights, as people's are: off by a step of the scale here and there."""
    random = numpy.random.default_rng(seed)
    weights = random.dirichlet(numpy.full(SIZE, 3.0))
    matrix = numpy.ones((SIZE, SIZE))
    for row in range(SIZE):
        for column in range(row + 1, SIZE):
            ratio = weights[row] / weights[column] * random.choice([1, 1, 1.3, 1 / 1.3])
            judged = min(9, max(1, round(max(ratio, 1 / ratio))))
            matrix[row, column], matrix[column, row] = (judged, 1 / judged) if ratio >= 1 else (1 / judged, judged)
    return matrix


def fastest(job, number):
    """Microseconds of the fastest of several runs."""
    return min(timeit.repeat(job, number=number, repeat=25)) / number * 1e6


def ours(matrix, panel):
    from kinerja import weights

    goals = [f"g{number}" for number in range(SIZE)]
    lists = [dict(zip(goals, numbers, strict=True)) for numbers in (TO_OTHERS, TO_WORST)]
    survey = weights.survey(panel)
    return {
        "ahp": fastest(lambda: weights.ahp(matrix), 50),
        "ahp_of_many": fastest(lambda: weights.survey(panel), 2) / PANEL,
        "bwm": fastest(lambda: weights.bwm("g0", "g8", *lists), 50),
        "found": [survey.priorities[0].tolist(), float(survey.consistency_ratio[0]), [float(weight) for weight in weights.bwm("g0", "g8", *lists).values()]],
    }


def peers(matrix, panel):
    from pymcdm.weights.subjective import AHP
    from scipy.optimize import linprog

    def ahp(matrix):
        judged = AHP(matrix=matrix)
        return judged(), judged.get_cr()

    def bwm():
        rows = []
        for goal in range(SIZE):
            for one, times, other in ((0, TO_OTHERS[goal], goal), (goal, TO_WORST[goal], SIZE - 1)):
                if one == other or (other == SIZE - 1 and one == 0 and goal == 0):
                    continue
                row = numpy.zeros(SIZE + 1)
                row[one] += 1
                row[other] -= times
                rows += [row.copy(), -row]
        rows = numpy.array(rows)
        rows[:, SIZE] = -1
        whole = numpy.ones((1, SIZE + 1))
        whole[0, SIZE] = 0
        cost = numpy.zeros(SIZE + 1)
        cost[SIZE] = 1
        return linprog(cost, A_ub=rows, b_ub=numpy.zeros(len(rows)), A_eq=whole, b_eq=[1], bounds=(0, None), method="highs").x[:SIZE]

    weights, ratio = ahp(matrix)
    return {"ahp": fastest(lambda: ahp(matrix), 50), "bwm": fastest(bwm, 5), "found": [weights.tolist(), float(ratio), bwm().tolist()]}


if __name__ == "__main__":
    panel = numpy.array([comparisons(seed) for seed in range(PANEL)])
    try:
        import kinerja  # noqa: F401
    except ImportError:
        figures = peers(panel[0], panel)
    else:
        figures = ours(panel[0], panel)
    json.dump(figures, sys.stdout)
