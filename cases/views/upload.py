"""Papers that are put on a case, several at once: each file is sent when it is chosen, looked at, and given its own line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from cases.act import Actor
from cases.casepage import shown
from cases.http import action_or_404, case_or_404, tell, user_of
from cases.inputs import ActionInput, Choice, Day, Text, Upload
from cases.models import Case, Document, HeldFile, User
from cases.outcome import Outcome
from cases.papers import holding, uploads
from cases.runner import run
from flexcase.base.models import Run

shown.OWN_PAGE["add_document"] = "add_documents"
#: What one file says; the rest is the same for all of them.
OWN = ("title", "kind", "dated", "health", "adverse")


class LineForm(ActionInput):
    """What one of several files is."""

    title = Text("Titel", "Skriv en titel.", max_length=160)
    kind = Choice("Hvad er det?", Document.Kind.choices, "Vælg, hvad dokumentet er.")
    dated = Day("Dokumentets dato", required=False)
    health = forms.BooleanField(label="Rummer oplysninger om helbred", required=False)
    adverse = forms.BooleanField(label="Væsentligt og til ugunst for borgeren", required=False)


class SharedForm(ActionInput):
    """What is the same for all files that came together."""

    sender = Text("Afsender", "", required=False, max_length=160, help_text="Et tomt felt betyder den, der står i mailen.")
    happened_on = Day("Modtaget", required=False, help_text="Et tomt felt betyder i dag.")
    known_to_citizen = forms.BooleanField(label="Borgeren kender indholdet", required=False)


@dataclass(frozen=True)
class Line:
    """One file that is ready, its form, and what was wrong with it."""

    file: HeldFile
    form: LineForm
    errors: tuple[str, ...] = ()

    @property
    def told(self) -> dict[str, Any]:
        return self.file.told

    @property
    def summary(self) -> list[dict[str, str]]:
        """What was wrong with it, each with the place where it is put right."""
        here, name = f"#line-{self.file.pk.hex}", self.told["name"]
        found = [(here, error) for error in self.errors]
        found += [(f"#{field.auto_id}", str(error)) for field in self.form for error in field.errors]
        return [{"href": href, "text": f"{name}: {error}"} for href, error in found]


def line(file: HeldFile, request: HttpRequest | None = None) -> Line:
    """A line as it was sent, or as the file suggests."""
    prefix = file.pk.hex
    if request is not None and f"{prefix}-title" in request.POST:
        return Line(file, LineForm(request.POST, prefix=prefix))
    return Line(file, LineForm(initial={name: file.told[name] for name in OWN if name in file.told}, prefix=prefix))


def add(request: HttpRequest, number: str) -> HttpResponse:
    """The page: lay files in, look at what they seem to be, put them on the case."""
    case = case_or_404(request, number, "action:add-document")
    action_or_404(request, "add-document", case)
    if request.method == "POST":
        return _sent(request, case)
    return _page(request, case, [line(file) for file in holding.held(user_of(request), case)], SharedForm())


@require_POST
def hold(request: HttpRequest, number: str) -> HttpResponse:
    """One file, sent by the page's script as soon as it was chosen: answers its line, or a sentence on why not."""
    case = case_or_404(request, number, "action:add-document")
    action_or_404(request, "add-document", case)
    return _held(request, case, "", lambda file: ("cases/upload_line.html", {"line": line(file)}))


@require_POST
def hold_in_form(request: HttpRequest, number: str, slug: str, field: str) -> HttpResponse:
    """The same for a file in the form of an action."""
    case = case_or_404(request, number, f"action:{slug}")
    action = action_or_404(request, slug, case)
    if not isinstance(action.inputs.base_fields.get(field), Upload):
        raise Http404("no such field")
    return _held(request, case, action.name, lambda file: ("components/held.html", {"held": file, "name": field}))


def _held(
    request: HttpRequest, case: Case, form: str, shown_as: Callable[[HeldFile], tuple[str, dict[str, Any]]]
) -> HttpResponse:
    try:
        file = holding.hold(user_of(request), case, request.FILES["files"], form)  # type: ignore[arg-type]
    except KeyError:
        return HttpResponse("Filen kom ikke med. Vælg den igen.", status=422, content_type="text/plain; charset=utf-8")
    except ValidationError as problem:
        return HttpResponse(" ".join(problem.messages), status=422, content_type="text/plain; charset=utf-8")
    return render(request, *shown_as(file))


