"""The wizard: a step for each question, and the result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from formtools.wizard.views import SessionWizardView

from content.models import Compound, Contact, FoodFirst, Goal, Guidance, Option, Question, ReferenceIntake
from tests.bench.peer.scoring import Wishes, best_first

SHOWN = 20


class QuestionForm(forms.Form):
    """One question; which one is told by the wizard."""

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(option.code, option.label) for option in question.options.all()]
        if question.kind == "one":
            self.fields["choice"] = forms.ChoiceField(
                label=question.text, help_text=question.hint, choices=choices, widget=forms.RadioSelect
            )
        else:
            self.fields["choice"] = forms.MultipleChoiceField(
                label=question.text,
                help_text=question.hint,
                choices=choices,
                widget=forms.CheckboxSelectMultiple,
            )
        self.question = question

    def clean_choice(self) -> list[str]:
        value = self.cleaned_data["choice"]
        codes = value if isinstance(value, list) else [value]
        options = [option for option in self.question.options.all() if option.code in codes]
        if len(options) > 1 and any(option.exclusive for option in options):
            raise forms.ValidationError("Choose either this answer or others, not both.")
        if self.question.most and len(options) > self.question.most:
            raise forms.ValidationError(f"Choose at most {self.question.most} answers.")
        return codes


class GuideWizard(SessionWizardView):  # type: ignore[misc]
    template_name = "peer/question.html"

    @cached_property
    def questions(self) -> dict[str, Question]:
        rows = Question.objects.prefetch_related("options", "shown_when__question")
        return {question.slug: question for question in rows}

    def get_form_kwargs(self, step: str | None = None) -> dict[str, Any]:
        return {"question": self.questions[step or self.steps.current]}

    def get_context_data(self, form: QuestionForm, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(form=form, **kwargs)
        return {**context, "question": self.questions[self.steps.current]}

    def done(self, form_list: list[QuestionForm], **kwargs: Any) -> HttpResponse:
        wishes = Wishes()
        for form in form_list:
            chosen = form.cleaned_data["choice"]
            codes = [option.pk for option in form.question.options.all() if option.code in chosen]
            wishes.add(
                Option.objects.filter(pk__in=codes).prefetch_related(
                    "wants", "welcomes", "avoids", "rules_out", "raises__sources"
                )
            )
        compounds = Compound.objects.prefetch_related(
            "claims__goal",
            "claims__sources",
            "traits__trait__scale",
            "traits__sources",
            "elemental",
            "cautions",
        )
        cards = best_first(compounds, wishes)
        shown = [card for card in cards if not card.aside]
        context = {
            "answers": [(form.question, form.cleaned_data["choice"]) for form in form_list],
            "guidance": Guidance.objects.filter(level=wishes.level, withheld=False).first(),
            "cautions": wishes.raised,
            "cards": shown[:SHOWN],
            "aside": [card for card in cards if card.aside][:SHOWN],
            "compared": cards[:SHOWN],
            "goals": Goal.objects.filter(pk__in=wishes.wanted).prefetch_related("sources"),
            "intakes": ReferenceIntake.objects.filter(headline=True).prefetch_related("sources"),
            "contacts": Contact.objects.all(),
            "food_first": FoodFirst.objects.first(),
        }
        return render(self.request, "peer/result.html", context)


def shown_when(slug: str) -> Callable[[GuideWizard], bool]:
    """Whether a step is asked: when one of the answers it names was chosen."""

    def condition(wizard: GuideWizard) -> bool:
        for option in wizard.questions[slug].shown_when.all():
            given = wizard.get_cleaned_data_for_step(option.question.slug) or {}
            if option.code in given.get("choice", ()):
                return True
        return False

    return condition


def guide(request: HttpRequest) -> HttpResponse:
    rows = Question.objects.values_list("slug", "shown_when").distinct()
    steps = dict.fromkeys(slug for slug, _ in rows)
    conditional = {slug for slug, option in rows if option}
    view = GuideWizard.as_view(
        form_list=[(slug, QuestionForm) for slug in steps],
        condition_dict={slug: shown_when(slug) for slug in conditional},
    )
    response: HttpResponse = view(request)
    return response
