"""`--format bibtex` and `csl`: entries as users expect them, and the same CV when read again."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cvgen.assets.files import Assets
from cvgen.model.cv import Cv
from cvgen.sections.publications import Publication
from cvgen.sections.publications.export import publications_of
from cvgen.themes import load_theme
from cvgen.writers import WRITERS
from cvgen.writers.bibtex.latex import latex_of
from tests.bibliography.helpers_bibliography import found_in, plain
from tests.helpers_cli import run
from tests.helpers_cv import cv_of, selected
from tests.helpers_project import make_project, write

CV = Path(__file__).with_name("publications.yaml").read_text("utf-8")


def written(cv: Cv, name: str) -> str:
    """``cv`` in the format ``name``."""
    return WRITERS[name].write(cv, load_theme("academic"), Assets()).data.decode()


def again(text: str, kind: str) -> list[Publication]:
    """The publications of a file, read by cvgen."""
    found = found_in(text, kind)
    assert found.problems == []
    assert [given.name for draft in found.entries for given in draft.listed] == []
    made = [plain(draft) for draft in found.entries]
    text = json.dumps({"name": "Ada Example", "sections": {"publications": made}})
    return publications_of(cv_of(text))


def told(entries: list[Publication], *without: str) -> list[dict[str, object]]:
    """What ``entries`` say, without the fields ``without``."""
    return [
        {key: value for key, value in entry.model_dump().items() if key not in without and value}
        for entry in entries
    ]


def test_bibtex_out_and_in_is_the_same() -> None:
    cv = cv_of(CV)
    made = again(written(cv, "bibtex"), "bib")
    ours, theirs = told(publications_of(cv), "year", "date"), told(made, "year", "date")
    assert ours[-1].get("type") is None
    ours[-1]["type"] = "other"
    assert theirs == ours
    assert [one.when for one in made] == [one.when for one in publications_of(cv)]


def test_csl_out_and_in_is_the_same_for_what_it_has_variables_for() -> None:
    cv = cv_of(CV.replace("*, Ben Müster*", ", Ben Müster").replace("award: Best paper", "note: x"))
    made = again(written(cv, "csl"), "json")
    for ours, theirs in zip(publications_of(cv), made, strict=True):
        assert [one.name for one in theirs.authors] == [one.name for one in ours.authors]
        assert (theirs.title, theirs.type) == (ours.title, ours.type or "other")
        assert (theirs.doi, theirs.arxiv, theirs.url) == (ours.doi, ours.arxiv, ours.url)
        assert (theirs.pages, theirs.volume, theirs.issue) == (ours.pages, ours.volume, ours.issue)
        assert theirs.when == ours.when


FIRST = r"""@article{example2021dna,
  author       = {Example, Ada and Müster, Ben and van der Beta, Cleo and {World Mill Friends}
                  and others},
  author+an    = {1=equal; 2=equal},
  title        = {On the {DNA} of \emph{E. coli} \& 100\% {R\&D\_x}},
  journal      = {Journal of Mills},
  volume       = {3},
  number       = {4},
  pages        = {12--20},
  year         = {2021},
  month        = mar,
  day          = {4},
  doi          = {10.1145/12345},
}
"""


def test_entries_are_as_users_of_bibtex_write_them() -> None:
    blocks = written(cv_of(CV), "bibtex").split("\n\n")
    assert blocks[0].split() == FIRST.split()
    heads = [block.partition(",")[0] for block in blocks]
    assert heads[1:6] == [
        "@inproceedings{sol2020mill", "@inproceedings{example2020small",
        "@phdthesis{example2019thesis", "@incollection{muster2018part", "@misc{example2021early",
    ]  # fmt: skip
    assert "{García Sol, Luz}" in blocks[1] and "{Muster, Jr., Ben}" in blocks[4]


@pytest.mark.parametrize(
    ("markdown", "latex"),
    [
        (r"100% of R&D_x #1 {a} $5", r"100\% of R\&D\_x \#1 \{a\} \$5"),
        (r"~ ^ \\", r"\textasciitilde{} \textasciicircum{} \textbackslash{}"),
        ("*in vivo* and **b** and `c`", r"\emph{in vivo} and \textbf{b} and \texttt{c}"),
        ("[page](https://example.org/a_b)", r"\href{https://example.org/a_b}{page}"),
        ("1–9 — Zürich", "1--9 --- Zürich"),
    ],
)  # fmt: skip
def test_markdown_becomes_latex(markdown: str, latex: str) -> None:
    assert latex_of(markdown) == latex


def test_keys_are_unique_and_do_not_depend_on_other_entries() -> None:
    entry = "{title: Mills, year: 2021}"
    text = f"name: A B\nsections: {{publications: [{entry}, {entry}]}}"
    keys = [line for line in written(cv_of(text), "bibtex").splitlines() if line.startswith("@")]
    assert keys == ["@misc{anonymous2021mills,", "@misc{anonymous2021millsb,"]


def test_what_a_variant_hides_is_not_in_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = CV + "    - {title: Secret engine, year: 2013, visibility: private, tags: [hush]}\n"
    make_project(tmp_path, ada=text)
    monkeypatch.chdir(tmp_path)
    result = run("render", "-f", "bibtex", "-f", "csl", "-V", "public")
    assert result.code == 0
    files = [
        path for path in (tmp_path / "output" / "ada").iterdir() if path.suffix in (".bib", ".json")
    ]
    assert len(files) == 2
    for path in files:
        content = path.read_text("utf-8")
        assert "Engine" in content and "Secret" not in content and "hush" not in content


def test_a_summary_has_no_field_and_that_is_told() -> None:
    cv = selected("name: A B\nsections: {publications: [{title: Mills, summary: Long}]}").cv
    made = WRITERS["bibtex"].write(cv, load_theme("academic"), Assets())
    assert made.notes == ("BibTeX has no field for the summary of 1 publication",)


LIVE = """\
@article{Mills:2021_a, title = {On mills}, author = {Example, Ada}, year = 2021}
@book{second, title = {Mill book}, author = {Example, Ada}, year = 2020}
"""


def test_keys_of_a_live_bibliography_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = "[{title: Mill book, year: 2020, authors: [Ada Example]}]"
    section = f"{{from: refs.bib, without: [second], entries: {entries}}}"
    make_project(tmp_path, None, ada=f"name: Ada Example\nsections: {{publications: {section}}}\n")
    write(tmp_path / "cv_data" / "refs.bib", LIVE)
    monkeypatch.chdir(tmp_path)
    assert run("render", "-f", "bibtex", "-f", "csl").code == 0
    made = (tmp_path / "output/ada/ada-full.bib").read_text("utf-8")
    assert re.findall(r"@\w+\{(.*),", made) == ["Mills:2021_a", "example2020mill"]
    items = json.loads((tmp_path / "output/ada/ada-full.csl.json").read_text("utf-8"))
    assert [item["id"] for item in items] == ["Mills:2021_a", "example2020mill"]


def test_a_key_that_bibtex_refuses_or_that_is_used_twice_is_replaced_with_a_note() -> None:
    text = (
        "name: Ada\nsections:\n  publications:\n"
        "    - {title: Mills, year: 2021, key: 'a, b'}\n    - {title: Weirs, key: MILLS}\n"
        "    - {title: Locks, key: mills}\n    - {title: Ponds, key: anonymousdams}\n"
        "    - {title: Dams}\n"
    )
    made = WRITERS["bibtex"].write(cv_of(text), load_theme("academic"), Assets())
    keys = re.findall(r"@\w+\{(.*),", made.data.decode())
    assert keys == ["anonymous2021mills", "MILLS", "millsb", "anonymousdams", "anonymousdamsb"]
    assert made.notes == (
        "the key 'a, b' is no key of BibTeX, so an entry has the key 'anonymous2021mills'",
        "the key 'mills' is used twice, so an entry has the key 'millsb'",
    )


def test_the_key_does_not_say_who_an_anonymous_person_is() -> None:
    text = (
        "name: Ada Example\nsections:\n  publications:\n"
        "    - {title: Mills, year: 2021, key: example2021, authors: [Ada Example]}\n"
        "variants: {blind: {anonymous: true}}\n"
    )
    assert "example" not in written(selected(text, "blind").cv, "bibtex").lower()
