"""Appraisals by rules that are data: numbers exact, every number explained."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, Protocol, final

_Lang = Literal["id", "en"]
# JSON text, or an object: a mapping, a dataclass, a pydantic model.
_Document = str | bytes | Mapping[str, Any] | object

class _Stream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

class _Array(Protocol):
    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...

# Anything with the Arrow PyCapsule interface.
_Table = _Stream | _Array

__all__ = [
    "Absent",
    "Appraisal",
    "AppraisalStream",
    "Appraisals",
    "Comparison",
    "Contributions",
    "Listed",
    "Problem",
    "ProblemError",
    "Scheme",
    "ScoreTable",
    "WhatIf",
    "__version__",
    "_read_absent",
    "_read_appraisal",
    "_read_problem",
    "_read_scheme",
    "aggregate_table",
    "call",
    "compare",
    "schemes",
    "survey",
]
__version__: str

@final
class Absent:
    """A value that is not there, and of which kind: `not_rated` or `not_applicable`. It is false."""
    def __bool__(self) -> Literal[False]: ...
    def __eq__(self, other: object, /) -> bool: ...
    @property
    def kind(self) -> Literal["not_rated", "not_applicable"]:
        """`not_rated`, where a value is owed, or `not_applicable`."""

@final
class Appraisal:
    """What a scheme gives for one employee in one period: calculated, never decided.

    Every outcome is an attribute too: `appraisal.score`.
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __getattribute__(self, name: str, /) -> Any: ...
    def _repr_html_(self) -> str:
        """The outcomes as a table, for notebooks."""
    def contributions(self, outcome: str | None = None) -> Contributions:
        """What each row of a list brings to an outcome, `score` unless another is named: its summand where the outcome is a sum or a mean, else the
        difference that taking it out makes.

        Raises `KeyError` where there is no such outcome.
        """
    def explain(self, lang: _Lang = "id", form: Literal["long", "short"] | None = None, names: bool = True) -> str:
        """How the outcomes came about, as text: inputs, rules, articles, rounding, and what it all rests on.

        With `form="long"` it opens with a sentence that says the result and with what decided it; `form="short"` ends there. With `names=False` the names
        of the person, of raters and of whoever entered a value are left out.
        """
    @property
    def facts_digest(self) -> str:
        """The digest of the facts, which `to_json` carries too."""
    def label(self, name: str, lang: _Lang = "id") -> str:
        """What a person reads for an outcome: a level's title, a number in the language's own form."""
    @property
    def outcomes(self) -> dict[str, Decimal | str | bool | date | None]:
        """The final values by name, in the order of the scheme: numbers as `Decimal` with the digits they were rounded to, levels and words as `str`,
        `bool`, `date`, `None` where there is none.
        """
    def sealed(self) -> str:
        """The document of `to_json` with the trace in it: what another scheme takes from it then hangs below in that explanation."""
    def to_dict(self) -> dict[str, Any]:
        """As `to_json`, as a dict. Exact numbers are texts there, so that they keep their digits wherever the dict goes."""
    def to_html(self, lang: _Lang = "id", form: Literal["long", "short"] = "long", names: bool = True) -> str:
        """The report as one HTML page by itself, to be printed on A4 and read on a telephone: outcomes, what decided them and what they rest on, the rows of each
        list, the way there, sources; bands, matrices and what each row brings are drawn. The page loads and runs nothing.

        `form="short"` ends before the way there; with `names=False` the names of the person, of raters and of whoever entered a value are left out.
        """
    def to_json(self) -> str:
        """The appraisal as JSON text, a document `appraisal/1`: outcomes, warnings, scheme and digests, so that it can be checked years later."""
    @property
    def trace(self) -> list[dict[str, Any]]:
        """How the outcomes came about, entry by entry: a list of dicts in the order of calculation. `uses` are positions in the list; exact numbers are
        texts; sentences are dicts by language.

        >>> import kinerja
        >>> scheme = kinerja.Scheme.builtin("id/pp-46-2011")
        >>> facts = {"period": {"from": "2019-01-01", "until": "2019-12-31"}, "kegiatan": [{"title": "Inspect schools",
        ...     "kuantitas_target": 50, "kuantitas_realisasi": 40, "kualitas_realisasi": 88, "waktu_target": 12, "waktu_realisasi": 12}],
        ...     "orientasi_pelayanan": 90, "integritas": 90, "komitmen": 85, "disiplin": 90, "kerja_sama": 85}
        >>> entry = scheme.appraise(facts).trace[-1]
        >>> entry["kind"], entry["path"]
        ('outcome', 'outcomes.perilaku')
        """
    @property
    def unratable(self) -> str | None:
        """Why nobody is rated, where the scheme says so, in Indonesian where it has it; else `None`."""
    def value(self, path: str) -> Fraction | bool | str | Absent:
        """The exact value of a step or input by its path, such as `goals[0].score`: a number as `Fraction`, an absence as `Absent`.

        Raises `KeyError` where there is none of that path.
        """
    @property
    def warnings(self) -> list[Problem]:
        """What to know beside the outcomes: notices, unverified constants used, evidence that was expected."""

