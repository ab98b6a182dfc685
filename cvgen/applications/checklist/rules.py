"""The rules of a checklist: documents, lengths, referees, language and dates, and all others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from textwrap import shorten

from cvgen.applications.checklist import (
    finished,
    letters,
    measured,
    requirements,
    sent_files,
    written_in,
)
from cvgen.applications.checklist.items import At, Facts, Item, Made
from cvgen.applications.limits import Range
from cvgen.applications.texts.counts import characters
from cvgen.applications.texts.counts import words_of as words_of_text
from cvgen.counting import counted
from cvgen.document import EntryBlock
from cvgen.locales import load_locale
from cvgen.markup.inline import plain_text

_MOST, _LONGEST = 8, 60  # names in one item, and characters of each


def documents(facts: Facts) -> Iterator[Item]:
    """Each document that the opening asks for, then those that it does not ask for."""
    opening = facts.loaded.opening
    for number, required in enumerate(opening.documents):
        at = At(facts.loaded, ("documents", number))
        made = facts.made_for(number)
        item = partial(Item, "Documents", required.name, place=at.name)
        if made:
            files = ", ".join(f"{one.plan.stem}.pdf" for one in made)
            is_file = all(one.plan.path is not None for one in made)
            content = f"{'its' if len(made) == 1 else 'their'} content is not checked"
            yield item(state="pass", found=f"{files}; {content}" if is_file else files)
        elif required.optional:
            yield item(state="not checked", found="not sent; the opening does not insist on it")
        else:
            message = f"the opening asks for '{required.name}', and no document is for it"
            where = f"`for: {required.name}` below the one that it is"
            hint = f"add it to `documents`, or write {where}"
            yield item(state="fail", found="missing", problem=at.problem("E731", message, hint))
    if not opening.documents:
        return
    for one in facts.made:
        if one.plan.required is None:
            at = At(facts.loaded, one.plan.place, in_opening=False)
            found = "the opening does not ask for it"
            yield Item("Documents", one.plan.title, "not checked", found, at.name)


def lengths(facts: Facts) -> Iterator[Item]:
    """The limits of pages, words and characters."""
    for one in facts.made:
        part, required = one.plan.part, one.plan.required
        counts = {"pages": one.pages, "words": one.plan.length[0], "characters": one.plan.length[1]}
        for kind, count in counts.items():
            own = getattr(part, kind)
            limit = own or (getattr(required, kind) if required else None)
            if limit is not None:
                at = _place_of_limit(facts, one, kind, own is not None)
                yield _length(one.plan.title, kind, count, limit, at)
        if one.left_out:
            job, at = one.plan.job, _place_of_limit(facts, one, "pages", part.pages is not None)
            pages = job.rules.pages if job else None
            demand = f"{one.plan.title}: left out for its limit of {counted(pages or 0, 'page')}"
            yield Item("Lengths", demand, "not checked", _listed(one.left_out), at.name)

    for number, (field, text) in enumerate(
        zip(facts.loaded.application.fields, facts.fields, strict=True)
    ):
        sizes = {"words": words_of_text(text), "characters": characters(text)}
        for kind, count in sizes.items():
            limit = getattr(field, kind)
            if limit is not None:
                at = At(facts.loaded, ("fields", number, kind), in_opening=False)
                yield _length(field.label, kind, count, limit, at)


def _listed(names: Sequence[str]) -> str:
    """How many ``names`` there are, and the beginnings of the first ones."""
    shown = [shorten(name.rstrip("."), _LONGEST, placeholder=" …") for name in names[:_MOST]]
    shown += [f"{len(names) - _MOST} more"] if len(names) > _MOST else []
    return f"{counted(len(names), 'item')}: {'; '.join(shown)}"


def _place_of_limit(facts: Facts, one: Made, kind: str, own: bool) -> At:
    if own or one.plan.required is None:
        return At(facts.loaded, (*one.plan.place, kind), in_opening=False)
    number = facts.loaded.opening.documents.index(one.plan.required)
    return At(facts.loaded, ("documents", number, kind))


def _length(title: str, kind: str, count: int, limit: Range, at: At) -> Item:
    word = kind.removesuffix("s")
    demand, has = f"{title}: {limit.demand(word)}", counted(count, word)
    excess = limit.excess(count)
    if not excess:
        return at.item("Lengths", demand, has, None)
    found = f"{has}, {abs(excess)} too {'many' if excess > 0 else 'few'}"
    hint = "shorten the text" if excess > 0 else "the opening expects more"
    return at.item("Lengths", demand, found, at.problem("E732", f"'{title}' has {found}", hint))


def referees(facts: Facts) -> Iterator[Item]:
    """The number of referees, each of whom needs an e-mail address."""
    for one in facts.of_kind("section"):
        required = one.plan.required
        section = facts.loaded.section(one.plan.part)
        if one.document is None or section is None or section.type != "references":
            continue
        shown = [b for s in one.document.sections for b in s.blocks if isinstance(b, EntryBlock)]
        number = required.number if required else None
        if required and number is not None:
            at = At(facts.loaded, ("documents", facts.loaded.opening.documents.index(required)))
            has_more = len(section.entries) >= number and one.plan.part.entries is not None
            yield _referee_count(len(shown), number, required.name, at, has_more)
        at = At(facts.loaded, (*one.plan.place, str(one.plan.part.section)), in_opening=False)
        for block in shown:
            text = " ".join(map(plain_text, (block.organization, *block.details)))
            if "@" not in text:
                name = plain_text(block.title)
                problem = at.problem("E735", f"the referee {name} has no e-mail address",
                                     "add `email:` to the referee in the CV")  # fmt: skip
                yield at.item("Referees", "contact details", f"{name}: no e-mail address", problem)


def _referee_count(count: int, number: int, demand: str, at: At, has_more: bool) -> Item:
    """Whether ``count`` is the ``number`` asked for; ``has_more`` if `entries` leaves some out."""
    shown = counted(count, "referee")
    if count == number:
        return at.item("Referees", demand, shown, None)
    verb = "is" if count == 1 else "are"
    message = f"the opening asks for {counted(number, 'referee')}, and {count} {verb} shown"
    limits = count > number or has_more
    hint = f"write `references: {{entries: {number}}}`" if limits else "add some to the CV"
    return at.item("Referees", demand, shown, at.problem("E735", message, hint))


def dates(facts: Facts) -> Iterator[Item]:
    """The deadline is not before the date of the letter."""
    application, locale = facts.loaded.application, load_locale("en")
    own = application.deadline is not None
    deadline = facts.loaded.deadline
    if deadline is None:
        return
    at = At(facts.loaded, ("deadline",), in_opening=not own)
    last, day = locale.full_date(deadline), locale.full_date(application.date)
    problem = None
    if application.date.first_day() > deadline.last_day():
        message = f"the application is dated {day}, after the deadline of {last}"
        problem = at.problem("E737", message, "correct `date`, or ask whether you may still apply")
    yield at.item("Dates", f"deadline {last}", f"dated {day}", problem)


_RULES = (
    documents, lengths, referees, measured.looks, letters.names, finished.finished,
    written_in.languages, dates, sent_files.files, measured.private, requirements.requirements,
    requirements.sending,
)  # fmt: skip
"""All rules, in the order of the checklist; those of one group follow one another."""


def check(facts: Facts) -> list[Item]:
    """The checklist of an application."""
    return [item for rule in _RULES for item in rule(facts)]


def failures(items: Iterable[Item]) -> list[Item]:
    """The items that failed."""
    return [item for item in items if item.state == "fail"]
