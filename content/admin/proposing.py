"""The screen that proposes a Release: its problems, its changes, what is held back, and the note."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from content import allowances, holding, preview, publishing, snapshot, standing
from content.admin import addresses
from content.admin.desk_screens import Trouble, demand, person, refusals, screen, troubles_of
from content.admin.release_forms import ProposeForm
from content.desk import held, names
from content.desk.proposal import Proposal, proposal
from content.models import Hold
from content.refused import Refused

PERMISSION = "content.propose_release"


def propose(request: HttpRequest) -> HttpResponse:
    """GET shows what a Release would hold; POST proposes it, or sorts out one thing on the way."""
    demand(request, PERMISSION)
    doing = request.POST.get("do", "")
    form = ProposeForm(request.POST if doing == "propose" else None)
    troubles: list[Trouble] = []
    if doing == "propose":
        if form.is_valid():
            try:
                release = publishing.propose(note=form.cleaned_data["note"], by=person(request))
            except Refused as refused:
                troubles = refusals(refused)
            else:
                sentence = _("Release %(number)s is proposed. Now somebody reviews it.")
                messages.success(request, sentence % {"number": release.number})
                return HttpResponseRedirect(reverse("admin:content_release_change", args=[release.pk]))
        else:
            troubles = troubles_of(form)
    elif doing in STEPS:
        try:
            messages.success(request, STEPS[doing](request.POST, person(request)))
        except Refused as refused:
            troubles = refusals(refused)
        else:
            return HttpResponseRedirect(reverse("admin:content_release_propose"))
    return _page(request, form, troubles)


def _page(request: HttpRequest, form: ProposeForm, troubles: list[Trouble]) -> HttpResponse:
    user = person(request)
    draft: Proposal | None = None
    unfinished: tuple[str, ...] = ()
    try:
        draft = proposal()
    except snapshot.Unfinished as error:
        unfinished = (str(error),)
    except Refused as refused:
        unfinished = refused.reasons
    return screen(
        request,
        "propose.html",
        title=_("Propose a release"),
        troubles=troubles,
        form=form,
        draft=draft,
        impact_address=addresses.where_there_is("wizard_impact"),
        preview_address=preview.address(preview.DRAFT),
        unfinished=unfinished,
        held=held.now(holding.held(), names.Titles()),
        reasons=standing.why_not_propose(user),
        may_allow=user.has_perm("content.propose_release"),
        may_hold=not holding.why_not_hold(user),
        side_by_side=request.GET.get("view") == "sides",
    )


# The steps on the way; each gives a sentence that says what was done --------------------------


def _allow(sent: Mapping[str, str], user: User) -> str:
    _decide(allowances.allow, sent, user)
    return _("The problem is let pass. Every reviewer reads your reason.")


def _take_back(sent: Mapping[str, str], user: User) -> str:
    _decide(allowances.take_back, sent, user)
    return _("The problem is let pass no longer.")


def _decide(act: Callable[..., object], sent: Mapping[str, str], user: User) -> None:
    """Let the problem that was sent pass, or no longer."""
    problem = proposal().problem(sent.get("fingerprint", ""))
    if problem is None:
        raise Refused(_("This problem is not there any more."))
    try:
        act(problem=problem, reason=sent.get("reason", ""), by=user)
    except allowances.NotAllowed as error:
        raise Refused(str(error)) from error


def _hold(sent: Mapping[str, str], user: User) -> str:
    kind, _slash, record = sent.get("record", "").partition("/")
    holding.hold(kind=kind, record=record, by=user, reason=sent.get("reason", ""))
    return _("It is held back. The release takes it as it is live now.")


def _let_go(sent: Mapping[str, str], user: User) -> str:
    key = sent.get("hold", "")
    hold = Hold.objects.filter(pk=int(key)).first() if key.isdecimal() else None
    if hold is None:
        raise Refused(_("Nobody holds this back any more."))
    holding.let_go(hold=hold, by=user)
    return _("It is let go. The release takes it as the draft has it.")


STEPS: Mapping[str, Callable[[Mapping[str, str], User], str]] = {
    "allow": _allow,
    "take_back": _take_back,
    "hold": _hold,
    "let_go": _let_go,
}