def _sent(request: HttpRequest, case: Case) -> HttpResponse:
    """Hold what came as files, let go of what is not wanted, or put the lines on the case: each is a run of its own."""
    user = user_of(request)
    if unwanted := _ids([request.POST.get("drop", "")]):
        holding.let_go(user, case, unwanted)
        return _again(request, case)
    fresh, refused = _hold_all(request, user, case)
    sent = _ids(request.POST.getlist("file"))
    if fresh or refused or not sent:
        missing = [] if fresh or refused else ["Vælg mindst én fil."]
        return _again(request, case, [*refused, *missing], told=bool(fresh))
    return _put(request, user, case, sent)


def _put(request: HttpRequest, user: User, case: Case, sent: list[UUID]) -> HttpResponse:
    known = {file.pk: file for file in holding.held(user, case)}
    done, left, gone = [], [], 0
    for key in sent:
        if key in known:
            outcome = _run(request, user, case, known[key])
            if outcome.done:
                done.append(key)
            else:
                left.append(_refused(line(known[key], request), outcome))
        elif not Run.objects.filter(pk=key, actor_id=user.pk, case_id=case.pk).exists():
            gone += 1
    holding.let_go(user, case, done)
    if done:
        tell(request, "Dokumentet er lagt på sagen." if len(done) == 1 else f"{len(done)} dokumenter er lagt på sagen.")
    if left or gone:
        lost = ["En fil ligger her ikke længere. Vælg den igen."] * bool(gone)
        return _page(request, case, left, SharedForm(request.POST), lost, status=422)
    return redirect(f"{reverse('case', args=[case.number])}?fane=dokumenter")


def _run(request: HttpRequest, user: User, case: Case, file: HeldFile) -> Outcome:
    post, prefix = request.POST, file.pk.hex
    given: dict[str, Any] = {name: post.get(f"{prefix}-{name}", "") for name in ("title", "kind", "dated")}
    given |= {name: f"{prefix}-{name}" in post for name in ("health", "adverse")}
    given |= {"happened_on": post.get("happened_on", ""), "known_to_citizen": "known_to_citizen" in post}
    given["sender"] = post.get("sender", "").strip() or file.told["sender"]
    return run("add_document", Actor.of(user), given, case=case, run_id=file.pk, stored={"file": holding.stored(file)})


def _refused(at: Line, outcome: Outcome) -> Line:
    """The line with the outcome's sentences; what all share is told at the line as well."""
    at.form.is_valid()
    other = [finding.text for finding in outcome.findings]
    for name, sentences in outcome.errors.items():
        if name not in at.form.fields:
            other += sentences
        elif not at.form.errors.get(name):
            for sentence in sentences:
                at.form.add_error(name, sentence)
    return Line(at.file, at.form, tuple(other))


def _hold_all(request: HttpRequest, user: User, case: Case) -> tuple[list[HeldFile], list[str]]:
    """The files that a form without scripts brought; a wrong one is named and hinders no other."""
    fresh, refused = [], []
    for upload in request.FILES.getlist("files"):
        try:
            fresh.append(holding.hold(user, case, upload))
        except ValidationError as problem:
            refused.append(f"{upload.name}: {' '.join(problem.messages)}")
    return fresh, refused


def _again(request: HttpRequest, case: Case, wrong: list[str] | None = None, *, told: bool = False) -> HttpResponse:
    """The page with every file that is ready, the words kept."""
    lines = [line(file, request) for file in holding.held(user_of(request), case)]
    shared = SharedForm(request.POST)
    shared.is_valid()
    return _page(request, case, lines, shared, wrong or [], status=422 if wrong else 200, look=told)


def _ids(texts: list[str]) -> list[UUID]:
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _page(
    request: HttpRequest,
    case: Case,
    lines: list[Line],
    shared: SharedForm,
    wrong: list[str] | None = None,
    *,
    status: int = 200,
    look: bool = False,
) -> HttpResponse:
    user = user_of(request)
    errors = [{"href": "#files", "text": sentence} for sentence in wrong or []]
    errors += [error for one in lines for error in one.summary]
    context = {
        "section": "cases",
        "case": case,
        "head": shown.case_head(case),
        "facts": shown.case_facts(case, user.role),
        "back_url": reverse("case", args=[case.number]),
        "lines": lines,
        "shared": shared,
        "errors": errors,
        "look": look,
        "limits": uploads.told_to_browsers(),
        "taken": uploads.TAKEN,
    }
    return render(request, "cases/upload.html", context, status=status)
