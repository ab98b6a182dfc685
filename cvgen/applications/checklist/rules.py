"""The rules of a checklist: documents, lengths, referees, files, dates, names and language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from cvgen.applications.checklist import measured
from cvgen.applications.checklist.items import At, Facts, Item, Made, State
from cvgen.applications.limits import Range, counted
from cvgen.applications.matching import words_of
from cvgen.applications.texts.counts import characters
from cvgen.applications.texts.counts import words_of as words_of_text
from cvgen.document import EntryBlock
from cvgen.locales import load_locale
from cvgen.markup.inline import plain_text
from cvgen.match.occurrence import texts_in
from cvgen.patterns import pattern

_KB = 1000
_WORD = pattern(r"\w+")


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
            yield item(
                state="pass", found=f"{files}; its content is not checked" if is_file else files
            )
        elif required.optional:
            yield item(state="not checked", found="not sent; the opening does not insist on it")
        else:
            message = f"the opening asks for '{required.name}', and no document is for it"
            hint = f"add it to `documents`, or write `for: {required.name}` where it is"
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

    for number, (field, text) in enumerate(
        zip(facts.loaded.application.fields, facts.fields, strict=True)
    ):
        sizes = {"words": words_of_text(text), "characters": characters(text)}
        for kind, count in sizes.items():
            limit = getattr(field, kind)
            if limit is not None:
                at = At(facts.loaded, ("fields", number, kind), in_opening=False)
                yield _length(field.label, kind, count, limit, at)


def _place_of_limit(facts: Facts, one: Made, kind: str, own: bool) -> At:
    if own or one.plan.required is None:
        return At(facts.loaded, (*one.plan.place, kind), in_opening=False)
    number = facts.loaded.opening.documents.index(one.plan.required)
    return At(facts.loaded, ("documents", number, kind))


def _length(title: str, kind: str, count: int, limit: Range, at: At) -> Item:
    word = kind.removesuffix("s")
    demand, has = f"{title}: {limit.of(word)}", counted(count, word)
    excess = limit.excess(count)
    if not excess:
        return Item("Lengths", demand, "pass", has, at.name)
    by = f"{abs(excess)} too {'many' if excess > 0 else 'few'}"
    message = f"'{title}' has {has}, {by}"
    hint = "shorten the text" if excess > 0 else "the opening expects more"
    problem = at.problem("E732", message, hint)
    return Item("Lengths", demand, "fail", f"{has}, {by}", at.name, problem)


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
            yield _referee_count(len(shown), number, required.name, at)
        at = At(facts.loaded, (*one.plan.place, str(one.plan.part.section)), in_opening=False)
        for block in shown:
            text = " ".join(map(plain_text, (block.organization, *block.details)))
            if "@" not in text:
                name = plain_text(block.title)
                problem = at.problem("E735", f"the referee {name} has no e-mail address",
                                     "add `email:` to the referee in the CV")  # fmt: skip
                yield Item("Referees", "contact details", "fail", f"{name}: no e-mail address",
                           at.name, problem)  # fmt: skip


def _referee_count(count: int, number: int, demand: str, at: At) -> Item:
    shown = counted(count, "referee")
    if count == number:
        return Item("Referees", demand, "pass", shown, at.name)
    verb = "is" if count == 1 else "are"
    message = f"the opening asks for {counted(number, 'referee')}, and {count} {verb} shown"
    hint = f"write `references: {{entries: {number}}}`" if count > number else "add some to the CV"
    return Item("Referees", demand, "fail", shown, at.name,
                at.problem("E735", message, hint))  # fmt: skip


def files(facts: Facts) -> Iterator[Item]:
    """The size, number and names of the files to send."""
    rules, send = facts.loaded.opening.rules, facts.loaded.application.send
    total = sum(facts.files.values())
    limit = send.size or rules.size
    if limit:
        at = (
            At(facts.loaded, ("send", "size"), False)
            if send.size
            else At(facts.loaded, ("rules", "size"))
        )
        largest = sorted(facts.made, key=lambda one: -len(one.data))[:2]
        parts = ", ".join(f"{one.plan.title} {_size(len(one.data))}" for one in largest)
        yield _of_files(total <= limit, f"at most {_size(limit)}", f"{_size(total)}", at,
                        f"the files have {_size(total)}, more than {_size(limit)}",
                        f"the largest are {parts}")  # fmt: skip
    if rules.file_size:
        at = At(facts.loaded, ("rules", "file_size"))
        for name, size in facts.files.items():
            yield _of_files(size <= rules.file_size, f"each file at most {_size(rules.file_size)}",
                            f"{name} {_size(size)}", at,
                            f"'{name}' has {_size(size)}, more than {_size(rules.file_size)}",
                            "make its pictures smaller")  # fmt: skip
    if rules.files:
        at = At(facts.loaded, ("rules", "files"))
        number = len(facts.files)
        yield _of_files(number <= rules.files, f"at most {counted(rules.files, 'file')}",
                        counted(number, "file"), at,
                        f"{counted(number, 'file')} are sent, more than {rules.files}",
                        "write `send: packet`")  # fmt: skip


def _of_files(fits: bool, demand: str, found: str, at: At, message: str, hint: str) -> Item:
    problem = None if fits else at.problem("E736", message, hint)
    return Item("Files", demand, "pass" if fits else "fail", found, at.name, problem)


def _size(size: int) -> str:
    return f"{size / _KB**2:.1f} MB" if size >= _KB**2 else f"{max(1, round(size / _KB))} kB"


def dates(facts: Facts) -> Iterator[Item]:
    """The deadline is not before the date of the letter."""
    application, locale = facts.loaded.application, load_locale("en")
    own = application.deadline is not None
    deadline = application.deadline or facts.loaded.opening.deadline
    if deadline is None:
        return
    at = At(facts.loaded, ("deadline",), in_opening=not own)
    last, day = locale.full_date(deadline), locale.full_date(application.date)
    if application.date.first_day() <= deadline.last_day():
        yield Item("Dates", f"deadline {last}", "pass", f"dated {day}", at.name)
        return
    message = f"the application is dated {day}, after the deadline of {last}"
    problem = at.problem("E737", message, "correct `date`, or ask whether you may still apply")
    yield Item("Dates", f"deadline {last}", "fail", f"dated {day}", at.name, problem)


def names(facts: Facts) -> Iterator[Item]:
    """Letters name this position and organization, and no other opening's organization."""
    opening = facts.loaded.opening
    for one in facts.of_kind("letter"):
        if one.document is None:
            continue
        text = _text_of([one])
        at = At(facts.loaded, (*one.plan.place, "letter"), in_opening=False)
        for what, name in (("position", opening.position), ("organization", opening.organization)):
            is_named = all(word in text for word in words_of(name))
            state: State = "pass" if is_named else "not checked"
            found = (
                f"the letter names the {what}" if is_named else f"the letter does not name '{name}'"
            )
            yield Item("Letter", f"{what}: {name}", state, found, at.name)
        yield from _others(facts, text, at)


