"""Themes of strangers, good and bad, in a project with a CV that has private values."""

from __future__ import annotations

from pathlib import Path

from tests.helpers_project import make_project, write

SECRET = "kept-secret@example.org"
CV = f"""\
name: Ada Example
email: {{text: {SECRET}, visibility: private}}
sections:
  experience:
    - {{organization: Harbour Analytics, role: Engineer, start: 2020-01, end: 2022-02}}
"""


def project_with_theme(folder: Path, files: dict[str, str]) -> Path:
    """A project in ``folder`` whose theme ``odd`` has ``files``, and a CV ``ada`` with a secret."""
    make_project(folder)
    write(folder / "cv_data" / "ada.yaml", CV)
    write(folder / "themes" / "odd" / "theme.yaml", "extends: industry\n")
    for name, text in files.items():
        write(folder / "themes" / "odd" / name, text)
    return folder


TEMPLATES = {
    "times": "{{ 'a' * 9999999999 }}",
    "list": "{{ [1] * 9999999999 }}",
    "center": "{{ 'a'.center(9999999999) }}",
    "center-filter": "{{ 'a'|center(9999999999) }}",
    "ljust": "{{ 'a'.ljust(9999999999) }}",
    "zfill": "{{ 'a'.zfill(9999999999) }}",
    "expandtabs": "{{ 'a\t'.expandtabs(9999999999) }}",
    "percent": "{{ '%9999999999d' % 3 }}",
    "percent-star": "{{ '%*d' % (9999999999, 3) }}",
    "percent-filter": "{{ '%9999999999s'|format('a') }}",
    "format": "{{ '{:>9999999999}'.format('a') }}",
    "format-nested": "{{ '{:>{}}'.format('a', 9999999999) }}",
    "indent": "{{ 'a'|indent(9999999999, true) }}",
    "tojson": "{{ [[1]]|tojson(indent=9999999999) }}",
    "round": "{{ 3.5|round(9999999999) }}",
    "batch": "{{ [1]|batch(9999999999, 'x')|list }}",
    "slice": "{{ [1]|slice(9999999999)|list }}",
    "replace": "{{ ('a' * 9000).replace('a', 'b' * 9000) }}",
    "replace-filter": "{{ ('a' * 9000)|replace('a', 'b' * 9000) }}",
    "join": "{{ range(9999)|join('b' * 9000) }}",
    "power": "{{ 9 ** 9999 }}",
    "plus": "{% set n = namespace(x='a') %}{% for i in range(99) %}{% set n.x = n.x + n.x %}"
            "{% endfor %}",
    "tilde": "{% set n = namespace(x='a') %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}"
             "{% endfor %}",
    "set": "{% set n = namespace(x='a') %}{% for i in range(99) %}"
           "{% set n.x %}{{ n.x }}{{ n.x }}{% endset %}{% endfor %}",
    "lists": "{% set n = namespace(x=[1]) %}{% for i in range(99) %}{% set n.x = [n.x, n.x] %}"
             "{% endfor %}{{ n.x }}",
    "loops": "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
    "loop-test": "{% for i in range(99999) %}{% for j in range(99999) if false %}{% endfor %}"
                 "{% endfor %}",
    "loop-text": "{% for i in range(99999) %}" + "words " * 500 + "{% endfor %}",
    "range": "{{ range(9999999999) }}",
    "macro": "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    "macro-twice": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}"
                   "{% endmacro %}{{ m(99) }}",
    "include-itself": "{% include 'cv.html.j2' %}",
    "include-out": "{% include '../../cv_data/ada.yaml' %}",
    "include-settings": "{% include 'theme.yaml' %}",
    "include-root": "{% include '/etc/passwd' %}",
    "extends-out": "{% extends '../../cv_data/ada.yaml' %}",
    "import-out": "{% import '../../cv_data/ada.yaml' as x %}",
    "include-nothing": "{% include 'nothing.j2' %}",
    "lipsum": "{{ lipsum(n=9999) }}",
    "undefined": "{{ nothing }}",
    "undefined-part": "{{ document.cv.email }}",
    "class": "{{ ''.__class__.__mro__ }}",
    "globals": "{{ cycler.__init__.__globals__ }}",
    "attr": "{{ ''|attr('__class__') }}",
    "map": "{{ ['a']|map('center', 9999999999)|list }}",
    "syntax": "{% if %}",
    "brackets": "{{ " + "(" * 900 + "1" + ")" * 900 + " }}",
    "number": "{{ 5.header }}",
    "zero": "{{ 1 / 0 }}",
    "type": "{{ 5|inline }}",
    "paths": "{{ settings.fonts[0].path.parent }}{{ nothing }}",
    "nul": "a\0b",
}  # fmt: skip
"""Templates that cannot be used, or ask for too much."""
