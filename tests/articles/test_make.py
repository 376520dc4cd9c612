"""A document knows when it was published, in which language it is, and refuses what is neither."""

from __future__ import annotations

from dataclasses import replace

import pytest

from verbale.articles.extract import extract
from verbale.articles.language import check_english
from verbale.articles.make import checked_date, document, document_of
from verbale.articles.parse import PIECE, parse
from verbale.articles.sources import Raw
from verbale.errors import InputError, LanguageError, UsageError
from verbale.pipeline import read_document
from verbale.settings import DEFAULT
from verbale.terms import PublishedBasis

BODY = (
    "<p>The envoys of Togo and Ghana met in Accra on Monday, and the two delegations said that a second round of the "
    "talks would be held in a month.</p><p>The mediators asked both governments for patience until then, and they did "
    "not say who will take part.</p>"
)
JSON_LD = (
    '<script type="application/ld+json">{"@graph": [{"@type": "Organization", "name": "Q"}, {"@type": "NewsArticle", '
    '"headline": "Talks resume", "datePublished": "2024-05-03T10:00:00Z", "publisher": '
    '{"name": "Northgate Wire"}}]}</script>'
)
META = (
    '<meta property="og:title" content="Talks resume"><meta property="og:site_name" content="Northgate Wire">'
    '<meta property="article:published_time" content="2024-05-03T10:00:00Z">'
)


def page(head: str, body: str = BODY) -> str:
    return f"<!doctype html><html><head><title>Talks</title>{head}</head><body><article>{body}</article></body></html>"


@pytest.mark.parametrize("head", [JSON_LD, META, "<script type='application/ld+json'>{broken</script>" + META])
def test_title_publisher_and_date_of_a_page_are_found(head: str) -> None:
    found = extract(page(head))
    assert (found.title, found.publisher, found.published) == ("Talks resume", "Northgate Wire", "2024-05-03")
    assert found.text.startswith("The envoys of Togo")


@pytest.mark.parametrize("body", ["", "<p>Page not found.</p>", "<div>" * 3000])
def test_a_page_without_an_article_is_refused(body: str) -> None:
    with pytest.raises(InputError, match="no article in this page"):
        extract(page("", body))


def test_hostile_pages_do_no_harm() -> None:
    assert extract(page(META, BODY + "<p>a\x00b \ud83d</p>")).publisher == "Northgate Wire"
    deep = "<script type='application/ld+json'>" + "[" * 100_000 + "</script>"
    assert extract(page(deep + META)).publisher == "Northgate Wire"


def test_what_the_user_says_comes_before_what_the_page_says() -> None:
    raw = Raw("a.html", page(JSON_LD), html=True)
    told = document_of(raw, published="2024-06-01", publisher="Harbour Gazette")
    read = document_of(raw)
    assert (told.published, told.published_basis, told.publisher) == (
        "2024-06-01",
        PublishedBasis.GIVEN,
        "Harbour Gazette",
    )
    assert (read.published, read.published_basis) == ("2024-05-03", PublishedBasis.METADATA)


def test_a_dateline_with_a_year_gives_the_day_and_nothing_else_does() -> None:
    dated = document("GENEVA, May 3, 2024 (Northgate Wire) - Envoys met.")
    undated = document("Envoys met on Monday, May 3.")
    assert (dated.published, dated.published_basis, dated.dateline) == ("2024-05-03", PublishedBasis.TEXT, "Geneva")
    assert (undated.published, undated.published_basis) == (None, PublishedBasis.NONE)


@pytest.mark.parametrize("wrong", ["yesterday", "2024-13-01", "2024-02-30", "03/05/2024", "", "2024-05-03T99:00"])
def test_a_date_that_is_none_is_refused_with_an_example(wrong: str) -> None:
    with pytest.raises(UsageError, match="write YYYY-MM-DD"):
        checked_date(wrong)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Dışişleri Bakanı, görüşmelerin gelecek hafta İstanbul'da yapılacağını söyledi.", "Turkish"),
        ("Der Außenminister sagte am Montag, die Gespräche zwischen den beiden Staaten würden fortgesetzt.", "German"),
        ("Министр заявил, что переговоры между двумя странами продолжатся на следующей неделе.", "Russian"),
        ("El ministro de Exteriores dijo que las conversaciones entre los dos países continuarán el lunes.", "Spanish"),
        ("外交部长星期一说，两国之间的谈判将于下周在首都继续进行。" * 4, "Chinese"),
    ],
)  # fmt: skip
def test_a_language_that_is_not_read_is_named(text: str, says: str) -> None:
    with pytest.raises(LanguageError, match=f"this is {says}; Verbale reads English"):
        check_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ministers of Ghana and Togo met in Accra on Monday.",
        "Talks resume",
        "Recep Tayyip Erdoğan, Hakan Fidan, İbrahim Kalın and Yaşar Güler received the delegation at the palace.",
        "Envoys meet. Talks stall. Mediators leave. Delegations return home without agreement; ministers blame rivals.",
    ],
)
def test_english_is_read_whatever_its_names(text: str) -> None:
    check_english(text)


def test_the_language_that_a_source_states_is_believed() -> None:
    check_english("Dışişleri Bakanı, iki ülke arasındaki görüşmelerin yapılacağını söyledi.", "en-GB")
    with pytest.raises(LanguageError, match="this is Turkish"):
        check_english("Talks resume", "tr")


@pytest.mark.parametrize("text", ["", " \n", "\u200b\n", "* * *", "x" * 101])
def test_a_text_without_words_or_without_end_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        document(text, settings=replace(DEFAULT, max_text=100))


@pytest.mark.parametrize(
    "text", ["Subscribe to our newsletter.", "Correction: the earlier map was wrong.\n\n© 2024 B."]
)
def test_a_text_that_is_all_boilerplate_reads_as_nothing_and_says_so(text: str) -> None:
    reading = read_document(document(text, published="2024-05-03"))
    assert [w.code for w in reading.warnings] == ["no_article"]
    assert (reading.document.text.strip(), reading.actors, reading.events) == ("", (), ())


def test_a_long_text_is_parsed_in_pieces_with_true_offsets() -> None:
    text = "The envoys met in Accra. They agreed.\n" * (PIECE // 38 + 10)
    sentences, tokens = parse(text)
    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert [t.i for t in tokens] == list(range(len(tokens)))
    assert [s.index for s in sentences] == list(range(len(sentences)))
    assert all(t.sentence == s.index for s in sentences for t in s.tokens)


def test_headings_and_abbreviations_do_not_move_the_ends_of_sentences() -> None:
    text = "Talks resume\nGen. Hale met U.N. envoys in the U.S. capital. Sen. Bell agreed."
    sentences, _ = parse(text)
    assert [text[s.start : s.end] for s in sentences] == [
        "Talks resume", "Gen. Hale met U.N. envoys in the U.S. capital.", "Sen. Bell agreed.",
    ]  # fmt: skip
