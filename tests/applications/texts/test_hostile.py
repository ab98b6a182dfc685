"""Any text gives a result or placed problems, in bounded time; 25 languages come through."""

from __future__ import annotations

import re
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvgen.applications.texts.markdown import paragraphs, sections
from cvgen.applications.texts.placeholders import (
    MAX_CHARACTERS,
    Filled,
    parse,
    without_placeholders,
)
from cvgen.applications.texts.values import Value
from cvgen.errors import InputError, format_problem
from cvgen.source.encodings import split_lines
from tests.helpers_texts import letter, problems_of, shown, values_of

MARKS = st.lists(
    st.sampled_from(
        ["{{ a }}", "{{", "}}", "{% if a %}", "{% endif %}", "{%", "%}", "{#", "#}", "{{ b | ",
         "*", "**", "_", "`", "[", "]", "(", ")", "](https://x.org)", "![", "<", ">", "<b>", "&",
         "#", "## ", "- ", "1. ", "> ", "```", "|", "---", "===", "~~", "[^1]", "[a]: b", "\\",
         "a", ";", "\n", "\n\n", "\t", "  ", "    ", "\r\n", "\u2028", "\x00", "e\u0301", "\u200b",
         "\u05d0", "\u4e2d"]
    ),
    max_size=25,
).map("".join)  # fmt: skip
TEXTS = st.one_of(MARKS, st.text(), st.builds(str.__add__, MARKS, st.text(max_size=5)))


@given(TEXTS, TEXTS, TEXTS)
def test_any_text_gives_a_result_or_placed_problems(text: str, plain: str, markdown: str) -> None:
    values = {"a": Value(plain), "b": Value(markdown, markdown=True)}
    lines = split_lines(text.removeprefix("\ufeff"))
    for read in (paragraphs, sections):
        try:
            read(parse("letter.md", text).fill(values))
        except InputError as error:
            for problem in error.problems:
                assert problem.span is not None
                assert problem.excerpt == lines[problem.span.line - 1]
                assert 1 <= problem.span.column <= len(problem.excerpt) + 1
                end = (problem.span.end_line, problem.span.end_column)
                assert (problem.span.line, problem.span.column) < end
                assert format_problem(problem)


@given(TEXTS)
def test_every_character_of_a_filled_text_has_its_place(text: str) -> None:
    try:
        filled = without_placeholders("letter.md", text)
    except InputError:
        return
    for at, char in enumerate(filled.text):
        span = filled.span(at, at + 1)
        line = filled.placed.file.lines[span.line - 1]
        assert span.column <= len(line) + 1
        piece = filled.placed.piece_at(at)
        if char != "\n" and piece.length is None:
            assert line[span.column - 1] == char


