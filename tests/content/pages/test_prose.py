"""Glossary terms in texts, and tables."""

from __future__ import annotations

import pytest

from content.catalogue import GlossaryTerm
from content.markdown import prose
from content.pages.prose import ready
from tests import builders

TERMS = [
    GlossaryTerm(
        slug="placebo", term="placebo", also=("dummy pill", "dummy pills"), meaning="It holds nothing."
    ),
    GlossaryTerm(slug="adequate-intake", term="adequate intake", also=("AI",), meaning="Enough."),
]


def shown(text: str) -> str:
    return ready(builders.catalogue(terms=TERMS), prose(text)).html


def linked(slug: str, text: str) -> str:
    return f'<a class="term" href="/glossary/#{slug}">{text}</a>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("A placebo and a Placebo.", f"<p>A {linked('placebo', 'placebo')} and a Placebo.</p>"),
        ("Two dummy pills.", f"<p>Two {linked('placebo', 'dummy pills')}.</p>"),
        ("The AI for men.", f"<p>The {linked('adequate-intake', 'AI')} for men.</p>"),
        ("An ai is slow.", "<p>An ai is slow.</p>"),
        ("Placebos and placebo-like.", "<p>Placebos and placebo-like.</p>"),
        ("## Placebo\n\nText.", "<h2>Placebo</h2>\n<p>Text.</p>"),
        (
            "[placebo](/about/) placebo",
            f'<p><a href="/about/">placebo</a> {linked("placebo", "placebo")}</p>',
        ),
    ],
)
def test_a_term_is_linked_where_a_text_first_uses_it(text: str, html: str) -> None:
    assert shown(text) == html


def test_a_table_scrolls_in_a_named_region_of_its_own() -> None:
    html = shown("| a |\n|---|\n| b |\n\ntext\n\n| c |\n|---|\n| d |")
    assert html.count('role="region"') == 2
    assert 'aria-label="Table 1"' in html
    assert 'aria-label="Table 2"' in html
    assert html.count("</table></div>") == 2


def test_a_catalogue_without_terms_leaves_texts_alone() -> None:
    assert ready(builders.catalogue(), prose("A placebo.")).html == "<p>A placebo.</p>"
