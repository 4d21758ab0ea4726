from django.apps import AppConfig


class WizardConfig(AppConfig):
    name = "wizard"

    def ready(self) -> None:
        from content.release_checks import register
        from wizard import impact_pages
        from wizard.overviews import joining
        from wizard.release_checks import CHECKER

        register(CHECKER)
        impact_pages.join()  # first, since a reviewer should see it first
        joining.join()
