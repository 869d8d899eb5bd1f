"""Goal weights: from judgement to exact ratios that sum to one.

>>> from kinerja import weights
>>> w = weights.direct({"attendance": 70, "dropouts": "rest"})
>>> w["dropouts"]
Fraction(3, 10)
>>> weights.roc(["quality", "price", "style"]).apportion(digits=1)
{'quality': Decimal('61.1'), 'price': Decimal('27.8'), 'style': Decimal('11.1')}
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypedDict, cast

from kinerja._kinerja import call
from kinerja._kinerja import survey as _survey
from kinerja.rooms import Lang, copied, given, plain

if TYPE_CHECKING:
    import numpy
    import numpy.typing

__all__ = [
    "Cascade",
    "CascadedGoal",
    "Consistency",
    "Level",
    "Revisit",
    "Statistics",
    "Survey",
    "Weights",
    "WeightsDocument",
    "ahp",
    "bwm",
    "cascade",
    "direct",
    "equal",
    "parse",
    "points",
    "rank_reciprocal",
    "rank_sum",
    "roc",
    "smart",
    "survey",
    "swing",
    "tree",
]

_Number = int | float | str | Decimal | Fraction
_RandomIndex = Literal["alonso_lamata_2006", "saaty_1980", "saaty_2005", "donegan_dodd_1991", "tummala_ling_1998"]


class Revisit(TypedDict):
    """The judgement to revisit first, and the one that all others suggest in its place."""

    row: str
    column: str
    given: str
    suggested: str
    ratio: float


class _Consistency(TypedDict):
    lambda_max: float
    index: float
    ratio: float
    geometric_index: float
    accepted: bool


class Consistency(_Consistency, total=False):
    """How far comparisons agree with each other; `random_index` of three goals and more, `revisit` where another judgement would agree better."""

    random_index: float
    revisit: Revisit


Level = TypedDict("Level", {"way": list[str], "local": str, "global": str})
"""A part of weights in levels: the names on the way to it, its weight among those beside it, and of the whole."""


class Statistics(TypedDict, total=False):
    """What a method tells beside its weights: floats are statistics, texts exact numbers. Of AHP the first three, of the best-worst method the next six, of levels the last."""

    priorities: dict[str, float]
    consistency: Consistency
    judges: list[Consistency]
    xi: str
    only_solution: bool
    consistency_ratio: str
    threshold: str
    accepted: bool
    revisit: str
    levels: list[Level]


class _WeightsDocument(TypedDict):
    kinerja: Literal["weights/1"]
    """The kind of document."""
    method: str
    """The method that gave them."""
    weights: dict[str, str]
    """The exact ratios, as texts."""
    given: dict[str, Any]
    """What was judged, as the method takes it."""


class WeightsDocument(_WeightsDocument, total=False):
    """Weights and the judgement they came from: `weights/1`."""

    statistics: Statistics
    """What else the method tells; floats are statistics, texts exact numbers."""


class _CascadedGoal(TypedDict):
    name: str
    """The name."""
    level: int
    """How far down it stands, 0 at the top."""


class CascadedGoal(_CascadedGoal, total=False):
    """A goal that carries others, or that others carry."""

    share: str
    """What part of the superior's goal it is, exact; only of one that is carried in parts."""
    achieved: str
    """How far it was reached, exact."""
    missing: list[str]
    """In place of `achieved`: the goals of which it is not known how far they were reached."""


class Cascade(TypedDict):
    """Goals rolled up."""

    goals: list[CascadedGoal]
    """The goals, in the order in which they were given."""
    warnings: list[dict[str, Any]]
    """What to know beside."""


class Survey(NamedTuple):
    """Of many respondents, in their order: the priorities, a row each, and the consistency ratios. Statistics."""

    priorities: numpy.typing.NDArray[numpy.float64]
    consistency_ratio: numpy.typing.NDArray[numpy.float64]


