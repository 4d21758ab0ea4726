"""Brings the overviews to the editing room and to the review page."""

from __future__ import annotations

from django.urls import path

from content import review_sections
from content.admin import addresses
from wizard.overviews.coverage import coverage_page
from wizard.overviews.flow import flow_page
from wizard.overviews.results import results_page
from wizard.overviews.sections import CoverageSection, FlowSection


def join() -> None:
    addresses.register(
        path("wizard/flow/", flow_page, name="wizard_flow"),
        path("wizard/coverage/", coverage_page, name="wizard_coverage"),
        path("wizard/results/", results_page, name="wizard_results"),
    )
    review_sections.register(CoverageSection())
    review_sections.register(FlowSection())
