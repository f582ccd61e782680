"""The way of a letter: ordered in an action, rendered by a worker, issued, delivered by a channel that gives proof.

Each step may be killed at any line. The PDF is stored before the row names it; an already rendered letter is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from cases.daily import covering
from cases.letters.addressing import addressed_anew
from cases.letters.letter import Letter as LetterContent
from cases.letters.letter import from_snapshot
from cases.letters.render import render_pdf
from cases.models import CaseFile, Delivery, Document, DocumentVersion, HeldFile, Letter, Notice
from cases.party import channel_of, leader_of
from flexcase.base import clock, files, outbox
from flexcase.base.audit import canonical
from flexcase.base.crypto import DataKey, Unreadable
from flexcase.base.models import OutboxItem, OutboxState
from flexcase.base.outbox import Failed, TryAgain, Uncertain, handles, once

if TYPE_CHECKING:
    from cases.act import Act

#: What a higher floor does when a letter of a kind has been rendered.
_when_rendered: dict[str, Callable[[Letter], None]] = {}
#: How the PDF of a kind is put together when it is more than the letter itself (enclosed documents).
_bundled: dict[str, Callable[[Letter, bytes], bytes]] = {}


def when_rendered(*kinds: str) -> Callable[[Callable[[Letter], None]], Callable[[Letter], None]]:
    """Register what follows the rendering of letters that wait for approval."""

    def register(follow: Callable[[Letter], None]) -> Callable[[Letter], None]:
        _when_rendered.update(dict.fromkeys(kinds, follow))
        return follow

    return register


def bundled(kind: str) -> Callable[[Callable[[Letter, bytes], bytes]], Callable[[Letter, bytes], bytes]]:
    """Register how the enclosures of a kind are bound together with the letter."""

    def register(bind: Callable[[Letter, bytes], bytes]) -> Callable[[Letter, bytes], bytes]:
        _bundled[kind] = bind
        return bind

    return register


def order(
    act: Act,
    content: LetterContent,
    *,
    needs_approval: bool,
    recipient: str,
    enclosures: tuple[UUID, ...],
) -> Letter:
    """Write down what a letter must contain. Called within an action; nothing is rendered or sent yet."""
    row = Letter(
        case=act.case,
        kind=content.kind,
        version=content.version,
        title=content.title,
        regime_name=act.case.regime_name,
        recipient=recipient,
        needs_approval=needs_approval,
        dated=act.day,
        enclosures=[str(enclosure) for enclosure in enclosures],
        prepared_by=act.actor.user,
        representative=leader_of(act.case) if recipient == Letter.Recipient.CITIZEN else None,
    )
    row.content = canonical(content.to_snapshot())
    row.save()
    return row


@handles("letter.render")
def render(item: OutboxItem) -> None:
    """Render a queued letter and store the bytes; then issue it, or hand it to the approver."""
    letter = Letter.objects.select_related("case__key", "case__citizen__key", "case__caseworker", "case__unit").get(
        pk=item.subject
    )
    if letter.state == "queued":
        _press(letter)
    # Asked also when a worker died right after the rendering: what follows is idempotent.
    if letter.state == "rendered" and (follow := _when_rendered.get(letter.kind)):
        follow(letter)


@handles("document.replaced")
def render_again(item: OutboxItem) -> None:
    """A letter that could not be rendered for a damaged paper is tried again now that the paper is another."""
    stuck = Letter.objects.filter(state="queued", enclosures__contains=[str(item.subject)]).values("pk")
    for waiting in OutboxItem.objects.filter(kind="letter.render", state=OutboxState.FAILED, subject__in=stuck):
        outbox.again(waiting)


def _press(letter: Letter) -> None:
    if addressed_anew(letter) is not None and not _record("readdress_letter", letter, {}):
        return
    pdf = render_pdf(from_snapshot(letter.kind, letter.version, letter.snapshot))
    if bind := _bundled.get(letter.kind):
        pdf = bind(letter, pdf)
    try:
        blob = files.store(letter.case.key, pdf)
    except files.DiskFull as full:
        raise TryAgain("disken er fuld") from full
    if not _record("record_rendering", letter, {"blob": str(blob), "sha256": files.sha256(pdf)}):
        files.remove(blob)


def _record(name: str, letter: Letter, given: dict[str, Any]) -> bool:
    """Write down what became of a letter. False when somebody else was faster, or the letter was made void meanwhile."""
    from cases.act import Actor
    from cases.outcome import OutcomeKind
    from cases.runner import run

    before = letter.state
    outcome = run(name, Actor.clock(), {"letter": str(letter.pk), **given}, case=letter.case)
    letter.refresh_from_db()
    if outcome.done or letter.state != before:
        return outcome.done
    if outcome.kind is OutcomeKind.BUSY:
        raise TryAgain("en anden arbejder på sagen")
    raise Failed(f"{name}: {outcome.kind.value}")


@handles("letter.deliver")
def deliver(item: OutboxItem) -> None:
    """Send an issued letter by the citizen's channel, and record the proof.

    The channel is idempotent by the delivery's id. Only when a kill leaves a non-idempotent channel's fate open is the
    delivery marked uncertain and shown to a person.
    """
    from cases.letters.channels import Closed, channel_named

    letter = Letter.objects.select_related("case__citizen__key", "case__caseworker", "case__key", "representative").get(
        pk=item.subject
    )
    if letter.state != "issued" or letter.case.citizen.died_on is not None:
        return  # nothing more is sent to the dead
    delivery, _ = Delivery.objects.get_or_create(letter=letter, defaults={"channel": channel_of(letter)})
    channel = channel_named(delivery.channel)
    if not channel.idempotent:
        try:
            once(item)
        except Uncertain:
            _mark_uncertain(item, delivery)
            raise
    Delivery.objects.filter(pk=delivery.pk).exclude(state=Delivery.State.SENT).update(state=Delivery.State.SENDING)
    try:
        receipt = channel.send(delivery.pk, letter)
    except Closed as closed:
        raise TryAgain("posten tager ikke imod breve lige nu") from closed
    except files.FileMissing as missing:
        raise TryAgain("brevets fil kan ikke findes") from missing
    except Unreadable as changed:
        raise Failed("brevet er ændret uden om systemet") from changed
    proof = {"sent_on": receipt.sent_on, "received_on": receipt.received_on, "proof": receipt.proof}
    _record("record_delivery", letter, proof)


@transaction.atomic
def _mark_uncertain(item: OutboxItem, delivery: Delivery) -> None:
    """Tell the caseworker and who covers for them, once. Somebody must find out before the letter is sent again."""
    if not Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.SENDING).update(state=Delivery.State.UNCERTAIN):
        return
    case = delivery.letter.case
    words = f"Det er uvist, om brevet »{delivery.letter.title}« blev sendt. Undersøg det, før du sender igen."
    for user in covering.caseworkers([case], clock.today()).get(case.pk, []):
        notice = Notice.objects.create(user=user, case=case, kind="delivery_uncertain", text=words, at=clock.now())
        outbox.put(item.run, "notice.mail", notice.pk)


def stored_blobs() -> set[UUID]:
    """Every file that a row names; the sweeper removes the rest, also cases that were taken out and have had their time."""
    tables: tuple[type[Model], ...] = (Letter, Document, DocumentVersion, HeldFile)
    rows = [table._base_manager.exclude(blob=None) for table in tables]
    rows.append(CaseFile.objects.filter(expires_at__gt=clock.now()).exclude(blob=None))
    return {blob for some in rows for blob in some.values_list("blob", flat=True)}


def keep(key: DataKey, content: bytes) -> UUID:
    """Store an uploaded file before any row names it. Raises DiskFull."""
    return files.store(key, content)