@pytest.mark.parametrize(
    "piece",
    ["{{", "}}", "{{ a }}", "{% if a %}", "{% if a %}x{% endif %}", "{# ", "{{((((((", "{{ x.a }}",
     "[", "![", "]", "*a ", "**a*_b_ ", "_a __b ", "` `` ", "<a ", "<!-- ", "<?", "&a;", "> ", "- ",
     "- a\n  ", "- a\n", "[a]: b\n", "[a](b", "a\n\n", "\t- a\n", "1. ", "# a\n", "e\u0301 ", " ",
     "\u4e2d\n", "<div>\n", "a  \n", "|a|b|\n", "\\", "a@b.", "https://x.org/"],
)  # fmt: skip
@pytest.mark.sweep("cvgen/applications/texts", kinds=(), keep=38)
def test_a_large_text_comes_to_an_end(piece: str) -> None:
    text = (piece * (MAX_CHARACTERS // len(piece) + 1))[: MAX_CHARACTERS // 10]
    problems_of(text, values_of(a="x y"), sections)


def test_a_text_that_is_too_large_is_not_read() -> None:
    with pytest.raises(InputError) as caught:
        parse("letter.md", "{{" * 50_000_000)
    (problem,) = caught.value.problems
    assert (problem.code, problem.file, problem.span) == ("E729", "letter.md", None)


def test_many_unknown_names_and_many_known_ones() -> None:
    text = "".join(f"{{{{ cv.unknown.x{n} }}}}\n" for n in range(5000))
    values = {f"cv.experience.{n}.role": Value("x") for n in range(1000)}
    assert len(problems_of(text, values)) == 500


def test_a_paragraph_has_a_limit() -> None:
    (problem,) = problems_of("x\n\n" + "a " * 10_001)
    assert (problem.code, problem.span and problem.span.line) == ("E729", 3)


def test_values_cannot_make_a_text_too_long() -> None:
    problems = problems_of("{{ a }}\n\n" * 100, values_of(a="x" * 19_000))
    assert [problem.code for problem in problems] == ["E729"]


WORDS = {
    "ar": "السيدة المحترمة",
    "bg": "Уважаема госпожо",
    "cs": "Vážená paní Říhová",
    "da": "Kære Sørensen",
    "de": "Sehr geehrte Frau Müßig",
    "el": "Αξιότιμη κυρία",
    "en": "Dear Ms O'Neil-Smith",
    "es": "Estimada señora Núñez",
    "et": "Lugupeetud Õunapuu",
    "fa": "سرکار خانم می‌خواهم",
    "fi": "Hyvä Äijälä",
    "fr": "Chère Madame Œuvrard",
    "he": "גברת כהן הנכבדה",
    "hi": "प्रिय महोदया क्षत्रिय",
    "hu": "Tisztelt Hölgyem Őrsi",
    "it": "Gentile dottoressa Niccolò",
    "ja": "拝啓 ミラー様、",
    "ko": "밀러 교수님께",
    "nl": "Geachte mevrouw IJssel",
    "pl": "Szanowna Pani Łękówna",
    "pt": "Prezada Senhora Conceição",
    "ro": "Stimată doamnă Țîrlea",
    "th": "เรียน ศาสตราจารย์ที่เคารพ",
    "tr": "Sayın Işık Güneş",
    "uk": "Шановна пані Їжакевич",
    "vi": "Kính gửi bà Nguyễn Thị Diễm",
    "zh": "尊敬的米勒教授：",
}


@pytest.mark.parametrize("language", WORDS)
def test_the_letters_of_a_language_come_through(language: str) -> None:
    words = WORDS[language]
    text = f"{words} {{{{ v }}}}\n\n- **{words}**"
    assert letter(text, {"v": Value(words)}) == f"{words} {words}\n- {words}"
    (problem,) = problems_of(f"{words} {{{{ u }}}}")
    assert problem.span is not None
    assert problem.span.column == len(words) + 5


def test_a_filled_text_knows_its_file() -> None:
    assert isinstance(filled := parse("a/b.md", "x").fill({}), Filled)
    assert filled.file == "a/b.md"


def hrefs(parts: object) -> str:
    """All addresses of links in ``parts``."""
    return " ".join(re.findall(r"href='([^']*)'", repr(parts)))


WORDED = st.lists(
    st.sampled_from(
        ["W", "W ", " W", "W\n", "*W*", "**W**", "`W`", "[W](https://W)", "<https://W>", "W  \n",
         "\\", "- W\n", "1. W\n", "  - W\n", "\n\n", "## W\n", "### W\n", "[W]", "(W)",
         "[W]: https://W\n", "*", "_", "`", "~", "&W;", "<W", "!", "#", ">", "|", "    W",
         "- \n", "W@W.org"]
    ),
    min_size=2,
    max_size=9,
)  # fmt: skip


@given(WORDED)
def test_no_word_is_lost_silently(pieces: list[str]) -> None:
    numbers = count(1)
    text = re.sub("W", lambda _: f"w{next(numbers)}x", "".join(pieces))
    for read in (paragraphs, sections):
        try:
            made = read(without_placeholders("letter.md", text))
        except InputError:
            continue
        seen = f"{shown(made)} {hrefs(made)}"
        assert [word for word in re.findall(r"w\d+x", text) if word not in seen] == []
