"""Passages struck out for good: gone from what is seen, from what lies behind it, and from every later letter."""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from django.test import Client
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Pdf
from PIL import Image

from cases.act import Actor
from cases.letters.sheet import sheet_pdf
from cases.models import AccessRequest, Case, Document, User
from cases.outcome import Outcome, OutcomeKind
from cases.papers.bundle import Unbindable
from cases.papers.passage import Box, Passage, without
from cases.papers.strike import NotThere, picture, strike, texts, unread
from cases.papers.striking import said as said_apart
from cases.papers.uploads import store
from cases.reading.apart import within
from cases.runner import run
from flexcase.base import outbox
from tests.cases.conftest import DAY

SECRET = "Peter Hemmelig"
WHY = "Der står noget om en kollegas helbred."


def paper() -> bytes:
    """Two pages that share their resources, with the secret in every place where a file can keep one."""
    out = io.BytesIO()
    with Pdf.new() as pdf:
        font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        form = pdf.make_stream(f"BT /F1 20 Tf 100 500 Td ({SECRET} i et billede) Tj ET".encode())
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 612, 792])
        form.Resources = Dictionary(Font=Dictionary(F1=font))
        shared = pdf.make_indirect(Dictionary(Font=Dictionary(F1=font), XObject=Dictionary(Fm=form)))
        for words, more in ((f"Chefen {SECRET} sagde nej.", b" /Fm Do"), ("Side to er som den var.", b"")):
            page = pdf.add_blank_page().obj
            page.Contents = pdf.make_stream(f"BT /F1 20 Tf 100 700 Td ({words}) Tj ET".encode() + more)
            page.Resources = shared
            page.PieceInfo = Dictionary(Private=SECRET)
            remark = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=SECRET)
            page.Annots = Array([pdf.make_indirect(remark)])
        pdf.pages[1].obj.Annots.append(
            Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), Dest=Array([pdf.pages[0].obj, Name.Fit]))
        )
        pdf.attachments["bilag.txt"] = AttachedFileSpec(pdf, SECRET.encode())
        pdf.docinfo[Name.Title] = SECRET
        with pdf.open_metadata() as told:
            told["dc:description"] = SECRET
        pdf.save(out)
    return out.getvalue()


