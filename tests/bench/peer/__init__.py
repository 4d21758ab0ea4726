"""The same guide as a typical Django developer would write it, to be measured beside ours.

django-formtools' SessionWizardView with sessions in the database, content through the ORM
on every request, and questions rendered by Django's form widgets. It asks the same
questions of the same starter content and tells the same things in its result. It is not
made slow on purpose: related rows are prefetched, the questions are read once a request,
templates are cached, its pages are not compressed, and of many forms it shows as many as
ours does.
"""
