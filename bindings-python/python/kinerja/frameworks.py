"""Competency frameworks, and what a person lacks for a post.

>>> from kinerja import Framework, gap
>>> framework = Framework.builtin("id/standar-kompetensi-38-2017")
>>> framework.to_format("case").loss
[]
>>> profile = framework.profile("administrator")
>>> found = [{"competency": r["competency"], "level": r["level"]} for r in profile["requirements"]]
>>> gap(profile, {"kinerja": "assessment/1", "results": found}).score
Fraction(100, 1)
"""

from __future__ import annotations

import base64
import codecs
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypedDict, cast

from kinerja._kinerja import call
from kinerja.rooms import Lang, Result, copied, plain, stated

if TYPE_CHECKING:
    # Read by type checkers only: that many types take as long as the rest of the import.
    from kinerja.documents import Assessed, Competency, FrameworkDocument, GapResultDocument, ProfileDocument

__all__ = ["Change", "Conversion", "Covered", "Framework", "Gap", "Listed", "Team", "Tolerance", "Warned", "Workbook", "Writing", "convert", "formats", "frameworks", "gap"]

_Method = Literal["proportional", "met-count", "jpm-ratio-of-sums", "jpm-mean-of-ratios", "weighted-gap"]


class _Change(TypedDict):
    change: str
    """`added`, `removed`, `changed` or what else became of it."""
    of: str
    """In which list it stands, such as `competencies`."""
    id: str
    """Its id."""


class Change(_Change, total=False):
    """What differs in another version or in another format."""

    field: str
    """What of it was changed."""
    before: str
    """What stood there, as JSON."""
    after: str
    """What stands there now, as JSON."""


class _Warned(TypedDict):
    code: str
    """The stable code."""
    path: str
    """Where: `relations[0].to`."""
    text: dict[str, str]
    """The sentence, by language."""


class Warned(_Warned, total=False):
    """What does not fit together in a framework or profile, or what a format does not allow or its importers would drop."""

    help: dict[str, str]
    """What to do, by language, where that can be said."""


class Tolerance(Warned):
    """What a reader put up with."""

    tolerance: str
    """Its own name."""


class Listed(TypedDict):
    """A framework in the box."""

    id: str
    """The id, for `Framework.builtin`."""
    version: str
    """The version."""
    title: dict[str, str]
    """What it is called, by language."""
    competencies: int
    """How many it has."""


class _Written(NamedTuple):
    text: str
    """The text."""
    loss: list[Change]
    """What reading the text again would miss or find otherwise, as `Framework.diff` tells it."""


class Writing(_Written):
    """A framework that was written in a format: a text, and what was lost."""

    warnings: list[Warned]
    """What the format's strict checker has against the text: an id that an importer would cut, a row that it would drop without a word."""

    def __new__(cls, text: str, loss: list[Change], warnings: Sequence[Warned] = ()) -> Writing:
        """Made by `Framework.to_format`."""
        self = super().__new__(cls, text, loss)
        self.warnings = list(warnings)
        return self


class Workbook(NamedTuple):
    """A framework that was written as a workbook."""

    data: bytes
    """The bytes of the workbook (XLSX)."""
    loss: list[Change]
    """What reading it again would miss or find otherwise."""


class Conversion(NamedTuple):
    """A text in one format that was written in another."""

    text: str
    """The text in the other format."""
    format: str
    """The format that it was read from."""
    tolerances: list[Tolerance]
    """What the reader put up with."""
    loss: list[Change]
    """What the other format cannot hold."""
    warnings: list[Warned]
    """What its strict checker has against the text."""