def laid_bare(pdf: bytes) -> bytes:
    """Every byte of a file, with nothing packed."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        options = {"stream_decode_level": pikepdf.StreamDecodeLevel.generalized, "compress_streams": False}
        opened.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, **options)  # type: ignore[arg-type]
    return out.getvalue()


def hides(bare: bytes, words: str) -> list[str]:
    """The ways in which words, or one of them, are written somewhere in a file with nothing packed."""
    found = []
    for word in (words, *words.split()):
        for encoding in ("utf-8", "cp1252", "utf-16-be", "utf-16-le", "utf-32-be"):
            plain = word.encode(encoding)
            for way, written in (
                ("plain", plain),
                ("hex", plain.hex().encode()),
                ("base64", b64encode(plain).rstrip(b"=")[:-1]),
            ):
                if written.lower() in bare.lower():
                    found.append(f"{word} as {way} {encoding}")
    return found


def drawn(content: bytes, picture: bool = False) -> bytes:
    """A page that draws this, with a white picture at hand."""
    out = io.BytesIO()
    with Pdf.new() as pdf:
        page = pdf.add_blank_page().obj
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        white = pdf.make_stream(b"\xff")
        white.stream_dict = Dictionary(
            Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, ColorSpace=Name.DeviceGray, BitsPerComponent=8
        )
        page.Resources = Dictionary(Font=Dictionary(F1=font), XObject=Dictionary(Im=white))
        page.Contents = pdf.make_stream(content)
        pdf.save(out)
    return out.getvalue()


SEEN = b"BT /F1 20 Tf 100 700 Td (Chefen sagde nej.) Tj ET "
#: The secret again, beside the box that is struck, in ways that nobody sees.
HIDDEN = {
    "drawn with nothing": b"BT 3 Tr /F1 20 Tf 100 500 Td (Peter Hemmelig) Tj ET",
    "drawn to clip": b"q BT 7 Tr /F1 20 Tf 100 500 Td (Peter Hemmelig) Tj ET Q",
    "white": b"1 g BT /F1 20 Tf 100 500 Td (Peter Hemmelig) Tj ET",
    "under black": b"BT /F1 20 Tf 100 500 Td (Peter Hemmelig) Tj ET 90 490 300 40 re f",
    "under black that just covers it": b"BT /F1 20 Tf 100 500 Td (Peter Hemmelig) Tj ET 99 499.5 150 16 re f",
    "clipped away, in a frame": b"q 0 0 1 1 re W n BT /F1 20 Tf 100 500 Td (Peter Hemmelig) Tj ET Q 99 494 150 21 re S",
    "under a picture": b"BT /F1 20 Tf 100 500 Td (Peter Hemmelig) Tj ET q 400 0 0 60 90 480 cm /Im Do Q",
    "over a scan": b"q 612 0 0 792 0 0 cm /Im Do Q BT /F1 20 Tf 100 500 Td (Peter Hemmelig) Tj ET",
    "under other words": b"1 g BT /F1 20 Tf 100 500 Td (Peter Hemmelig) Tj 0 g 1 0 0 1 100 500 Tm (Goddag og hej) Tj ET",
    "off the page": b"BT /F1 20 Tf 100 -500 Td (Peter Hemmelig) Tj ET",
    "too small to see": b"BT /F1 0.01 Tf 100 500 Td (Peter Hemmelig) Tj ET",
}


@pytest.mark.parametrize("content", HIDDEN.values(), ids=HIDDEN)
def test_what_nobody_sees_is_not_heard_beside_a_struck_box(content: bytes) -> None:
    copy = strike(drawn(SEEN + content), [Passage(1, box=(0, 0, 3, 3))])
    assert not hides(laid_bare(copy), SECRET)


def test_a_word_that_a_box_touches_at_any_edge_is_not_heard_and_its_neighbours_are() -> None:
    paper = drawn(
        b"BT /F1 20 Tf 100 700 Td (Chefen Peter Hemmelig sagde nej.) Tj ET BT /F1 20 Tf 100 600 Td (Linjen under.) Tj ET"
    )
    left, top, wide, high = 172 / 6.12, (792 - 716) / 7.92, 20 / 6.12, 18 / 7.92
    boxes: list[Box] = [
        (left, top, wide, high),
        (left + wide, top, 90 / 6.12, 0.5),
        (left, top, 0.1, 0.1),
        (left - 0.2, top, 25, 20),
    ]
    for box in boxes:
        copy = strike(paper, [Passage(1, box=box)])
        heard = said(copy)
        assert "Peter" not in heard or box[0] > left, box
        assert "Linjen under." in heard or box[3] == 20, box
        assert "Chefen" in heard
    copy = strike(paper, [Passage(1, box=(left, top, 100 / 6.12, high))])
    assert said(copy) == "Chefen sagde nej. Linjen under."
    assert not hides(laid_bare(copy), "Peter") and not hides(laid_bare(copy), "Hemmelig")


def test_a_whole_page_that_is_struck_is_silent() -> None:
    assert said(strike(drawn(SEEN), [Passage(1)])) == ""


def test_a_name_that_is_struck_in_one_place_is_heard_in_no_other() -> None:
    """A scan's layer, or a font that lies, could say it anywhere; small words are heard all the same."""
    lines = b"BT /F1 20 Tf 100 700 Td (Peter og jeg) Tj 0 -100 Td (Jeg og Peter, 4711) Tj 0 -100 Td (Nr. 4711 og 12) Tj ET"
    copy = strike(drawn(lines), [Passage(1, box=(0, 0, 100, 14))])
    assert said(copy) == "Jeg og 4711 Nr. 4711 og 12"
    copy = strike(drawn(lines), [Passage(1, box=(0, 20, 100, 8))])
    assert said(copy) == "og jeg Nr. og 12"


