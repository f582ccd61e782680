"""Addresses of the desk."""

from django.urls import path

from cases.views import (
    access,
    action,
    case,
    casefile,
    crossings,
    desk,
    mails,
    papers,
    todo,
    unsettled,
    worklist,
    writing,
)

urlpatterns = [
    path("", worklist.home, name="home"),
    path("sager/", worklist.cases, name="worklist"),
    path("sager/ny/", action.new_application, name="new_application"),
    path("sager/<str:number>/", case.case, name="case"),
    path("sager/<str:number>/cpr/", case.reveal_cpr, name="reveal_cpr"),
    path("sager/<str:number>/handling/<slug:slug>/", action.on_case, name="action"),
    path("sager/<str:number>/kladde/<slug:slug>/", action.draft, name="draft"),
    path("sager/<str:number>/kladde/<slug:slug>/hvem/", writing.presence, name="presence"),
    path("sager/<str:number>/brev/<uuid:letter>/", papers.letter, name="letter"),
    path("sager/<str:number>/dokument/<int:no>/", papers.document, name="document"),
    path("sager/<str:number>/aktindsigt/", access.answer, name="access"),
    path("sager/<str:number>/aktindsigt/svar.pdf", access.letter, name="access_letter"),
    path("sager/<str:number>/aktindsigt/<slug:key>/", access.passages, name="access_passages"),
    path("sager/<str:number>/aktindsigt/<slug:key>/fjern/", access.clear, name="access_clear"),
    path("sager/<str:number>/aktindsigt/<slug:key>/kopi/", access.copy, name="access_copy"),
    path("sager/<str:number>/aktindsigt/<slug:key>/side/<int:side>.png", access.page_picture, name="access_page"),
    path("sager/<str:number>/hele-sagen/", casefile.page, name="case_file"),
    path("sager/<str:number>/hele-sagen/<uuid:file>/", casefile.fetch, name="case_file_pdf"),
    path("opgaver/", todo.tasks, name="tasks"),
    path("godkend/", desk.waiting, name="approvals"),
    path("regler/skift/", crossings.page, name="crossings"),
    path("soeg/", desk.search, name="search"),
    path("demo/mails/", mails.caught, name="mails"),
    path("beskeder/", desk.notices, name="notices"),
    path("beskeder/laest/", desk.read_notices, name="read_notices"),
    path("beskeder/uvist/<uuid:item>/", unsettled.answer, name="settle"),
]
