"""What the command says: its language, its ends, and what is wrong with a document."""

from __future__ import annotations

import errno
import json
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

    def __init__(self, message: str) -> None:
        super().__init__(message)
        # The context is gone when the message is shown.
        context = click.get_current_context(silent=True)
        self.as_json = bool(context and context.params.get("as_json"))

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, err=True)
        if self.as_json:
            click.echo(json.dumps({"error": self.message}, ensure_ascii=False))


def stop(*, id: str, en: str) -> NoReturn:
    """Ends the command with a sentence."""
    raise Stop(either(id=id, en=en))


#: Why a file cannot be read or written, in words: those of the operating system are in its own language.
_WHY: dict[int, dict[Lang, str]] = {
    errno.ENOENT: {"id": "tidak ada berkas bernama itu", "en": "there is no such file"},
    errno.ENOTDIR: {"id": "sebagian jalurnya bukan map", "en": "a part of its path is no folder"},
    errno.EISDIR: {"id": "itu map, bukan berkas", "en": "that is a folder, no file"},
    errno.EACCES: {"id": "tidak diizinkan", "en": "that is not allowed"},
    errno.EPERM: {"id": "tidak diizinkan", "en": "that is not allowed"},
    errno.EROFS: {"id": "tempatnya hanya dapat dibaca", "en": "the place can only be read"},
    errno.ENOSPC: {"id": "tempat penyimpanan penuh", "en": "no space is left"},
    errno.ENAMETOOLONG: {"id": "namanya terlalu panjang", "en": "its name is too long"},
}


def why(error: Exception) -> str:
    """Why a file cannot be read or written, in the language that was asked for."""
    if isinstance(error, OSError) and error.errno in _WHY:
        return _WHY[error.errno][lang()]
    if isinstance(error, ValueError):
        return either(id="itu bukan nama berkas", en="that is no name of a file")
    return getattr(error, "strerror", None) or str(error)


def unwritten(name: object, error: Exception) -> NoReturn:
    """Ends the command, because a file cannot be written."""
    stop(id=f"{name}: tidak dapat ditulis: {why(error)}", en=f"{name}: cannot be written: {why(error)}")


def path_text(path: tuple[str | int, ...]) -> str:
    """A path as it is written everywhere: `goals[0].weight`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")