class Framework:
    """Competencies with their levels, described: made by `parse` or `builtin`, each of which raises `ProblemError` with all that is wrong."""

    __slots__ = ("_document", "_read")

    def __init__(self, read: Mapping[str, Any]) -> None:
        """Use `parse` or `builtin`."""
        self._document: FrameworkDocument = read["framework"]
        self._read = read

    @classmethod
    def parse(cls, text: str | bytes | FrameworkDocument | Mapping[str, Any], format: str | None = None, *, table: str | Mapping[str, Any] | None = None) -> Framework:
        """Reads a framework: a document `framework/1`, or what is in one of `formats()`; without a format, in the one that its content shows.

        Bytes are UTF-8, UTF-16 that says so by its byte order mark, or a workbook (XLSX); others raise `UnicodeDecodeError`. `table` says what the columns of a table
        mean: a document `table/1`, or the word of one in the box. `tolerances` are what the reader put up with.

        >>> Framework.parse({"kinerja": "framework/1", "framework": "example/one", "competencies": [{"id": "law"}]}).id
        'example/one'
        >>> sheet = "Jabatan;Integritas;Kerja Sama\\nKepala Dinas;4;4\\nKepala Bidang;3;\\n"
        >>> [(profile["post"], len(profile["requirements"])) for profile in Framework.parse(sheet).profiles]
        [('Kepala Dinas', 2), ('Kepala Bidang', 1)]
        """
        if isinstance(text, Mapping):
            text, format = json.dumps(text, ensure_ascii=False, default=_exact), format or "kinerja"
        request = {**_source(text), "format": format, "table": plain(table)}
        return cls(call("framework.parse", stated(request)))

    @classmethod
    def builtin(cls, id: str) -> Framework:
        """A framework in the box; `frameworks()` lists them."""
        return cls(call("framework.read", {"framework": id}))

    @property
    def id(self) -> str:
        """The id, `id/berakhlak`."""
        return self._document["framework"]

    @property
    def version(self) -> str | None:
        """The version, where the framework tells one."""
        return self._document.get("version")

    @property
    def digest(self) -> str:
        """The digest of what the framework says, however it was written."""
        return str(self._read["digest"])

    @property
    def competencies(self) -> list[Competency]:
        """The competencies, as the document `framework/1` has them."""
        return copied(self._document.get("competencies", []))

    @property
    def format(self) -> str:
        """The format that it was read from."""
        return str(self._read.get("format", "kinerja"))

    @property
    def tolerances(self) -> list[Tolerance]:
        """What the reader put up with, each with `tolerance`, `path`, and `text` in both languages."""
        return copied(cast(list[Tolerance], self._read.get("tolerances", [])))

    @property
    def profiles(self) -> list[ProfileDocument]:
        """The job profiles that stood beside it, in formats that hold them."""
        return copied(cast("list[ProfileDocument]", self._read.get("profiles", [])))

    def profile(self, tier: str) -> ProfileDocument:
        """The job profile of a tier of posts, as a document `profile/1`.

        >>> Framework.builtin("id/standar-kompetensi-38-2017").profile("administrator")["kinerja"]
        'profile/1'
        """
        return cast("ProfileDocument", call("framework.profile", {"framework": self._document, "tier": tier}))

    def check(self) -> list[Warned]:
        """What does not fit together: each with `code`, `path`, and `text` in both languages.

        >>> document = {"kinerja": "framework/1", "framework": "x", "competencies": [{"id": "a"}]}
        >>> document["relations"] = [{"kind": "requires", "from": "a", "to": "b"}]
        >>> [(warning["code"], warning["path"]) for warning in Framework.parse(document).check()]
        [('framework.dangling', 'relations[0].to')]
        """
        return cast(list[Warned], call("framework.check", {"framework": self._document})["warnings"])

    def diff(self, later: Framework) -> list[Change]:
        """What differs in a later version: each with what `change` it is, `of` which list, and the `id`.

        >>> one = {"kinerja": "framework/1", "framework": "x", "competencies": [{"id": "a"}]}
        >>> two = {**one, "competencies": [{"id": "a"}, {"id": "b"}]}
        >>> [(change["change"], change["id"]) for change in Framework.parse(one).diff(Framework.parse(two))]
        [('added', 'b')]
        """
        return cast(list[Change], call("framework.diff", {"before": self._document, "after": later._document})["changes"])

    def to_format(
        self,
        format: str | None = None,
        *,
        profiles: Sequence[Mapping[str, Any]] = (),
        table: str | Mapping[str, Any] | None = None,
    ) -> Writing:
        """The framework in one of `formats()`, with job profiles beside it, and what is lost there; or as a table by what its columns mean.

        >>> Framework.builtin("id/berakhlak").to_format("moodle").text.splitlines()[0][:27]
        'Parent ID number,ID number,'
        """
        written = call("framework.to_format", self._request(format, profiles, table))
        return Writing(written["text"], written["loss"], written.get("warnings", []))

    def to_workbook(
        self,
        format: str | None = None,
        *,
        profiles: Sequence[Mapping[str, Any]] = (),
        table: str | Mapping[str, Any] | None = None,
    ) -> Workbook:
        """The framework as a workbook (XLSX): a format that is a table, or a table by what its columns mean.

        >>> standard = Framework.builtin("id/standar-kompetensi-38-2017")
        >>> book = standard.to_workbook("level-matrix", profiles=[standard.profile("administrator")])
        >>> Framework.parse(book.data).profiles[0]["tier"]
        'administrator'
        """
        written = call("framework.to_format", {**self._request(format, profiles, table), "workbook": True})
        return Workbook(base64.b64decode(written["base64"]), written["loss"])

    def _request(self, format: str | None, profiles: Sequence[Mapping[str, Any]], table: str | Mapping[str, Any] | None) -> dict[str, Any]:
        request = {"framework": self._document, "format": format, "profiles": plain(list(profiles)), "table": plain(table)}
        return stated(request)

    @staticmethod
    def check_format(text: str, format: str) -> list[Warned]:
        """Everything in which a text is not what its format says it must be: strictly, where `parse` is tolerant.

        >>> [problem["code"] for problem in Framework.check_format("Parent ID number", "moodle")]
        ['format.columns']
        """
        return cast(list[Warned], call("framework.check_format", {"text": text, "format": format})["problems"])

    def to_dict(self) -> FrameworkDocument:
        """The document `framework/1`, which `parse` reads back."""
        return copied(self._document)

    def to_json(self) -> str:
        """The document `framework/1` as JSON text."""
        return json.dumps(self._document, ensure_ascii=False)

    def __eq__(self, other: object) -> bool:
        return self.digest == other.digest if isinstance(other, Framework) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.digest)

    def __repr__(self) -> str:
        return f"<Framework {self.id}: {len(self._document.get('competencies', []))} competencies>"