def said(pdf: bytes) -> str:
    return " ".join(" ".join(texts(pdf)).split())


def test_what_is_struck_is_nowhere_in_the_copy_and_the_next_page_keeps_its_text() -> None:
    assert laid_bare(paper()).count(SECRET.encode()) > 5, "the paper keeps it in many places"
    copy = strike(paper(), [Passage(1, "peter  hemmelig")])
    assert said(copy) == "Chefen sagde nej. i et billede Side to er som den var."
    bare = laid_bare(copy)
    assert not hides(bare, SECRET)
    assert b"Side to er som den var." in bare


def test_a_page_whose_content_cannot_be_told_apart_becomes_a_picture_as_well() -> None:
    with Pdf.open(io.BytesIO(paper())) as pdf:
        del pdf.pages[1].Resources.XObject.Fm.Resources  # a form that draws with whatever its page has
        pdf.pages[1].Contents = pdf.make_stream(b"/Fm Do")
        out = io.BytesIO()
        pdf.save(out)
    copy = strike(out.getvalue(), [Passage(1)])
    assert texts(copy) == ["", ""] and SECRET.encode() not in laid_bare(copy)


ASIDE = {
    "words for who cannot see": b"/Figure <</Alt (Foto af Peter Hemmelig)>> BDC 0 0 9 9 re f EMC",
    "the same, by name": b"/Figure /Told BDC 0 0 9 9 re f EMC",
    "a layer that is switched off": b"/OC /Off BDC BT /F1 20 Tf 100 500 Td (Hemmelig, Peter) Tj ET EMC",
    "words about a form": b"/Fm Do",
}


@pytest.mark.parametrize("content", ASIDE.values(), ids=ASIDE)
def test_a_page_beside_says_no_more_than_it_shows(content: bytes) -> None:
    with Pdf.open(io.BytesIO(paper())) as pdf:
        page, off = pdf.pages[1].obj, pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Kladde"))
        form = pdf.make_stream(b"0 0 9 9 re f")
        form.stream_dict = Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), Resources=Dictionary())
        form.PieceInfo = Dictionary(Private=SECRET)
        page.Resources = Dictionary(
            Font=page.Resources.Font,
            XObject=Dictionary(Fm=form),
            Properties=Dictionary(Told=Dictionary(Alt=SECRET), Off=off),
        )
        page.Contents = pdf.make_stream(SEEN + content)
        pdf.Root.OCProperties = Dictionary(OCGs=Array([off]), D=Dictionary(OFF=Array([off]), Order=Array([])))
        out = io.BytesIO()
        pdf.save(out)
    assert not hides(laid_bare(strike(out.getvalue(), [Passage(1)])), SECRET)


def test_where_words_cannot_be_looked_for_the_page_is_named() -> None:
    with Pdf.open(io.BytesIO(paper())) as pdf:
        painted = pdf.make_stream(b"BT /F1 20 Tf 1 1 Td (Peter Hemmelig) Tj ET")
        painted.stream_dict = Dictionary(
            Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1, BBox=Array([0, 0, 300, 30]), XStep=300, YStep=30
        )
        page = pdf.pages[1].obj
        page.Resources = Dictionary(Font=page.Resources.Font, Pattern=Dictionary(P=painted))
        page.Contents = pdf.make_stream(b"/Pattern cs /P scn 0 0 300 30 re f")
        out = io.BytesIO()
        pdf.save(out)
    assert unread(out.getvalue()) == [2]
    assert unread(drawn(SEEN + b"q 400 0 0 60 90 480 cm /Im Do Q")) == [1]
    assert unread(paper()) == []


