from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    name = "content"
    verbose_name = _("Content")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.contrib.auth.models import User
        from django.contrib.auth.signals import user_logged_in, user_logged_out
        from django.db.models.signals import post_migrate, post_save

        from content import roles
        from content.entrance import deeds, sessions
        from content.models import triggers
        from content.models.protection import protect_references

        post_migrate.connect(roles.make_groups, sender=self)
        post_migrate.connect(triggers.protect, sender=self)
        protect_references(self.get_models())
        user_logged_in.connect(sessions.begin)
        user_logged_out.connect(deeds.note_signing_out)
        post_save.connect(sessions.end_with_the_account, sender=User)
