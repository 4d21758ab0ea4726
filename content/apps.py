from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "content"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from content import roles
        from content.models import triggers
        from content.models.protection import protect_references

        post_migrate.connect(roles.make_groups, sender=self)
        post_migrate.connect(triggers.protect, sender=self)
        protect_references(self.get_models())