class Gap(Result):
    """What a person lacks for a post: calculated, not decided. Made by `gap`."""

    __slots__ = ()

    _room = "gap"

    @property
    def score(self) -> Fraction:
        """The score in percent, exact where it is not rounded."""
        return Fraction(self._document["outcomes"]["score"])

    @property
    def band(self) -> str | None:
        """The id of the band that holds, where there are bands."""
        return cast("str | None", self._document["outcomes"].get("band"))

    @property
    def assessed(self) -> Assessed:
        """Of how many requirements something was found: `rated`, `of`, `not_rated`, `not_applicable`."""
        return cast("Assessed", copied(self._document["assessed"]))

    @property
    def notices(self) -> list[dict[str, Any]]:
        """What to know beside: each with `code`, `path`, and `text` in both languages."""
        return self._listed("warnings")

    def explain(self, lang: Lang = "id") -> str:
        """How the score came about, as text."""
        return str(self._ask(explain=[lang])["explanation"][lang])

    def to_html(self, lang: Lang = "id", names: bool = True) -> str:
        """The report as one HTML page by itself, for paper and telephone: a radar of the competencies, bars with their numbers, how the score came about.

        With `names=False` the names of the person and of whoever entered a value are left out.
        """
        return str(self._ask(html=[lang], names=names)["html"][lang])

    def to_dict(self) -> GapResultDocument:  # type: ignore[override]
        """The document `gap-result/1`."""
        return cast("GapResultDocument", super().to_dict())

    def to_json(self) -> str:
        """The document `gap-result/1` as JSON text."""
        return json.dumps(self._document, ensure_ascii=False)

    def __hash__(self) -> int:  # type: ignore[override]
        return hash((self._document["profile_digest"], self._document["assessment_digest"], self.score))

    def __repr__(self) -> str:
        return f"<Gap beside {self._document['profile']}: {self._document['outcomes']['score']} percent>"


class Covered(NamedTuple):
    """How a team stands to one requirement."""

    competency: str
    """The competency."""
    required: Fraction
    """The value required."""
    best: Fraction | None
    """The best value found; none where nobody was rated."""
    met_by: list[int]
    """Who meets it: positions in what was given."""
    covered: bool
    """Whether enough people meet it."""


class Team(NamedTuple):
    """What a team covers together."""

    people: int
    """How many people were assessed."""
    covered: int
    """How many requirements enough people meet."""
    of: int
    """Of how many."""
    items: list[Covered]
    """Each requirement."""