class Weights(Mapping[str, Fraction]):
    """Named exact ratios that sum to one, and the judgement they came from.

    They exist only valid: made by `direct`, `roc`, `ahp` and the others, each of which raises `ProblemError` with all that is wrong.
    """

    __slots__ = ("_document", "_ratios")

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = cast(WeightsDocument, dict(document))
        self._ratios = {name: Fraction(ratio) for name, ratio in self._document["weights"].items()}

    def __getitem__(self, name: str) -> Fraction:
        return self._ratios[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ratios)

    def __len__(self) -> int:
        return len(self._ratios)

    @property
    def method(self) -> str:
        """The method that gave them, `roc`."""
        return self._document["method"]

    @property
    def statistics(self) -> Statistics:
        """What else the method tells, such as how consistent the comparisons are; floats are statistics, texts exact numbers."""
        return copied(self._document.get("statistics", {}))

    @property
    def given(self) -> dict[str, Any]:
        """What was judged, as the method takes it."""
        return copied(self._document["given"])

    def apportion(self, total: _Number = 100, digits: int = 2) -> dict[str, Decimal]:
        """The weights as numbers of so many digits that sum to the total exactly: by largest remainders."""
        request = {"weights": self._document, "total": plain(total), "digits": digits}
        return {name: Decimal(number) for name, number in call("weights.apportion", request)["weights"].items()}

    def fit(self, rules: Sequence[Mapping[str, Any]], total: _Number = 100) -> Weights:
        """The weights that keep to rules, in proportion as far as these allow.

        >>> w = points({"a": 70, "b": 20, "c": 10})
        >>> dict(w.fit([{"at_most": 40}, {"multiple_of": 5}]).apportion(digits=0))
        {'a': Decimal('40'), 'b': Decimal('40'), 'c': Decimal('20')}

        Raises `ProblemError` where the rules clash: then its problems are the rules of which any one could be dropped.
        """
        rules = [{key: plain(value) for key, value in rule.items()} for rule in rules]
        return Weights(call("weights.fit", {"weights": self._document, "rules": rules, "total": plain(total)}))

    def explain(self, lang: Lang = "id") -> str:
        """How the weights came about, as text."""
        return str(call("weights.explain", {"weights": self._document, "lang": lang})["text"])

    def in_rows(self, rows: Sequence[Mapping[str, Any]], field: str = "weight") -> list[dict[str, Any]]:
        """Rows of a list of facts, each with its weight: then the explanation of the appraisal says where the weights came from.

        A row is called as its `id` says, else its `title`. The first carries the weights as a sealed document, the others name that by its seal.

        >>> goals = roc(["attendance", "dropouts"]).in_rows([{"id": "attendance", "score": 90}, {"id": "dropouts", "score": 60}])
        >>> goals[0]["weight"]["weights"], goals[1]["weight"]["seal"] == goals[0]["weight"]["seal"]
        ({'attendance': '0.75', 'dropouts': '0.25'}, True)
        """
        called = [{key: row[key] for key in ("id", "title") if key in row} for row in rows]
        weighed = call("weights.rows", {"weights": self._document, "rows": called, "field": field})["rows"]
        return [{**row, field: found[field]} for row, found in zip(rows, weighed, strict=True)]

    def sealed(self) -> dict[str, Any]:
        """The document `weights/1` sealed, with how the weights came about: what facts take weights from."""
        return cast(dict[str, Any], call("weights.sealed", {"weights": self._document}))

    def to_dict(self) -> WeightsDocument:
        """The document `weights/1`, which `parse` reads back."""
        return copied(self._document)

    def to_json(self) -> str:
        """The document `weights/1` as JSON text."""
        return json.dumps(self._document, ensure_ascii=False)

    def __eq__(self, other: object) -> bool:
        return self._document == other._document if isinstance(other, Weights) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.method, tuple(self._ratios.items())))

    def __repr__(self) -> str:
        shown = ", ".join(f"{name!r}: {number}" for name, number in self.apportion().items())
        return f"<Weights by {self.method}: {{{shown}}} percent>"


def direct(weights: Mapping[str, _Number], total: _Number = 100, *, normalise: bool = False) -> Weights:
    """Weights that are given as such: one may be `"rest"`, or all `"equal"`. They sum to the total exactly, unless they are to be normalised."""
    sums = {"normalise": True} if normalise else {"total": plain(total)}
    return Weights(call("weights.direct", {"weights": plain(weights), **sums}))


def equal(names: Sequence[str]) -> Weights:
    """As much for each.

    >>> equal(["a", "b", "c"])["a"]
    Fraction(1, 3)
    """
    return direct(dict.fromkeys(_each_once(names), "equal"))


def points(points: Mapping[str, _Number]) -> Weights:
    """Weights in proportion to points that were shared out."""
    return Weights(call("weights.points", {"points": plain(points)}))


