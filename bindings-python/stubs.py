"""Writes what type checkers and editors read: `python stubs.py`; with `--check` it only says whether the files are current.

`_kinerja.pyi` has the names, defaults and docstrings of the compiled module as it is installed, and the types that are written here; a member without
types, or types without a member, stop it. `documents.py` has the documents as `TypedDict`, out of the JSON Schemas of the repository.
"""

from __future__ import annotations

import inspect
import json
import keyword
import sys
import textwrap
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PACKAGE = HERE / "python/kinerja"

# ---------------------------------------------------------------------------------------------------------------- _kinerja.pyi

HEAD = '''
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
'''

#: The types of parameters, by their name; `Class.method.name` where one is of another type.
PARAMETERS = {
    "lang": "_Lang",
    "facts": "_Document",
    "request": "_Document",
    "policy": "_Document",
    "tables": "Mapping[str, Any] | None",
    "settings": "_Document | None",
    "document": "str | bytes | Mapping[str, Any]",
    "changes": "str | bytes | Mapping[str, Any]",
    "id": "str",
    "version": "int | None",
    "name": "str",
    "path": "str",
    "form": 'Literal["long", "short"] | None',
    "names": "bool",
    "outcome": "str | None",
    "want": "Mapping[str, Any]",
    "exactly": "bool | None",
    "roles": "Sequence[str] | None",
    "inputs": "Sequence[str] | None",
    "pairs": "bool | None",
    "table": "_Table",
    "period": "tuple[date | str, date | str] | None",
    "key": "str | None",
    "long": "Mapping[str, _Table] | None",
    "keep": "Sequence[str] | None",
    "numbers": 'Literal["decimal", "text"]',
    "requested_schema": "object | None",
    "jurisdiction": "str | None",
    "purpose": "str | None",
    "illustrations": "bool",
    "before": "Appraisal",
    "after": "Appraisal",
    "owed": "bool",
    "scheme": "str",
    "text": "str",
    "code": "str",
    "position": "tuple[int, int] | None",
    "words": "list[list[str]]",
    "Appraisal.to_html.form": 'Literal["long", "short"]',
    "cells": "bytes",
    "size": "int",
    "random_index": "str",
    "_read_appraisal.facts": "str",
    "_read_appraisal.settings": "str | None",
    "_read_problem.path": "list[str | int]",
}

#: What functions, methods and attributes give.
GIVES = {
    "__version__": "str",
    "ProblemError.problems": "list[Problem]",
    "Problem.code": "str",
    "Problem.path": "tuple[str | int, ...]",
    "Problem.position": "tuple[int, int] | None",
    "Problem.text": "str",
    "Problem.help": "str",
    "Scheme.parse": "Scheme",
    "Scheme.builtin": "Scheme",
    "Scheme.id": "str",
    "Scheme.version": "int",
    "Scheme.text": "str",
    "Scheme.title": "str",
    "Scheme.languages": "list[_Lang]",
    "Scheme.digest": "str",
    "Scheme.rules_digest": "str",
    "Scheme.facts_schema": "dict[str, Any]",
    "Scheme.check": "list[Problem]",
    "Scheme.searches": "dict[str, Any]",
    "Scheme.amended": "Scheme",
    "Scheme.appraise": "Appraisal",
    "Scheme.what_if": "WhatIf",
    "Scheme.appraise_table": "Appraisals",
    "Scheme.appraise_stream": "AppraisalStream",
    "Appraisals.column_names": "list[str]",
    "Appraisals.problem_count": "int",
    "AppraisalStream.column_names": "list[str]",
    "ScoreTable.problem_count": "int",
    "aggregate_table": "ScoreTable",
    "Listed.id": "str",
    "Listed.version": "int",
    "Listed.title": "str",
    "Listed.status": 'Literal["in_force", "superseded", "draft", "illustration"]',
    "Listed.jurisdiction": "str",
    "Listed.purpose": "str",
    "Listed.in_force": "tuple[date | None, date | None]",
    "Listed.whole_period": "bool",
    "Appraisal.outcomes": "dict[str, Decimal | str | bool | date | None]",
    "Appraisal.warnings": "list[Problem]",
    "Appraisal.unratable": "str | None",
    "Appraisal.label": "str",
    "Appraisal.explain": "str",
    "Appraisal.to_html": "str",
    "Appraisal.contributions": "Contributions",
    "Appraisal.trace": "list[dict[str, Any]]",
    "Appraisal.facts_digest": "str",
    "Appraisal.sealed": "str",
    "Appraisal.value": "Fraction | bool | str | Absent",
    "Absent.kind": 'Literal["not_rated", "not_applicable"]',
    "schemes": "list[Listed]",
    "compare": "Comparison",
    "call": "Any",
    "survey": "tuple[bytes, bytes]",
    "_read_absent": "Absent",
    "_read_appraisal": "Appraisal",
    "_read_problem": "Problem",
    "_read_scheme": "Scheme",
}

#: What methods of a name give in every class.
EVERYWHERE = {
    "to_json": "str",
    "to_dict": "dict[str, Any]",
    "text": "str",
    "_repr_html_": "str",
    "_repr_mimebundle_": "dict[str, str]",
    "_repr_pretty_": "None",
    "__arrow_c_stream__": "object",
    "__arrow_c_schema__": "object",
    "__len__": "int",
}