@final
class AppraisalStream:
    """A table that is appraised while it is read, once."""
    def __arrow_c_schema__(self) -> object:
        """The schema of the table, in a capsule."""
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Arrow's stream, in a capsule; `ValueError` where it was taken before."""
    @property
    def column_names(self) -> list[str]:
        """The names of the columns."""

@final
class Appraisals:
    """What a scheme gives for a table: a row of outcomes for each employee, in the order of the table.

    It has the Arrow PyCapsule interface: `pyarrow.table(appraisals)`, `polars.DataFrame(appraisals)`.
    """
    def __arrow_c_schema__(self) -> object:
        """The schema of the table, in a capsule."""
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The table as Arrow's stream, in a capsule."""
    def __len__(self) -> int:
        """Return len(self)."""
    @property
    def column_names(self) -> list[str]:
        """The names of the columns."""
    @property
    def problem_count(self) -> int:
        """How many rows have a problem, which the column `problems` tells."""

@final
class Comparison:
    """What differs between two appraisals of one person."""
    def __eq__(self, other: object, /) -> bool: ...
    def _repr_html_(self) -> str:
        """The text, for notebooks."""
    def text(self, lang: _Lang = "id") -> str:
        """As text."""
    def to_dict(self) -> dict[str, Any]:
        """The document: in it a `str` is an exact number or a word, an `int` a count."""
    def to_json(self) -> str:
        """The document, as JSON text: exact numbers as text."""

@final
class Contributions:
    """What each row of a list brings to an outcome."""
    def __eq__(self, other: object, /) -> bool: ...
    def _repr_html_(self) -> str:
        """The text, for notebooks."""
    def text(self, lang: _Lang = "id") -> str:
        """As text."""
    def to_dict(self) -> dict[str, Any]:
        """The document: in it a `str` is an exact number or a word, an `int` a count."""
    def to_json(self) -> str:
        """The document, as JSON text: exact numbers as text."""

@final
class Listed:
    """A built-in scheme as a list shows it."""
    def __eq__(self, other: object, /) -> bool: ...
    @property
    def id(self) -> str:
        """The id, to be given to `Scheme.builtin`."""
    @property
    def in_force(self) -> tuple[date | None, date | None]:
        """The first and the last day of the periods to which it applies; `None` where there is no such end."""
    @property
    def jurisdiction(self) -> str:
        """Where it holds, `ID`."""
    @property
    def purpose(self) -> str:
        """What its outcomes are for, `performance`."""
    @property
    def status(self) -> Literal["in_force", "superseded", "draft", "illustration"]:
        """Its standing: `in_force`, `superseded`, `draft` or `illustration`."""
    def title(self, lang: _Lang = "id") -> str:
        """What the scheme is called."""
    @property
    def version(self) -> int:
        """The version."""
    @property
    def whole_period(self) -> bool:
        """Whether all of the period that was asked for lies inside."""

