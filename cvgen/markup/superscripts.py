"""Raised and lowered letters in signs of their own: ``10⁻³``, ``H₂O``."""

from __future__ import annotations

_RAISED = dict(
    zip(
        "0123456789+-=()abcdefghijklmnoprstuvwxyzTβγδ*′∘.,",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀᵝᵞᵟ*′°.,",
        strict=True,
    )
)
_LOWERED = dict(
    zip(
        "0123456789+-=()aehijklmnoprstuvxβγρφχ.,",
        "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ.,",
        strict=True,
    )
)
_MINUS = str.maketrans("−–‐‑", "----")


def raised(text: str) -> str | None:
    """``text`` above the line; None where there are no such signs for it."""
    return _in_signs(text, _RAISED)


def lowered(text: str) -> str | None:
    """``text`` below the line; None where there are no such signs for it."""
    return _in_signs(text, _LOWERED)


def _in_signs(text: str, table: dict[str, str]) -> str | None:
    signs = "".join(text.split()).translate(_MINUS)
    found = [table.get(sign) for sign in signs]
    return "".join(sign for sign in found if sign) if found and None not in found else None
