"""What a variant may not show of a CV, in words, and without the values themselves."""

from __future__ import annotations

from cvgen.hidden.values import Secret

_PERSON = {
    "phone": "the phone number", "email": "the e-mail address", "born": "the date of birth",
    "nationality": "the nationality", "addresses": "the address", "location": "the place",
    "links": "a link", "photo": "the name of the photo", "work_authorization": "the right to work",
    "facts": "a fact", "interests": "an interest",
}  # fmt: skip


def noun_of(secret: Secret) -> str:
    """What ``secret`` is: 'the phone number', "a bullet in the section 'talks'"."""
    path = secret.path
    if path[:1] != ("sections",):
        return _PERSON.get(str(path[0]), f"the {path[0]}")
    names = [step for step in path[2:] if isinstance(step, str)]
    if not names:
        return f"the section '{path[1]}'"
    what = "a bullet" if names[-1] == "highlights" else f"'{names[-1]}'"
    what = "an entry" if names == ["entries"] else what
    return f"{what} in the section '{path[1]}'"


def why_hidden(secret: Secret) -> str:
    """Why ``secret`` may not be seen, to follow on its noun: 'which is private'."""
    rule, _, why = secret.reason.partition(": ")
    if rule in ("visibility", "audience"):
        return f"which {why.removeprefix('it ')}"
    return "of which nothing may be shown" if rule == "empty" else f"which is left out ({why})"
