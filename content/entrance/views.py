"""The pages of the entrance: the password, the code, and the devices of one's own account."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

import segno
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from content.entrance import devices, lockout, passkeys, pending, record, totp
from content.entrance.forms import LOCKED, WRONG_PASSWORD, AppForm, CodeForm, Named, PasswordForm, SignInForm
from content.entrance.pending import Pending
from content.limits import SIGN_IN, limited
from content.models import Deed, Device, OneTimeCode

log = logging.getLogger(__name__)

WRONG_CODE = gettext_lazy("This code does not count. Look at your app again, or use another one-time code.")
CODES_LOCKED = gettext_lazy(
    "There were too many wrong codes for this account. Wait an hour, use a passkey, "
    "or ask an administrator whether somebody else has your password."
)
WRONG_PASSKEY = gettext_lazy("The passkey did not answer what was asked. Try again.")
NEW_APP = "app"
"""The place in the session of the secret an app is being set up with."""

either = require_http_methods(["GET", "HEAD", "POST"])


@method_decorator(limited(SIGN_IN), name="dispatch")
class SignIn(LoginView):
    """The first page. Whoever has a second factor, or must have one, is asked for it next."""

    authentication_form = SignInForm
    http_method_names = ["get", "head", "post", "options"]

    def form_valid(self, form: Any) -> HttpResponse:
        user, to = form.get_user(), self.get_success_url()
        if devices.asked_of(user):
            pending.begin(self.request, user, to=to)
            return HttpResponseRedirect(reverse("admin:second_step"))
        pending.sign_in(self.request, user, factor="")
        return HttpResponseRedirect(to)


@never_cache
@limited(SIGN_IN)
@either
def second_step(request: HttpRequest) -> HttpResponse:
    """The second page: a code, or a passkey."""
    found = pending.read(request)
    if found is None:
        return HttpResponseRedirect(reverse("admin:login"))
    form = CodeForm(request.POST or None)
    if request.method == "POST":
        if answer := request.POST.get("credential"):
            if device := passkeys.accepts(request, found.user, answer):
                return _come_in(request, found, factor=f"passkey: {device.name}")
            form = CodeForm()
            messages.error(request, WRONG_PASSKEY)
        elif form.is_valid() and (response := _with_code(request, found, form)):
            return response
    context = {
        "title": _("Your second factor"),
        "form": form,
        "passkey": passkeys.ask_for_known(request, found.user),
        "must_set_up": not devices.has_device(found.user),
    }
    return _page(request, "second_step", context)


def _with_code(request: HttpRequest, found: Pending, form: Form) -> HttpResponse | None:
    user = found.user
    if lockout.codes_are_locked(user):
        form.add_error("code", CODES_LOCKED)
        return None
    accepted = devices.accepts(user, form.cleaned_data["code"])
    if accepted is None:
        record.note(Deed.CODE_FAILED, by=user, request=request)
        if lockout.codes_are_locked(user):
            log.warning("Guessing stopped: too many wrong codes for one account.")
        form.add_error("code", WRONG_CODE)
        return None
    if isinstance(accepted, Device):
        return _come_in(request, found, factor=f"app: {accepted.name}")
    record.note(Deed.CODE_USED, by=user, request=request)
    if devices.has_device(user):
        return _come_in(request, found, factor="one-time code")
    pending.begin(request, user, to=found.to, proven=True)
    return HttpResponseRedirect(reverse("admin:second_factor"))


def _come_in(request: HttpRequest, found: Pending, *, factor: str) -> HttpResponse:
    pending.sign_in(request, found.user, factor=factor)
    return HttpResponseRedirect(found.to)


# Devices of one's own account ---------------------------------------------------------------


def _owner(request: HttpRequest) -> tuple[User, Pending | None] | None:
    """Who may look after their devices: somebody who is signed in, or has to set one up to come in."""
    if admin.site.has_permission(request) and isinstance(request.user, User):
        return request.user, None
    found = pending.read(request)
    return (found.user, found) if found is not None and found.proven else None


@never_cache
@either
def second_factor(request: HttpRequest) -> HttpResponse:
    """What somebody has, and the ways to add and to remove."""
    owner = _owner(request)
    if owner is None:
        return HttpResponseRedirect(reverse("admin:login"))
    user, waiting = owner
    codes: Sequence[str] = ()
    if request.method == "POST":
        if waiting is None and not _proved(request, user):
            return HttpResponseRedirect(reverse("admin:second_factor"))
        do = _DOING.get(request.POST.get("do", ""))
        if do is None or (waiting is not None and do is not _add_passkey):
            raise PermissionDenied
        codes = do(request, user)
        if waiting is not None and devices.has_device(user):
            pending.sign_in(request, user, factor="a device just set up")
        if not codes:
            return HttpResponseRedirect(reverse("admin:second_factor"))
    context = {
        "title": _("Your second factor"),
        "devices": Device.objects.filter(user=user),
        "codes_left": OneTimeCode.objects.filter(user=user, until__isnull=True).count(),
        "codes": codes,
        "next": waiting.to if waiting is not None else "",
        "passkey": passkeys.ask_for_new(request, user),
        "named": Named(),
        "prove": None if waiting is not None else PasswordForm(),
        "must_set_up": not devices.has_device(user) and devices.asked_of(user),
    }
    return _page(request, "second_factor", context)


@never_cache
@either
def new_app(request: HttpRequest) -> HttpResponse:
    """The square picture for an app, and the proof that the app shows the right digits."""
    owner = _owner(request)
    if owner is None:
        return HttpResponseRedirect(reverse("admin:login"))
    user, waiting = owner
    sealed = request.session.get(NEW_APP, "")
    secret = devices.unseal(sealed.encode())
    form = AppForm(request.POST or None)
    prove = None if waiting is not None else PasswordForm(request.POST or None)
    if request.method == "POST" and secret is not None and form.is_valid():
        if waiting is None and not _proved(request, user):
            return HttpResponseRedirect(reverse("admin:second_factor_app"))
        if devices.add_app(user, secret, form.cleaned_data["code"].strip(), name=form.cleaned_data["name"]):
            del request.session[NEW_APP]
            return _added(request, user, waiting, form.cleaned_data["name"])
        form.add_error("code", _("These are not the digits of now. Is the clock of your device right?"))
    if secret is None:
        secret = devices.new_secret()
        request.session[NEW_APP] = devices.seal(secret).decode()
    address = totp.address(secret, issuer=passkeys.ISSUER, account=user.get_username())
    context = {
        "title": _("Set up an authenticator app"),
        "form": form,
        "prove": prove,
        "picture": _square(address),
        "address": address,
        "written": totp.written(secret),
    }
    return _page(request, "new_app", context)


def _added(request: HttpRequest, user: User, waiting: Pending | None, name: str) -> HttpResponse:
    codes = _note_added(request, user, f"app: {name}", _("app: %(name)s") % {"name": name})
    if waiting is not None:
        pending.sign_in(request, user, factor="a device just set up")
    if not codes:
        return HttpResponseRedirect(reverse("admin:second_factor"))
    context = {
        "title": _("Your recovery codes"),
        "codes": codes,
        "next": waiting.to if waiting is not None else "",
    }
    return _page(request, "second_factor", context)


def _note_added(request: HttpRequest, user: User, about: str, told: str) -> Sequence[str]:
    """The first device comes with recovery codes, which are shown this once.

    The record says `about` in English; its owner is told in the language of the page.
    """
    record.note(Deed.DEVICE_ADDED, by=user, about=about, request=request)
    messages.success(request, _("Added: %(name)s.") % {"name": told})
    if OneTimeCode.objects.filter(user=user, until__isnull=True).exists():
        return ()
    return _new_codes(request, user)


def _new_codes(request: HttpRequest, user: User) -> Sequence[str]:
    record.note(Deed.CODES_MADE, by=user, request=request)
    return devices.new_recovery_codes(user)


def _add_passkey(request: HttpRequest, user: User) -> Sequence[str]:
    name = request.POST.get("name", "").strip()[:60] or "Passkey"
    if passkeys.add(request, user, request.POST.get("credential", ""), name=name):
        return _note_added(request, user, f"passkey: {name}", _("passkey: %(name)s") % {"name": name})
    messages.error(request, WRONG_PASSKEY)
    return ()


def _remove(request: HttpRequest, user: User) -> Sequence[str]:
    """Remove one; the last of those who must have one stays."""
    key = request.POST.get("device", "")
    device = Device.objects.filter(user=user, pk=key).first() if key.isascii() and key.isdigit() else None
    if device is None:
        messages.error(request, _("It was removed before."))
    elif settings.SECOND_FACTOR_REQUIRED and _is_last(user):
        messages.error(request, _("This is your only one. Add another before you remove it."))
    else:
        device.delete()
        with translation.override(None):  # the record is in English, whoever reads the page
            about = f"{device.get_kind_display()}: {device.name}"
        record.note(Deed.DEVICE_REMOVED, by=user, about=about, request=request)
        messages.success(request, _("Removed: %(name)s.") % {"name": device.name})
    return ()


def _is_last(user: User) -> bool:
    return Device.objects.filter(user=user).count() == 1


_DOING: dict[str, Callable[[HttpRequest, User], Sequence[str]]] = {
    "passkey": _add_passkey,
    "remove": _remove,
    "codes": _new_codes,
}


def _proved(request: HttpRequest, user: User) -> bool:
    """Whether somebody who is signed in gave their password; a stolen session does not know it."""
    if lockout.is_locked(request, user.get_username()):
        messages.error(request, LOCKED)
        return False
    if user.check_password(request.POST.get("password", "")):
        return True
    record.note(Deed.FAILED, by=user, request=request, name=user.get_username())
    messages.error(request, WRONG_PASSWORD)
    return False


def _square(address: str) -> SafeString:
    """The address as a square picture: SVG in the page, without a style that the policy would refuse."""
    picture = segno.make(address, error="m").svg_inline(
        scale=5, border=4, dark="#000", light="#fff", svgclass="square", lineclass=None, omitsize=False
    )
    return mark_safe(picture)  # noqa: S308  made of squares by segno, and holds no text


def _page(request: HttpRequest, name: str, context: dict[str, Any]) -> TemplateResponse:
    told = {**admin.site.each_context(request), **context}
    return TemplateResponse(request, f"admin/content/entrance/{name}.html", told)
