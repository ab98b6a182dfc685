"""Fictitious job texts, each with the terms that a person marked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cvgen.match.terms import Term, terms_of
from cvgen.match.vocabulary import Vocabulary, guess_language, vocabulary

FOLDER = Path(__file__).parent / "samples_jobs"


@dataclass(frozen=True)
class Job:
    """A job text and the terms expected of it."""

    name: str
    text: str
    expected: tuple[str, ...]


def jobs() -> list[Job]:
    """All of them, by name."""
    return [
        Job(path.stem, path.read_text("utf-8"), tuple(_lines(path.with_suffix(".terms"))))
        for path in sorted(FOLDER.glob("*.txt"))
    ]


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines() if line]


def vocabulary_of(text: str) -> Vocabulary:
    """The vocabulary of the language that ``text`` seems to be in."""
    return vocabulary(guess_language(text))


def found_in(text: str) -> list[Term]:
    """The terms of ``text`` in the language that it seems to be in."""
    return terms_of(text, vocabulary_of(text))


def words(text: str) -> list[str]:
    """What the terms of ``text`` are called."""
    return [term.text for term in found_in(text)]


def precision_and_recall(job: Job) -> tuple[float, float]:
    """The share of found terms that are expected, and of expected ones that are found.

    A term hits another where they are the same, or one is the other with one word more at an end.
    """
    known = vocabulary_of(job.text)
    found = found_in(job.text)
    right = [
        t for t in found if any(_hits(form, e, known) for form in t.forms for e in job.expected)
    ]
    hit = [e for e in job.expected if any(_hits(f, e, known) for t in found for f in t.forms)]
    return len(right) / len(found), len(hit) / len(job.expected)


def _hits(one: str, other: str, known: Vocabulary) -> bool:
    short, long = sorted(
        ([word.key for word in known.words(text)] for text in (one, other)), key=len
    )
    if "".join(short) == "".join(long):
        return True
    ends = (long[: len(short)], long[-len(short) :])
    return len(long) - len(short) == 1 and short in ends
