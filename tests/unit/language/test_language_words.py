"""Folding, tokens, stems and URL words."""

from __future__ import annotations

import pytest

from selfserve_check.language.words import (
    content_stems,
    normalise,
    offsets,
    plain_punctuation,
    stems,
    tokens,
    url_words,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Free\u00a0  Returns\n", "free returns"),
        ("“Don’t”", '"don\'t"'),
        ("9 am – 5 pm", "9 am - 5 pm"),
        ("de\u00adliv\u00adery", "delivery"),
        ("STRASSE Straße", "strasse strasse"),
        ("ＦＵＬＬ", "full"),
        ("£5.99¹", "£5.99^1"),
        ("2½ hours", "2.5 hours"),
        ("600 × 600", "600 x 600"),
        ("Foo™", "foo"),
    ],
)
def test_normalise_brings_ways_of_writing_together(text: str, folded: str) -> None:
    """Case, spaces, quotes, dashes, soft hyphens, footnote digits and signs do not tell texts apart."""
    assert normalise(text) == folded


def test_offsets_lead_back_to_the_text_as_written() -> None:
    """Each character of the folded text knows where it came from, across signs that grow or vanish."""
    folded, origin = offsets("A  ½ \u00adß")
    assert folded == "a .5 ss"
    assert origin == (0, 1, 3, 3, 4, 6, 6, 7)


def test_plain_punctuation_keeps_every_offset() -> None:
    """Curly signs become plain one for one."""
    text = "“it’s”\u00a0–"
    assert plain_punctuation(text) == '"it\'s" -'
    assert len(plain_punctuation(text)) == len(text)


def test_tokens_keep_apostrophes_inside_words() -> None:
    """A contraction is one word; punctuation is none."""
    assert tokens("Don’t I pay £4.95, really?") == ("don't", "i", "pay", "4", "95", "really")


def test_stems_follow_the_language() -> None:
    """The stemmer is chosen by the language's first two letters; English when unknown."""
    assert stems("returned items", "en-GB") == ("return", "item")
    assert stems("Rückgaben", "de-AT") == ("ruckgab",)
    assert stems("returned", "xx") == ("return",)


def test_content_stems_drop_question_words_and_repeats() -> None:
    """What remains of a question is its topic, in order, once each."""
    assert content_stems("How long do I have to return what I returned?") == ("long", "return")
    assert content_stems("Wie lange kann ich Ware zurückgeben?", "de") == ("lang", "war", "zuruckgeb")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://x.example/help/returnsAndRefunds-2024/how_to.html?x=1", "help returns and refunds how to"),
        ("https://x.example/", ""),
        ("/faq#lost-parcel", "faq lost parcel"),
        ("/%C3%BCber-uns", "über uns"),
    ],
)
def test_url_words_are_what_a_reader_sees_in_an_address(url: str, words: str) -> None:
    """Path and fragment are split at separators and humps; digits, extension and query are dropped."""
    assert " ".join(url_words(url)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("返品について", ("返品",)),
        ("商品到着後30日以内", ("商品", "品到", "到着", "着後", "30", "日以", "以内")),
        ("ランプの送料", ("ランプ", "送料")),
        ("七天无理由退货", ("七天", "天无", "无理", "理由", "由退", "退货")),
        ("반품 안내", ("반품", "안내")),
    ],
)
def test_where_no_spaces_part_the_words_pairs_of_characters_do(text: str, words: tuple[str, ...]) -> None:
    """Han by pairs, Katakana by runs, Hiragana left out; Korean sets spaces by itself."""
    assert content_stems(text, "ja") == tuple(normalise(word) for word in words)
