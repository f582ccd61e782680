"""Word files, photographs and mails are known by their content, kept as they came, and read as pages of our own making."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import pikepdf
import pypdfium2
import pytest
from django.core.exceptions import ValidationError

from cases.models import Case
from cases.papers.bundle import Enclosed, bind
from cases.papers.uploads import store
from cases.reading import formats
from cases.reading.apart import Late, Misshapen, apart, within
from cases.reading.copy import as_pdf, glimpse
from cases.reading.guess import guess
from flexcase.base.files import as_file
from tests.cases.outlook import outlook_mail
from tests.cases.papers import mail, photograph, word


def words(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))


def pages(pdf: bytes) -> int:
    return len(pypdfium2.PdfDocument(pdf))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (word("Udtalelse"), formats.DOCX),
        (photograph("HEIF"), formats.HEIC),
        (photograph("JPEG"), formats.JPG),
        (mail(), formats.MAIL),
        (outlook_mail(), formats.OUTLOOK),
        (b"From her til dato: en almindelig tekst\nuden hoved", ""),
        (b"<html><script>alert(1)</script></html>", ""),
        (b"PK\x03\x04 noget andet", ""),
    ],
    ids=["word", "heic", "jpg", "mail", "outlook", "text", "page", "zip"],
)
def test_a_file_is_known_by_its_content(content: bytes, kind: str) -> None:
    assert formats.media_type_of(content) == kind


def test_a_word_file_is_read_as_our_own_pages_with_its_pictures() -> None:
    pdf = as_pdf(word("Bodil møder hver dag kl. 9.", "Hun bruger særlig stol."), formats.DOCX)
    assert "Bodil møder hver dag kl. 9." in words(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.pages[0].get_images()) == 1, "the picture in the text is shown"


def test_what_a_word_file_says_is_text_and_never_a_page_of_its_own() -> None:
    pdf = as_pdf(word("&lt;img src='http://fremmed.example/x.png'&gt;&lt;script&gt;alert(1)&lt;/script&gt;"), formats.DOCX)
    assert "<script>alert(1)</script>" in words(pdf)
    assert b"fremmed.example" not in pdf


def test_a_photograph_from_a_telephone_becomes_a_page() -> None:
    assert pages(as_pdf(photograph("HEIF"), formats.HEIC)) == 1


def test_a_mail_is_read_with_its_head_its_text_and_what_came_with_it() -> None:
    sent = mail(attached_docx=word("Jeg kan arbejde otte timer."), regneark_xlsx=b"PK\x03\x04 ikke vores")
    shown = as_pdf(sent, formats.MAIL)
    text = words(shown)
    for told in (
        "Birgitte Ørsted",
        "Min læge har skrevet",
        "Her er papirerne.",
        "regneark.xlsx",
        "Jeg kan arbejde otte timer.",
    ):
        assert told in text, told


def test_a_mail_of_outlooks_own_kind_is_read_like_any_other() -> None:
    sent = outlook_mail(attest_docx=word("Jeg kan arbejde otte timer."), ark_xlsx=b"PK\x03\x04 ikke vores")
    text = words(as_pdf(sent, formats.OUTLOOK))
    for told in (
        "Lægehuset Ørsted",
        "31.7.2026 kl. 9.12",
        "Fra Outlook",
        "Se vedlagte.",
        "ark.xlsx",
        "Jeg kan arbejde otte timer.",
    ):
        assert told in text, told
    found = guess("scan.msg", outlook_mail(text="Hun har gigt."), formats.OUTLOOK)
    assert (found.title, found.health, f"{found.dated}") == ("Fra Outlook", False, "2026-07-31")


def test_a_mail_in_html_shows_its_words_and_fetches_nothing() -> None:
    sent = (
        b"From: a@eksempel.example\r\nDate: Fri, 31 Jul 2026 09:12:00 +0200\r\nSubject: Hej\r\n"
        b"Content-Type: text/html; charset=utf-8\r\n\r\n"
        b"<p onclick='x()'>Goddag</p><img src='https://spor.example/1.gif'><script>alert(1)</script>"
    )
    shown = as_pdf(sent, formats.MAIL)
    assert "Goddag" in words(shown)
    assert "alert" not in words(shown)
    assert b"spor.example" not in shown


def test_a_bundle_holds_word_files_photographs_and_mails_as_pages() -> None:
    letter = as_pdf(word("Høring"), formats.DOCX)
    papers = [(word("Attest"), formats.DOCX), (photograph("HEIF"), formats.HEIC), (mail(), formats.MAIL)]
    whole = bind(letter, [Enclosed(f"Bilag {no}", content, kind) for no, (content, kind) in enumerate(papers, 1)])
    assert pages(whole) == 4
    assert "Attest" in words(whole)
    with pikepdf.open(io.BytesIO(whole)) as opened, opened.open_outline() as outline:
        assert [mark.title for mark in outline.root][-3:] == ["Bilag 1", "Bilag 2", "Bilag 3"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (word("<w:r>")[:-900] + b"\0" * 900, "skal være PDF"),
        (photograph("HEIF")[:200] + b"\0" * 300, "HEIC-billedet kan ikke åbnes"),
        (b"en tekst, som nogen har skrevet", "skal være PDF"),
        (formats.OLE + b"\0" * 600, "Filen er en gammel Office-fil"),
        (outlook_mail()[:512] + b"\xff" * 512 + outlook_mail()[1024:], "Mailen kan ikke åbnes"),
        (outlook_mail(text=None), "Mailen kan ikke åbnes"),
        (photograph("PNG", (1, 200_001)), "Billedet har for mange punkter"),
    ],
    ids=[
        "a torn zip",
        "a torn photograph",
        "plain text",
        "old Word",
        "a torn mail of Outlook",
        "a mail with words in RTF alone",
        "a picture as thin as a hair",
    ],
)
def test_what_cannot_be_shown_is_refused_with_words(case: Case, content: bytes, said: str) -> None:
    with pytest.raises(ValidationError, match=said.replace("(", r"\(")):
        store(case.key, content)


def test_a_word_file_that_unfolds_without_end_is_refused(case: Case) -> None:
    bomb = io.BytesIO(word("Bombe"))
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as folder, folder.open("word/media/big.bin", "w") as piece:
        for _ in range(201):
            piece.write(bytes(1024 * 1024))
    assert len(bomb.getvalue()) < 1024 * 1024
    with pytest.raises(ValidationError, match="Word-filen kan ikke åbnes"):
        store(case.key, bomb.getvalue())


@pytest.mark.parametrize(
    "endless",
    [word("a " * 250_001), word(*["a"] * 10_001), mail(text="a\n\n" * 10_001), mail(text="a " * 250_001)],
    ids=["text in Word", "paragraphs in Word", "paragraphs in a mail", "text in a mail"],
)
def test_a_file_of_endless_text_is_refused(case: Case, endless: bytes) -> None:
    """All of it would be laid out: some kilobytes could hold up a reader for minutes."""
    with pytest.raises(ValidationError, match="kan ikke åbnes"):
        store(case.key, endless)


def test_of_a_long_text_the_beginning_is_shown_and_the_copy_that_is_given_has_it_all() -> None:
    long = mail(text="Sætning.\n\n" * 1_600 + "Til slut.")
    shown = glimpse(long, formats.MAIL)
    assert shown.begun and "Til slut." not in words(as_file(shown.pdf).read())
    assert "Til slut." in words(as_file(as_pdf(long, formats.MAIL)).read())
    assert not glimpse(mail(), formats.MAIL).begun


def test_what_a_mail_brought_along_that_is_not_shown_is_named_as_such() -> None:
    sent = mail(en_docx=word("Den første."), to_docx=word("Den anden."), ark_xlsx=b"PK\x03\x04 ikke vores")
    read = " ".join(words(as_file(as_pdf(sent, formats.MAIL, room=1)).read()).split())
    assert "Den første." in read and "Den anden." not in read
    assert "en.docx to.docx (kun i selve mailen)" in read.replace("• ", "") and "ark.xlsx (kun i selve mailen)" in read
    assert glimpse(sent, formats.MAIL).left_out == {2}


def test_whoever_waits_is_told_when_there_is_no_time_left(case: Case) -> None:
    with within(0):
        with pytest.raises(ValidationError, match="nåede ikke at blive undersøgt"):
            store(case.key, mail())
        with pytest.raises(Late):
            as_pdf(word("En side"), formats.DOCX)
    assert as_pdf(word("En side"), formats.DOCX), "others have the patience"


def test_a_mail_of_endless_parts_is_refused(case: Case) -> None:
    parts = b"".join(b"--x\r\n\r\na\r\n" for _ in range(500))
    head = b"From: a@b.example\r\nDate: Fri, 31 Jul 2026 09:12:00 +0200\r\nMIME-Version: 1.0\r\n"
    with pytest.raises(ValidationError, match="Mailen kan ikke åbnes"):
        store(case.key, head + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + parts + b"--x--\r\n")


def test_short_lines_and_strange_signs_are_words_and_never_tags() -> None:
    """Paragraphs without a blank between them are no long word, and a wide »<« begins nothing."""
    read = words(as_pdf(mail(text="En linje.\n\n" * 60 + "\uff1cimg src=x\uff1e 3 < 4 & 5"), formats.MAIL)).split()
    assert read.count("linje.") == 60
    assert "img" in " ".join(read) and "3 < 4 & 5" in " ".join(read)


def test_a_mail_of_tags_within_tags_without_end_is_a_torn_file_and_no_fault() -> None:
    letter = EmailMessage()
    letter["From"], letter["Date"] = "a@eksempel.example", "Fri, 31 Jul 2026 09:12:00 +0200"
    letter.set_content("<blockquote>" * 2000 + "dybt nede", subtype="html")
    with pytest.raises(Misshapen):
        as_pdf(bytes(letter), formats.MAIL)


def test_mails_that_branch_into_mails_are_laid_out_as_far_as_there_is_room() -> None:
    """Three mails with three each would be thirteen pages; a file of 20 MB can hold ten thousands of them."""
    within = mail("Gren", **{f"blad{n}_eml": mail("Blad") for n in range(3)})
    tree = mail("Rod", **{f"gren{n}_eml": within for n in range(3)})
    assert pages(as_file(as_pdf(tree, formats.MAIL, room=6)).read()) == 7, "the root, three branches, and a leaf of each"
    chain = mail("Yderst", a_eml=mail("Midt", b_eml=mail("Inderst")))
    assert pages(as_file(as_pdf(chain, formats.MAIL, room=2)).read()) == 3


def test_pages_are_made_apart_and_a_torn_file_harms_nothing() -> None:
    pdf = as_pdf(word("En side"), formats.DOCX)
    assert apart("pages", pdf) == b"1"
    assert apart("page", pdf, number=1, width=300).startswith(b"\x89PNG")
    assert "En side" in apart("words", pdf).decode()
    with pytest.raises(Misshapen):
        apart("pages", b"%PDF-1.7\n%%EOF")
