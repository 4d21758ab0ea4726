"""The screens that change what the public reads: publish, cancel, go back, emergency, withdraw.

Each only asks; what may be done is decided in `content.publishing`.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from content import diff, publishing, standing, words
from content.admin.desk_screens import act, demand, person, release_of, screen, sent
from content.admin.release_forms import PublishForm, ReasonForm
from content.catalogue import Catalogue
from content.desk import differences, names
from content.desk.doors import why_not_restore
from content.models import Compound, Release
from content.standing import Standing
from content.withdrawal import without

READ = "content.view_release"


def publish(request: HttpRequest, pk: int) -> HttpResponse:
    demand(request, READ)
    release, user = release_of(pk), person(request)
    told = {"number": release.number}
    form = PublishForm(sent(request))

    def do() -> tuple[str, str]:
        publication = publishing.publish(release=release, by=user, starts_at=form.starts_at)
        if form.starts_at is None:
            return _("Release %(number)s is live.") % told, _page(release)
        when = {"at": words.moment(publication.starts_at)}
        return _("Release %(number)s goes live on %(at)s UTC.") % {**told, **when}, _page(release)

    return act(
        request,
        "publish.html",
        title=_("Publish release %(number)s") % told,
        reasons=standing.why_not_publish(user, release),
        form=form,
        do=do,
        release=release,
    )


def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    demand(request, READ)
    release, user = release_of(pk), person(request)
    told = {"number": release.number}
    plan = standing.pending_plan()
    if plan is None or plan.release_id != release.pk:
        raise Http404("This release is not planned.")
    form = ReasonForm(sent(request), why=_("Everybody in the editing room can read it."))

    def do() -> tuple[str, str]:
        publishing.cancel(publication=plan, by=user, reason=form.cleaned_data["reason"])
        return _("Release %(number)s will not go live by itself.") % told, _page(release)

    return act(
        request,
        "cancel.html",
        title=_("Cancel the plan for release %(number)s") % told,
        reasons=standing.why_not_cancel(user, plan),
        form=form,
        do=do,
        release=release,
        plan=plan,
    )


def emergency(request: HttpRequest, pk: int) -> HttpResponse:
    demand(request, READ)
    release, user = release_of(pk), person(request)
    told = {"number": release.number}
    form = ReasonForm(sent(request))

    def do() -> tuple[str, str]:
        publication = publishing.publish_in_emergency(
            release=release, by=user, reason=form.cleaned_data["reason"]
        )
        due = {"due": words.date(standing.review_due(publication))}
        sentence = _("Release %(number)s is live without a review. A review is due by %(due)s.")
        return sentence % {**told, **due}, _page(release)

    return act(
        request,
        "emergency.html",
        title=_("Publish release %(number)s in an emergency") % told,
        reasons=standing.why_not_publish_in_emergency(user, release),
        form=form,
        do=do,
        release=release,
        is_approved=standing.standing_of(release) is Standing.APPROVED,
        plan=standing.pending_plan(),
    )


def roll_back(request: HttpRequest, pk: int) -> HttpResponse:
    demand(request, READ)
    release, user = release_of(pk), person(request)
    told = {"number": release.number}
    form = ReasonForm(sent(request))
    reasons = standing.why_not_roll_back(user, release)
    may_restore = not why_not_restore(user)

    def do() -> tuple[str, str]:
        publishing.roll_back(release=release, by=user, reason=form.cleaned_data["reason"])
        if not may_restore:
            sentence = _(
                "Release %(number)s is live again. The draft still holds what you took back. "
                "Tell the editors."
            )
            return sentence % told, _page(release)
        sentence = _(
            "Release %(number)s is live again. The draft still holds what you took back. "
            "Put back here what should stay as it is live now."
        )
        return sentence % told, f"{reverse('admin:content_release_restore')}?release={release.number}"

    return act(
        request,
        "roll_back.html",
        title=_("Go back to release %(number)s") % told,
        reasons=reasons,
        form=form,
        do=do,
        release=release,
        may_restore=may_restore,
        plan=standing.pending_plan(),
        difference=None if reasons else _difference(_live(), release.catalogue()),
    )


def withdraw_compound(request: HttpRequest, pk: int) -> HttpResponse:
    """From the editing screen of a form to the page that withdraws it."""
    slug = get_object_or_404(Compound, pk=pk).slug
    return HttpResponseRedirect(reverse("admin:content_release_withdraw_form", args=[slug]))


def withdraw_list(request: HttpRequest) -> HttpResponse:
    """The forms that are live, whether or not the draft still holds them."""
    demand(request, READ)
    live = _live()
    reasons = standing.why_not_withdraw(person(request))
    return screen(
        request,
        "withdraw_list.html",
        title=_("Withdraw a form"),
        status=403 if reasons else None,
        reasons=reasons,
        forms_live=live.compounds if live is not None else (),
    )


def withdraw_form(request: HttpRequest, slug: str) -> HttpResponse:
    demand(request, READ)
    live, user = _live(), person(request)
    if live is None or slug not in live.compound_of:
        raise Http404("No such form is live.")
    name = live.compound_of[slug].name
    form = ReasonForm(sent(request), why=_("Everybody can read it on the page of the form."))
    reasons = standing.why_not_withdraw(user)

    def do() -> tuple[str, str]:
        publication = publishing.withdraw(compound=slug, by=user, reason=form.cleaned_data["reason"])
        return _("%(name)s is withdrawn from the public.") % {"name": name}, _page(publication.release)

    return act(
        request,
        "withdraw.html",
        title=_("Withdraw %(name)s") % {"name": name},
        reasons=reasons,
        form=form,
        do=do,
        name=name,
        plan=standing.pending_plan(),
        difference=None if reasons else _difference(live, without(live, slug)),
    )


def _page(release: Release) -> str:
    return reverse("admin:content_release_change", args=[release.pk])


def _live() -> Catalogue | None:
    live = standing.live_publication()
    return live.release.catalogue() if live is not None else None


def _difference(before: Catalogue | None, after: Catalogue) -> differences.Difference:
    return differences.shown(diff.compare(before, after), names.Titles(before, after))
