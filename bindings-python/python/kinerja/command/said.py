"""What the command says: its language, its ends, and what is wrong with a document."""

from __future__ import annotations

from typing import IO, Any, Literal, NoReturn

import click

#: How the command ends: all well, something is refused, something is to be looked at. Wrong words on the command line are 2, as everywhere.
WELL, REFUSED, QUESTIONED = 0, 1, 3


Lang = Literal["id", "en"]


def lang() -> Lang:
    """The language that was asked for."""
    context = click.get_current_context(silent=True)
    return "en" if context and context.params.get("lang") == "en" else "id"


def either(*, id: str, en: str) -> str:
    """A sentence in the language that was asked for."""
    return id if lang() == "id" else en


class Stop(click.ClickException):
    """The end of the command, for a reason that a person reads; on standard error, so that a pipe stays clean."""

    exit_code = REFUSED

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, err=True)


def stop(*, id: str, en: str) -> NoReturn:
    """Ends the command with a sentence."""
    raise Stop(either(id=id, en=en))


def path_text(path: tuple[str | int, ...]) -> str:
    """A path as it is written everywhere: `goals[0].weight`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")
