"""The addresses of the reading pages."""

from __future__ import annotations

from django.urls import path

from content import feeds, open_data, views

app_name = "content"

pages = [
    path("", views.home, name="home"),
    path("forms/", views.forms, name="forms"),
    path("forms/<slug:slug>/", views.form, name="form"),
    path("compare/", views.compare, name="compare"),
    path("goals/<slug:slug>/", views.goal, name="goal"),
    path("food/", views.food, name="food"),
    path("intake/", views.intake, name="intake"),
    path("safety/", views.safety, name="safety"),
    path("low-magnesium/", views.low_magnesium, name="low_magnesium"),
    path("learn/", views.learn, name="learn"),
    path("learn/<slug:slug>/", views.article, name="article"),
    path("glossary/", views.glossary, name="glossary"),
    path("sources/", views.sources, name="sources"),
    path("about/", views.about, name="about"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("changes/", views.changes, name="changes"),
    path("changes/feed/", feeds.changes, name="changes_feed"),
    path("search/", views.search, name="search"),
    path("calculator/", views.calculator, name="calculator"),
    path("data/", views.data, name="data"),
    path("data/catalogue.json", open_data.release, name="catalogue_json"),
    path("data/schema.json", open_data.schema, name="schema_json"),
]
"""What people read, in every language and for every region."""

files = [
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
]
"""What robots read, once for all languages."""

urlpatterns = [*pages, *files]
