"""Hostile templates: limited work, errors with file and line, no escape from the theme."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvgen.document import Document
from cvgen.errors import RenderError
from cvgen.themes import load_theme
from cvgen.themes.render import render_body
from cvgen.themes.sandbox import Budget, WorkLimitError
from tests.helpers_cli import codes, run
from tests.helpers_hostile import SECRET, TEMPLATES, project_with_theme
from tests.samples import FULL

NO_LINE = {"brackets", "nul"}


def body(folder: Path, template: str, document: Document = FULL) -> str:
    project_with_theme(folder, {"cv.html.j2": template})
    return render_body(document, load_theme(folder / "themes" / "odd"))


@pytest.mark.sweep("cvgen/themes", kinds=(), keep=8)
@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_that_asks_for_too_much_is_a_problem_with_its_line(
    name: str, tmp_path: Path
) -> None:
    with pytest.raises(RenderError) as caught:
        body(tmp_path, f"<p>\n{TEMPLATES[name]}")
    (problem,) = caught.value.problems
    assert problem.code in ("E423", "E441")
    assert SECRET not in str(caught.value)
    if name not in NO_LINE:
        assert problem.file
        assert problem.file.endswith("cv.html.j2")
        assert problem.span
        assert problem.span.line == 2


@pytest.mark.parametrize(
    "template",
    [
        "{{ settings.fonts }}", "{{ settings.values() | list | length }}", "{{ settings.page }}",
        "{% for s in document.sections %}{{ loop.index }}/{{ loop.length }} {{ s.title }}"
        "{% endfor %}",
        "{{ ('-' * 30).center(60) }}{{ [3, 1] | sort | join(', ') }}{{ 'a' ~ '<' ~ 3 }}",
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m('a') }}{{ '%05.1f' % 3.25 }}",
        "{% set x %}<b>{{ document.header.name }}</b>{% endset %}{{ x }}",
        "{% for a in [[1, [2]], [3, []]] recursive %}{{ a[0] }}{% endfor %}",
    ],
)  # fmt: skip
def test_what_templates_need_is_there(template: str, tmp_path: Path) -> None:
    assert body(tmp_path, template)


def test_joined_texts_are_escaped_as_before(tmp_path: Path) -> None:
    assert body(tmp_path, "{{ '<' ~ 'b' }}{{ ('<i>' | safe) ~ '&' }}") == "&lt;b<i>&amp;"


def test_a_template_has_no_way_to_the_disk(tmp_path: Path) -> None:
    found = body(tmp_path, "{% for x in settings.values() %}{{ x }} {% endfor %}{{ document }}")
    assert str(tmp_path) not in found
    assert "Path" not in found


def test_links_out_of_the_theme_are_refused(tmp_path: Path) -> None:
    project_with_theme(tmp_path, {"cv.html.j2": "{% include 'part.j2' %}"})
    part = tmp_path / "themes" / "odd" / "part.j2"
    part.symlink_to(tmp_path / "cv_data" / "ada.yaml")
    with pytest.raises(RenderError, match="leads out of the folder 'odd'"):
        render_body(FULL, load_theme(tmp_path / "themes" / "odd"))


def test_the_problem_is_reported_as_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project_with_theme(tmp_path, {"cv.html.j2": "<p>\n{{ nothing }}\n"}))
    made = run("render", "--theme", "odd", "-f", "html")
    assert (made.code, codes(made.err)) == (4, ["E423"])
    assert made.err.startswith("themes/odd/cv.html.j2:2:1: E423 ")
    assert "'nothing' is undefined" in made.err


def test_work_is_counted() -> None:
    budget = Budget(1000)
    budget.spend(400)
    budget.check_sum("a" * 200, "b" * 100)
    with pytest.raises(WorkLimitError):
        budget.check_product("a" * 100, 100)
    with pytest.raises(WorkLimitError):
        Budget(1000).check(1001)