#: Methods of the language, whose signatures the module cannot tell.
SPECIAL = {
    "__eq__": "def __eq__(self, other: object, /) -> bool: ...",
    "__hash__": "def __hash__(self) -> int: ...",
    "__bool__": "def __bool__(self) -> Literal[False]: ...",
    # What a class answers to names that it has not.
    "__getattribute__": "def __getattribute__(self, name: str, /) -> Any: ...",
}
#: Those that every class has as `object` has them.
UNSAID = {"__doc__", "__module__", "__new__", "__repr__", "__str__", "__getattr__", "__reduce__", "__weakref__", "__dict__", "__dir__"}
#: What Python makes of `__eq__`.
COMPARISONS = {"__ne__", "__lt__", "__le__", "__gt__", "__ge__"}


def module_stub() -> str:
    from kinerja import _kinerja

    used: set[str] = set()
    names = [name for name in sorted(vars(_kinerja)) if not name.startswith("__") or name == "__version__"]
    classes = [name for name in names if isinstance(getattr(_kinerja, name), type)]
    functions = [name for name in names if callable(getattr(_kinerja, name)) and name not in classes]
    listed = "\n".join(f'    "{name}",' for name in sorted(_kinerja.__all__))
    parts = [f'"""{inspect.getdoc(_kinerja)}"""\n{HEAD}\n__all__ = [\n{listed}\n]\n__version__: {gives("__version__", used)}\n']
    parts += [class_stub(getattr(_kinerja, name), used) for name in classes]
    parts += ["\n".join(function_stub(name, getattr(_kinerja, name), used, "")) + "\n" for name in functions]
    left = sorted(GIVES.keys() - used)
    if left:
        raise SystemExit(f"types of what is not in the module: {', '.join(left)}")
    return "\n".join(parts)


def gives(name: str, used: set[str]) -> str:
    used.add(name)
    found = GIVES.get(name) or EVERYWHERE.get(name.rpartition(".")[2])
    if found is None:
        raise SystemExit(f"what does `{name}` give? Say so in {Path(__file__).name}")
    return found


def class_stub(of: type, used: set[str]) -> str:
    above = of.__base__
    base = "" if above is None or above is object else f"({above.__name__})"
    lines = [] if base else ["@final"]
    lines.append(f"class {of.__name__}{base}:")
    lines += doc(of, "    ")
    if base:
        lines += [f"    {name.partition('.')[2]}: {gives(name, used)}" for name in GIVES if name.startswith(f"{of.__name__}.")]
    for name, member in () if base else sorted(vars(of).items()):
        if name in UNSAID or name in COMPARISONS:
            continue
        if name in SPECIAL:
            if getattr(object, name, None) is not member and member is not None:
                lines.append(f"    {SPECIAL[name]}")
        elif inspect.isgetsetdescriptor(member):
            lines += ["    @property", f"    def {name}(self) -> {gives(f'{of.__name__}.{name}', used)}:", *doc(member, "        ")]
            lines += [] if member.__doc__ else ["        ..."]
        else:
            lines += function_stub(f"{of.__name__}.{name}", member, used, "    ")
    return "\n".join(lines) + "\n"


def function_stub(name: str, function: Any, used: set[str], indent: str) -> list[str]:
    lines = []
    if isinstance(function, staticmethod):
        lines.append(f"{indent}@staticmethod")
        function = function.__func__
    own = name.rpartition(".")[2]
    arguments, keywords = [], False
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not keywords:
            arguments.append("*")
            keywords = True
        if parameter.name == "self":
            arguments.append("self")
            continue
        typed = PARAMETERS.get(f"{name}.{parameter.name}") or PARAMETERS.get(parameter.name)
        if typed is None:
            raise SystemExit(f"of what type is `{parameter.name}` of `{name}`? Say so in {Path(__file__).name}")
        default = "" if parameter.default is parameter.empty else f" = {literal(parameter.default)}"
        arguments.append(f"{parameter.name}: {typed}{default}")
    arguments = [argument for argument in arguments if argument != "/"]
    head = f"{indent}def {own}({', '.join(arguments)}) -> {gives(name, used)}:"
    if len(head) > 150:
        inner = "".join(f"\n{indent}    {argument}," for argument in arguments)
        head = f"{indent}def {own}({inner}\n{indent}) -> {gives(name, used)}:"
    told = doc(function, indent + "    ")
    lines.append(head if told else head + " ...")
    return lines + told


def literal(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)


def doc(of: Any, indent: str) -> list[str]:
    text = inspect.getdoc(of) if getattr(of, "__doc__", None) else None
    if not text:
        return []
    lines = text.replace("\\", "\\\\").splitlines()
    if len(lines) == 1:
        return [f'{indent}"""{lines[0]}"""']
    return [f'{indent}"""{lines[0]}', *(f"{indent}{line}".rstrip() for line in lines[1:]), f'{indent}"""']


# ---------------------------------------------------------------------------------------------------------------- documents.py

