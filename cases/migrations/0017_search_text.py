import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import flexcase.base.danish
from django.db import migrations, models

TRIGGERS = """
-- A case that moves to another unit takes its words along, whatever moved it.
CREATE FUNCTION search_follows_unit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE search_text SET unit_id = NEW.unit_id WHERE case_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER search_follows_unit AFTER UPDATE OF unit_id ON "case"
    FOR EACH ROW WHEN (OLD.unit_id <> NEW.unit_id) EXECUTE FUNCTION search_follows_unit();

-- Destroying the key erases what it sealed; the words in the open go with it.
CREATE FUNCTION search_forgets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM search_text USING "case" WHERE "case".key_id = NEW.id AND search_text.case_id = "case".id;
    RETURN NULL;
END $$;
CREATE TRIGGER search_forgets AFTER UPDATE OF wrapped ON data_key
    FOR EACH ROW WHEN (NEW.wrapped IS NULL) EXECUTE FUNCTION search_forgets();
"""
NO_TRIGGERS = """
DROP TRIGGER search_forgets ON data_key;
DROP FUNCTION search_forgets();
DROP TRIGGER search_follows_unit ON "case";
DROP FUNCTION search_follows_unit();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0016_struck_passages_and_case_files'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='citizen',
            name='citizen_name_part',
        ),
        migrations.AddField(
            model_name='citizen',
            name='name_folded',
            field=models.GeneratedField(db_persist=True, expression=flexcase.base.danish.DanishFold('name'), output_field=models.TextField()),
        ),
        migrations.AddIndex(
            model_name='citizen',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('name_folded', name='gin_trgm_ops'), name='citizen_name_part'),
        ),
        migrations.CreateModel(
            name='SearchText',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('found_in', models.CharField(choices=[('note', 'Notater'), ('document', 'Dokumenter'), ('employer', 'Arbejdsgivere')], max_length=10)),
                ('part', models.CharField(max_length=12)),
                ('dated', models.DateField()),
                ('label', models.CharField(max_length=60)),
                ('place', models.CharField(max_length=60)),
                ('words', django.contrib.postgres.search.SearchVectorField()),
                ('title_sealed', models.BinaryField(null=True)),
                ('text_sealed', models.BinaryField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.unit')),
            ],
            options={
                'db_table': 'search_text',
                'indexes': [django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['words'], name='search_text_words'), models.Index(models.F('unit'), models.F('found_in'), models.OrderBy(models.F('dated'), descending=True), models.OrderBy(models.F('id'), descending=True), name='search_text_newest')],
            },
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
