"""The letters that new applications begin with, in the languages for which there are words."""

from __future__ import annotations

FALLBACK = "en"
"""The language of the letter where there are no words in that of the opening."""
_JOB, _WHERE, _WHY = "{{ opening.position }}", "{{ opening.organization }}", "{{ text.why }}"

_SENTENCES = {
    "de": (
        f"hiermit bewerbe ich mich auf die Stelle „{_JOB}“ ({_WHERE}).",
        "In meiner bisherigen Arbeit habe ich …",
        "Über eine Einladung zu einem Gespräch freue ich mich.",
    ),
    "en": (
        f"I am writing to apply for the position of {_JOB} at {_WHERE}.",
        "As {{ me.headline }}, …",
        "I would be glad to tell you more in an interview.",
    ),
    "es": (
        f"Me dirijo a ustedes para solicitar el puesto de {_JOB} en {_WHERE}.",
        "En mi trabajo he …",
        "Quedo a su disposición para una entrevista.",
    ),
    "fr": (
        f"Je vous adresse ma candidature au poste « {_JOB} » ({_WHERE}).",
        "Dans mon travail, j’ai …",
        "Je reste à votre disposition pour un entretien.",
    ),
    "it": (
        f"vi scrivo per candidarmi alla posizione «{_JOB}» ({_WHERE}).",
        "Nel mio lavoro ho …",
        "Resto a disposizione per un colloquio.",
    ),
    "nl": (
        f"Hierbij solliciteer ik naar de functie {_JOB} ({_WHERE}).",
        "In mijn werk heb ik …",
        "Graag vertel ik u meer in een gesprek.",
    ),
    "pt": (
        f"Venho candidatar-me à posição de {_JOB} ({_WHERE}).",
        "No meu trabalho, …",
        "Estou à disposição para uma entrevista.",
    ),
    "sv": (
        f"Jag söker härmed tjänsten {_JOB} ({_WHERE}).",
        "I mitt arbete har jag …",
        "Jag berättar gärna mer vid en intervju.",
    ),
}


def starter(language: str) -> str:
    """The Markdown of a letter in ``language``, in English if there are no words for that.

    Each text that is left to be written is an ellipsis, which the checklist finds.
    """
    base = language.partition("-")[0].casefold()
    first, middle, last = _SENTENCES.get(base, _SENTENCES[FALLBACK])
    return f"{first}\n{_WHY}\n\n{middle}\n\n{last}\n"
