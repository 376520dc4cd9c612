"""Who holds an office at the date of the article, by tables of our own making."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from verbale.articles.make import document
from verbale.codebook import PACKAGED, Codebook
from verbale.coding.who import actors_in
from verbale.findings import ActorRef

HOLDERS = """person,aliases,country,office,role,sectors,body,start,end
Aino Virtala,A. Virtala,FIN,President,head_of_state,GOV,,2010-03-01,2016-02-28
Erik Dahlmo,,FIN,President,head_of_state,GOV,,2016-03-01,
Liv Sundén,Sundén,FIN,Foreign Minister,foreign_minister,GOV,,2012-01-01,2020-12-31
Tomas Berg,,FIN,Foreign Ministry spokesman,spokesperson,GOV,foreign ministry,2012-01-01,
Karl Ek,,FIN,Presidential spokesman,spokesperson,GOV,presidency,2012-01-01,
"""

# (text, published, word, name, office)
AT_THEIR_TIME = [
    ("The Finnish president left.", "2015-05-01", "president", "Aino Virtala", "President"),
    ("The Finnish president left.", "2018-05-01", "president", "Erik Dahlmo", "President"),
    ("Finland's president left.", "2018-05-01", "president", "Erik Dahlmo", "President"),
    ("The president of Finland left.", "2018-05-01", "president", "Erik Dahlmo", "President"),
    ("The Finnish president left.", None, "president", "Finnish president", None),
    ("The Finnish president left.", "2005-05-01", "president", "Finnish president", None),
    ("A former Finnish president left.", "2018-05-01", "president", "former Finnish president", None),
    ("The Finnish foreign minister left.", "2018-05-01", "minister", "Liv Sundén", "Foreign Minister"),
    (
        "The Finnish foreign ministry spokesman left.",
        "2018-05-01",
        "spokesman",
        "Tomas Berg",
        "Foreign Ministry spokesman",
    ),
    ("The Finnish spokesman left.", "2018-05-01", "spokesman", "Finnish spokesman", None),
    ("Liv Sunden left.", "2018-05-01", "Sunden", "Liv Sunden", "Foreign Minister"),
    ("Sundén left.", "2018-05-01", "Sundén", "Liv Sundén", "Foreign Minister"),
    ("Defence Minister Liv Sundén left.", "2018-05-01", "Sundén", "Liv Sundén", "defence minister"),
    ("Aino Virtala left. The Finnish president slept.", "2015-05-01", "president", "Aino Virtala", "President"),
]


@pytest.fixture(scope="module")
def codebook(tmp_path_factory: pytest.TempPathFactory) -> Codebook:
    folder: Path = tmp_path_factory.mktemp("codebook")
    shutil.copytree(PACKAGED / "actors", folder / "actors", ignore=shutil.ignore_patterns("holders"))
    shutil.copytree(PACKAGED / "places", folder / "places")
    (folder / "actors" / "holders").mkdir()
    (folder / "actors" / "holders" / "heads.csv").write_text(HOLDERS, encoding="utf-8")
    return Codebook(folder)


def found(text: str, published: str | None, word: str, codebook: Codebook) -> ActorRef | None:
    made = document(text, published=published)
    who = actors_in(made, codebook)
    return who.at(next(t for t in made.tokens if t.text == word))


@pytest.mark.parametrize(("text", "published", "word", "name", "office"), AT_THEIR_TIME)
def test_who_finds_the_holder_of_an_office_at_the_date(
    text: str, published: str | None, word: str, name: str, office: str | None, codebook: Codebook
) -> None:
    actor = found(text, published, word, codebook)
    assert actor is not None
    assert (actor.name, actor.office) == (name, office)


def test_who_gives_one_id_to_all_spellings_of_a_person(codebook: Codebook) -> None:
    ids = {getattr(found(text, "2018-05-01", text.split()[-2], codebook), "id", None) for text in
           ("Yesterday Liv Sunden left.", "Yesterday Liv Sundén left.")}  # fmt: skip
    assert ids == {"person:liv-sunden"}
