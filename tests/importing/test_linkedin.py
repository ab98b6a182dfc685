"""The archive of LinkedIn: what is read, and that nothing else ever is."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.helpers_cli import run
from tests.helpers_importing import check_law, cv_in, law_or_refusal, unplaced

FILES = {
    "Profile.csv": "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,"
    "Zip Code,Geo Location,Twitter Handles,Websites,Instant Messengers\n"
    'Ada,Example,Muster,1 Mill Lane,"Dec 10, 1985",Engineer,"Builds *engines*.\n\nTeaches.",Mills,'
    'AB1 2CD,"London, UK",[ada],"[PORTFOLIO:https://ada.example.org,OTHER:https://b.example.org]",\n',
    "Email Addresses.csv": "Email Address,Confirmed,Primary,Updated On\n"
    "ada@example.org,Yes,Yes,1/2/20\n",
    "PhoneNumbers.csv": "Extension,Number,Type\n,+44 20 7946 0000,Mobile\n",
    "Positions.csv": "\ufeffCompany Name,Title,Description,Location,Started On,Finished On\n"
    'Engines,Lead,"The mill. • Cut the time • Taught &amp; wrote",London,Jun 2021,\n'
    "Engines,Engineer,,London,Jun 2019,May 2021\n"
    "Mill,Fitter,,,2018,2019\n",
    "Education.csv": "School Name,Start Date,End Date,Notes,Degree Name,Activities\n"
    "Lindenau University,2015,2018,,BSc,Rowing\n",
    "Skills.csv": "Name\nBrass\nC++\n",
    "Languages.csv": "Name,Proficiency\nGerman,Native or bilingual proficiency\n",
    "Certifications.csv": "Name,Url,Authority,Started On,Finished On,License Number\n"
    "Mill licence,https://guild.example.org,Guild,Jan 2020,Jan 2030,M-7\n",
    "Projects.csv": "Title,Description,Url,Started On,Finished On\nLoom,A loom.,,Jan 2020,\n",
    "Publications.csv": "Name,Published On,Description,Publisher,Url\n"
    'On mills,"Mar 1, 2020",,Mill Journal,https://doi.org/10.1234/mills\n',
    "Honors.csv": "Title,Description,Issued On\nGolden Gear,,Jan 2020\n",
    "Volunteering.csv": "Company Name,Role,Cause,Started On,Finished On,Description\n"
    "Reading Room,Reader,Education,2018,,\n",
    "Courses.csv": "Name,Number\nLooms,E1\n",
    "Patents.csv": "Title,Description,Patent Number,Status,Issued On\nA loom,,GB1,issued,2019\n",
    "Organizations.csv": "Name,Position,Started On,Finished On,Description\nGuild,Member,2017,,\n",
    "Recommendations_Received.csv": "First Name,Last Name,Company,Job Title,Text,Creation Date,"
    "Status\nBo,Muster,Mill,Owner,Ada is thorough.,01/02/20,VISIBLE\n",
}
SECRET = "zqxsecret"
CLOSED = (
    "messages.csv", "Connections.csv", "Invitations.csv", "Ads Clicked.csv", "Ad_Targeting.csv",
    "Jobs/Job Applications.csv", "Jobs/Saved Jobs.csv", "Logins.csv", "Security Challenges.csv",
    "SearchQueries.csv", "Endorsement_Received_Info.csv", "Recommendations_Given.csv",
    "Inferences_about_you.csv", "Registration.csv", "Company Follows.csv", "guide_messages.csv",
    "Something New.csv", "articles/one.html",
)  # fmt: skip


def archive(files: Mapping[str, str | bytes], folder: str = "") -> bytes:
    """A zip archive of ``files``."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(folder + name, content)
    return made.getvalue()


def test_every_file_has_its_place() -> None:
    made = check_law(archive(FILES, "Basic_Export/"), "linkedin.zip")
    assert sorted(unplaced(made)) == [
        "Email Addresses.csv[0].Confirmed", "Email Addresses.csv[0].Primary",
        "Email Addresses.csv[0].Updated On", "PhoneNumbers.csv[0].Type",
        "Profile.csv[0].Industry", "Recommendations_Received.csv[0].Creation Date",
        "Recommendations_Received.csv[0].Status",
    ]  # fmt: skip
    assert "# - 2 Profile.csv[0].Industry: Mills (has no place" in made.text
    cv = cv_in(made)
    sections = cv.pop("sections")
    assert cv == {
        "name": "Ada Example", "aliases": ["Ada Muster"], "headline": "Engineer",
        "email": "ada@example.org", "phone": "+44 20 7946 0000", "location": "London, UK",
        "addresses": ["1 Mill Lane\nAB1 2CD"], "born": "Dec 10, 1985",
        "links": [{"url": "https://ada.example.org", "label": "Portfolio"}, "https://b.example.org",
                  {"network": "Twitter", "username": "ada"}],
        "summary": "Builds \\*engines\\*.\n\nTeaches.",
    }  # fmt: skip
    first, second = sections["experience"]
    assert first["organization"] == "Engines"
    assert [role["role"] for role in first["roles"]] == ["Lead", "Engineer"]
    assert first["roles"][0]["summary"] == "The mill."
    assert first["roles"][0]["highlights"] == ["Cut the time", "Taught & wrote"]
    assert second == {"role": "Fitter", "organization": "Mill", "start": "2018", "end": "2019"}
    assert sections["skills"] == [{"items": ["Brass", "C++"]}]
    assert sections["certifications"][0]["expires"] == "Jan 2030"
    assert sections["publications"][0]["doi"] == "10.1234/mills"
    assert sections["references"][0]["name"] == "Bo Muster"
    assert set(sections) >= {"education", "languages", "projects", "awards", "volunteering",
                             "patents", "memberships"}  # fmt: skip


