"""The preview's server: whom it answers, and what it never reveals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cvgen.serve.view import View
from cvgen.serve.web import Running, running
from tests.helpers_cv import ADA
from tests.helpers_project import NEVER, make_project, save, write
from tests.helpers_serve import Client, body, server_pids, serving
from tests.helpers_waiting import PATIENCE, descendants, is_at_work, until

EVENTS = "/events?cv=ada"
after_saves = pytest.mark.sweep("cvgen/serve", "cvgen/project", "cvgen/rendering")
"""For tests that each start a preview of their own."""


def start(folder: Path) -> Iterator[Running]:
    """A preview of the CV of Ada, with a file outside of the project that holds a secret."""
    write(folder / "outside.yaml", "name: Secret Person\n")
    make_project(folder / "project")
    with serving(folder / "project") as running:
        yield running


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A preview for tests that change no file."""
    yield from start(tmp_path_factory.mktemp("preview"))


@pytest.fixture
def moving(tmp_path: Path) -> Iterator[Running]:
    """A preview of the project in ``tmp_path``."""
    yield from start(tmp_path)


@pytest.fixture
def client(preview: Running) -> Client:
    """A browser that was let in."""
    return Client(preview)


def test_the_key_lets_a_browser_in_and_is_gone_from_the_address(preview: Running) -> None:
    client = Client(preview)
    address = preview.address(View("ada", format="pdf")).partition(str(client.port))[2]
    answer = client.get(address, Cookie="")
    assert (answer.status, answer.headers["Location"]) == (303, "/?cv=ada&format=pdf")
    cookie = answer.headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Strict"} <= set(cookie.split("; "))
    assert client.get("/", Cookie=cookie.partition(";")[0]).status == 200


@pytest.mark.parametrize("path", ["/", "/?key=wrong", EVENTS, "/open/a?cv=ada", "/page.js"])
def test_without_key_or_cookie_there_is_nothing(client: Client, path: str) -> None:
    for cookie in ("", f"cvgen-{client.port}=wrong", "=;,"):
        assert client.get(path, Cookie=cookie).status == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:80"},
        {"Host": "127.0.0.1"},
        {"Host": ""},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_strangers_are_refused_even_with_the_cookie(
    client: Client, headers: dict[str, str]
) -> None:
    for path in ("/", EVENTS, "/open/a?cv=ada"):
        answer = client.get(path, **headers)
        assert (answer.status, "Ada" in body(answer)) == (403, False)


def test_the_own_page_may_call_it_by_both_names(client: Client) -> None:
    for name in ("127.0.0.1", "localhost"):
        host = f"{name}:{client.port}"
        answer = client.get("/", Host=host, Origin=f"http://{host}", Sec_Fetch_Site="same-origin")
        assert answer.status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_only_get_is_answered(client: Client, method: str) -> None:
    assert client.get("/", method).status == 501


@pytest.mark.parametrize(
    "path",
    [
        "/../outside.yaml", "/%2e%2e/outside.yaml", "/blob/../outside.yaml", "/page.css/../../x",
        "/..%2foutside.yaml", "//etc/passwd", "/blob/%2e%2e%2foutside.yaml", "/cvgen.yaml",
        "/cv_data/ada.yaml", "/blob/", "/.", "/..",
    ],
)  # fmt: skip
def test_no_path_leads_to_a_file(client: Client, path: str) -> None:
    answer = client.get(path)
    assert (answer.status, "Secret" in body(answer)) == (404, False)


@pytest.mark.parametrize("name", ["cv", "theme", "variant", "set.css"])
@pytest.mark.parametrize(
    "value",
    ["../outside.yaml", "%2e%2e%2foutside.yaml", "{root}/outside.yaml", "../../etc/passwd", "%00"],
)
def test_no_name_of_a_view_leads_out_of_the_project(
    preview: Running, name: str, value: str
) -> None:
    value = value.replace("{root}", str(preview.scheduler.root.parent))
    answer = Client(preview).get(f"/open/x?cv=ada&{name}={value}")
    assert "Secret" not in body(answer)
    assert "root:" not in body(answer)
    if value != "%00":
        assert answer.status == 422
        assert re.match(r"(\S+: )?E\d{3} ", body(answer))


