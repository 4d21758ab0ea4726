"""The addresses of the guide."""

from __future__ import annotations

from django.urls import path

from wizard import views

app_name = "wizard"

urlpatterns = [
    path("guide/", views.start, name="start"),
    path("guide/result/", views.result, name="result"),
    path("guide/pharmacist/", views.pharmacist, name="pharmacist"),
    path("guide/clear/", views.clear, name="clear"),
    path("guide/<int:number>/", views.question, name="question"),
    path("guide/<int:number>/running/", views.running, name="running"),
]