def swing(points: Mapping[str, _Number]) -> Weights:
    """Weights by swings: the one that matters most has 100 points, the others from 0 to 100."""
    return Weights(call("weights.swing", {"points": plain(points)}))


def smart(points: Mapping[str, _Number]) -> Weights:
    """Weights by SMART: the least important has 10 points, the others 10 or more."""
    return Weights(call("weights.smart", {"points": plain(points)}))


def rank_sum(ranks: int | Sequence[Any] | Mapping[str, int]) -> Weights:
    """Weights by ranks, of which rank i of n counts n + 1 - i. See `roc` for what may be given."""
    return Weights(call("weights.rank_sum", {"ranks": _ranks(ranks)}))


def rank_reciprocal(ranks: int | Sequence[Any] | Mapping[str, int]) -> Weights:
    """Weights by ranks, of which rank i counts 1 / i. See `roc` for what may be given."""
    return Weights(call("weights.rank_reciprocal", {"ranks": _ranks(ranks)}))


def roc(ranks: int | Sequence[Any] | Mapping[str, int]) -> Weights:
    """Weights by rank order centroid.

    Ranks are a mapping from name to rank, 1 the most important; or the names in their order, the most important first, where names of one rank stand in a
    list of their own; or how many there are, then called g1, g2 and so on.

    >>> [str(ratio) for ratio in roc(4).values()]
    ['25/48', '13/48', '7/48', '1/16']
    >>> roc(["quality", ["price", "style"]])["style"]
    Fraction(7, 36)
    """
    return Weights(call("weights.roc", {"ranks": _ranks(ranks)}))


def ahp(
    matrix: Any = None,
    names: Sequence[str] | None = None,
    *,
    judges: Sequence[Mapping[str, Any]] | None = None,
    priorities: Literal["eigenvector", "geometric_mean"] | None = None,
    group: Literal["judgements", "priorities"] | None = None,
    random_index: _RandomIndex | None = None,
    scale: int | None = None,
    digits: int | None = None,
) -> Weights:
    """Weights by pairwise comparisons: the analytic hierarchy process.

    The matrix says how many times as important the goal of each row is as that of each column: lists, a numpy array, or a data frame of pandas or polars,
    whose columns are the names. A cell may be a fraction as text, `"1/3"`, or `None` (in a frame also NaN) where its mirror image says it. Several judges each
    have a `matrix`, and maybe a `name` and a `weight`.

    Settings: `priorities` (`eigenvector`, `geometric_mean`), `group` (`judgements`, `priorities`), `random_index` (`alonso_lamata_2006`, `saaty_1980`,
    `saaty_2005`, `donegan_dodd_1991`, `tummala_ling_1998`), `scale`, `digits`.

    >>> w = ahp([[1, 4, 3, 7], [None, 1, "1/3", 3], [None, None, 1, 5], [None, None, None, 1]], ["experience", "education", "charisma", "age"])
    >>> round(w.statistics["consistency"]["ratio"], 4)
    0.0448
    """
    settings = {"priorities": priorities, "group": group, "random_index": random_index, "scale": scale, "digits": digits}
    request: dict[str, Any] = {key: value for key, value in settings.items() if value is not None}
    if matrix is not None:
        request["matrix"], columns = _matrix(matrix)
        names = columns if names is None else names
    if judges is not None:
        request["judges"] = []
        for judge in judges:
            cells, columns = _matrix(judge["matrix"])
            names = columns if names is None else names
            request["judges"].append({**{key: plain(value) for key, value in judge.items()}, "matrix": cells})
    if names is not None:
        request["names"] = list(names)
    return Weights(call("weights.ahp", request))


def survey(matrices: numpy.typing.ArrayLike, random_index: _RandomIndex = "alonso_lamata_2006") -> Survey:
    """Priorities and consistency ratios of many respondents at once, as a questionnaire gives them: a numpy array of whole matrices.

    The same floats as `ahp` has in its statistics, in a hundredth of the time. Weights are made by `ahp` of those that are consistent enough.

    >>> found = survey([[[1, 3, 5], [1 / 3, 1, 2], [1 / 5, 1 / 2, 1]], [[1, 9, 1], [1 / 9, 1, 2], [1, 1 / 2, 1]]])
    >>> found.consistency_ratio <= 0.1
    array([ True, False])
    """
    import numpy

    cells = numpy.ascontiguousarray(matrices, dtype=numpy.float64)
    if cells.ndim != 3 or cells.shape[1] != cells.shape[2]:
        raise ValueError(f"whole matrices are needed, as many as there are respondents: not an array of shape {cells.shape}")
    size = cells.shape[1]
    priorities, ratios = _survey(cells.tobytes(), size, random_index)
    return Survey(numpy.frombuffer(priorities).reshape(-1, size), numpy.frombuffer(ratios))


