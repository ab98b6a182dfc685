"""LaTeX of BibTeX files → inline Markdown.

Accents (``{\\"a}``), letters (``\\ss``), escapes, dashes, ties, protective braces, styles and
simple math (``$\\alpha$-Fe$_2$O$_3$``) are converted. Text that only looks like LaTeX stays as
typed: ``$5 million``, ``C:\\path``, the set ``{0,1}``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from cvgen.markup.html import emphasize, from_html, subscript, superscript
from cvgen.markup.inline import escape_marks
from cvgen.patterns import pattern

_SIGNS = pattern(r"[\\$~{]|--|``")
_KEPT = pattern(
    r"(?<!`)(`+)(?!`)(?:(?!'').)+?(?<!`)\1(?!`)|\]\([^()\s]*\)|(?<![A-Za-z])[A-Za-z]:\\\S*"
)
_LETTER = r"(?:\{\s*\\?[A-Za-z]{1,2}\s*\}|\\[ij](?![A-Za-z])|[A-Za-z])"
_ACCENT = (
    rf"\\(?:[\"'^~=.`]\s*{_LETTER}"
    r"|[cHkrbduv](?:\s*\{\s*\\?[A-Za-z]\s*\}|\s+[A-Za-z](?=[a-z]|\b)))"
)
_TOKEN = pattern(
    r"\\\((?P<inline>(?:\\(?![()]).|[^\\])+?)\\\)|\$\$(?P<display>(?=\S)[^$]*[\\^_][^$]*)(?<=\S)\$\$"
    r"|(?P<math>\$(?=\S)(?:(?=[^$]*[\\^_])(?:\\.|[^$\\])+?(?<=\S)\$|[^$\\]+(?<=\S)\$(?!\d)))"
    rf"|\\?\{{\s*(?P<braced>{_ACCENT})\s*\}}|(?P<accent>{_ACCENT})"
    r"|\\(?P<escape>[&%$#_{}])"
    r"|\\(?P<style>[A-Za-z]+)\*?(?P<option>\[[^\[\]]*\])?\{(?P<inside>(?:[^{}]|\{[^{}]*\})+)\}"
    r"(?:\{(?P<second>[^{}]+)\})?(?P<more>(?:\{(?:[^{}]|\{[^{}]*\})*\})*)"
    r"|\{\s*\\(?P<symbol>[A-Za-z]+)\s*\}|\\(?P<name>[A-Za-z]+)(?:\{\})?(?P<space>\s*)"
    r"|(?P<control>(?<=[\w.])\\(?= )|(?<=[a-z])\\-(?=[a-z])|(?<=\S)\\!(?=\S))"
    r"|(?P<thin>(?<=[\w.,:}$)%])\\[,;:]\s?(?=[\w\\{$(]))|``(?P<quoted>[^`']+)''"
    r"|(?P<dash>(?<=\w)---?(?=\w)|(?<= )---?(?= ))"
    r"|(?P<tie>(?<=[\w.,:;}$)%\]])~(?=[\w\\{$(]))"
)
_LETTER_NAMES = "ss o O l L ae AE oe OE aa AA i j dh DH th TH dj DJ ng NG"
_MARKS = {
    "emph": "*", "textit": "*", "textsl": "*", "textbf": "**", "texttt": "`", "enquote": '"',
    "mkbibquote": '"', "textsc": "", "textrm": "", "textsf": "", "textup": "", "textnormal": "",
    "textmd": "", "text": "", "mbox": "", "underline": "", "uline": "", "uppercase": "",
    "mkbibemph": "*", "ensuremath": "$", "textsuperscript": "^", "textsubscript": "_",
}  # fmt: skip
_LETTERS = frozenset(_LETTER_NAMES.split())
_NAMES = {"LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX"}
_NARROW = "\N{NARROW NO-BREAK SPACE}"
_BETWEEN = {"control": "", "thin": _NARROW, "tie": "\N{NO-BREAK SPACE}"}
"""The text for signs between words."""
_SPACES = {"\\,": " ", "\\ ": " ", "\\;": " ", "\\:": " ", "\\!": "", "~": " "}
_SWITCHES = {
    "em": "emph", "it": "emph", "sl": "emph", "bf": "textbf", "tt": "texttt", "rm": "textrm",
    "sc": "textsc", "sf": "textsf",
}  # fmt: skip
_SWITCH = pattern(rf"\{{\s*\\({'|'.join(_SWITCHES)})\s+((?:[^{{}}]|\{{[^{{}}]*\}})*)\}}")
_SCRIPT = pattern(r"([_^])\s*(?:\{([^{}]*)\}|(\S))")
_OPERATOR_NAMES = "arg cos det dim exp gcd inf lim ln log max min mod Pr sin sup tan"
_OPERATORS = frozenset(_OPERATOR_NAMES.split())
_SIMPLE = pattern(r"[\d+\-*/=<>().,'| ]*(?:[A-Za-z](?![A-Za-z])[\d+\-*/=<>().,'| ]*)*")
_SET = pattern(r"\s*|\s*[^\s{},]{1,3}(?:\s*,\s*[^\s{},]{1,3})+\s*")
_BRACES = pattern(r"(?<![$\\])\{([^{}]*)\}")
_HIDE, _SHOW = str.maketrans("{}", "\ufdd0\ufdd1"), str.maketrans("\ufdd0\ufdd1", "{}")
"""Placeholders for braces that stay while others are removed; no text contains these characters."""


class Converted(str):
    """Markdown from a format in which LaTeX and HTML have been read; it is not read again."""

    __slots__ = ()


class _Unread(Exception):
    """Math without a plain-text form."""


def from_latex(text: str, *, braces: bool = True) -> tuple[str, tuple[str, ...]]:
    """``text`` as Markdown, and its unknown LaTeX; ``braces=False`` keeps protective braces."""
    if not _SIGNS.search(text):
        return text, ()
    unread: list[str] = []
    text = _SWITCH.sub(lambda match: f"\\{_SWITCHES[match[1]]}{{{match[2]}}}", text)
    out, at = [], 0
    for kept in _KEPT.finditer(text):
        out += [_part(text[at : kept.start()], unread), kept.group().translate(_HIDE)]
        at = kept.end()
    whole = "".join([*out, _part(text[at:], unread)])
    return (without_braces(whole) if braces else whole.translate(_SHOW)), tuple(unread)


def from_markup(text: str) -> str:
    """``text`` with its LaTeX and HTML converted, for titles."""
    return from_latex(from_html(text))[0]


def convert_markup(value: Any, read: Callable[[str], str] = from_markup) -> Any:
    """``value``, a text or lists and mappings of texts, with ``read`` applied to each text."""
    if isinstance(value, Converted):
        return value
    if isinstance(value, str):
        return read(value)
    if isinstance(value, list):
        return [convert_markup(item, read) for item in value]
    if isinstance(value, dict):
        return {key: convert_markup(item, read) for key, item in value.items()}
    return value


def formula_text(content: str) -> str | None:
    """The formula ``content``, without its dollars, as text; None if it has no plain form."""
    try:
        return _math(content)
    except _Unread:
        return None


def command_text(latex: str) -> str | None:
    """The text of one command: of a name such as ``ss``, or of an accent with its letter."""
    if not latex.startswith("\\"):
        return _NAMES.get(latex) or _known(latex)
    return _resolved(latex) or None


def without_braces(text: str) -> str:
    """``text`` without protective braces; the set ``{0,1}`` keeps its braces."""

    def inner(match: re.Match[str]) -> str:
        found = match.group(1)
        return match.group().translate(_HIDE) if _SET.fullmatch(found) else found

    while (stripped := _BRACES.sub(inner, text)) != text:
        text = stripped
    return text.translate(_SHOW)


def _part(text: str, unread: list[str]) -> str:
    return _TOKEN.sub(lambda match: _read(match, unread), text)


def _read(match: re.Match[str], unread: list[str]) -> str:
    """The text for one piece of LaTeX; as typed if it is unknown."""
    found = {key: value for key, value in match.groupdict().items() if value is not None}
    if "math" in found:
        return _math_or_typed(found["math"], unread)
    if formula := found.get("inline") or found.get("display"):
        return _math_or_typed(f"${formula.strip()}$", unread, match.group())
    if accent := found.get("braced") or found.get("accent"):
        return _resolved(accent)
    if "escape" in found:
        return found["escape"].translate(_HIDE)
    if "quoted" in found:
        return f'"{_part(found["quoted"], unread)}"'
    if "dash" in found:
        return "\N{EN DASH}" if len(found["dash"]) == 2 else "\N{EM DASH}"
    if "style" in found:
        return _styled(match, unread)
    spaces = [space for kind, space in _BETWEEN.items() if kind in found]
    return spaces[0] if spaces else _symbol(match, unread)


def _symbol(match: re.Match[str], unread: list[str]) -> str:
    """A command without arguments, such as ``\\ss``."""
    name = match["symbol"] or match["name"]
    space = "" if name in _LETTERS else match["space"] or ""
    known = _NAMES.get(name) or _known(name)
    if known is None:
        unread.append(match.group().strip())
        return match.group().translate(_HIDE)
    return escape_marks(known) + space


def _styled(match: re.Match[str], unread: list[str]) -> str:
    """A command with its argument, such as ``\\emph{...}`` or ``\\href{...}{...}``."""
    name, inside, second = match["style"], match["inside"], match["second"]
    if name == "url":
        return inside
    if name == "href" and second:
        return f"[{_part(second, unread)}]({inside}){match['more']}"
    mark = None if match["option"] else _MARKS.get(name)
    known = None if mark is not None or match["option"] else _NAMES.get(name) or _known(name)
    if mark is None and not known:
        unread.append(match.group())
        return match.group().translate(_HIDE)
    rest = _part((f"{{{second}}}" if second else "") + match["more"], unread)
    if mark is None:  # a symbol with a group of its own behind it
        return f"{known}{{{_part(inside, unread)}}}{rest}"
    if mark in ("^", "_", "$"):
        script = inside if mark == "$" else f"{mark}{{{inside}}}"
        return _math_or_typed(f"${script}$", unread, f"\\{name}{{{inside}}}") + rest
    said = _part(inside, unread)
    return (emphasize(match, said, mark) if "*" in mark else f"{mark}{said}{mark}") + rest


def _math_or_typed(math: str, unread: list[str], typed: str = "") -> str:
    """``math`` (with its dollars) as text, else as ``typed``; an amount of money stays."""
    content = math[1:-1]
    is_plain = not any(sign in content for sign in "\\^_") and not _SIMPLE.fullmatch(content)
    if is_plain and not typed:
        return math
    try:
        return escape_marks(content if is_plain else _math(content))
    except _Unread:
        unread.append(typed or math)
        return (typed or math).translate(_HIDE)


def _math(content: str) -> str:
    """An inline formula; _Unread if it has no plain form."""
    text = re.sub(
        r"\\(?:text|mathrm|mathit|mathsf|mathbf|operatorname|rm)\s*\{([^{}]*)\}", r"\1", content
    )
    text = re.sub(r"\\(?:left|right|displaystyle)(?![A-Za-z])\s*", "", text)
    text = re.sub(r"(?<=[\d}])\\,(?=[A-Za-z\\])", _NARROW, text)
    text = re.sub(r"\\[,;:! ]|~", lambda match: _SPACES[match.group()], text)
    text = re.sub(r"\\(?:math(?:bb|cal|frak|scr)|sqrt)\s*\{(\w)\}", _lettered, text)
    text = re.sub(r"\\frac\s*\{(\w+)\}\s*\{(\w+)\}", r"\1/\2", text)
    text = re.sub(r"\\([{}%&#$])", lambda match: match[1].translate(_HIDE), text)
    text = re.sub(r"\\([A-Za-z]+)\s*", _math_symbol, text)
    text = _SCRIPT.sub(_script, text.replace("'", "\N{PRIME}"))
    if re.search(r"[\\_^$]", text):
        raise _Unread
    return text.replace("{", "").replace("}", "").strip()


def _lettered(match: re.Match[str]) -> str:
    """A letter of another alphabet, as in ``\\mathbb{R}``, or the root of a letter."""
    return f"√{match[1]}" if match.group().startswith("\\sqrt") else _resolved(match.group())


def _math_symbol(match: re.Match[str]) -> str:
    name = match[1]
    if name in _OPERATORS:
        return match.group()[1:]
    if (known := _known(name)) is None:
        raise _Unread
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    spaced = (before == " " and not known.isalnum()) or not (after.isalnum() or before.strip())
    return known + (" " if match.group().endswith(" ") and (spaced or after == "\\") else "")


def _script(match: re.Match[str]) -> str:
    """A subscript or superscript in Unicode characters."""
    signs = match[2] if match[2] is not None else match[3]
    found = superscript(signs) if match[1] == "^" else subscript(signs)
    if found is None:
        raise _Unread
    return found


def _known(name: str) -> str | None:
    """The text for the command ``name`` if it takes no arguments, or None."""
    spec = _commands().get_macro_spec(name)
    text = getattr(spec, "simplify_repl", None)
    plain = isinstance(text, str) and text and "%" not in text
    return _resolved(f"\\{name}") or None if plain else None


@lru_cache(maxsize=1)
def _commands() -> Any:
    from pylatexenc.latex2text import get_default_latex_context_db  # slow, and few CVs need it

    return get_default_latex_context_db()


@lru_cache(maxsize=1024)
def _resolved(latex: str) -> str:
    """The text of one short command."""
    from pylatexenc.latex2text import LatexNodes2Text

    reader = LatexNodes2Text(latex_context=_commands(), math_mode="text")
    return str(reader.latex_to_text(latex))
