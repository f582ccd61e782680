"""How a health coordinator stands to a case: asked about it, until there is an answer."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from cases.access import Relation, also_visible
from cases.models import User
from resourceprofile.models import HealthQuestion


def asked(user: User) -> Q:
    """Cases with a question to the user that waits for an answer."""
    return Q(Exists(HealthQuestion.objects.waiting().filter(case=OuterRef("pk"), asked_of=user)))


also_visible(Relation.ASKED, asked)