def _others(facts: Facts, text: str, at: At) -> Iterator[Item]:
    """The other openings' organizations in the ``text`` of a letter; the CV may name them, too."""
    own = facts.loaded.opening.organization
    demand = "names no other opening's organization"
    of_cv = _text_of([one for one in facts.made if one.plan.job])
    seen = {_plain(own)}
    for organization, where in facts.others:
        name = _plain(organization)
        if name in seen or name not in text or name in _plain(own):
            continue
        seen.add(name)
        if name in of_cv:
            found = f"{organization}, which the CV names, too"
            yield Item("Letter", demand, "not checked", found, at.name)
            continue
        message = f"the letter names '{organization}', which is from {where}"
        problem = at.problem("E733", message, f"this application is for {own}")
        yield Item("Letter", demand, "fail", organization, at.name, problem)


def _text_of(made: Iterable[Made]) -> str:
    documents = [one.document for one in made if one.document is not None]
    return _plain(" ".join(text for one in documents for _, text in texts_in(one)))


def _plain(text: str) -> str:
    """The words of ``text`` with spaces around each, so that no name is found inside of a word."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def languages(facts: Facts) -> Iterator[Item]:
    """All documents are in the language that the opening asks for."""
    wanted = facts.loaded.opening.language
    if wanted is None:
        return
    at = At(facts.loaded, ("language",))
    for one in facts.made:
        if one.plan.path is not None:
            continue
        same = one.plan.language.split("-")[0] == wanted.split("-")[0]
        state: State = "pass" if same else "fail"
        message = f"'{one.plan.title}' is in '{one.plan.language}', not in '{wanted}'"
        problem = None if same else at.problem("E734", message, f"write `language: {wanted}`")
        yield Item(
            "Language", f"{one.plan.title}: {wanted}", state, one.plan.language, at.name, problem
        )


def standards(facts: Facts) -> Iterator[Item]:
    """Every document is declared as PDF/A and PDF/UA, or named as the one that is not."""
    prevented = [one.plan.title for one in facts.made if not one.has_standards]
    demand = "readable for everybody and for long: PDF/UA-1, PDF/A-3a"
    if not prevented:
        yield Item("Files", demand, "pass", "declared")
    else:
        yield Item(
            "Files", demand, "not checked", f"not declared because of {', '.join(prevented)}"
        )


_RULES = (
    documents, lengths, referees, measured.looks, names, languages, dates, files, standards,
    measured.private, measured.requirements,
)  # fmt: skip
"""All rules, in the order of the checklist; those of one group follow one another."""


def check(facts: Facts) -> list[Item]:
    """The checklist of an application."""
    return [item for rule in _RULES for item in rule(facts)]


def failures(items: Iterable[Item]) -> list[Item]:
    """The items that failed."""
    return [item for item in items if item.state == "fail"]