@final
class Problem:
    """What is wrong, or worth knowing, at one place of a document.

    `code` is stable, `path` a tuple of keys and positions; `text` and `help` say it in a language. As text it is all of that.
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    @property
    def code(self) -> str:
        """The stable code, `value.missing`."""
    def help(self, lang: _Lang = "id") -> str:
        """What one can do about it; empty where there is nothing to add."""
    @property
    def path(self) -> tuple[str | int, ...]:
        """The place in the document: `("goals", 0, "weight")`."""
    @property
    def position(self) -> tuple[int, int] | None:
        """Line and column, both from 1, where the document came as text."""
    def text(self, lang: _Lang = "id") -> str:
        """One plain sentence, without the place."""

class ProblemError(ValueError):
    """What is wrong with a document, all at once: `problems` holds each with its code, path, words and help."""
    problems: list[Problem]

@final
class Scheme:
    """A scheme that can be evaluated on any facts: a regulation as a calculation sheet.

    Made by `Scheme.parse` or `Scheme.builtin`; immutable, equal when the text is, pickled by its text.
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def amended(self, changes: str | bytes | Mapping[str, Any]) -> Scheme:
        """This scheme with other values of some parameters: another scheme, marked as amended wherever its results are shown.

        `changes` names each parameter with its value, or with its history: `[{"from": "2025-01-01", "is": 65}, ...]`.

        Raises `ProblemError` with all problems of the changes, or of the scheme that would come of them.
        """
    def appraise(self, facts: _Document, settings: _Document | None = None) -> Appraisal:
        """Appraises one employee.

        Facts and settings are JSON text (`str`, `bytes`) or objects: dicts and other mappings, dataclasses, pydantic models. Numbers may be `int`,
        `Decimal`, `str` or `float`: the number that is printed is the number that is used. `None` is an absence.

        Raises `ProblemError` with all problems of facts and settings.
        """
    def appraise_stream(
        self,
        table: _Table,
        settings: _Document | None = None,
        *,
        period: tuple[date | str, date | str] | None = None,
        keep: Sequence[str] | None = None,
        numbers: Literal["decimal", "text"] = "decimal",
        lang: _Lang = "id",
    ) -> AppraisalStream:
        """Appraises a table that may be larger than memory: as `appraise_table`, but a batch is read, appraised and handed on only when it is asked for.

        What it gives can be read once, by whatever takes the Arrow PyCapsule interface: `pyarrow.RecordBatchReader.from_stream(stream)`.
        """
    def appraise_table(
        self,
        table: _Table,
        settings: _Document | None = None,
        *,
        period: tuple[date | str, date | str] | None = None,
        key: str | None = None,
        long: Mapping[str, _Table] | None = None,
        keep: Sequence[str] | None = None,
        numbers: Literal["decimal", "text"] = "decimal",
        lang: _Lang = "id",
    ) -> Appraisals:
        """Appraises a table: a row for each employee in, a row of outcomes out, in the same order.

        `table` is anything with the Arrow PyCapsule interface: a table of pyarrow, polars, pandas or duckdb. Its columns are called as the inputs. A list of goals
        is a column of `list<struct>`, or a table of its own in `long`, whose rows have the same `key` and stand together. A null is the absence that the
        scheme declares for the input; a text in a column `<input>__absent` says the other one. `period` is the period of all rows, where it is no column.
        Columns named in `keep`, and the key, are handed on.

        What comes out has the interface too: the outcomes (`numbers="decimal"`: as decimals of the outcome's digits; `"text"`: as texts), `unratable`,
        `notices`, and `problems`: a row that cannot be appraised has them there, and the others go on.

        Raises `ProblemError` where a column has no input, a needed input no column, or a column a type that cannot be read, naming all of them.
        """
    @staticmethod
    def builtin(id: str, version: int | None = None) -> Scheme:
        """The built-in scheme of an id: the version asked for, else the newest.

        Raises `ProblemError` (`scheme.unknown`) where there is none.
        """
    def check(self) -> list[Problem]:
        """What a careful reader would question in this valid scheme: a list of problems that keep nothing from being used."""
    @property
    def digest(self) -> str:
        """The digest of the whole document: a published version's never changes."""
    def facts_schema(self, lang: _Lang = "id") -> dict[str, Any]:
        """The JSON Schema of the facts that the scheme takes, as a dict: enough to draw a form from.

        >>> import kinerja
        >>> schema = kinerja.Scheme.builtin("id/pp-46-2011").facts_schema("en")
        >>> "kegiatan" in schema["properties"]
        True
        """
    @property
    def id(self) -> str:
        """The id, `id/pp-46-2011`."""
    @property
    def languages(self) -> list[_Lang]:
        """The languages of its texts, the main one first."""
    @staticmethod
    def parse(document: str | bytes | Mapping[str, Any]) -> Scheme:
        """Reads a scheme: JSON text as `str` or `bytes`, or a `dict`.

        Raises `ProblemError` with all problems of the document.
        """
    @property
    def rules_digest(self) -> str:
        """The digest of what can change an outcome: two versions with the same one calculate alike."""
    def searches(self) -> dict[str, Any]:
        """What the searches of `check` looked at: of each input with a better direction, whether a better value may lower the result."""
    @property
    def text(self) -> str:
        """The document that the scheme was read from, as JSON text."""
    def title(self, lang: _Lang = "id") -> str:
        """What the scheme is called."""
    @property
    def version(self) -> int:
        """The version: it rises with every change of the document."""
    def what_if(
        self,
        facts: _Document,
        settings: _Document | None = None,
        *,
        want: Mapping[str, Any],
        exactly: bool | None = None,
        roles: Sequence[str] | None = None,
        inputs: Sequence[str] | None = None,
        pairs: bool | None = None,
    ) -> WhatIf:
        """What would give another result: from what these facts give, the least change of one input at a time that gives what is wanted, and what no
        input alone gives.

        `want` is a dict from outcome to value: at least that (exactly that, where the outcome has no order, or with `exactly=True`), or a dict of
        `at_least`, `at_most`, `exactly`. `roles` and `inputs` say what may change, `pairs=False` leaves out what two inputs give together.

        Raises `ProblemError` with all problems of facts and settings, or of what is wanted.

        >>> import kinerja
        >>> scheme = kinerja.Scheme.parse({"kinerja": "scheme/1", "scheme": "example/visits", "version": 1, "languages": ["en"],
        ...     "inputs": [{"name": "visits", "type": "integer", "from": 0, "until": 60, "role": "result", "better": "higher"}],
        ...     "steps": [{"name": "score", "is": "at_most(visits / 40 * 100, 120)"}],
        ...     "outcomes": [{"name": "score", "of": "score", "round": {"digits": 2, "mode": "half_up"}}]})
        >>> scheme.what_if({"visits": 31}, want={"score": 90}).to_dict()["inputs"][0]["value"]
        '36'
        """

