import content.models.edits
import content.models.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('content', '0005_entrance'),
    ]

    operations = [
        # The database holds no default, so its table, which refuses changes, is left alone.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='edit',
                    name='schema_version',
                    field=models.PositiveSmallIntegerField(default=content.models.edits.current_schema, help_text='The version of the format both are written in.'),
                ),
            ],
        ),
        migrations.CreateModel(
            name='Region',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(help_text='A lasting short name, as in addresses: small letters, digits and hyphens. Never change it once it was published, and never use it again for something else.', max_length=80, unique=True)),
                ('name', models.CharField(help_text='The country or union, as readers choose it.', max_length=80)),
                ('number', models.PositiveIntegerField(help_text='Regions are shown in the order of these numbers. Leave gaps (10, 20, 30) for later ones.')),
                ('whom', content.models.fields.Text(blank=True, help_text='Whom to ask there, in the words used there: “A pharmacist, or your doctor.”')),
                ('contacts', models.ManyToManyField(blank=True, help_text='The numbers that come first for readers there. One of them must be for emergencies.', related_name='regions', to='content.contact', verbose_name='telephone numbers')),
                ('leading_limit', models.ForeignKey(help_text='The limit that comes first for readers there, with all other values that hold where it does.', on_delete=django.db.models.deletion.PROTECT, related_name='regions', to='content.referenceintake')),
            ],
            options={
                'ordering': ['number', 'slug'],
                'constraints': [models.CheckConstraint(condition=models.Q(('slug', ''), _negated=True), name='region_slug_filled', violation_error_message='“slug” must not be empty.'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='region_name_filled', violation_error_message='“name” must not be empty.')],
            },
        ),
    ]
