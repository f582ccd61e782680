import django.contrib.postgres.indexes
import django.db.models.functions.comparison
import flexcase.base.danish
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

# SQL bodies (not strings) are read once, here: an index or a restored dump does not depend on anybody's search_path.
FUNCTIONS = """
CREATE FUNCTION danish_fold(words text) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql
RETURN replace(replace(replace(
    translate(lower(normalize(words, NFC)),
        'äöőœàáâãāăąçćčďđðèéêëēęěìíîïīıłñńňòóôõōřśšşșťţțùúûūůüűýÿžźż',
        'æøøøaaaaaaacccdddeeeeeeeiiiiiilnnnooooorssssttt' || 'uuuuuyyyyzzz'),
    'ß', 'ss'), 'þ', 'th'), 'aa', 'å');

CREATE FUNCTION danish_sort_key(words text) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql
RETURN translate(danish_fold(words), 'æøå', '{|}');
"""
NONE = "DROP FUNCTION danish_sort_key(text); DROP FUNCTION danish_fold(text);"


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0011_employee_is_no_party'),
    ]

    operations = [
        TrigramExtension(),
        migrations.RunSQL(FUNCTIONS, NONE),
        migrations.AddIndex(
            model_name='citizen',
            index=models.Index(flexcase.base.danish.danish_order('name'), name='citizen_name_order'),
        ),
        migrations.AddIndex(
            model_name='citizen',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(flexcase.base.danish.DanishFold('name'), name='gin_trgm_ops'), name='citizen_name_part'),
        ),
    ]