class _Gap:
    """What a person lacks for a post: call it with a document `profile/1` and a document `assessment/1`."""

    def __call__(
        self,
        profile: Mapping[str, Any],
        assessment: Mapping[str, Any],
        method: _Method = "proportional",
        *,
        cap: Literal["none", "each", "whole"] | None = None,
        unrated: Literal["block", "exclude", "minimum"] | None = None,
        round_each: Mapping[str, Any] | None = None,
        round: Mapping[str, Any] | None = None,
        bands: Sequence[Mapping[str, Any]] | None = None,
    ) -> Gap:
        """What a person lacks for a post: a document `profile/1` beside a document `assessment/1`.

        `cap` says whether more than required counts, `unrated` what becomes of what was not rated; `round_each` and `round` are `{"digits": 2, "mode": "half_up"}`,
        `bands` stand highest first. Raises `ProblemError` with all problems of both documents.

        >>> profile = {"kinerja": "profile/1", "profile": "p", "requirements": [{"competency": c, "value": 3} for c in ("law", "data")]}
        >>> found = {"kinerja": "assessment/1", "results": [{"competency": "law", "value": 2}, {"competency": "data", "value": 3}]}
        >>> gap(profile, found, method="jpm-ratio-of-sums").score
        Fraction(250, 3)
        """
        request = {"profile": profile, "assessment": assessment, "method": method, "cap": cap, "unrated": unrated}
        return Gap({**request, "round_each": round_each, "round": round, "bands": bands})

    def team(self, profile: Mapping[str, Any], assessments: Sequence[Mapping[str, Any]], *, needed: int = 1) -> Team:
        """What a team covers of what is required, where each requirement must be met by so many people.

        >>> profile = {"kinerja": "profile/1", "profile": "p", "requirements": [{"competency": c, "value": 3} for c in ("law", "data")]}
        >>> found = [{"kinerja": "assessment/1", "results": [{"competency": c, "value": 3}]} for c in ("law", "law")]
        >>> team = gap.team(profile, found, needed=2)
        >>> team.covered, team.of, team.items[0].met_by
        (1, 2, [0, 1])
        """
        team = call("gap.team", plain({"profile": profile, "assessments": list(assessments), "needed": needed}))
        covered = [
            Covered(
                item["competency"],
                Fraction(item["required"]),
                Fraction(item["best"]) if "best" in item else None,
                item["met_by"],
                item["covered"],
            )
            for item in team["items"]
        ]
        return Team(team["people"], team["covered"], team["of"], covered)


gap = _Gap()


def convert(text: str | bytes, to: str, *, format: str | None = None) -> Conversion:
    """What is in one of `formats()`, written in another, with the job profiles that stand in it; without a format, it is found by its content.

    >>> package = Framework.builtin("id/berakhlak").to_format("case").text
    >>> converted = convert(package, "ctdl-asn")
    >>> converted.format, converted.text[:14]
    ('case-1.1', '{\\n  "@context"')
    """
    request = {**_source(text), "to": to, "from": format}
    written = call("framework.convert", stated(request))
    return Conversion(written["text"], written["from"], written["tolerances"], written["loss"], written.get("warnings", []))


def frameworks() -> list[Listed]:
    """The frameworks in the box: each with `id`, `version`, `title` and how many `competencies`."""
    return cast(list[Listed], call("framework.list", {}))


def formats() -> list[str]:
    """The formats that `Framework.parse` reads and `Framework.to_format` writes.

    >>> formats()
    ['kinerja', 'case-1.0', 'case-1.1', 'ctdl-asn', 'moodle', 'uk-ddat', 'uk-ddat-skills', 'sap-role-competencies', 'table', 'level-matrix']
    """
    return cast(list[str], call("framework.formats", {}))


def _source(text: str | bytes) -> dict[str, str]:
    """What is to be read, as a request has it: text, or a workbook's bytes."""
    if isinstance(text, str):
        return {"text": text}
    if text.startswith(b"PK\x03\x04"):
        return {"base64": base64.b64encode(text).decode()}
    wide = text.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return {"text": text.decode("utf-16" if wide else "utf-8-sig")}


def _exact(value: Any) -> str:
    if isinstance(value, Decimal | Fraction):
        return str(value)
    raise TypeError(f"a document has no place for {type(value).__name__}")
