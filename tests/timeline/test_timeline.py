"""The timeline: bars as precise as their dates, and only certain gaps and overlaps."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from cvgen.dates.parsing import parse_date
from cvgen.locales import load_locale
from cvgen.timeline.timeline import Stretch, Timeline, date_of, timeline_of
from tests.helpers_cli import codes, run
from tests.helpers_cv import selected
from tests.helpers_project import make_project

Entries = Sequence[tuple[str, ...]]


def years(work: Entries, study: Entries = (), updated: str = "", as_of: str = "") -> Timeline:
    """The time line of positions and degrees with a start, and an end if there is a second date."""
    sections = {
        "experience": [{"role": f"job {n}", **_dates(one)} for n, one in enumerate(work)],
        "education": [{"degree": f"degree {n}", **_dates(one)} for n, one in enumerate(study)],
    }
    data = {"name": "Ada", "sections": {key: value for key, value in sections.items() if value}}
    text = yaml.safe_dump(data | ({"updated": updated} if updated else {}), sort_keys=False)
    return timeline_of(selected(text), load_locale("en"), parse_date(as_of) if as_of else None)


def _dates(given: tuple[str, ...]) -> dict[str, str]:
    if len(given) == 1:
        return {"date": given[0]}
    return {key: date for key, date in zip(("start", "end"), given, strict=True) if date}


def described(stretch: Stretch) -> tuple[str | None, str | None, int, bool]:
    """Its first and last month, how long it is, and whether that is exact."""
    first, last = (date_of(month).iso() for month in (stretch.first, stretch.last))
    return first, last, stretch.months, stretch.exact


@pytest.mark.parametrize(
    ("first", "second", "gap"),
    [
        (("2018-01", "2019-02"), ("2019-09", "2020-01"), ("2019-03", "2019-08", 6, True)),
        (("2018-01", "2019-02"), ("2019-07", "2020-01"), ("2019-03", "2019-06", 4, True)),
        (("2018-01", "2019-02"), ("2019-06", "2020-01"), None),
        (("2018-01", "2019-02-01"), ("2019-07-31", "2020"), ("2019-03", "2019-06", 4, True)),
        (("2018", "2019"), ("2021", "2022"), ("2020-01", "2020-12", 12, False)),
        (("2018", "2019"), ("2020-06", "2022"), ("2020-01", "2020-05", 5, False)),
        (("2018", "2019"), ("2020-04", "2022"), None),
        (("2018", "2019"), ("2020", "2022"), None),
        (("2018-01", "2019-02"), ("2019-Q4", "2020-01"), ("2019-03", "2019-09", 7, False)),
        (("2018-01", "summer 2019"), ("2020-01", "2020-01"), None),
        (("2018-01", "summer 2019"), ("2021-01", "2021-01"), ("2020-04", "2020-12", 9, False)),
        (("2018",), ("2020",), ("2019-01", "2019-12", 12, False)),
    ],
)
def test_a_gap_is_reported_when_it_is_certain(
    first: tuple[str, ...], second: tuple[str, ...], gap: tuple[str, str, int, bool] | None
) -> None:
    for found in (years([second, first]), years([first], [second])):
        assert [described(one) for one in found.gaps] == ([gap] if gap else [])


def test_a_gap_names_what_came_before_and_after() -> None:
    (gap,) = years([("2020-01", "2021-01"), ("2010-01", "2012-01")], [("2011-01", "2015-06")]).gaps
    assert (gap.before.title, gap.after and gap.after.title) == ("degree 0", "job 0")


@pytest.mark.parametrize(
    ("first", "second", "overlap"),
    [
        (("2018-01", "2019-06"), ("2019-02", "2020-01"), ("2019-02", "2019-06", 5, True)),
        (("2018-01", "2019-06"), ("2019-05", "2020-01"), ("2019-05", "2019-06", 2, True)),
        (("2018-01", "2019-06"), ("2019-06", "2020-01"), None),
        (("2016", "2022"), ("2021", "2023"), None),
        (("2016", "2022"), ("2020", "2023"), ("2021-01", "2021-12", 12, False)),
        (("2016", "2022"), ("2018-03", "2018-07"), ("2018-03", "2018-07", 5, True)),
        (("2016", "2022"), ("2016-03", "2016-07"), None),
        (("2019",), ("2019-02", "2019-09"), None),
    ],
)
def test_an_overlap_is_reported_when_it_is_certain(
    first: tuple[str, ...], second: tuple[str, ...], overlap: tuple[str, str, int, bool] | None
) -> None:
    for found in (years([second, first]), years([first], [second])):
        assert [described(one) for one in found.overlaps] == ([overlap] if overlap else [])


@pytest.mark.parametrize(
    ("dates", "months"),
    [
        (("2018-03", "2019-06"), ("2018-03", "2018-03", "2019-06", "2019-06")),
        (("2018", "2020"), ("2018-01", "2019-01", "2019-12", "2020-12")),
        (("2018", "2019-06"), ("2018-01", "2019-01", "2019-06", "2019-06")),
        (("2018",), ("2018-01", "2019-01", "2017-12", "2018-12")),
        (("2018-Q2", "2020-01"), ("2018-04", "2018-07", "2020-01", "2020-01")),
    ],
)
def test_a_bar_is_certain_only_where_its_dates_are(
    dates: tuple[str, ...], months: tuple[str, ...]
) -> None:
    (bar,) = years([dates]).bars
    ends = (bar.earliest, bar.begun, bar.until, bar.latest)
    assert tuple(date_of(month).iso() for month in ends) == months


def test_of_an_end_alone_nothing_else_is_certain() -> None:
    (bar,) = years([("", "2019-06")]).bars
    assert (bar.begun > bar.until, date_of(bar.latest).iso()) == (True, "2019-06")


@pytest.mark.parametrize(
    ("updated", "as_of", "latest"),
    [("2024-03", "", "2024-03"), ("2024-03", "2025-01-15", "2025-01"), ("", "", "2022-05")],
)
def test_an_ongoing_entry_lasts_until_the_date_of_the_cv(
    updated: str, as_of: str, latest: str
) -> None:
    bars = years([("2020-01", "present"), ("2018-01", "2022-05")], (), updated, as_of).bars
    assert (bars[0].open, date_of(bars[0].latest).iso()) == (True, latest)


def test_a_gap_up_to_the_day_the_cv_is_of_has_nothing_after_it() -> None:
    (gap,) = years([("2020-01", "2023-06")], (), "2024-03").gaps
    assert (described(gap), gap.after) == (("2023-07", "2024-02", 8, False), None)
    assert years([("2020-01", "2023-06")]).gaps == ()


def test_roles_are_bars_of_their_own_and_other_sections_have_lanes() -> None:
    text = """\
    name: Ada
    sections:
      experience:
        - organization: Mill
          roles:
            - {role: Head, start: 2020-01, end: 2021-01}
            - {role: Clerk, start: 2019-01, end: 2019-12}
      funding:
        title: Grants
        entries: [{title: Engines, agency: Crown, start: 2019, end: 2022}]
      awards: [{title: Medal, date: 2020}]
    """
    found = timeline_of(selected(text), load_locale("en"), None)
    assert [(lane.title, lane.kind) for lane in found.lanes] == [
        ("Experience", "work"), ("Grants", "other"),
    ]  # fmt: skip
    assert [(bar.title, bar.place) for bar in found.bars] == [
        ("Head", "Mill"), ("Clerk", "Mill"), ("Engines", "Crown"),
    ]  # fmt: skip


def test_a_publication_with_a_venue_may_last() -> None:
    text = """\
    name: Ada
    sections: {publications: [{title: Looms, venue: Cards, date: 2019-01..2020-02}]}
    """
    (bar,) = timeline_of(selected(text), load_locale("en"), None).bars
    assert (bar.title, bar.place) == ("Looms", "")


def test_a_variant_draws_what_it_shows() -> None:
    text = """\
    name: Ada
    sections:
      experience:
        - {role: Spy, start: 2010-01, end: 2012-01, visibility: private}
        - {role: Clerk, start: 2019-01, end: 2019-12}
    """
    (bar,) = timeline_of(selected(text, "public"), load_locale("en"), None).bars
    assert (bar.title, bar.path) == ("Clerk", ("sections", "experience", "entries", 1))


CV = """\
name: Ada Example
sections:
  experience:
    - role: Engineer
      organization: Mill
      start: 2019-09
      end: 2020-12
  education:
    - degree: BSc
      area: Engines
      institution: Lindenau University
      start: 2015-10
      end: 2019-02
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the CV of Ada, as working folder."""
    monkeypatch.chdir(make_project(tmp_path, None, ada=CV, bob="name: Bob\n"))
    return tmp_path


def test_the_command_reports_gaps_with_lines_and_writes_the_picture(here: Path) -> None:
    made = run("timeline", "ada")
    assert (made.code, made.err) == (0, "")
    assert made.out == (
        "gap: Mar 2019 – Aug 2019, 6 months, between BSc in Engines, Lindenau University and "
        "Engineer, Mill (lines 9 and 4)\n"
        "output/ada/ada-timeline.svg: 1 gap and 0 overlaps in work and study\n"
    )
    assert (here / "output" / "ada" / "ada-timeline.svg").read_text("utf-8").startswith("<svg")


def test_the_same_as_json(here: Path) -> None:
    made = json.loads(run("timeline", "ada", "-o", "years.svg", "-f", "json").out)
    assert (made["file"], (here / "years.svg").is_file()) == ("years.svg", True)
    assert [(bar["title"], bar["earliest"], bar["latest"]) for bar in made["bars"]] == [
        ("Engineer", "2019-09", "2020-12"), ("BSc in Engines", "2015-10", "2019-02"),
    ]  # fmt: skip
    (gap,) = made["gaps"]
    assert (gap["from"], gap["to"], gap["months"], gap["exact"]) == ("2019-03", "2019-08", 6, True)
    assert [one["line"] for one in gap["between"]] == [9, 4]


@pytest.mark.parametrize(
    ("words", "code", "problem"),
    [
        (("adda",), 3, "E301"),
        (("ada", "-V", "nosuch"), 3, "E301"),
        (("bob",), 1, "E310"),
        (("ada", "-o", "cv_data/ada.yaml/x.svg"), 5, "E508"),
    ],
)
@pytest.mark.usefixtures("here")
def test_what_cannot_be_done_is_a_problem_with_a_code(
    words: tuple[str, ...], code: int, problem: str
) -> None:
    made = run("timeline", *words)
    assert (made.code, codes(made.err)[:1]) == (code, [problem])
