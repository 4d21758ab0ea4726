"""Parts of pages that are rendered once, and what can't be in them."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest
from django.template import Context, RequestContext, Template, TemplateSyntaxError
from django.test import RequestFactory
from pytest_django import Settings

from content.addresses import parts_of
from content.edition import Edition
from content.http import Anybody


def request_for(edition: Edition, address: str = "/guide/1/") -> Any:
    """The request of somebody with a cookie, who is signed in."""
    request: Any = RequestFactory(headers={"host": "localhost"}).get(address)
    request.COOKIES["answers"] = "sealed"
    request.user, request.edition, request.preview = "somebody", edition, None
    return request


def rendered(source: str, request: HttpRequest, **others: Any) -> str:
    return Template("{% load kept %}" + source).render(RequestContext(request, others))


def test_a_part_is_rendered_once_for_the_values_it_was_given(edition: Edition) -> None:
    source = '{% kept "part" name=name %}{{ name }}{{ seen.again }}{% endkept %}'
    request = request_for(edition)
    for name in ("a", "b", "a"):
        assert rendered(source, request, name=name) == name
    assert len(parts_of(edition)) == 2


def test_a_part_sees_nothing_of_the_visitor(edition: Edition) -> None:
    source = (
        '{% kept "part" %}[{{ answers }}{{ csrf_token }}{% csrf_token %}'
        "{{ request.COOKIES.answers }}{{ request.user }}{{ request.POST }}{{ request.session }}]{% endkept %}"
    )
    asked = request_for(edition)
    assert rendered(source, asked, answers="mine", csrf_token="t") == "[&lt;QueryDict: {}&gt;]"


def test_a_part_knows_the_address_and_the_edition(edition: Edition) -> None:
    source = '{% kept "part" %}{{ request.get_full_path }} {{ request.edition.number }}{% endkept %}'
    for address in ("/forms/?goal=sleep", "/food/"):
        assert rendered(source, request_for(edition, address)) == f"{address} 1"


def test_whoever_looks_at_a_preview_or_at_an_address_we_do_not_offer_leaves_nothing(
    edition: Edition, settings: Settings
) -> None:
    source = '{% kept "part" %}{{ request.preview }}{% endkept %}'
    previewing = request_for(edition)
    previewing.preview = "bar"
    assert rendered(source, previewing) == "bar"
    rendered(source, request_for(edition, "/search/?q=my-own-illness"))
    settings.DEBUG = True
    rendered(source, request_for(edition))
    assert len(parts_of(edition)) == 0


def test_a_visitors_own_is_rendered_each_time_and_kept_nowhere(edition: Edition) -> None:
    source = (
        '{% kept "part" name=name %}<{{ name }}'
        "{% own %}{{ answer }}{{ request.user }}{% endown %}>{% endkept %}"
    )
    for answer in ("mine", "yours"):
        assert rendered(source, request_for(edition), name="a", answer=answer) == f"<a{answer}somebody>"
    ((key, part),) = parts_of(edition).everything()
    assert list(part.texts) == ["<a", ">"]
    assert not any(word in f"{key} {part}" for word in ("mine", "yours", "somebody"))


def test_a_gap_takes_along_what_it_names_of_the_part_around_it(edition: Edition) -> None:
    source = (
        '{% kept "part" codes=codes %}{% for code in codes %}{{ code }}'
        "{% own it=code %}{% if it in chosen %}!{% endif %}{{ code }}{% endown %} {% endfor %}{% endkept %}"
    )
    for chosen, expected in (("b", "a b! c "), ("ac", "a! b c! ")):
        assert rendered(source, request_for(edition), codes=("a", "b", "c"), chosen=chosen) == expected
    assert len(parts_of(edition)) == 1


def test_a_part_within_a_part_leaves_its_gaps_there(edition: Edition) -> None:
    source = (
        '{% kept "outer" %}[{% kept "inner" %}({% own %}{{ answer }}{% endown %}){% endkept %}'
        '{% kept "inner" %}({% own %}{{ answer }}{% endown %}){% endkept %}]{% endkept %}'
    )
    for answer in ("mine", "yours"):
        assert rendered(source, request_for(edition), answer=answer) == f"[({answer})({answer})]"
    assert len(parts_of(edition)) == 1


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>One\n\n    two  three</p>\n  \n  <p>", "<p>One\ntwo  three</p>\n<p>"),
        ("<ul>\n  <li>{% own %} mine{% endown %}\n  </ul>", "<ul>\n<li> mine\n</ul>"),
        ("<pre>\n  as written</pre>\n\n", "<pre>\n  as written</pre>\n\n"),
        ("<textarea>\n\n as written</textarea>", "<textarea>\n\n as written</textarea>"),
    ],
)
def test_how_a_template_is_laid_out_is_not_sent(edition: Edition, source: str, expected: str) -> None:
    assert rendered(f'{{% kept "part" %}}{source}{{% endkept %}}', request_for(edition)) == expected


def test_a_gap_is_filled_where_nothing_is_kept(edition: Edition) -> None:
    source = '{% kept "part" name=name %}{{ name }}{% own %}{{ answer }}{% endown %}{% endkept %}'
    previewing = request_for(edition)
    previewing.preview = "bar"
    assert rendered(source, previewing, name="a", answer="<") == "a&lt;"
    assert rendered("{% own %}{{ answer }}{% endown %}", previewing, answer="mine") == "mine"


def test_an_error_page_without_an_edition_is_rendered_all_the_same() -> None:
    assert rendered('{% kept "part" a="b" %}{{ a }}{% endkept %}', HttpRequest()) == "b"
    assert Template('{% load kept %}{% kept "part" %}c{% endkept %}').render(Context()) == "c"


def test_a_value_without_a_name_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="name=value"):
        Template('{% load kept %}{% kept "part" request %}{% endkept %}')
    with pytest.raises(TemplateSyntaxError, match="name=value"):
        Template("{% load kept %}{% own request %}{% endown %}")


def test_a_request_of_anybody_carries_no_more_than_its_address(edition: Edition) -> None:
    anybody = Anybody(request_for(edition, "/forms/?goal=sleep"))
    assert anybody.build_absolute_uri() == "http://localhost/forms/?goal=sleep"
    assert not anybody.COOKIES
    assert not hasattr(anybody, "user")
    assert set(anybody.META) <= {"HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "QUERY_STRING"}
