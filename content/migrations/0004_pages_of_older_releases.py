"""Releases made before pages were told get theirs: a withdrawn form must be found in them too."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from content import catalogue, dated, markdown
from content.models import triggers


def tell_pages(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    alias = schema_editor.connection.alias
    triggers.lift(using=alias)  # every migrate makes them anew at its end
    releases = apps.get_model("content", "Release").objects.using(alias)
    for release in releases.filter(pages={}).iterator():
        try:
            content = catalogue.decode(bytes(release.data), sanitise=markdown.sanitise)
        except ValueError:
            continue  # bytes that can't be read are never served
        releases.filter(pk=release.pk).update(pages=dated.pages(content))


class Migration(migrations.Migration):
    dependencies = [("content", "0003_editing_room")]

    operations = [migrations.RunPython(tell_pages, migrations.RunPython.noop)]
