"""How people come into the editing room, and the record of what they did there."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from content.models.append_only import AppendOnly
from content.models.fields import filled


class Deed(models.TextChoices):
    """What an entry of the record tells."""

    SIGNED_IN = "signed in", pgettext_lazy("choice", "Signed in")
    SIGNED_OUT = "signed out", pgettext_lazy("choice", "Signed out")
    FAILED = "failed", pgettext_lazy("choice", "Gave a wrong name or password")
    CODE_FAILED = "code failed", pgettext_lazy("choice", "Gave a wrong code")
    CODE_USED = "code used", pgettext_lazy("choice", "Used a one-time code")
    CODE_ISSUED = "code issued", pgettext_lazy("choice", "Issued a one-time code")
    CODES_MADE = "codes made", pgettext_lazy("choice", "Made recovery codes")
    DEVICE_ADDED = "device added", pgettext_lazy("choice", "Added a second factor")
    DEVICE_REMOVED = "device removed", pgettext_lazy("choice", "Removed a second factor")
    SENT = "sent", pgettext_lazy("choice", "Did something")
    TOOK = "took", pgettext_lazy("choice", "Took a file away")


class Act(AppendOnly):
    """Something that somebody did, or tried to do, in the editing room.

    Neither the name that was typed nor the address it came from is kept. Both stand here as
    marks made with the site's secret key: the same mark is the same name or the same place.
    """

    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text=_("Who did it. Empty: nobody who was known."),
    )
    what = models.CharField(max_length=20, choices=Deed)
    about = models.CharField(max_length=200, blank=True, help_text=_("With what, or to whom."))
    name_mark = models.CharField(
        max_length=16, blank=True, help_text=_("Stands for the name that was typed.")
    )
    place = models.CharField(max_length=16, blank=True, help_text=_("Stands for the address it came from."))

    class Meta(AppendOnly.Meta):
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["name_mark", "place", "at"], name="act_by_mark"),
            models.Index(fields=["by", "what", "at"], name="act_by_person"),
        ]
        constraints = filled("what")

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.about}" if self.about else self.get_what_display()


class Device(models.Model):
    """Something a person has besides their password: an authenticator app or a passkey."""

    class Kind(models.TextChoices):
        APP = "app", pgettext_lazy("choice", "Authenticator app")
        PASSKEY = "passkey", pgettext_lazy("choice", "Passkey")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="devices")
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=60, help_text=_("How its owner calls it."))
    data = models.BinaryField(help_text=_("The sealed secret of an app, or the public key of a passkey."))
    counter = models.BigIntegerField(default=-1, help_text=_("The last step or signature that was used."))
    made_at = models.DateTimeField(db_default=Now())
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = filled("kind", "name")

    def __str__(self) -> str:
        return self.name


class OneTimeCode(models.Model):
    """Stands in once for a device: a recovery code, or one that an administrator issued.

    Only its digest is kept. A code has 80 random bits, so a plain digest can't be searched.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="one_time_codes"
    )
    digest = models.CharField(max_length=64)
    until = models.DateTimeField(null=True, help_text=_("Empty: until it is used or replaced."))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="one_time_code_once")]

    def __str__(self) -> str:
        return gettext("A code of %(user)s") % {"user": self.user_id}