@final
class ScoreTable:
    """The scores of many persons, by one policy: a row for each person in the order of their codes.

    It has the Arrow PyCapsule interface: `pyarrow.table(scores)`, `polars.DataFrame(scores)`.
    """
    def __arrow_c_schema__(self) -> object:
        """The schema of the table, in a capsule."""
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The table, as a stream in a capsule."""
    def __len__(self) -> int:
        """Return len(self)."""
    @property
    def problem_count(self) -> int:
        """How many persons have a problem, which the column `problems` tells."""

@final
class WhatIf:
    """What would give another result: of each input the nearest value with which the wishes are met, or why there is none."""
    def __eq__(self, other: object, /) -> bool: ...
    def _repr_html_(self) -> str:
        """The text, for notebooks."""
    def text(self, lang: _Lang = "id") -> str:
        """As text."""
    def to_dict(self) -> dict[str, Any]:
        """The document: in it a `str` is an exact number or a word, an `int` a count."""
    def to_json(self) -> str:
        """The document, as JSON text: exact numbers as text."""

def _read_absent(owed: bool) -> Absent:
    """Reads a pickled absence."""

def _read_appraisal(scheme: str, facts: str, settings: str | None) -> Appraisal:
    """Calculates a pickled appraisal again."""

def _read_problem(code: str, path: list[str | int], position: tuple[int, int] | None, words: list[list[str]]) -> Problem:
    """Reads a pickled problem."""

def _read_scheme(text: str) -> Scheme:
    """Reads a pickled scheme."""

def aggregate_table(table: _Table, policy: _Document, lang: _Lang = "id") -> ScoreTable:
    """Aggregates a table of answers about many persons."""

def call(name: str, request: _Document, tables: Mapping[str, Any] | None = None) -> Any:
    """Calls a room by name with JSON text or an object; gives what it answers.

    In the answer a `str` is an exact number or a word, an `int` a count and a `float` a statistic. `tables` are lists of the request that come as tables with the Arrow PyCapsule
    interface, by the keys that lead to them, joined by `.`: a row is an object, its keys the names of the columns, and a null is left out.

    Raises `ProblemError` with all problems of the request.
    """

def compare(before: Appraisal, after: Appraisal) -> Comparison:
    """Compares two appraisals of one person: inputs, by whom they were changed and on what evidence, steps and outcomes; every difference and nothing else.

    Raises `ProblemError` (`compare.person`) where they are about two persons.
    """

def schemes(
    jurisdiction: str | None = None,
    purpose: str | None = None,
    period: tuple[date | str, date | str] | None = None,
    illustrations: bool = False,
) -> list[Listed]:
    """The built-in schemes that fit what is asked; `None` asks nothing.

    `period` is a pair of dates, or of texts `YYYY-MM-DD`: a scheme is listed when it applies to some day of it, and `whole_period` says whether to
    all. Illustrations are listed only when asked for.
    """

def survey(cells: bytes, size: int, random_index: str) -> tuple[bytes, bytes]:
    """Priorities and consistency ratios of many respondents, whose matrices stand one after the other as floats of eight bytes; so do those that come back.

    Raises `ProblemError` with all problems of the comparisons.
    """
