"""Puts the pages of the site together: those in docs/, parts of the README, generated ones."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from website import reference
from website.pictures import gallery_page

ROOT = Path(__file__).resolve().parent.parent
_HERE = Path(__file__).resolve().parent
_AS_PAGES = {"CHANGELOG.md": "changelog.md", "CONTRIBUTING.md": "contributing.md"}
"""Files of the repository that are pages of the site."""
_LINKS = {
    r"\]\(\.\./README\.md(?:#\w+)?\)": "](install.md)",
    r"\]\((?:\.\./)?docs/": "](",
    **{rf"\]\((?:\.\./)?{re.escape(name)}": f"]({page}" for name, page in _AS_PAGES.items()},
}
"""Links of the repository, and where they lead on the site."""


def write_pages(folder: Path) -> None:
    """Write the sources of the site to ``folder``, in which Sphinx reads them."""
    shutil.copytree(ROOT / "docs", folder)
    for page in sorted(folder.glob("*.md")):
        page.write_text(for_site(page.read_text("utf-8")), "utf-8")
    for name, target in _AS_PAGES.items():
        (folder / target).write_text(for_site((ROOT / name).read_text("utf-8")), "utf-8")
    (folder / "install.md").write_text(for_site(install_page()), "utf-8")
    shutil.copy(_HERE / "index.md", folder)
    generated = {**reference.pages(), "gallery.md": gallery_page()}
    (folder / "reference").mkdir()
    for name, text in generated.items():
        (folder / "reference" / name).write_text(text, "utf-8")


def for_site(text: str) -> str:
    """``text`` of a page of the repository with links that lead to pages of the site."""
    for found, target in _LINKS.items():
        text = re.sub(found, target, text)
    return text


def install_page() -> str:
    """The part of the README about the installation, as a page."""
    readme = (ROOT / "README.md").read_text("utf-8")
    found = re.search(r"^## (Install\n.*?)^## ", readme, re.MULTILINE | re.DOTALL)
    if found is None:
        raise ValueError("README.md has no part 'Install'")
    return f"# {found[1]}"
