"""Document → bytes, one module or folder for each format."""

from cvgen.errors import Problem, UnknownNameError
from cvgen.registry import Registry
from cvgen.synonyms import format_hint
from cvgen.writers.base import Writer, Written

WRITERS = Registry("cvgen.writers", Writer)
FORMAT_NAMES = {
    "md": "markdown", "htm": "html", "doc": "docx", "word": "docx", "txt": "text",
    "json-resume": "jsonresume",
}  # fmt: skip
"""Other names of formats."""


def format_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """The writers of ``names`` (also md, txt), each once. UnknownNameError for an unknown name."""
    made = []
    for name in names:
        known = FORMAT_NAMES.get(name.lower(), name.lower())
        if known not in WRITERS:
            hint = format_hint(name, WRITERS.names())
            message = f"unknown format '{name}'"
            raise UnknownNameError(Problem("E301", message, hint=hint))
        made.append(known)
    return tuple(dict.fromkeys(made))


__all__ = ["FORMAT_NAMES", "WRITERS", "Writer", "Written", "format_names"]
