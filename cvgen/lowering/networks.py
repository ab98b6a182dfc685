"""The addresses of profiles in well-known networks; of others, only the username is shown."""

from __future__ import annotations

from urllib.parse import quote

NETWORKS = {
    "github": "https://github.com/{}",
    "gitlab": "https://gitlab.com/{}",
    "bitbucket": "https://bitbucket.org/{}",
    "codeberg": "https://codeberg.org/{}",
    "linkedin": "https://www.linkedin.com/in/{}",
    "orcid": "https://orcid.org/{}",
    "google scholar": "https://scholar.google.com/citations?user={}",
    "dblp": "https://dblp.org/pid/{}",
    "researchgate": "https://www.researchgate.net/profile/{}",
    "semantic scholar": "https://www.semanticscholar.org/author/{}",
    "arxiv": "https://arxiv.org/a/{}",
    "openreview": "https://openreview.net/profile?id={}",
    "hugging face": "https://huggingface.co/{}",
    "kaggle": "https://www.kaggle.com/{}",
    "stack overflow": "https://stackoverflow.com/users/{}",
    "x": "https://x.com/{}",
    "twitter": "https://twitter.com/{}",
    "bluesky": "https://bsky.app/profile/{}",
    "youtube": "https://www.youtube.com/@{}",
    "medium": "https://medium.com/@{}",
    "xing": "https://www.xing.com/profile/{}",
    "telegram": "https://t.me/{}",
    "soundcloud": "https://soundcloud.com/{}",
    "instagram": "https://www.instagram.com/{}",
    "behance": "https://www.behance.net/{}",
    "dribbble": "https://dribbble.com/{}",
}


def profile_url(network: str, username: str) -> str | None:
    """The address of ``username`` in ``network`` (also of ``@name@server``), or None if unknown."""
    key = network.casefold().replace("_", " ").replace("-", " ").strip()
    plain = {name.replace(" ", ""): name for name in NETWORKS}
    name = username.strip().lstrip("@")
    if key == "mastodon":
        user, at, server = name.partition("@")
        return f"https://{quote(server)}/@{quote(user)}" if at else None
    pattern = NETWORKS.get(plain.get(key.replace(" ", ""), ""))
    if pattern is None:
        return None
    return pattern.format(quote(name.removeprefix("in/") if key == "linkedin" else name, "/:@"))
