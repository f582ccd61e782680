"""Papers that are locked, torn or made to harm: a letter with one is shown to a person, and the appeal body gets the rest."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from pikepdf import Array, Dictionary, Encryption, Name, String

from cases.models import Case, Letter
from cases.papers.bundle import Enclosed, Unbindable, bind
from cases.papers.uploads import store
from flexcase.base import clock
from flexcase.base.models import OutboxItem, OutboxState
from tests.decisions.conftest import DAY, Do
from tests.decisions.test_complaint import LATER, approved_letter, bundle, complained, rejected, upheld

__all__ = ["approved_letter", "complained", "rejected", "upheld"]
LINK = {"Type": Name.Annot, "Subtype": Name.Link, "Rect": Array([0, 0, 1, 1])}


def paper(change: Callable[[Any], None] = lambda _: None, **kept: Any) -> bytes:
    """A tagged page, and what was done to it."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.StructTreeRoot = pdf.make_indirect(
            Dictionary(
                K=Array([pdf.make_indirect(Dictionary(S=Name.Document))]),
                ParentTree=pdf.make_indirect(Dictionary(Nums=Array([]))),
            )
        )
        change(pdf)
        pdf.save(out, **kept)
    return out.getvalue()


def tags(name: str, value: Any) -> Callable[[Any], None]:
    return lambda pdf: pdf.Root.StructTreeRoot.__setitem__(f"/{name}", value)


def page(name: str, value: Any) -> Callable[[Any], None]:
    return lambda pdf: pdf.pages[0].obj.__setitem__(f"/{name}", value)


TORN = b"%PDF-1.7\n%%EOF"
LOCKED = paper(encryption=Encryption(owner="a", user="b"))
CROOKED = {
    "annotations that are numbers": page("Annots", Array([5, 6])),
    "an action that is a number": page("Annots", Array([Dictionary({f"/{k}": v for k, v in LINK.items()} | {"/A": 5})])),
    "a place among the tags that is text": page("StructParents", String("x")),
    "tags without numbers": tags("ParentTree", 7),
    "tags that are a number": lambda pdf: pdf.Root.__setitem__("/StructTreeRoot", 7),
    "roles that are a number": tags("RoleMap", 7),
    "a number beyond all": tags("ParentTree", Dictionary(Nums=Array([9223372036854775807, Dictionary()]))),
}


@pytest.mark.parametrize("change", CROOKED.values(), ids=CROOKED)
def test_a_crooked_page_is_bound_without_what_is_crooked(change: Callable[[Any], None]) -> None:
    enclosed = [Enclosed("Bilag 1", paper(change), "application/pdf"), Enclosed("Bilag 2", paper(), "application/pdf")]
    with pikepdf.open(io.BytesIO(bind(paper(), enclosed))) as whole:
        assert len(whole.pages) == 3


@pytest.mark.parametrize("content", [LOCKED, TORN, b"%PDF-1.4\n" + b"[" * 5000], ids=["locked", "torn", "brackets"])
def test_what_cannot_be_read_is_named_by_its_place(content: bytes) -> None:
    with pytest.raises(Unbindable) as caught:
        bind(paper(), [Enclosed("Bilag 1", paper()), Enclosed("Bilag 2", content, "application/pdf")])
    assert caught.value.place == 1


def test_a_locked_file_is_refused_in_words_before_it_is_on_the_case(taken_over: Callable[..., Case]) -> None:
    with pytest.raises(ValidationError, match="låst med en kode"):
        store(taken_over("profile").key, LOCKED)
    assert store(Case.objects.get().key, paper(encryption=Encryption(owner="a", user=""))).size, "whoever may open it, may"


def test_a_hearing_with_a_torn_paper_is_shown_to_a_person_and_not_tried_for_ever(
    taken_over: Callable[..., Case], do: Do
) -> None:
    case = taken_over("profile")
    with clock.at(DAY):
        file = store(case.key, TORN)
        assert do("add_document", case, kind="medical", title="Attest", dated="2024-07-01", file=file, adverse=True).done
        assert do("start_hearing", case).done
    item = OutboxItem.objects.get(kind="letter.render", subject=Letter.objects.get(kind="hearing").pk)
    assert item.state == OutboxState.FAILED
    assert item.problem == "dokument 1 kan ikke læses som PDF, så det kan ikke lægges ved brevet"
    with clock.at(DAY):
        assert Letter.objects.get(kind="hearing").state == "queued", "it is not tried for ever"
        whole, why = store(case.key, paper()), "Filen var gået i stykker, og lægen har sendt den igen."
        assert do("replace_document", case, document="1", file=whole, adverse=True, reason=why).done
    letter = Letter.objects.select_related("case__key").get(kind="hearing")
    assert letter.state == "delivered", "the new file brings the letter on its way by itself"
    item.refresh_from_db()
    assert (item.state, item.problem) == (OutboxState.DONE, "")


@pytest.mark.prints
def test_the_appeal_body_gets_the_rest_when_one_paper_is_torn(approved_letter: Case, do: Do) -> None:
    case = approved_letter
    with clock.at(DAY):
        for title, content in (("Revet", TORN), ("Skæv", paper(CROOKED["tags without numbers"]))):
            file = store(case.key, content)
            assert do("add_document", case, kind="medical", title=title, dated="2024-07-01", file=file).done
    with clock.at(LATER):
        assert do("forward_complaint", case).done
    letter = bundle(case)
    assert letter.state == "issued"
    with pikepdf.open(io.BytesIO(letter.pdf())) as pdf, pdf.open_outline() as outline:
        damaged = [str(item.title) for item in outline.root if "kan ikke læses" in str(item.title)]
    assert len(damaged) == 1
    assert "Revet" in damaged[0]
