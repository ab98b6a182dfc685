"""A CV whose content has errors: what can be read of it is checked all the same."""

from __future__ import annotations

from pathlib import Path

from cvgen.building.build import readable_variants
from cvgen.building.validate import keys_of, readable
from cvgen.errors import Problem
from cvgen.loading.audiences import known_audiences, unknown_in_text
from cvgen.loading.names import VARIANTS, possible_names
from cvgen.loading.references import Rulebook, theme_problems, variant_problems
from cvgen.model.cv import Settings
from cvgen.model.person import Person
from cvgen.project import Project
from cvgen.remarks.language import warn_of_language
from cvgen.remarks.photo import warn_of_photo
from cvgen.selection import builtin_variants
from cvgen.source.tree import Mapping, Source, to_plain


def problems_beside(source: Source, project: Project, folder: Path) -> list[Problem]:
    """What is wrong with the names in a CV that cannot be built: audiences, themes, variants.

    Warnings about its photo, in ``folder``, and its language are added to those of ``source``.
    """
    plain = to_plain(source.root)
    if not isinstance(plain, dict):
        return []
    variants = readable_variants(source)
    layers = (builtin_variants(), project.variants, variants)
    known = known_audiences(variant for layer in layers for variant in layer)
    written = source.node_at((VARIANTS,))
    known |= set(written.items) if isinstance(written, Mapping) else set()
    found = variant_problems(Rulebook(source), variants, layers, possible_names(source))
    found += unknown_in_text(source, known)
    own = {key: plain[key] for key in keys_of(Settings) if key in plain}
    if settings := readable(Settings, own, source):
        found += theme_problems(source, settings, variants, project)
        warn_of_language(source, settings.language)
    person = {"name": "-", "photo": plain.get("photo")}
    warn_of_photo(source, readable(Person, person, source), folder)
    return found
