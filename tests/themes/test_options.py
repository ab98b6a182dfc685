"""Theme options: the values they accept, and the errors for others."""

from __future__ import annotations

import pytest

from cvgen.themes import Option, OptionError, layout_of, load_theme
from cvgen.themes.options import KINDS, Value
from cvgen.themes.styles import classes, print_css

THEME = load_theme("academic")
COLOURS = (("teal", "#0f5c5a"), ("black", "#000000"))
ACCENT = Option("accent", "colour", names=COLOURS)
PAGE = Option("page", "choice", choices=("A4", "Letter"))
SIZE = Option("base_size", "number", least=9, most=11.5, unit="pt")
MARGINS = Option("margins", "numbers", least=8, most=40, unit="mm")
PHOTO = Option("photo", "switch")
ORDER = Option("order", "names")
LABELS = Option("labels", "labels")
CSS = Option("css", "file")
COUNT = Option("count", "number", least=0, most=100)


@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        (ACCENT, "teal", "#0f5c5a"),
        (ACCENT, "TEAL", "#0f5c5a"),
        (ACCENT, "#0B4F8A", "#0b4f8a"),
        (ACCENT, "#036", "#003366"),
        (PAGE, "letter", "Letter"),
        (SIZE, "10", 10.0),
        (SIZE, "10.5pt", 10.5),
        (SIZE, " 10.5 pt ", 10.5),
        (MARGINS, "18", (18.0, 18.0, 18.0)),
        (MARGINS, "18mm, 2 cm", (18.0, 20.0, 20.0)),
        (MARGINS, ["0.75in", "20", "15"], (19.05, 20.0, 15.0)),
        (PHOTO, "off", False),
        (PHOTO, "Yes", True),
        (ORDER, "a, b", ("a", "b")),
        (ORDER, ["a", "b"], ("a", "b")),
        (LABELS, {"experience": "Work"}, (("experience", "Work"),)),
        (CSS, "mine.css", "mine.css"),
        (COUNT, "0", 0.0),
    ],
)
def test_values(option: Option, value: object, expected: object) -> None:
    assert option.check(value) == expected


@pytest.mark.parametrize(
    ("option", "value", "message", "hint"),
    [
        (ACCENT, "teel", "'teel' is not a colour", "did you mean 'teal'?"),
        (ACCENT, "#12", "'#12' is not a colour", "teal, black, or a colour such as '#0b4f8a'"),
        (ACCENT, ["teal"], "this is not a value of 'accent'", "teal"),
        (ACCENT, "#ffff00", "too pale to read on white", "its contrast is 1.1, at least 4.5"),
        (ACCENT, "#888888", "too pale to read on white", "the nearest shade is '#7"),
        (PAGE, "A5", "'A5' is not a value of 'page'", "it takes: A4, Letter"),
        (PAGE, {"a": "b"}, "this is not a value of 'page'", "A4, Letter"),
        (SIZE, "14", "'base_size: 14 pt' is out of range", "9 to 11.5 pt"),
        (SIZE, "8.99", "out of range", "9 to 11.5 pt"),
        (SIZE, "ten", "'ten' is not a value of 'base_size'", "9 to 11.5 pt"),
        (SIZE, "10em", "'10em' is not a value of 'base_size'", "9 to 11.5 pt"),
        (
            MARGINS,
            "50",
            "'margins: 50 mm' is out of range",
            "one to three numbers from 8 to 40 mm",
        ),
        (MARGINS, ["20", "20", "20", "20"], "this is not a value of 'margins'", "one to three"),
        (PHOTO, "maybe", "'maybe' is not a value of 'photo'", "true or false"),
        (ORDER, {"a": "b"}, "this is not a value of 'order'", "a list of names"),
        (LABELS, "Work", "'Work' is not a value of 'labels'", "a mapping of names to labels"),
        (CSS, ["a"], "this is not a value of 'css'", "a file in the project"),
        (COUNT, "3mm", "'3mm' is not a value of 'count'", "0 to 100"),
    ],
)
def test_what_is_refused_says_what_is_allowed(
    option: Option, value: object, message: str, hint: str
) -> None:
    with pytest.raises(OptionError) as caught:
        option.check(value)
    assert message in str(caught.value)
    assert hint in caught.value.hint


def test_the_nearest_shade_passes() -> None:
    with pytest.raises(OptionError) as caught:
        ACCENT.check("#f28c28")
    assert ACCENT.check(caught.value.hint.split("'")[1])


def test_every_option_of_the_themes_is_explained() -> None:
    for option in THEME.options:
        assert option.kind in KINDS
        assert option.about[0].isupper(), option.name
        assert option.allowed


def test_choices_become_classes_and_numbers_custom_properties() -> None:
    theme = THEME.with_values({"lead": "organization", "photo": False, "accent": "#0f5c5a"})
    assert {"lead-organization", "photo-off", "fonts-source-serif"} <= set(classes(theme).split())
    assert "--accent: #0f5c5a" in print_css(theme)
    assert "size: Letter" in print_css(THEME.with_values({"page": "Letter"}))


def test_only_the_fonts_that_are_chosen_are_loaded() -> None:
    families = {face.family for face in THEME.settings.fonts}
    assert families == {"CV Serif", "CV Serif Small", "CV Serif Display"}
    other = THEME.with_values({"fonts": "source-sans"})
    assert {face.family for face in other.settings.fonts} == {"CV Sans"}
    assert '--font: "CV Sans"' in print_css(other)


def test_density_moves_what_the_user_left_open() -> None:
    normal = layout_of(THEME.settings)
    compact = layout_of(THEME.with_values({"density": "compact"}).settings)
    airy = layout_of(THEME.with_values({"density": "airy"}).settings)
    for name in ("size", "leading", "air", "top", "side", "bottom"):
        assert getattr(compact, name) < getattr(normal, name) < getattr(airy, name)
    margins = (20.0, 20.0, 20.0)
    own: dict[str, Value] = {"base_size": 10.5, "margins": margins, "leading": 1.4}
    own["density"] = "compact"
    fixed = layout_of(THEME.with_values(own).settings)
    assert (fixed.size, fixed.leading, fixed.side) == (10.5, 1.4, 20.0)
    assert fixed.air == compact.air


def test_text_never_gets_smaller_than_nine_points() -> None:
    theme = load_theme("industry").with_values({"density": "compact"})
    assert layout_of(theme.settings).size >= 9
