"""`cvgen audit` finds values that are not public in files of all kinds."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pikepdf
import pytest

from cvgen.locales.tags import locale_names
from tests.helpers_audit import archive, attached, docx, pdf
from tests.helpers_cli import Ran, codes, run
from tests.helpers_cv import ADA
from tests.helpers_project import write

PHONE = "phone number of Ada Example, which is personal (cv_data/ada.yaml:5)"

pytestmark = pytest.mark.usefixtures("audited_project")


def audited(data: bytes | str, name: str = "ada.txt", *words: str) -> Ran:
    """What the audit of one file says."""
    Path(name).write_bytes(data.encode() if isinstance(data, str) else data)
    return run("audit", name, *words)


@pytest.mark.parametrize(
    "text",
    [
        "+44 7911 123456", "+447911123456", "0044 7911 123456", "07911 123456", "(07911) 123-456",
        "+44 (0)7911 123456", "7911.123.456", "tel:+44-7911-123456", "07911\n123456",
    ],
)  # fmt: skip
def test_a_phone_number_is_found_however_it_is_written(text: str) -> None:
    made = audited(f"Call me: {text}.\n")
    assert (made.code, made.err) == (1, "")
    assert PHONE in made.out


@pytest.mark.parametrize(
    "text",
    [
        "1990-03-07", "7 March 1990", "March 7, 1990", "7th March 1990", "07.03.1990", "7/3/1990",
        "03/07/1990", "7 Mar 1990", "1990/03/07", "19900307", "07.03.90",
    ],
)  # fmt: skip
def test_a_date_of_birth_is_found_however_it_is_written(text: str) -> None:
    assert "the date of birth of Ada Example, which is private" in audited(f"born {text}, ok").out


@pytest.mark.sweep("cvgen/audit", "cvgen/hidden", "cvgen/dates", "cvgen/locales", kinds=(), keep=6)
@pytest.mark.parametrize("language", [*locale_names(), "hu", "is", "ca", "lv"])
def test_a_date_of_birth_that_cvgen_wrote_in_another_language_is_found(language: str) -> None:
    with Path("cv_data/ada.yaml").open("a", encoding="utf-8") as file:
        file.write(f"variants: {{other: {{extends: record, language: {language}}}}}\n")
    made = run("render", "ada", "-V", "other", "-f", "md", "-o", "out")
    assert made.code == 0
    lines = Path("out/ada/ada-other.md").read_text("utf-8").splitlines()
    text = "\n".join(line for line in lines if "1990" in line)
    assert text
    assert "the date of birth of Ada Example, which is private" in audited(text, "x.md").out


@pytest.mark.parametrize(
    "text", ["7. März 1990", "7. mars 1990", "7 mars 1990", "7 de março de 1990", "7 במרץ 1990"]
)
def test_a_date_of_birth_in_words_needs_no_variant_in_that_language(text: str) -> None:
    assert "the date of birth of Ada Example, which is private" in audited(f"x, {text}").out


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("12 Chestnut Lane, Little Whinging", "the address"),
        ("12  chestnut\nlane · LITTLE WHINGING", "the address"),
        ("12 Chest-\nnut Lane, Little Whinging", "the address"),
        ("Ada Example is Ruritanian.", "the nationality"),
        ("Nationality: Ruritanian", "the nationality"),
        ("Ada Example is Ruri-\ntanian", "the nationality"),
        ("see hidden.example/~ada", "a link"),
        ("[home](https://www.hidden.example/%7Eada)", "a link"),
        ("Ada Example, level nine", "a fact"),
        (
            "A. Example worked on the secret difference engine for the ministry, and more",
            "a bullet",
        ),
        ("Agent, Muller and Sohne. Muller & Sohne, 2014. Ada Example", "an entry"),
    ],
)
def test_other_values_are_found(text: str, what: str) -> None:
    made = audited(text)
    assert made.code == 1
    assert f" {what} " in made.out


@pytest.mark.parametrize(
    "text",
    [
        "Born in 1990.", "March 1990", "17.03.1990", "1990-03-071", "7911 12345", "17911123456",
        "Ada Example, London", "Systems engineer", "github.com/ada-example", "ada@example.org",
        "They are Ruritanian.", "Agent orange, 2014", "Level 9, Chestnut Lane 12", "nine levels",
        "Jun 2019 – present, Analytical Engines Ltd",
    ],
)  # fmt: skip
def test_what_is_public_or_something_else_is_not_a_hit(text: str) -> None:
    made = audited(f"A text about something. {text}\n", "other.txt")
    assert (made.code, made.out) == (0, "other.txt: nothing that is not public\n")


def test_the_line_and_the_number_of_places_are_reported() -> None:
    made = audited("# Ada Example\n\n- +44 7911 123456\n", "x.md")
    assert made.out == f"x.md: line 3 shows the {PHONE}\n"


def test_values_are_never_printed() -> None:
    text = "Ada Example, Ruritanian, born 1990-03-07, level nine <!-- 07911 123456 -->"
    made = audited(text, "x.md")
    assert "a comment is in the text\n" in made.out
    assert not any(word in made.out for word in ("7911", "1990", "uritanian", "nine"))


def test_what_may_be_seen_is_up_to_visibility_or_variant() -> None:
    text = "Ada Example, +44 7911 123456, born 1990-03-07"
    assert "phone" in audited(text).out
    assert "phone" not in audited(text, "x.txt", "--visibility", "personal").out
    assert "birth" in audited(text, "x.txt", "--variant", "full").out
    assert audited(text, "x.txt", "-V", "record").code == 0
    assert run("audit", "x.txt", "-V", "full", "--visibility", "public").code == 2


def test_what_is_private_in_something_personal_is_called_private(audited_project: Path) -> None:
    write(
        audited_project / "cv_data" / "ada.yaml",
        "name: Ada Example\naddresses:\n  postal: {text: Postboks 17, visibility: private}\n"
        "sections:\n  experience:\n    - role: Engineer on the northern engine\n"
        "      visibility: personal\n      highlights:\n"
        "        - Kept the boilers warm all winter\n"
        "        - {text: Saw the plans of the southern engine, visibility: private}\n",
    )
    report = audited("Ada Example, Postboks 17").out
    assert report == "ada.txt: line 1 shows the address of Ada Example, which is private" + (
        " (cv_data/ada.yaml:3)\n"
    )
    assert (
        "an entry in the section 'experience' of Ada Example, which is personal"
        in audited("Kept the boilers warm all winter").out
    )
    report = audited("Ada Example saw the plans of the southern engine").out
    assert "a bullet in the section 'experience' of Ada Example, which is private" in report
    assert report.count("\n") == 1


ADDRESS = '{text: "Am Hang 7\\n80333 Neustadt\\nGermany", visibility: private}'


@pytest.mark.sweep("cvgen/audit", "cvgen/hidden", kinds=(), keep=4)
@pytest.mark.parametrize(
    "text",
    [
        "Am Hang 7, 80333 Neustadt", "Ada Example, Am Hang 7", "Ada Example, D-80333 Neustadt",
        "Ada Example\nAm Hang 7\nNeustadt",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "given",
    [
        f"addresses: {{home: {ADDRESS}}}", f"facts: {{Where: {ADDRESS}}}",
        f"addresses: {{home: {ADDRESS.replace(chr(92) + 'n', ', ')}}}",
        f"sections: {{references: [{{name: Bea, address: {ADDRESS}}}]}}",
    ],
)  # fmt: skip
def test_each_line_of_an_address_counts_by_itself(
    audited_project: Path, given: str, text: str
) -> None:
    write(audited_project / "cv_data" / "ada.yaml", f"name: Ada Example\n{given}\n")
    assert "which is private" in audited(text).out
    assert audited("Ada Example, Neustadt, Germany").code == 0


def test_a_phone_number_among_the_facts_is_found_however_it_is_written(
    audited_project: Path,
) -> None:
    text = "name: Ada Example\nfacts: {Handy: 0171 2345678}\n"
    write(audited_project / "cv_data" / "ada.yaml", text)
    assert "which is personal" in audited("Call +49 (171) 234-5678").out


def test_a_cv_with_errors_keeps_no_other_from_being_searched_for(audited_project: Path) -> None:
    write(audited_project / "cv_data" / "bad.yaml", "name: [\n")
    for text in ("Ada Example, +44 7911 123456", "nothing"):
        made = audited(text)
        assert (made.code, PHONE in made.out) == (1, "+44" in text)
        assert "not searched: what 'cv_data/bad.yaml' hides, because that CV has errors" in made.out
        assert "nothing that is not public" not in made.out
        assert "cv_data/bad.yaml:2:1: E104" in made.err
    assert audited("nothing", "ada.txt", "--cv", "ada").code == 0
    made = audited("nothing", "ada.txt", "--cv", "bad")
    assert made.code == 1
    assert "ada.txt: E611 the file was not searched: no CV can be read" in made.err


def test_a_variant_counts_audience_and_tags_but_no_caps(audited_project: Path) -> None:
    write(
        audited_project / "cv_data" / "ada.yaml",
        ADA + "        - {text: Taught the whole class of ninety students, for: academic}\n"
        "        - {text: Kept the machine room dry in all weathers, priority: 1}\n"
        "  talks: [{title: On a closed meeting, not_for: shop}, {title: On an open meeting}]\n"
        "variants: {shop: {sections: [experience: {highlights: 1}]}}\n",
    )
    text = "Taught the whole class of ninety students. Kept the machine room dry in all weathers."
    made = audited(text, "x.txt", "-V", "shop")
    assert made.out.count("\n") == 1
    talks = audited("On a closed meeting, on an open meeting, Ada Example", "x.txt", "-V", "shop")
    assert talks.out.count("\n") == 1
    assert "an entry in the section 'talks' of Ada Example, which is not for shop" in talks.out
    assert "a bullet in the section 'experience' of Ada Example, which is for academic" in made.out


def test_values_of_other_people_need_more_than_a_word(audited_project: Path) -> None:
    write(audited_project / "cv_data" / "kim.yaml", "name: Kim Muster\nnationality: Borduran\n")
    assert audited("Ada Example visited a Borduran friend").code == 0
    assert audited("Kim Muster visited a Borduran friend").code == 1
    assert audited("Kim Muster visited a Borduran friend", "x.txt", "--cv", "ada").code == 0


@pytest.mark.sweep("cvgen/audit", "cvgen/hidden", kinds=(), keep=8)
@pytest.mark.parametrize(
    ("data", "name", "place"),
    [
        (pdf("Ada: +44 7911 123456"), "a.pdf", "page 1 shows"),
        (pdf("Hello", Custom=pikepdf.String("07911 123456")), "a.pdf", "an object (Custom) has"),
        (docx("<w:p><w:r><w:t>+44 79</w:t></w:r><w:r><w:t>11 123456</w:t></w:r></w:p>"), "a.docx",
         "the text shows"),
        (archive(content_xml="<text:p>+44 7911<text:s/> 123456</text:p>"), "a.odt", "the text"),
        (archive(inner_docx=docx("<w:p>07911123456</w:p>")), "a.zip", "'inner.docx': the text"),
        ("<p>+44 <b>7911</b> 123456</p>", "a.html", "the page shows"),
        ("<html><a href='tel:+447911123456'>x</a>", "a", "line 1, attribute 'href' has"),
        ("<p hidden data-x='07911&#32;123456'>", "a.html", "attribute 'data-x' has"),
        ("<html><!-- 07911\n123456 -->", "a.html", "a comment has"),
        ('<script type="application/ld+json">{"telephone": "+44\\u00207911123456"}</script>',
         "a.html", "the data for search engines has"),
        (f"<img src='data:text/plain;base64,{base64.b64encode(b'+447911123456').decode()}'>",
         "a.html", "the embedded file 1 (text/plain)"),
        ("+44 7911 123456".encode("utf-16"), "a.txt", "line 1 shows"),
        (b"\x00\x01\xff" + "07911123456".encode("utf-16-be"), "a.bin", "the file's bytes has"),
    ],
)  # fmt: skip
def test_every_kind_of_file_is_read(data: bytes | str, name: str, place: str) -> None:
    made = audited(data, name)
    assert (made.code, made.err) == (1, "")
    assert place in made.out
    assert PHONE in made.out


def test_an_attachment_and_an_earlier_version_are_read() -> None:
    report = audited(attached(b"+44 7911 123456"), "a.pdf").out
    assert "the attached file 'notes.txt': " in report
    assert PHONE in report
    first, second = pdf("+44 7911 123456"), pdf("nothing")
    assert "an earlier version in the file (1): page 1 has" in audited(first + second, "b.pdf").out


def test_json_has_everything_and_no_value() -> None:
    made = audited("Ada Example\n+44 7911 123456", "x.txt", "--format", "json")
    (file,) = json.loads(made.out)
    assert file["clean"] is False
    assert file["findings"] == [
        {"kind": "value", "text": "line 2 shows the phone number of Ada Example, which is personal",
         "source": "cv_data/ada.yaml", "line": 5, "more_places": 0}
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "code", "problem"),
    [
        (["nothing.pdf"], 1, "E101"), (["cv_data"], 1, "E101"),
        (["x.txt", "--cv", "adda"], 3, "E301"), (["x.txt", "-V", "nope"], 3, "E301"), ([], 2, None),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_reported(words: list[str], code: int, problem: str | None) -> None:
    Path("x.txt").write_text("x", "utf-8")
    made = run("audit", *words)
    assert made.code == code
    assert codes(made.err)[:1] == ([problem] if problem else [])


def test_one_bad_file_does_not_stop_the_others() -> None:
    Path("x.txt").write_text("fine", "utf-8")
    made = run("audit", "missing.pdf", "x.txt")
    assert (made.code, codes(made.err)) == (1, ["E101"])
    assert made.out == "x.txt: nothing that is not public\n"


def test_a_huge_file_is_not_read() -> None:
    with Path("huge.bin").open("wb") as file:
        file.truncate(200_000_000)
    made = run("audit", "huge.bin")
    assert (made.code, codes(made.err)) == (1, ["E601"])