@pytest.mark.parametrize(("variant", "shown"), [("public", ""), ("full", "+44|Lane"),
                                                ("record", "+44|Lane|1985")])  # fmt: skip
def test_birth_date_phone_and_address_are_shown_as_their_owner_wants(
    variant: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "linkedin.zip").write_bytes(archive(FILES))
    assert run("import", "linkedin.zip").code == 0
    assert run("render", "-f", "markdown", "-V", variant).code == 0
    (page,) = tmp_path.glob("output/*/*.md")
    text = page.read_text("utf-8")
    found = [word for word in ("+44", "Lane", "1985") if word in text]
    assert "|".join(found) == shown


def test_no_byte_of_the_other_files_is_read() -> None:
    closed = dict.fromkeys(CLOSED, f"{SECRET},a\n{SECRET},b\n")
    with_closed = check_law(archive({**closed, **FILES}), "linkedin.zip")
    assert SECRET not in with_closed.text
    assert SECRET not in repr(with_closed.account)
    names = [problem.message for problem in with_closed.warnings]
    assert names == ["'Something New.csv' in the archive is not read"]
    damaged = archive({**closed, **FILES})
    at = damaged.find(b"messages.csv") + len(b"messages.csv")
    broken = damaged[:at] + b"\0" * 4 + damaged[at + 4 :]  # nobody notices, as nobody looks
    assert check_law(broken, "linkedin.zip").text == with_closed.text


def test_a_birthday_without_a_year_is_a_personal_fact() -> None:
    files = {"Profile.csv": "First Name,Last Name,Birth Date\nAda,Example,Dec 10\n"}
    cv = cv_in(check_law(archive(files), "linkedin.zip"))
    assert cv["facts"] == [{"label": "Date of birth", "value": "Dec 10"}]


def test_the_primary_address_is_first_and_what_is_there_twice_is_there_once() -> None:
    row = "Mill,Engineer,2020\n"
    cv = cv_in(check_law(archive({
        "Profile.csv": "First Name,Last Name,Profile URL\nAda,Example,https://linkedin.com/in/ada\n",
        "Email Addresses.csv": "Email Address,Primary\nold@example.org,No\nada@example.org,Yes\n",
        "Positions.csv": f"Company Name,Title,Started On\n{row}{row}Mill,Lead,2022\n",
        "Skills.csv": "Name\nBrass\nIron\nBrass\n",
    }), "linkedin.zip"))  # fmt: skip
    assert cv["email"] == ["ada@example.org", "old@example.org"]
    assert cv["links"] == ["https://linkedin.com/in/ada"]
    (position,) = cv["sections"]["experience"]
    assert [role["role"] for role in position["roles"]] == ["Engineer", "Lead"]
    assert cv["sections"]["skills"] == [{"items": ["Brass", "Iron"]}]


def test_a_recommendation_that_is_hidden_there_is_private() -> None:
    text = FILES["Recommendations_Received.csv"] + "Bo,Hid,Mill,Owner,A word.,01/02/20,HIDDEN\n"
    made = check_law(archive({**FILES, "Recommendations_Received.csv": text}), "linkedin.zip")
    shown, hidden = cv_in(made)["sections"]["references"]
    assert "visibility" not in shown
    assert (hidden["name"], hidden["visibility"]) == ("Bo Hid", "private")


def test_remarks_above_the_head_and_odd_columns_are_listed() -> None:
    files = {"Skills.csv": 'Notes:\n"a remark, long"\n\nName,Odd\nBrass,x,beyond\n',
             "Profile.csv": "First Name,Last Name\nAda,Example\n"}  # fmt: skip
    made = check_law(archive(files), "linkedin.zip")
    assert set(unplaced(made).values()) == {"Notes:", "a remark, long", "x", "beyond"}


def test_archives_beyond_the_limits_are_refused() -> None:
    huge = {"Profile.csv": "First Name\n" + "a" * 21_000_000}
    assert law_or_refusal(archive(huge), "linkedin.zip") == {"E767"}


def test_damaged_archives_are_read_or_refused() -> None:
    data = archive(FILES)
    dice = random.Random(7)
    for _ in range(150):
        bytes_ = bytearray(data)
        for _ in range(dice.randint(1, 12)):
            bytes_[dice.randrange(len(data))] = dice.randrange(256)
        cut = bytes(bytes_[: dice.choice([len(data), dice.randrange(len(data))])])
        found = law_or_refusal(cut, "linkedin.zip", kind="linkedin")
        assert found <= {"E766", "E767"}
