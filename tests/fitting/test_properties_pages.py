"""Properties of every page limit: it is met or reported, and changes nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from cvgen.explain.explain import decisions, explain
from cvgen.fitting.cuts import cuts
from cvgen.fitting.steps import Cut
from cvgen.lowering.lower import lower
from cvgen.project import find_project
from cvgen.selection import Rules, builtin_variants, select
from cvgen.selection.items import items_of
from tests.fitting.test_cli_pages import career
from tests.helpers_cli import codes, run
from tests.helpers_cv import markdown_of, rules_of
from tests.helpers_project import make_project
from tests.helpers_sweeps import few
from tests.strategies import secrets
from tests.test_properties import CASES, VARIANTS, Case, quick, words_in

FOLDER = Path(__file__).resolve().parents[2]
SHARES = st.floats(0, 1)


def cut_down(case: Case, variant: str, share: float) -> tuple[Rules, list[Cut]]:
    """The rules of a variant with that share of what may go gone, and what that is."""
    rules = rules_of(case.cv, variant)
    able = cuts(select(case.cv, rules), rules)
    gone = able[: round(share * len(able))]
    return replace(
        rules,
        cut=frozenset(cut.path for cut in gone if not cut.shortened),
        shortened=frozenset(cut.path for cut in gone if cut.shortened),
    ), gone


@quick
@given(CASES, VARIANTS, SHARES)
def test_only_cut_items_are_missing(case: Case, variant: str, share: float) -> None:
    rules, gone = cut_down(case, variant, share)
    whole, less = (select(case.cv, one) for one in (rules_of(case.cv, variant), rules))
    assert set(words_in(less.cv)) <= set(words_in(whole.cv))
    reasons = {item.path: item.reason for item in less.omissions}
    before = {item.path for item in whole.omissions}
    for cut in gone:
        above = [cut.path[:length] for length in range(1, len(cut.path) + 1)]
        assert any(path in reasons for path in [*above, ("interests",)])
    added = [reason for path, reason in reasons.items() if path not in before]
    assert all(reason.startswith(("pages:", "empty:")) for reason in added)


@quick
@given(CASES, VARIANTS, SHARES)
def test_selecting_again_takes_no_more(case: Case, variant: str, share: float) -> None:
    rules, _ = cut_down(case, variant, share)
    once = select(case.cv, rules).cv
    again = select(once, rules_of(case.cv, variant)).cv
    assert set(words_in(again)) <= set(words_in(once))
    lists = [rule.highlights or () for rule in rules.sections or ()]
    if all(list(counts) == sorted(counts, reverse=True) for counts in lists):
        assert again == once


@quick
@given(CASES, VARIANTS)
def test_what_may_go_is_named_once_and_five_never(case: Case, variant: str) -> None:
    rules, gone = cut_down(case, variant, 1)
    paths = [cut.path for cut in gone if not cut.shortened]
    for number, path in enumerate(paths):
        assert not any(path[: len(before)] == before for before in paths[:number])
    assert all(cut.lines > 0 for cut in gone)
    left = select(case.cv, rules).cv
    assert {entry.priority for section in left.sections for entry in section.entries} <= {5}


@quick
@given(CASES, st.sampled_from(["full", "academic", "industry", "v"]), SHARES)
def test_no_secret_comes_in_by_a_cut(case: Case, variant: str, share: float) -> None:
    rules, _ = cut_down(case, variant, share)
    shown = markdown_of(lower(select(case.cv, rules).cv)).casefold()
    hidden = {word for word, rank in secrets(case.data) if rank > rules.visibility.rank}
    if not rules.reveal:
        assert [word for word in hidden if word in shown] == []


@quick
@given(CASES, VARIANTS, SHARES)
def test_explain_accounts_for_every_item_once(case: Case, variant: str, share: float) -> None:
    rules, _ = cut_down(case, variant, share)
    selection = select(case.cv, rules)
    made = list(decisions(case.cv, rules, selection))
    paths = [decision.item.path for decision in made]
    left_out = {omission.path for omission in selection.omissions}
    assert paths == [item.path for item in items_of(case.cv, left_out)]
    assert len(paths) == len(set(paths))
    gone = [d for d in made if d.item.path in rules.cut]
    assert all(not d.shown and ("pages:" in d.rule) for d in gone)


@settings(quick, max_examples=few(10))
@given(st.integers(0, 40), st.integers(0, 6), st.sampled_from([3, 3, 5]), st.integers(1, 2))
def test_a_real_render_meets_the_limit_or_says_so(
    tmp_path_factory: pytest.TempPathFactory, posts: int, bullets: int, priority: int, pages: int
) -> None:
    cv = career(posts, bullets, priority) if posts else "name: Ada Lind\n"
    folder = tmp_path_factory.mktemp("law")
    variants = f"variants: {{tight: {{audience: all, pages: {pages}}}}}\n"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(make_project(folder, variants, ada=cv))
        made = run("render", "-V", "tight", "-f", "pdf")
    written = [len(PdfDocument(path)) for path in folder.rglob("*.pdf")]
    if made.code == 0:
        assert len(written) == 1 and written[0] <= pages
    else:
        assert (written, made.code, codes(made.err)) == ([], 4, ["E427"])


@pytest.mark.sweep("cvgen/explain", "cvgen/fitting", "cv_data", kinds=(), keep=2)
@pytest.mark.parametrize("variant", [one.name for one in builtin_variants()])
@pytest.mark.parametrize("cv", sorted(path.stem for path in FOLDER.glob("cv_data/*.yaml")))
def test_the_four_cvs_are_explained_in_every_variant(cv: str, variant: str) -> None:
    explained = explain(find_project(FOLDER), cv, variant)
    paths = [decision.item.path for decision in explained.decisions]
    assert {item.path for item in items_of(explained.loaded.cv)} <= set(paths)
    assert len(paths) == len(set(paths))
    cut = [note for note in explained.notes if note.startswith("left out for room")]
    gone = [d for d in explained.decisions if not d.shown and d.rule.startswith("pages:")]
    assert bool(cut) == bool(gone)
