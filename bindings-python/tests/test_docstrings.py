"""Every example in a docstring runs: of the package and all its modules, the compiled one too."""

import doctest
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from types import ModuleType

import pytest

import kinerja
from kinerja import _kinerja

MODULES = [kinerja, *(importlib.import_module(found.name) for found in pkgutil.walk_packages(kinerja.__path__, "kinerja.") if not found.name.endswith("__main__"))]


def documented(module: ModuleType) -> Iterator[tuple[str, str]]:
    """The docstrings of a module by name. Python's own search passes over the attributes of compiled classes."""
    yield module.__name__, module.__doc__ or ""
    for name, item in vars(module).items():
        here = module is _kinerja or (getattr(item, "__module__", "") == module.__name__ and not hasattr(_kinerja, name))
        if not here or not (inspect.isclass(item) or inspect.isroutine(item)):
            continue
        yield f"{module.__name__}.{name}", item.__doc__ or ""
        for member, inside in vars(item).items() if inspect.isclass(item) else ():
            yield f"{module.__name__}.{name}.{member}", getattr(inside, "__doc__", None) or ""


EXAMPLES = {name: (text, module) for module in MODULES for name, text in documented(module) if ">>>" in text}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_runs(name: str) -> None:
    text, module = EXAMPLES[name]
    test = doctest.DocTestParser().get_doctest(text, dict(vars(module)), name, None, None)
    told: list[str] = []
    failed, run = doctest.DocTestRunner(verbose=False).run(test, out=told.append)
    assert run and not failed, "".join(told)


def test_none_is_passed_over() -> None:
    rooms = {f"kinerja.{room}" for room in ("development", "feedback", "frameworks", "journal", "periods", "profile", "weights")}
    compiled = {f"kinerja._kinerja.{name}" for name in ("Scheme.facts_schema", "Scheme.what_if", "Appraisal.trace")}
    assert {"kinerja", "kinerja.documents", "kinerja.frameworks._Gap.team", "kinerja.weights.Weights.fit", *rooms, *compiled} <= EXAMPLES.keys()