def test_a_theme_outside_of_the_project_is_none(preview: Running) -> None:
    folder = preview.scheduler.root.parent / "theme"
    write(folder / "theme.yaml", "extends: plain\n")
    for name in (str(folder), "../theme", "./themes/plain"):
        answer = Client(preview).get(f"/open/x?cv=ada&theme={name}")
        assert (answer.status, "E301" in body(answer)) == (422, True)


def test_a_link_out_of_the_project_is_not_followed(moving: Running, tmp_path: Path) -> None:
    (tmp_path / "project/cv_data/evil.yaml").symlink_to(tmp_path / "outside.yaml")
    answer = Client(moving).get("/open/x?cv=evil")
    assert (answer.status, "Secret" in body(answer)) == (422, False)


def test_a_cv_of_the_command_line_may_be_anywhere(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    other = write(tmp_path / "other" / "bo.yaml", ADA.replace("Ada", "Bo"))
    with serving(project, other) as preview:
        client = Client(preview)
        assert "Bo Example" in body(client.get("/open/x"))
        assert "Ada Example" in body(client.get("/open/x?cv=ada"))


def test_a_document_in_a_tab_of_its_own_can_run_nothing(client: Client) -> None:
    for path in ("/open/ada-full.html?cv=ada", "/explain?cv=ada"):
        answer = client.get(path)
        assert (answer.status, "Ada Example" in body(answer)) == (200, True)
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; ")
        assert "sandbox" in policy and "script" not in policy
    answer = client.get("/open/ada-full.pdf?cv=ada&format=pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert body(answer).startswith("%PDF-1.7")


def test_every_answer_says_how_it_may_be_used(client: Client) -> None:
    for path in ("/", "/page.js", "/page.css", "/nothing", "/open/x?cv=ada", "/open/x?cv=no"):
        headers = client.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["Cache-Control"] == "no-store"
    assert "unsafe" not in client.get("/").headers["Content-Security-Policy"]


def test_the_page_names_no_other_host(client: Client) -> None:
    files = Path(__file__).resolve().parents[2] / "cvgen" / "serve" / "page"
    for path in files.iterdir():
        answer = client.get(f"/{path.name}")
        assert answer.status == 200
        found = re.findall(r"(?:https?:)?//[a-z0-9.]+\.[a-z]{2,}", body(answer))
        assert set(found) <= {"http://www.w3.org"}  # the name of a kind of XML, not a place


def test_it_listens_on_this_machine_only(preview: Running) -> None:
    assert preview.server.server_address[0] == "127.0.0.1"


@after_saves
def test_a_save_reaches_every_reader_of_a_view_once(moving: Running, tmp_path: Path) -> None:
    client, path = Client(moving), tmp_path / "project" / "cv_data" / "ada.yaml"
    with client.events("cv=ada") as one, client.events("cv=ada") as other:
        assert one.get(timeout=PATIENCE)["ok"] and other.get(timeout=PATIENCE)["ok"]
        save(path, ADA.replace("Ada Example", "Eva Example"))
        first, second = one.get(timeout=PATIENCE), other.get(timeout=PATIENCE)
        assert first == second
        assert "Eva Example" in body(client.get(f"/blob/{first['document']['url']}"))
        save(path, ADA.replace("role:", "rol:"))
        assert not one.get(timeout=PATIENCE)["ok"] and not other.get(timeout=PATIENCE)["ok"]


def test_a_save_of_a_bibliography_reaches_the_reader(moving: Running, tmp_path: Path) -> None:
    client, folder = Client(moving), tmp_path / "project" / "cv_data"
    path = write(folder / "refs.bib", "@article{a, title = {On mills}, year = 2021}\n")
    save(folder / "ada.yaml", "name: Ada\nsections:\n  publications: {from: refs.bib}\n")
    with client.events("cv=ada") as events:
        first = events.get(timeout=PATIENCE)
        assert "On mills" in body(client.get(f"/blob/{first['document']['url']}"))
        save(path, "@article{a, title = {On weirs}, year = 2021}\n")
        second = events.get(timeout=PATIENCE)
        assert "On weirs" in body(client.get(f"/blob/{second['document']['url']}"))
        save(path, "@article{a, title = {On weirs, year = 2021}\n")
        broken = events.get(timeout=PATIENCE)
        assert not broken["ok"]
        assert "refs.bib:1:1: E775" in broken["problems"][0]["text"]


def later_than(older: set[int], parent: int) -> set[int]:
    """The processes that ``parent`` has started since, once there are some."""
    assert until(lambda: set(descendants(parent)) - older)
    return set(descendants(parent)) - older


@after_saves
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_a_newer_save_ends_the_render_of_an_older_one(tmp_path: Path) -> None:
    theme = tmp_path / "themes" / "mine"
    write(theme / "theme.yaml", "extends: plain\n")
    with (
        running(make_project(tmp_path), timeout=1_000_000) as preview,
        Client(preview).events("cv=ada&theme=mine") as events,
    ):
        assert events.get(timeout=PATIENCE)["ok"]
        (pid,) = server_pids(preview.scheduler.client)
        older: set[int] = set()
        for number in range(3):
            save(theme / "cv.html.j2", f"{NEVER}{number}")
            newer = later_than(older, pid)
            assert until(lambda gone=older: not any(map(is_at_work, gone)))  # type: ignore[misc]
            older = older | newer
        (theme / "cv.html.j2").unlink()
        assert events.get(timeout=PATIENCE)["ok"]
        assert until(lambda: not any(map(is_at_work, older)))
        assert events.empty()  # nobody was told of what never came to anything


@after_saves
def test_an_error_comes_with_the_last_good_document(moving: Running, tmp_path: Path) -> None:
    client, path = Client(moving), tmp_path / "project" / "cv_data" / "ada.yaml"
    with client.events("cv=ada") as events:
        good = events.get(timeout=PATIENCE)
        save(path, ADA.replace("role:", "rol:"))
        bad = events.get(timeout=PATIENCE)
        assert (bad["ok"], bad["document"]) == (False, good["document"])
        text = bad["problems"][0]["text"]
        assert re.search(r"ada\.yaml:\d+:\d+: E201 .*\n +\|\n.*rol.*\n +\| +\^+\n +=", text)
        save(path, ADA)
        assert events.get(timeout=PATIENCE)["ok"]


@after_saves
def test_a_theme_of_the_project_is_followed_from_its_first_moment(
    moving: Running, tmp_path: Path
) -> None:
    theme, client = tmp_path / "project" / "themes" / "mine", Client(moving)
    with client.events("cv=ada&theme=mine") as events:
        assert "unknown theme 'mine'" in events.get(timeout=PATIENCE)["problems"][0]["message"]
        save(theme / "theme.yaml", "extends: plain\n")
        made = events.get(timeout=PATIENCE)
        assert made["ok"] and "mine" in [one["name"] for one in made["menu"]["themes"]]
        save(theme / "theme.css", "h1 { color: #123456 }")
        made = events.get(timeout=PATIENCE)
        assert "#123456" in body(client.get(f"/blob/{made['document']['url']}"))


@after_saves
def test_the_folder_of_the_cvs_may_go_and_come_back(moving: Running, tmp_path: Path) -> None:
    folder, client = tmp_path / "project" / "cv_data", Client(moving)
    with client.events("cv=ada") as events:
        assert events.get(timeout=PATIENCE)["ok"]
        folder.rename(tmp_path / "project" / "away")
        assert not events.get(timeout=PATIENCE)["ok"]
        (tmp_path / "project" / "away").rename(folder)
        assert events.get(timeout=PATIENCE)["ok"]


@after_saves
def test_broken_settings_and_no_cvs_are_problems_as_any_other(tmp_path: Path) -> None:
    save(tmp_path / "cvgen.yaml", "theme: [\n")
    with serving(tmp_path) as preview, Client(preview).events("") as events:
        assert "cvgen.yaml" in events.get(timeout=PATIENCE)["problems"][0]["where"]
        save(tmp_path / "cvgen.yaml", "theme: plain\n")
        assert "contains no CVs" in events.get(timeout=PATIENCE)["problems"][0]["message"]
        save(tmp_path / "cv_data" / "ada.yaml", ADA)
        assert events.get(timeout=PATIENCE)["ok"]
