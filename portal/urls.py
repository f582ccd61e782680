"""Addresses of Min sag."""

from django.urls import path

from portal.views import answer, complain, consent, home, letters, needs, news, present_basis, readers, withdraw

urlpatterns = [
    path("", home.home, name="portal_home"),
    path("<str:number>/", home.case, name="portal_case"),
    path("<str:number>/breve/", letters.letters, name="portal_letters"),
    path("<str:number>/brev/<uuid:letter>/", letters.letter, name="portal_letter"),
    path("<str:number>/klag/<uuid:letter>/", complain.complain, name="portal_complain"),
    path("<str:number>/hoering/", answer.hearing, name="portal_hearing"),
    path("<str:number>/udtalelse/", answer.statement, name="portal_statement"),
    path("<str:number>/samtykke/", consent.consent, name="portal_consent"),
    path("<str:number>/hensyn/", needs.needs, name="portal_needs"),
    path("<str:number>/nyt/", news.news, name="portal_news"),
    path("<str:number>/laest/", readers.readers, name="portal_readers"),
    path("<str:number>/afgoerelse-nu/", present_basis.present_basis, name="portal_present_basis"),
    path("<str:number>/traek-tilbage/", withdraw.withdraw, name="portal_withdraw"),
]
