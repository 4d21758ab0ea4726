from django.apps import AppConfig


class WizardConfig(AppConfig):
    name = "wizard"

    def ready(self) -> None:
        from content.release_checks import register
        from wizard.overviews import joining
        from wizard.release_checks import CHECKER

        register(CHECKER)
        joining.join()