#: Documents with their names.
DOCUMENTS = {
    "framework": "FrameworkDocument",
    "profile": "ProfileDocument",
    "assessment": "AssessmentDocument",
    "gap-result": "GapResultDocument",
}

DOCUMENTS_HEAD = '''
"""The documents as type checkers know them: written by `stubs.py` from their JSON Schemas, and a test proves them current.

>>> from kinerja.documents import AssessmentDocument
>>> found: AssessmentDocument = {"kinerja": "assessment/1", "results": [{"competency": "law", "level": "tingkat_2"}]}
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, TypedDict

if TYPE_CHECKING:
    # Only read, never run: of Python 3.11 or newer, and of the package of that name before.
    from typing_extensions import NotRequired

#: An exact number: the one that is printed is the one that is used.
Numeral = int | float | str | Decimal
#: A day, `2025-12-31`.
Day = str
'''


def documents_stub() -> str:
    schemas = {kind: json.loads((HERE.parent / f"schemas/{kind}.schema.json").read_text(encoding="utf-8")) for kind in DOCUMENTS}
    wholes: dict[tuple[str, str], str] = {}
    named: dict[str, str] = {}
    for kind, schema in schemas.items():
        for name, part in schema.get("$defs", {}).items():
            if part.get("type") == "object" and "properties" in part:
                own = camel(name)
                if named.setdefault(own, json.dumps(part)) != json.dumps(part):
                    own = camel(kind) + own
                    named[own] = json.dumps(part)
                wholes[kind, name] = own
    lines, written = [DOCUMENTS_HEAD], set()
    for kind, schema in schemas.items():
        parts = [*((wholes[kind, name], part) for name, part in schema.get("$defs", {}).items() if (kind, name) in wholes), (DOCUMENTS[kind], schema)]
        for name, part in parts:
            if name not in written:
                written.add(name)
                lines.append(typed_dict(name, part, kind, schema, wholes))
    names = "\n".join(f'    "{name}",' for name in sorted({*written, "Day", "Numeral"}))
    lines.append(f"__all__ = [\n{names}\n]\n")
    return "\n\n\n".join(line.strip("\n") for line in lines) + "\n"


def camel(name: str) -> str:
    return "".join(word.capitalize() for word in name.replace("-", "_").split("_"))


def typed_dict(name: str, part: dict[str, Any], kind: str, schema: dict[str, Any], wholes: dict[tuple[str, str], str]) -> str:
    required = part.get("required", [])
    typed = {key: type_of(value, kind, schema, wholes) for key, value in part["properties"].items()}
    typed = {key: of if key in required else f"NotRequired[{of}]" for key, of in typed.items()}
    titles = {key: value.get("title", "") for key, value in part["properties"].items()}
    if any(keyword.iskeyword(key) for key in typed):
        body = "".join(f"        # {titles[key]}.\n        {json.dumps(key)}: {json.dumps(of) if chr(34) not in of else repr(of)},\n" for key, of in typed.items())
        return f'#: {part["title"]}.\n{name} = TypedDict(\n    "{name}",\n    {{\n{body}    }},\n)'
    body = "".join(f'    {key}: {of}\n    """{titles[key]}."""\n' for key, of in typed.items())
    return f'class {name}(TypedDict):\n    """{part["title"]}."""\n\n{body}'


def type_of(value: dict[str, Any], kind: str, schema: dict[str, Any], wholes: dict[tuple[str, str], str]) -> str:
    if "$ref" in value:
        name = value["$ref"].removeprefix("#/$defs/")
        if (kind, name) in wholes:
            return wholes[kind, name]
        return {"number": "Numeral", "date": "Day"}.get(name) or type_of(schema["$defs"][name], kind, schema, wholes)
    if "const" in value:
        return f"Literal[{json.dumps(value['const'])}]"
    if "enum" in value:
        return f"Literal[{', '.join(json.dumps(word) for word in value['enum'])}]"
    if "anyOf" in value:
        return " | ".join(dict.fromkeys(type_of(one, kind, schema, wholes) for one in value["anyOf"]))
    match value.get("type"):
        case "string":
            return "str"
        case "integer":
            return "int"
        case "boolean":
            return "bool"
        case "number":
            return "float"
        case ["number", "string"]:
            return "Numeral"
        case "array":
            return f"list[{type_of(value['items'], kind, schema, wholes)}]"
        case "object" if isinstance(value.get("additionalProperties"), dict):
            return f"dict[str, {type_of(value['additionalProperties'], kind, schema, wholes)}]"
        case _:
            return "Any"


FILES = {PACKAGE / "_kinerja.pyi": module_stub, PACKAGE / "documents.py": documents_stub}


def main() -> None:
    stale = []
    for path, write in FILES.items():
        text = write()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(path.name)
            if "--check" not in sys.argv:
                path.write_text(text, encoding="utf-8")
                print(textwrap.dedent(f"written: {path.relative_to(HERE)}"))
    if stale and "--check" in sys.argv:
        raise SystemExit(f"not current: {', '.join(stale)}; write them with: .venv/bin/python bindings-python/stubs.py")


if __name__ == "__main__":
    main()
