"""The impact in the editing room: of the draft, of one entry, and on the review page."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Permission, User
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from content import publishing, restore, review_sections
from content.catalogue import Catalogue
from content.review_sections import Found
from tests import factories as f
from tests.builders import caution
from tests.wizard.test_impact import HEALTH_ASKED, PILLS, SITE, changed, with_claim, with_health
from wizard import background, review_impact
from wizard.impact import comparing
from wizard.impact.side_by_side import TooDifferent

KIDNEY, _, ZINC, NOTHING = HEALTH_ASKED.options
WITHOUT_WARNING = with_health(KIDNEY, changed(PILLS, raises=()), ZINC, NOTHING)


def _look(before: Catalogue | None, after: Catalogue) -> Found:
    return review_impact.ImpactSection().look(before, after)


def _html(found: Found, user: User | AnonymousUser | None = None) -> str:
    request = RequestFactory().get("/")
    request.user = user or AnonymousUser()
    return found.show(request)


# The review page ----------------------------------------------------------------------


def test_the_review_page_asks_for_the_impact_first() -> None:
    assert review_sections.sections()[0].slug == "impact"


def test_every_heading_has_to_be_acknowledged() -> None:
    found = _look(SITE, WITHOUT_WARNING)
    assert found.ready
    assert "A warning is lost (“Pills”)" in _html(found)
    (asked,) = found.acknowledge
    assert asked.slug.startswith("impact-warning_lost-")
    assert "4 combinations of answers" in asked.label


def test_another_impact_asks_for_another_acknowledgement() -> None:
    slugs = {
        it.slug
        for after in (WITHOUT_WARNING, with_claim(0, statement="Other words"))
        for it in _look(SITE, after).acknowledge
    }
    assert len(slugs) == 2


def test_content_that_stays_the_same_asks_for_nothing() -> None:
    found = _look(SITE, SITE)
    assert found.acknowledge == ()
    assert "None of 16 answer combinations changes." in _html(found)


def test_nothing_is_compared_while_nothing_is_live() -> None:
    found = _look(None, SITE)
    assert found.ready
    assert "Nothing is live yet" in _html(found)


def test_nobody_can_approve_while_the_counting_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "work", lambda *_, **__: background.Running(0.4))
    found = _look(SITE, WITHOUT_WARNING)
    assert not found.ready
    assert "Counted 40 of 100 parts." in _html(found)
    assert "Look again now" in _html(found)


def test_what_can_not_be_counted_has_to_be_judged_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_different(*_: Any) -> None:
        raise TooDifferent

    monkeypatch.setattr(comparing, "compare", too_different)
    assert comparing.impact_counted(SITE, WITHOUT_WARNING, lambda share: None) is None
    monkeypatch.setattr(background, "work", lambda *_, **__: background.Done(None))
    found = _look(SITE, WITHOUT_WARNING)
    assert found.acknowledge == (review_impact.uncounted(),)
    assert "could not be counted" in _html(found)


@pytest.mark.django_db
def test_staff_can_look_at_an_example_before_and_after() -> None:
    reader = User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_question"))
    before, after = f.ReleaseFactory.create(content=SITE), f.ReleaseFactory.create(content=WITHOUT_WARNING)
    html = _html(_look(SITE, WITHOUT_WARNING), reader)
    assert f'action="/preview/{before.number}/' in html
    assert f'action="/preview/{after.number}/' in html
    assert 'action="/preview/' not in _html(_look(SITE, WITHOUT_WARNING))


def test_an_acknowledgement_is_the_same_in_every_language() -> None:
    (here,) = _look(SITE, WITHOUT_WARNING).acknowledge
    with translation.override("es"):
        (there,) = _look(SITE, WITHOUT_WARNING).acknowledge
    assert here.slug == there.slug


# The pages ----------------------------------------------------------------------------


@pytest.fixture
def reader(db: None, client: Client) -> Client:
    user = User.objects.create_user("reader", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_question"))
    client.force_login(user)
    return client


def _of_edit(client: Client, kind: str, record: str) -> Any:
    return client.get(reverse("admin:wizard_impact_of_edit", args=[kind, record]))


@pytest.fixture
def live(db: None) -> None:
    """The site is live, and the draft says the same."""
    publishing.publish_demonstration(release=f.ReleaseFactory.create(content=SITE))
    restore.replace_all(SITE)


@pytest.mark.usefixtures("live")
def test_the_page_tells_what_the_draft_changes(reader: Client) -> None:
    restore.replace_all(WITHOUT_WARNING)
    page = reader.get(reverse("admin:wizard_impact")).content.decode()
    assert "All changes of the draft, compared with what is live." in page
    assert "A warning is lost (“Pills”)" in page
    assert 'action="/preview/draft/' in page


@pytest.mark.usefixtures("live")
def test_one_entry_is_judged_by_itself(reader: Client) -> None:
    restore.replace_all(changed(WITHOUT_WARNING, claims=with_claim(2, statement="Other words").claims))
    page = _of_edit(reader, "claims", "loose for bowels").content.decode()
    assert "Only words change" in page
    assert "A warning is lost" not in page
    assert "A warning is lost" in _of_edit(reader, "questions", "health").content.decode()


@pytest.mark.usefixtures("live")
def test_an_entry_that_was_not_edited_changes_nothing(reader: Client) -> None:
    page = _of_edit(reader, "cautions", "kidney").content.decode()
    assert "None of 16 answer combinations changes." in page


@pytest.mark.usefixtures("live")
def test_an_entry_others_build_on_can_not_be_judged_by_itself(reader: Client) -> None:
    more = changed(SITE, cautions=(*SITE.cautions, caution("new")))
    health = changed(HEALTH_ASKED, options=(KIDNEY, changed(PILLS, raises=("new",)), ZINC, NOTHING))
    restore.replace_all(changed(more, questions=(*SITE.questions[:2], health)))
    response = _of_edit(reader, "cautions", "new")
    assert response.status_code == 409
    assert "other changes build on it" in response.content.decode()


@pytest.mark.usefixtures("live")
@pytest.mark.parametrize(("kind", "record"), [("nothing", "kidney"), ("cautions", "unknown")])
def test_there_is_no_impact_of_what_is_not_there(reader: Client, kind: str, record: str) -> None:
    assert _of_edit(reader, kind, record).status_code == 404


@pytest.mark.django_db
def test_while_nothing_is_live_there_is_nothing_to_compare(reader: Client) -> None:
    restore.replace_all(SITE)
    response = reader.get(reverse("admin:wizard_impact"))
    assert response.status_code == 409
    assert "Nothing is live yet" in response.content.decode()


@pytest.mark.usefixtures("live")
def test_a_page_still_counting_says_how_far_and_looks_again(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "work", lambda *_, **__: background.Running(0.4))
    page = reader.get(reverse("admin:wizard_impact")).content.decode()
    assert "Counted 40 of 100 parts." in page
    assert "Look again now" in page
    assert 'data-hx-trigger="load delay:2s"' in page


@pytest.mark.usefixtures("live")
def test_the_impact_is_for_those_who_may_read_the_content(client: Client) -> None:
    client.force_login(User.objects.create_user("stranger", is_staff=True))
    assert client.get(reverse("admin:wizard_impact")).status_code == 403
