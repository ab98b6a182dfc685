"""Words from right to left are found anywhere, but letter by letter."""

from __future__ import annotations

import pytest

from cvgen.document import Document, Header
from cvgen.verify.faults import PlacedText, faults_in_pages


def lost(said: str, *found: str) -> list[str]:
    """The words of ``said`` that are not on a page with the pieces of text ``found``."""
    document = Document(Header(said), (), language="ar", direction="rtl")
    pieces = [PlacedText(piece) for piece in found]
    return [fault.words for fault in faults_in_pages(document, [said], [pieces])]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("أولى الأعمال", "الأعمال أولى"),
        ("تجربة طويلة", "تجر بة طويلة"),
        ("تقود فريقا", "تقودفريقا"),
        ("تقود فريقا جديدا", "قا جديدا تقودفري"),
        ("عمّان الأردن", "الأردن ،انّعم"),
        ("خفّضت زمن", "زمن ضت ّ خف"),
        ("مدرّسة", "مدرسة ّ"),
        ("جامعة Data Lab", "جامعة Lab Data"),
        ("عام 2019–2021", "عام 2021–2019"),
        ("أولى أولى", "أولى أولى"),
        ("د. سامي حداد", ". سامي حدادد"),
        ("د. سامي حداد", ". سامي حداد د"),
        ("ו. דוד", "דודו"),
    ],
)
def test_what_readers_change_is_no_fault(said: str, found: str) -> None:
    assert lost(said, found) == []


@pytest.mark.parametrize(
    ("said", "found", "words"),
    [
        ("أولى الأعمال", "أوىل الأعمال", "أولى"),
        ("في الإسلام هنا", "في اإلسالم هنا", "الإسلام"),
        ("أولى أولى", "أولى أوىل", "أولى"),
        ("تقود فريقا", "تقود فريق", "فريقا"),
        ("עברית כאן", "תירבע כאן", "עברית"),
        ("جامعة Data Lab", "جامعة Dtaa Lab", "Data"),
        ("عام 2019", "عام 9102", "2019"),
        ("مدرّسة", "مدسرة", "مدرّسة"),
        ("د. سامي حداد", "سامي حداد", "د"),
        ("د. سامي حداد", "د. سامي حدا", "حداد"),
    ],
)
def test_letters_in_another_order_are_lost(said: str, found: str, words: str) -> None:
    assert [word.lower() for word in lost(said, found)] == [words.lower()]
