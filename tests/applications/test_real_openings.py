"""A fictitious person applies to two openings of the repository as they stand: whole packets."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml

from tests.helpers_cli import run
from tests.helpers_foreign import bytes_of, scanned
from tests.helpers_packet import failures, miner_texts, page_numbers, pdfium_texts

SWEPT = ("cvgen/applications", "cvgen/writers/pdf")
ONE = pytest.mark.sweep(*SWEPT, kinds=(), keep=1)
ROOT = Path(__file__).parents[2]
OPENINGS = {
    "postdoc": ROOT / "cv_data/openings/1-postdoc-scalable-ml-systems.yaml",
    "phd": ROOT / "cv_data/openings/2-phd-scalable-ml-systems.yaml",
}
NAME = "Nora Q. Beispiel"
SCANS = {"transcripts-bsc": 2, "transcripts-msc-phd": 3, "certificate": 1}
DOCUMENTS = {
    "postdoc": [
        "Cover letter", "Academic CV", "Research statement", "BSc transcript",
        "MSc and PhD transcripts", "PhD certificate", "References",
    ],
    "phd": [
        "Cover letter", "Academic CV", "Research statement", "BSc transcript", "MSc transcript",
        "References",
    ],
}  # fmt: skip


@dataclass(frozen=True)
class Built:
    """An application that was built: its opening as data, its checklist and its files."""

    name: str
    opening: dict[str, Any]
    checklist: list[dict[str, str]]
    packet: bytes
    documents: list[bytes]

    @property
    def pages(self) -> list[int]:
        """How many pages each document has."""
        return [len(pdfium_texts(data)) for data in self.documents]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("real") / "p"
    shutil.copytree(Path(__file__).with_name("aalto"), root)
    (root / "cvgen.yaml").write_text("", "utf-8")
    (root / "cv_data" / "openings").mkdir()
    for path in OPENINGS.values():
        shutil.copy(path, root / "cv_data" / "openings")
    (root / "scans").mkdir()
    for name, pages in SCANS.items():
        (root / "scans" / f"{name}.pdf").write_bytes(bytes_of(scanned(pages)))
    return root


@pytest.fixture(scope="module", params=list(OPENINGS))
def built(request: pytest.FixtureRequest, project: Path) -> Built:
    name = request.param
    with contextlib.chdir(project):
        ran = run("apply", name, "--json")
    assert (ran.code, ran.err) == (0, "")
    folder = project / "output" / "applications" / name
    (checklist,) = (one["checklist"] for one in json.loads(ran.out))
    (packet,) = folder.glob("Beispiel_Opening_*.pdf")
    documents = [path.read_bytes() for path in sorted(folder.glob("[1-9]-*.pdf"))]
    opening = yaml.safe_load(OPENINGS[name].read_text("utf-8"))
    return Built(name, opening, checklist, packet.read_bytes(), documents)


def lines_of(name: str) -> dict[str, list[int]]:
    """The line of each item of the lists of an opening, by key; of a text, its own line."""
    node: Any = yaml.compose(OPENINGS[name].read_text("utf-8"))
    return {
        key.value: [
            item.start_mark.line + 1
            for item in (value.value if isinstance(value, yaml.SequenceNode) else [value])
        ]
        for key, value in node.value
    }


@ONE
def test_everything_that_the_opening_asks_for_is_ticked_or_named(built: Built) -> None:
    places = {int(item["place"].rpartition(":")[2]): item for item in built.checklist
              if "/openings/" in item["place"]}  # fmt: skip
    lines = lines_of(built.name)
    states = {key: [places[line]["state"] for line in lines[key]]
              for key in ("documents", "requirements", "how_to_apply")}  # fmt: skip
    assert set(states["documents"]) == {"pass"}
    assert set(states["requirements"] + states["how_to_apply"]) == {"not checked"}
    assert [item for item in built.checklist if item["state"] == "fail"] == []
    texts = [item["demand"] for item in built.checklist if item["group"] == "Requirements"]
    assert texts == built.opening["requirements"]


@ONE
def test_the_documents_have_the_lengths_that_the_opening_allows(built: Built) -> None:
    letter, _, statement, *scans, referees = built.pages
    assert (letter <= 2, 3 <= statement <= 5) == (True, True)
    assert (scans, referees) == ([2, 3, 1] if built.name == "postdoc" else [2, 3], 1)
    number = 3 if built.name == "postdoc" else 2
    assert pdfium_texts(built.documents[-1])[0].count("@") == number + 1  # and the applicant's


@ONE
def test_the_packet_keeps_both_standards(built: Built) -> None:
    assert failures(built.packet) == []
    assert b'pdfaid:part="3"' in built.packet
    assert b'pdfuaid:part="1"' in built.packet


@pytest.mark.sweep(*SWEPT, kinds=("read",), keep=2)
@pytest.mark.parametrize("read", [pdfium_texts, miner_texts])
def test_every_document_is_read_in_order(built: Built, read: Any) -> None:
    texts = [text.rstrip() for document in built.documents for text in read(document)]
    assert [text.rstrip() for text in read(built.packet)] == texts
    assert "Prof. Bo Zhao" in texts[0]
    assert "3 of them with me as first author" in " ".join(texts[0].split())


@ONE
def test_bookmarks_and_labels_lead_to_the_documents(built: Built) -> None:
    titles = DOCUMENTS[built.name]
    starts = [0, *accumulate(built.pages)][:-1]
    with pikepdf.open(io.BytesIO(built.packet)) as pdf:
        numbers = page_numbers(pdf)
        with pdf.open_outline() as outline:
            items: list[Any] = list(outline.root)
            found = [(item.title, numbers[item.destination[0].objgen]) for item in items]
        assert found == list(zip(titles, starts, strict=True))
        labels = [page.label for page in pdf.pages]
        assert labels == [
            f"{title}-{number}"
            for title, pages in zip(titles, built.pages, strict=True)
            for number in range(1, pages + 1)
        ]
        assert pdf.docinfo["/Author"] == NAME


@ONE
def test_each_document_says_who_wrote_it(built: Built) -> None:
    for data, title in zip(built.documents, DOCUMENTS[built.name], strict=True):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            author = None if "transcript" in title or "certificate" in title else NAME
            wanted = f"{author} – {title}" if author else title
            info: Any = pdf.docinfo
            assert (info["/Title"], info.get("/Author")) == (wanted, author)
