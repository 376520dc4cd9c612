"""`verbale explain`: from a finding back to the words, the rule and the cues that made it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import verbale
from verbale import cli

ARTICLE = "Ministers of Ghana and Togo will meet in Accra on Monday."


def explained(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    """The status of `verbale explain` with these words."""
    monkeypatch.setattr(sys, "argv", ["verbale", "explain", *words])
    with pytest.raises(SystemExit) as end:
        cli.main()
    return int(end.value.code or 0)


def test_the_chain_names_rule_words_cue_time_and_place(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(ARTICLE)
    meeting = verbale.read(ARTICLE, published="2024-05-15").meetings[0]
    assert explained(monkeypatch, meeting.id[:12], str(file), "--published", "2024-05-15") == 0
    out = capsys.readouterr().out
    for words in (meeting.rule, "[[meet]]", ARTICLE, "future: “will”", "2024-05-20", "Accra (GHA)", "planned"):
        assert words in out
    assert "{" not in out.replace("{@", "")


@pytest.mark.parametrize(("id", "name", "says"), [("zzz", "a.txt", "no finding 'zzz'"), ("m", "b.txt", "no such file")])
def test_a_wrong_id_or_file_is_one_line_and_status_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, id: str, name: str, says: str
) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    assert explained(monkeypatch, id, str(tmp_path / name)) == 2
    err = capsys.readouterr().err
    assert says in err
    assert err.count("\n") == 1


def test_it_says_what_each_reader_saw(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(ARTICLE)
    meeting = verbale.read(ARTICLE, published="2024-05-15", readers="both").meetings[0]
    monkeypatch.setenv("VERBALE_READERS", "both")
    assert explained(monkeypatch, meeting.id, str(file), "--published", "2024-05-15") == 0
    both = capsys.readouterr().out
    assert "card: codebook/acts/" in both and "network     meeting 0." in both and "status planned " in both
    assert explained(monkeypatch, meeting.id, str(file), "--published", "2024-05-15", "--readers", "codebook") == 0
    assert "network     did not look" in capsys.readouterr().out
