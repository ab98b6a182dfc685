"""Superscript and subscript characters: ``10⁻³``, ``H₂O``."""

from __future__ import annotations

_RAISED = str.maketrans(
    "0123456789+-=()abcdefghijklmnoprstuvwxyzTβγδ*′∘.,",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀᵝᵞᵟ*′°.,",
)
_LOWERED = str.maketrans(
    "0123456789+-=()aehijklmnoprstuvxβγρφχ.,",
    "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ.,",
)
_MINUS = str.maketrans("−–‐‑", "----")


def raised(text: str) -> str | None:
    """``text`` in superscript characters; None if Unicode lacks one of them."""
    return _translated(text, _RAISED)


def lowered(text: str) -> str | None:
    """``text`` in subscript characters; None if Unicode lacks one of them."""
    return _translated(text, _LOWERED)


def _translated(text: str, table: dict[int, int]) -> str | None:
    signs = "".join(text.split()).translate(_MINUS)
    return signs.translate(table) if signs and all(ord(sign) in table for sign in signs) else None