def bwm(
    best: str,
    worst: str,
    best_to_others: Mapping[str, int] | Sequence[int],
    others_to_worst: Mapping[str, int] | Sequence[int],
    names: Sequence[str] | None = None,
) -> Weights:
    """Weights by the best-worst method: comparisons of the best with each, and of each with the worst, from 1 to 9. Without names, they are mappings.

    >>> bwm("price", "style", [2, 1, 4, 3, 8], [4, 8, 2, 3, 1], ["quality", "price", "comfort", "safety", "style"])["price"]
    Fraction(82, 183)
    """
    request = {"best": best, "worst": worst}
    for key, numbers in (("best_to_others", best_to_others), ("others_to_worst", others_to_worst)):
        request[key] = plain(numbers if names is None else dict(zip(_each_once(names), numbers, strict=True)))
    return Weights(call("weights.bwm", request))


def tree(parts: Sequence[Mapping[str, Any]], total: _Number = 100, *, normalise: bool = False) -> Weights:
    """Weights in levels: each part has a `name`, a `weight` among those beside it, and maybe `parts` of its own.

    >>> parts = [{"name": "service", "weight": 60, "parts": [{"name": "a", "weight": 50}, {"name": "b", "weight": "rest"}]}, {"name": "c", "weight": 40}]
    >>> tree(parts)["b"]
    Fraction(3, 10)
    """
    sums = {"normalise": True} if normalise else {"total": plain(total)}
    return Weights(call("weights.tree", {"parts": plain(parts), **sums}))


def cascade(
    goals: Sequence[Mapping[str, Any]],
    holders: Sequence[Mapping[str, Any]] | None = None,
    total: _Number = 100,
) -> Cascade:
    """Goals that carry each other, and how far each was reached: rolled up, exactly.

    >>> goals = [{"name": "all"}] + [{"name": n, "carries": {"goal": "all", "as": "copied"}, "achieved": a} for n, a in [("a", 90), ("b", 81)]]
    >>> cascade(goals)["goals"][0]["achieved"]
    '85.5'
    """
    request = {"goals": plain(goals), "total": plain(total)}
    return cast(Cascade, call("cascade", request if holders is None else {**request, "holders": holders}))


def parse(document: Mapping[str, Any] | str) -> Weights:
    """Reads a document `weights/1`, and works it out again: weights that are not what their method gives raise `ProblemError`."""
    return Weights(call("weights.read", {"weights": given(document)}))


def _ranks(ranks: Any) -> dict[str, Any]:
    if isinstance(ranks, Mapping):
        return {name: plain(rank) for name, rank in ranks.items()}
    if isinstance(ranks, int):
        ranks = [f"g{number}" for number in range(1, ranks + 1)]
    placed: dict[str, int] = {}
    for rank, names in enumerate(ranks, start=1):
        for name in [names] if isinstance(names, str) else names:
            _each_once([*placed, name])
            placed[name] = rank
    return placed


def _each_once(names: Sequence[str]) -> Sequence[str]:
    """The names, of which a dict would drop those that stand twice without a word."""
    if len(set(names)) < len(names):
        twice = next(name for index, name in enumerate(names) if name in names[:index])
        raise ValueError(f"`{twice}` is named twice")
    return names


def _matrix(matrix: Any) -> tuple[list[list[Any]], list[str] | None]:
    """The cells of a matrix, and of a data frame the names of its columns."""
    if not hasattr(matrix, "columns"):
        rows = matrix.tolist() if hasattr(matrix, "tolist") else matrix
        return [[plain(cell) for cell in row] for row in rows], None
    columns = [str(name) for name in matrix.columns]
    index = getattr(matrix, "index", None)
    if index is not None and list(index) != list(range(len(index))) and [str(name) for name in index] != columns:
        raise ValueError("the rows of the data frame are named differently from its columns")
    # In a frame NaN is what is not there.
    return [[None if cell != cell else plain(cell) for cell in row] for row in matrix.to_numpy().tolist()], columns
