"""What the modules of the rooms share: requests whose lists may be tables, and documents as they come back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar, Literal, TypeVar, cast

from kinerja._kinerja import call

Lang = Literal["id", "en"]


def is_table(value: Any) -> bool:
    """Whether this is a table with the Arrow PyCapsule interface: of pyarrow, polars, pandas, duckdb."""
    return hasattr(value, "__arrow_c_stream__") or hasattr(value, "__arrow_c_array__")


def ask(name: str, request: Mapping[str, Any]) -> Any:
    """Calls a room; what is left out is None, and a list of the request may be a table."""
    tables: dict[str, Any] = {}
    rest = _set_apart(dict(request), "", tables)
    return _call(name, rest, tables)


def given(document: Any) -> Any:
    """A document as an object, which may have come as JSON text; no number of it goes through a float."""
    return json.loads(document, parse_float=Decimal) if isinstance(document, str | bytes) else document


def number(text: str | None) -> Fraction | None:
    """An exact number of a document."""
    return None if text is None else Fraction(text)


_Value = TypeVar("_Value")


def copied(value: _Value) -> _Value:
    """A document of one's own."""
    if isinstance(value, dict):
        return cast(_Value, {key: copied(item) for key, item in value.items()})
    return cast(_Value, list(map(copied, value))) if isinstance(value, list) else value


def plain(value: Any) -> Any:
    """Fractions, which no document has, as text; in mappings and lists too."""
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list | tuple) else value


def stated(request: Mapping[str, Any]) -> dict[str, Any]:
    """A request without what is left out at its top, which is None."""
    return {key: value for key, value in request.items() if value is not None}


class Result:
    """What a room gave for a request: its document, never changed. Two are equal where their documents are."""

    __slots__ = ("_document", "_request", "_tables")

    _room: ClassVar[str]

    def __init__(self, request: Mapping[str, Any]) -> None:
        """Asks the room."""
        # Kept as it is now, since what else there is to say of the result is asked later.
        self._tables: dict[str, Any] = {}
        self._request = _set_apart(dict(request), "", self._tables)
        self._document: dict[str, Any] = self._ask()

    @property
    def notices(self) -> list[dict[str, Any]]:
        """What to know beside: each with `code`, `path`, and `text` in both languages."""
        return self._listed("notices")

    def to_dict(self) -> dict[str, Any]:
        """The document, as one of your own."""
        return copied(self._document)

    def __eq__(self, other: object) -> bool:
        return self._document == other._document if isinstance(other, type(self)) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def _ask(self, **besides: Any) -> dict[str, Any]:
        """What the room gives for the same request, and what is asked besides."""
        return cast(dict[str, Any], _call(self._room, {**self._request, **besides}, self._tables))

    def _listed(self, key: str) -> list[dict[str, Any]]:
        return cast(list[dict[str, Any]], copied(self._document.get(key, [])))


class Explained(Result):
    """A result that can be explained."""

    __slots__ = ()

    def explain(self, lang: Lang = "id") -> str:
        """How it came about, as text."""
        return str(self._ask(explain=lang)["explanation"])


def _call(name: str, rest: Mapping[str, Any], tables: Mapping[str, Any]) -> Any:
    return call(name, rest, tables) if tables else call(name, rest)


def _set_apart(value: Any, at: str, tables: dict[str, Any]) -> Any:
    """The request without what is left out; fractions as text, and tables, which are set apart by where they stood."""
    if isinstance(value, Mapping):
        rest = {}
        for key, item in value.items():
            here = f"{at}.{key}" if at else key
            if "[]" not in here and is_table(item):
                tables[here] = item
            elif item is not None:
                rest[key] = _set_apart(item, here, tables)
        return rest
    if isinstance(value, list | tuple):
        return [_set_apart(item, f"{at}[]", tables) for item in value]
    return plain(value)
