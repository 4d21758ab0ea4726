"""The review page in the admin, where a reviewer approves a Release or sends it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from content import preview, publishing, standing
from content.admin.desk_screens import (
    Trouble,
    demand,
    person,
    refusals,
    release_of,
    screen,
    troubles_of,
)
from content.admin.release_forms import ApproveForm, ReturnForm, comments, unacknowledged
from content.desk import outside
from content.desk.places import Places
from content.desk.review import Review, review
from content.models import Approval, Release
from content.refused import Refused, refuse_for
from content.review_sections import not_ticked, still_counting

READ = "content.view_release"
INVITING = ("content.propose_release", "content.approve_release", "content.publish_release")


def review_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about a Release on one page; POST approves it or sends it back."""
    demand(request, READ)
    release = release_of(pk)
    page = review(request, release, places=Places(), comments=comments(request.POST.dict()))
    decision = Decision(request, release, page)
    if request.method == "POST" and (sentence := decision.take()):
        messages.success(request, sentence)
        return HttpResponseRedirect(reverse("admin:content_release_change", args=[release.pk]))
    return screen(
        request,
        "review.html",
        title=_("Review release %(number)s") % {"number": release.number},
        troubles=decision.troubles,
        status=403 if decision.is_refused else None,
        release=release,
        review=page,
        decision=decision,
        preview_address=preview.address(release.number),
        ticked=request.POST.getlist("acknowledged"),
        may_invite=any(map(person(request).has_perm, INVITING)),
        side_by_side=request.GET.get("view") == "sides",
    )


class Decision:
    """What a reviewer may decide, and what they sent.

    The form carries what the page was compared with, so that nobody approves a difference
    other than the one they read.

    Approving and sending back are one form on the page, so that neither loses what was
    typed for the other.
    """

    def __init__(self, request: HttpRequest, release: Release, page: Review) -> None:
        sent, typed = request.POST, request.POST.dict()
        self._user, self._release, self._page = person(request), release, page
        self._doing = sent.get("do", "")
        self._comments = comments(typed)
        self._compared = sent.get("compared", "")
        self._ticked = sent.getlist("acknowledged")
        self.against_approving = standing.why_not_approve(self._user, release)
        self.against_returning = standing.why_not_send_back(self._user, release)
        self.approving = ApproveForm(
            sent if self._doing == "approve" else None, initial={"role": self._usual_role(), **typed}
        )
        self.returning = ReturnForm(sent if self._doing == "return" else None, initial=typed)
        self.troubles: list[Trouble] = []

    @property
    def may_approve(self) -> bool:
        return not self.against_approving

    @property
    def may_return(self) -> bool:
        return not self.against_returning

    @property
    def is_own(self) -> bool:
        """Whether this person proposed the release, and so takes it back rather than sends it back."""
        return self._release.created_by == self._user

    @property
    def is_open(self) -> bool:
        """Whether there is anything this person may decide."""
        return self.may_approve or self.may_return

    @property
    def is_refused(self) -> bool:
        """Whether somebody tried what they may not do."""
        return bool(
            (self._doing == "approve" and self.against_approving)
            or (self._doing == "return" and self.against_returning)
        )

    def take(self) -> str:
        """Do what was sent, and give a sentence about it; empty when that failed, for `troubles`."""
        try:
            if self._doing == "approve":
                return self._approve()
            if self._doing == "return":
                return self._return()
            self.troubles = [Trouble(_("Approve this release, or send it back."), "decide")]
        except Refused as refused:
            self.troubles = refusals(refused)
        return ""

    def _approve(self) -> str:
        refuse_for(self.against_approving)
        self.troubles = [*self._unseen(), *troubles_of(self.approving)]
        if self.troubles:
            return ""
        publishing.approve(
            release=self._release,
            by=self._user,
            role=self.approving.cleaned_data["role"],
            statement=self.approving.cleaned_data["statement"],
            seen=publishing.Seen(compared_with=self._compared, acknowledged=self._ticked),
        )
        sentence = _("You have approved release %(number)s. Now it can be published.")
        return sentence % {"number": self._release.number}

    def _unseen(self) -> list[Trouble]:
        """What has to be counted or ticked before anybody can approve."""
        page = self._page
        missing = unacknowledged(page.asked, self._ticked)
        return [
            *(Trouble(still_counting(title)) for title in page.unready),
            *(Trouble(not_ticked(asking), f"seen-{asking.slug}") for asking in missing),
        ]

    def _return(self) -> str:
        refuse_for(self.against_returning)
        if not self.returning.is_valid():
            self.troubles = troubles_of(self.returning)
            return ""
        publishing.send_back(
            release=self._release,
            by=self._user,
            statement=self.returning.cleaned_data["reply"],
            comments=self._comments,
        )
        return _("Release %(number)s is sent back.") % {"number": self._release.number}

    def _usual_role(self) -> str:
        """The role in which this person approved last."""
        latest = Approval.objects.filter(by=self._user).order_by("-pk").first()
        return latest.role if latest is not None else ""


@require_POST
def make_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the address of a link with which somebody outside can read the review page."""
    user = person(request)
    if not any(map(user.has_perm, INVITING)):
        demand(request, INVITING[0])
    release = release_of(pk)
    token = outside.token(release=release, by=user)
    return screen(
        request,
        "link.html",
        title=_("A link for a reviewer outside"),
        release=release,
        address=request.build_absolute_uri(reverse("review_from_outside", args=[token])),
        until=outside.read(token).until,
    )
