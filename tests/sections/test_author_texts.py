"""Every common form of authors gives the same names."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cvgen.document import Reference
from cvgen.locales import load_locale
from cvgen.model.names import is_own_name, own_names
from cvgen.sections.publications import Publication
from tests.helpers_cv import cv_of, document_of
from tests.helpers_sweeps import few


def authors_of(authors: object) -> list[str]:
    """The names as they are printed, the own one with a ! before it."""
    data = {
        "name": "Ada Example",
        "sections": {"publications": [{"title": "T", "authors": authors}]},
    }
    (reference,) = document_of(yaml.safe_dump(data, allow_unicode=True)).sections[0].blocks
    assert isinstance(reference, Reference)
    line = "".join(f"!{run.text}" if run.role == "self" else run.text for run in reference.authors)
    return " ".join(line.split()).split(", ")


@pytest.mark.parametrize(
    "text",
    [
        "Bob Muster and Ada Example and Cleo Test",
        "Muster, Bob and Example, Ada and Test, Cleo",
        "Bob Muster, Ada Example and Cleo Test",
        "Bob Muster, Ada Example, and Cleo Test",
        "Bob Muster, Ada Example & Cleo Test",
        "Muster, Bob; Example, Ada; Test, Cleo",
        "Bob Muster; Ada Example; Cleo Test",
        "Muster, Bob, Example, Ada, & Test, Cleo",
        "**Bob Muster**, *Ada Example*, ***Cleo Test***",
        "{Bob Muster} and {Example}, Ada and Cleo Test",
        ["Bob Muster, Ada Example and Cleo Test"],
        ["Bob Muster and Ada Example", "Cleo Test"],
        ["*Bob Muster*", "**Ada Example**", "Cleo Test"],
        "Bob Muster, __Ada Example__, _Cleo Test_",
        "Bob Muster / Ada Example / Cleo Test",
        "Bob Muster | Ada Example | Cleo Test",
        "Bob Muster · Ada Example · Cleo Test",
        "Bob Muster und Ada Example und Cleo Test",
        "Bob Muster\nAda Example\nCleo Test\n",
        "Muster, Bob\nExample, Ada\nTest, Cleo",
        "Bob Muster, Ada Example\nand Cleo Test",
        "Authors: Bob Muster, Ada Example, Cleo Test",
        "by Bob Muster, Ada Example, Cleo Test",
        r"Bob Muster, \textbf{Ada Example}, \underline{Cleo Test}",
        ["Bob Muster", "__Ada Example__", "Cleo Test"],
        ["Bob Muster und Ada Example", "Cleo Test"],
    ],
)
def test_every_form_of_authors_gives_the_same_list(text: object) -> None:
    assert authors_of(text) == ["Bob Muster", "!Ada Example", "Cleo Test"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bob {}, Ada Example", ["Bob {}", "!Ada Example"]),
        (["Bob_Muster", "Ada Example"], ["Bob_Muster", "!Ada Example"]),
        ("Bob Gal·la, Ada Example", ["Bob Gal·la", "!Ada Example"]),
        ("van der Test C, Example A", ["van der Test C", "!Example A"]),
        ("Test, C. van der, Example, A.", ["C. van der Test", "!A. Example"]),
        ("MUSTER Bob, EXAMPLE Ada", ["MUSTER Bob", "!EXAMPLE Ada"]),
        ("Ada Example, PhD, Bob Muster, MSc", ["!Ada Example PhD", "Bob Muster MSc"]),
        ("Example, Ada, Ph.D.; Muster, Bob, MBA", ["!Ada Example Ph.D.", "Bob Muster MBA"]),
        ("Bob Muster ^1, Ada Example <sup>2</sup>", ["Bob Muster¹", "!Ada Example²"]),
        ("Bob Muster, Ada Example, 2020", ["Bob Muster", "!Ada Example"]),
        ("Muster B, Example A, et coll.", ["Muster B", "!Example A et coll."]),
        ("Bob {x,y} and Example, Ada", ["Bob {x,y}", "!Ada Example"]),
        ("Muster, B., & Example, A.", ["B. Muster", "!A. Example"]),
        ("Muster, B., Test, C. D., & Example, A.", ["B. Muster", "C. D. Test", "!A. Example"]),
        (["Muster", "B.", "Example", "A."], ["B. Muster", "!A. Example"]),
        ("Muster BC, Example A", ["Muster BC", "!Example A"]),
        ("van der Berg, Jan and de la Cruz, Eva Luz", ["Jan van der Berg", "Eva Luz de la Cruz"]),
        ("Prado Luz, Eva Mar and Costa Rio, Ana Sol", ["Eva Mar Prado Luz", "Ana Sol Costa Rio"]),
        ("Example, Jr., Ada and Muster, Bob", ["Ada Example Jr.", "Bob Muster"]),
        ("{The Mill Team} and Example, Ada", ["The Mill Team", "!Ada Example"]),
        ("{Sand and Sons} and Ada Example", ["Sand and Sons", "!Ada Example"]),
        ("王小明、李娜", ["王小明", "李娜"]),
        ("Ada Example (Editor), Bob Muster", ["!Ada Example (Editor)", "Bob Muster"]),
        (r"M{\"u}ller, J{\"o}rg and Example, Ada", ["Jörg Müller", "!Ada Example"]),
        ("Muster, Bob and Example, Ada and others", ["Bob Muster", "!Ada Example and others"]),
        ("Ada Example et al", ["!Ada Example et al"]),
        ("Ada Example, Bob Muster u. a.", ["!Ada Example", "Bob Muster u. a."]),
        ("Ada Example*, Bob Muster*, *Cleo Test*", ["!Ada Example*", "Bob Muster*", "Cleo Test"]),
        ("Muster, Bob* and Example, Ada†", ["Bob Muster*", "!Ada Example†"]),
        (["**Example**, A."], ["!A. Example"]),
        (["Bob Muster", "**Example**, A."], ["Bob Muster", "!Example", "A."]),
        (["Ada Example†", "Bob Muster¹"], ["!Ada Example†", "Bob Muster¹"]),
    ],
)
def test_a_text_of_authors_is_taken_apart(text: object, expected: list[str]) -> None:
    assert authors_of(text) == expected


def test_a_long_text_is_shortened_and_keeps_the_own_name() -> None:
    names = [f"Muster{'abcdefghij'[n % 10]}, Bob {'KLMN'[n // 10]}." for n in range(39)]
    text = " and ".join([*names[:32], "Example, Ada", *names[32:]])
    assert " ".join(authors_of(text)[-1].split()) == "!Ada Example et al. (author 33 of 40)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Müller JP1, Weber K1,2, Example A3", ["Müller JP¹", "Weber K¹,²", "!Example A³"]),
        ("Müller JP¹, Weber K¹,², Example A³", ["Müller JP¹", "Weber K¹,²", "!Example A³"]),
        ("Müller JP1; Weber K1, 2; Example A3", ["Müller JP¹", "Weber K¹,²", "!Example A³"]),
        ("Muster, B.1, Example, A.1,2", ["B. Muster¹", "!A. Example¹,²"]),
        ("Muster, Bob1; Example, Ada1,2", ["Bob Muster¹", "!Ada Example¹,²"]),
        ("Bob Muster1,*, Ada Example1,2† and Cleo Test12",
         ["Bob Muster¹,*", "!Ada Example¹,²†", "Cleo Test¹²"]),
        ("Müller JPᵃ, Weber Kᵃ,ᵇ, et al.", ["Müller JPᵃ", "Weber Kᵃ,ᵇ et al."]),
        (["Müller JP1", "Weber K1,2", "Example A"], ["Müller JP¹", "Weber K¹,²", "!Example A"]),
        (["Müller JP1", "Weber K1", "2", "Example A"], ["Müller JP¹", "Weber K¹,²", "!Example A"]),
        ("ATLAS Run 2, Ada Example", ["ATLAS Run 2", "!Ada Example"]),
        (["Team42", "Ada Example"], ["Team42", "!Ada Example"]),
        ("Bob Muster, Ada Example, and 12 others", ["Bob Muster", "!Ada Example and 12 others"]),
    ],
)  # fmt: skip
def test_numbers_of_affiliations_stay_with_their_name(text: object, expected: list[str]) -> None:
    assert authors_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A. Example, B. C. Muster,* and K. Test*", ["!A. Example", "B. C. Muster*", "K. Test*"]),
        ("Ada Example,1 Bob C. Muster,2,* and Kim Test1,2*",
         ["!Ada Example¹", "Bob C. Muster²,*", "Kim Test¹,²*"]),
        ("Ada Example,* B. C. Muster and K. Test*", ["!Ada Example*", "B. C. Muster", "K. Test*"]),
        ("Ada Example, * Bob Muster, and Kim Test", ["!Ada Example*", "Bob Muster", "Kim Test"]),
        ("Ada Example,†,‡ Bob Muster,a,* and Kim Test*b",
         ["!Ada Example†,‡", "Bob Musterᵃ,*", "Kim Test*ᵇ"]),
        ("Muster, B.,* Test, J. P.,1 Sample, K.2,*", ["B. Muster*", "J. P. Test¹", "K. Sample²,*"]),
        ("Muster, B.*, Test, J.*", ["B. Muster*", "J. Test*"]),
        ("**Ada Example,** Bob Muster,1", ["!Ada Example", "Bob Muster¹"]),
        ("Ada Example<sup>1,*</sup>, <b>Bob Muster</b><sup>c</sup>",
         ["!Ada Example¹,*", "Bob Musterᶜ"]),
        (["Ada Example<sup>1</sup>", "Bob Muster,*"], ["!Ada Example¹", "Bob Muster*"]),
        (r"Ada Example$^{1,*}$, Bob Muster\textsuperscript{2}", ["!Ada Example¹,*", "Bob Muster²"]),
        ("Ada Example [1], Bob Muster (2)", ["!Ada Example¹", "Bob Muster²"]),
        ("¹Ada Example, ²Bob Muster", ["!¹Ada Example", "²Bob Muster"]),
    ],
)  # fmt: skip
def test_marks_belong_to_the_name_before_them(text: object, expected: list[str]) -> None:
    assert authors_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Muster BC, Test K; Example A",
        "Muster BC, Test K; Example A, Sample C",
        "Bob Muster, Kim Test; Ada Example",
        "Muster, Bob, Test, Kim; Example, Ada",
    ],
)
def test_commas_part_names_also_between_semicolons(text: str) -> None:
    names = authors_of(text)
    assert names[2] in ("!Example A", "!Ada Example")
    assert names[:2] in (["Muster BC", "Test K"], ["Bob Muster", "Kim Test"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Example, Ada (Ed.)", ["!Ada Example"]),
        ("Muster, B., & Example, Ada (Eds.)", ["B. Muster", "!Ada Example"]),
        ("Ada Example (Hrsg.), Bob Muster (Hrsg.)", ["!Ada Example", "Bob Muster"]),
        ("Ada Example, Bob Muster, eds.", ["!Ada Example", "Bob Muster"]),
        ("Example, Ada, Muster, B. (2010).", ["!Ada Example", "B. Muster"]),
        (["Ada Example", "Bob Muster (2010)"], ["!Ada Example", "Bob Muster"]),
        ("Edward (Ed) Muster, Ada Example", ["Edward (Ed) Muster", "!Ada Example"]),
    ],
)
def test_what_is_not_part_of_a_name_is_left_out(text: object, expected: list[str]) -> None:
    assert authors_of(text) == expected


def test_a_row_of_marks_is_read_at_once() -> None:
    row = "a" + "¹*" * 40 + "x"
    assert authors_of(row) == [row]


@pytest.mark.parametrize("tag", ["de", "fr", "ru", "zh", "da"])
@pytest.mark.parametrize(
    "text",
    ["Ada Example, Bob Muster and others", "Ada Example; Bob Muster; et al.",
     ["Ada Example", "Bob Muster", "et al"], ["Ada Example", "Bob Muster, u. a."],
     " and ".join(["Ada Example", *(f"Bob {n}. Muster" for n in "ABCDEFGHIJKLMNOPQRSTUVWXYZABC")])],
)  # fmt: skip
def test_a_list_that_is_not_whole_ends_in_the_words_of_the_document(text: object, tag: str) -> None:
    data = {"name": "Ada Example", "language": tag,
            "sections": {"publications": [{"title": "T", "authors": text}]}}  # fmt: skip
    (reference,) = document_of(yaml.safe_dump(data, allow_unicode=True)).sections[0].blocks
    assert isinstance(reference, Reference)
    line = " ".join("".join(run.text for run in reference.authors).split())
    assert load_locale(tag).word("et_al") in line
    assert "others" not in line and "u. a." not in line


NAMES = st.sampled_from(["Ada Example", "Example A", "Bob Muster", "Ada-Maria O’Example", "王小明"])
MARKUP = st.sampled_from(["{}", "*{}*", "**{}**", "***{}***", "[{}](https://ada.example)"])
STARS = st.sampled_from(["", "*", r"\*", " *"])


@settings(max_examples=few(60), deadline=None)
@given(NAMES, MARKUP, STARS)
def test_markup_and_marks_do_not_change_who_it_is(name: str, markup: str, star: str) -> None:
    printed = authors_of(["Kim Sample", markup.format(name) + star])[1].removeprefix("!")
    assert printed == name + "*" * bool(star)


@pytest.mark.parametrize(
    ("name", "others", "strangers"),
    [
        (
            "Ada B. Example",
            ["Example AB", "Example A.B.", "AB Example", "Example, A. B.", "EXAMPLE AB",
             "Ada Beatrice Example"],
            ["A. Example", "Example A", "B. Example", "Example AC", "Ada C. Example"],
        ),
        ("Wei Zhang (张伟)", ["Zhang W", "张伟", "Wei Zhang (张伟)", "Zhang Wei"],
         ["张", "Wei Li"]),
        ("Xiaoming Wang (王小明)", ["Wang XM", "X.-M. Wang", "Xiao-Ming Wang", "Wang Xiaoming"],
         ["Wang XY", "Xiaohong Wang"]),
        ("Ivan Petrov (Иван Петров)", ["Petrov I"], ["Petrov IV", "Petrov Ivan"]),
        ("Ada Example", ["EXAMPLE Ada", "Ada EXAMPLE", "Ada Example MD", "Example, Ada, PhD",
                         "Ada Example, M.Sc., Ph.D."], ["Example Ada", "Example MD"]),
        ("Ludwig van der Berg", ["van der Berg L", "L. van der Berg"], ["Berg L"]),
        ("Ada Example (née Muster)", ["Ada Muster", "Example A"], ["Bob Muster"]),
        ("Ada Example Jr.", ["Example A Jr", "Example, A., Jr."], ["Ada Example Sr."]),
        ("Ada Example III", ["Example A 3rd"], ["Ada Example II"]),
        ("Jörg Müller", ["Joerg Mueller", "Mueller J", "Muller J"], ["Moller J"]),
        ("Søren Ørsted", ["Soren Orsted", "S. Oersted"], []),
        ("Ada-Maria Example", ["Example AM", "A.-M. Example"], ["Example A"]),
        ("Dr. rer. nat. Ada Muster", ["Ada Muster", "Muster A", "Prof. Ada Muster"],
         ["Nat Muster"]),
        ("Dr.-Ing. Ada Muster", ["Ada Muster"], []), ("Dr. med. Ada Muster", ["A. Muster"], []),
        ("Prof. Dr. Dr. h. c. Ada Muster", ["Ada Muster"], []),
        ("M.A. Ada Muster", ["Muster A"], []), ("PD Dr. Ada Muster", ["Ada Muster"], []),
        ("Prof.Dr.h.c. Ada Muster", ["Ada Muster"], []), ("Muster, Dr. Ada", ["Ada Muster"], []),
        ("Dipl.-Ing. Ada Muster", ["Ada Muster"], []), ("Ir. Ada Muster", ["Ada Muster"], []),
        ("Mag. Ada Muster", ["Ada Muster"], []), ("Ing. Ada Muster", ["Ada Muster"], []),
        ("Dott.ssa Ada Muster", ["Ada Muster"], []), ("Dra. Ada Muster", ["Ada Muster"], []),
        ("Prof.ssa Ada Muster", ["Ada Muster"], []),
        ("Dr. Ada Muster", ["Dr. rer. nat. A. Muster"], []),
        ("Ma. Teresa Muster", ["MT Muster"], []),
        ("Dr. Phil Muster", ["Phil Muster", "P Muster"], []), ("Ma Long Wei", [], ["Long Wei"]),
        ("M.A. Muster", ["MA Muster", "Muster M.A."], ["Ada Muster"]),
        ("Dr. H. C. Muster", ["Muster HC"], []), ("PD Muster Weber", [], ["Muster Weber"]),
        ("Bo Li", ["LI B", "Li B"], ["Li C", "L B"]),
    ],
)  # fmt: skip
def test_forms_of_a_name(name: str, others: list[str], strangers: list[str]) -> None:
    own = own_names(name, ())
    assert [other for other in others if not is_own_name(other, own)] == []
    assert [other for other in strangers if is_own_name(other, own)] == []


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("{{Port Lab {}}}", "Port Lab {}"),
        ("[Lab {}](https://a.example)", "Lab {}"),
        ("Ada Lab{} Muster", "Ada Lab{} Muster"),
    ],
)
def test_thousands_of_names_keep_their_texts(typed: str, printed: str) -> None:
    numbers = range(2_000)
    entry = {"title": "T", "authors": "; ".join(map(typed.format, numbers))}
    cv = cv_of(yaml.safe_dump({"name": "A", "sections": {"publications": [entry]}}))
    (publication,) = cv.sections[0].entries
    assert isinstance(publication, Publication)
    assert [author.name for author in publication.authors] == list(map(printed.format, numbers))