def test_a_page_that_is_never_drawn_holds_nobody() -> None:
    """Forms that draw forms: a kilobyte that says »ha« a billion times."""
    with Pdf.new() as pdf:
        inner = Dictionary()
        for level in range(10):
            form = pdf.make_stream(b"/Fm Do " * 10 if level else b"0 0 9 9 re f")
            kept = Dictionary(XObject=inner)
            form.stream_dict = Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 612, 792]), Resources=kept)
            inner = Dictionary(Fm=pdf.make_indirect(form))
        page = pdf.add_blank_page().obj
        page.Resources, page.Contents = Dictionary(XObject=inner), pdf.make_stream(b"/Fm Do")
        out = io.BytesIO()
        pdf.save(out)
    with within(1), pytest.raises(Unbindable) as caught:
        said_apart(out.getvalue())
    assert caught.value.late


def test_the_words_are_black_and_the_others_are_not() -> None:
    before, after = (Image.open(io.BytesIO(picture(paper(), 1, passages))) for passages in ((), [Passage(1, SECRET)]))
    dots = 150 / 72
    name = (int(178 * dots), int((792 - 705) * dots))
    assert after.convert("L").getpixel(name) == 0
    rest = (int(90 * dots), int(60 * dots), int(165 * dots), int(120 * dots))  # »Chefen« stands untouched
    assert before.crop(rest).tobytes() == after.crop(rest).tobytes()


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_box_lies_where_it_was_drawn_however_the_page_is_turned(turned: int) -> None:
    with Pdf.open(io.BytesIO(paper())) as pdf:
        pdf.pages[0].Rotate = turned
        out = io.BytesIO()
        pdf.save(out)
    image = Image.open(io.BytesIO(picture(strike(out.getvalue(), [Passage(1, box=(50, 25, 20, 10))]), 1))).convert("L")
    width, height = image.size
    assert image.getpixel((width * 60 // 100, height * 30 // 100)) < 10
    assert image.getpixel((width * 60 // 100, height * 40 // 100)) > 245
    assert (width > height) == (turned in {90, 270})


@pytest.mark.parametrize("passage", [Passage(2, SECRET), Passage(3), Passage(0, "findes ikke")])
def test_nothing_is_given_rather_than_a_copy_with_the_passage_in_it(passage: Passage) -> None:
    with pytest.raises(NotThere):
        strike(paper(), [Passage(1, SECRET), passage])


def test_words_are_found_over_a_line_break_and_in_another_case() -> None:
    assert without("Han hedder PETER\nHemmelig, 2½ år.", [Passage(words=SECRET)]) == "Han hedder [streget over], 2½ år."


@pytest.fixture
def do(case: Case, aase: User) -> Callable[..., Outcome]:
    def perform(action: str, **given: Any) -> Outcome:
        outcome = run(action, Actor.of(aase), given, case=case)
        outbox.drain()
        return outcome

    return perform


@pytest.fixture
def asked(case: Case, do: Callable[..., Outcome]) -> Case:
    """A case with a file and a note that both name somebody, and a citizen who wants to see the papers."""
    file = store(case.key, sheet_pdf("Udtalelse", DAY, case.number, {"Om": f"{SECRET} er syg. Borgeren er dygtig."}))
    assert do("add_document", kind="employer", title=f"Udtalelse fra {SECRET}", file=file, dated="2026-07-01").done
    assert do("write_note", heading="Samtale", text=f"{SECRET} ringede.", promised=f"Vi svarer {SECRET} fredag.").done
    assert do("request_access", channel="phone").done
    return case


def strikes(do: Callable[..., Outcome], **given: Any) -> Outcome:
    return do("strike_passage", **({"document": "1", "words": SECRET, "ground": "others", "why": WHY} | given))


def answer(no: int) -> bytes:
    letter = AccessRequest.objects.select_related("letter__case__key").get(no=no).letter
    assert letter is not None
    return letter.pdf()


def test_the_citizen_gets_the_rest_with_the_ground_and_asking_twice_opens_nothing(
    asked: Case, do: Callable[..., Outcome]
) -> None:
    assert strikes(do).done and strikes(do, document="notat-1").done
    assert do("decide_access").done
    assert do("request_access", channel="letter").done
    assert do("decide_access").done
    for no in (1, 2):
        given = said(answer(no))
        assert SECRET not in given and SECRET.encode() not in laid_bare(answer(no))
        for words in (
            "En del af det",
            "§ 15 b",
            WHY,
            "Udtalelse fra [streget over]",
            "[streget over] ringede.",
            "Sådan klager du",
        ):
            assert words in given, words
    with pikepdf.open(io.BytesIO(answer(2))) as pdf, pdf.open_outline() as outline:
        assert not any(SECRET in str(item.title) for item in outline.root)
    assert Document.objects.get(case=asked, no=1).content(), "the paper itself is as it was"


def test_what_is_cleared_is_given(asked: Case, do: Callable[..., Outcome]) -> None:
    assert strikes(do).done
    row = AccessRequest.objects.get().struck.get()
    assert do("clear_passage", passage=str(row.pk)).done
    assert do("decide_access").done
    assert SECRET in said(answer(1)) and "En del af det" not in said(answer(1))


UNSTRIKABLE: list[tuple[dict[str, Any], str]] = [
    ({"words": "findes ikke"}, "words"),
    ({"words": ""}, "words"),
    ({"whole_page": True}, "words"),
    ({"words": "", "whole_page": True}, "page"),
    ({"words": "", "whole_page": True, "page": "7"}, "page"),
    ({"words": "", "page": "1", "left": "10"}, "left"),
    ({"words": "", "page": "1", "left": "10", "top": "10", "width": "0", "height": "5"}, "left"),
    ({"words": "", "page": "1", "left": "110", "top": "10", "width": "9", "height": "5"}, "left"),
    ({"page": "side to"}, "page"),
    ({"document": "9"}, "document"),
    ({"ground": "because"}, "ground"),
]


def test_what_cannot_be_struck_is_said_at_its_field(asked: Case, do: Callable[..., Outcome]) -> None:
    for given, field in UNSTRIKABLE:
        outcome = strikes(do, **given)
        assert outcome.kind is OutcomeKind.INVALID and field in outcome.errors, (given, outcome)
    assert not AccessRequest.objects.get().struck.exists()


def test_the_answer_is_read_before_it_is_sent_and_what_is_typed_wrong_is_kept(asked: Case, aase: User) -> None:
    client = Client()
    client.force_login(aase)
    base = f"/sager/{asked.number}/aktindsigt"
    typed = {"document": "1", "words": "findes ikke", "ground": "others", "why": WHY}
    answer = client.post(f"{base}/1/", typed)
    assert answer.status_code == 422
    for words in ("Ordene står ikke der", "findes ikke", WHY):
        assert words in answer.content.decode(), words
    before = client.get(f"{base}/1/side/1.png").content
    assert client.post(f"{base}/1/", typed | {"words": SECRET}).status_code == 302
    assert client.get(f"{base}/1/side/1.png").content != before, "the picture shows what is struck"
    page = client.get(f"{base}/").content.decode()
    assert "1 sted streget over" in page and "Læs hele svaret" in page
    assert SECRET not in said(client.get(f"{base}/1/kopi/").content)
    preview = said(client.get(f"{base}/svar.pdf").content)
    assert f"{SECRET} er syg" not in preview and f"{SECRET} ringede" in preview, "the note is not struck yet"
    assert not AccessRequest.objects.exclude(state="asked").exists(), "reading sends nothing"
    assert client.get(f"{base}/9/").status_code == 404 and client.get(f"{base}/1/side/7.png").status_code == 404
    assert client.post(f"{base}/").status_code == 302
    assert AccessRequest.objects.get().state == "decided"
