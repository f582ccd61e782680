"""Who gets in: staff by password and code, citizens by the whole OpenID Connect code flow, and nobody by guessing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.idp.oidc.models import Token
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.socialaccount.models import SocialAccount
from django.core.checks import run_checks
from django.db import connection
from django.test import Client

from cases.models import Citizen, Role, Unit, User
from cases.signin import citizen_user
from flexcase.base.crypto import DataKey
from flexcase.base.models import Denial
from portal.demo_identity import DemoIdentityProvider
from tests.portal.conftest import words_of

PASSWORD = "tre tilfældige ord 2026"
CPR = "7206791234"


@pytest.fixture
def aase(db: None) -> User:
    user = User(username="aase", first_name="Åse", last_name="Kjær", role=Role.CASEWORKER)
    user.unit = Unit.objects.create(name="Enhed Nord")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def birgitte(db: None) -> Citizen:
    key = DataKey.fresh()
    key.save()
    citizen = Citizen(key=key, name="Birgitte Ørsted Madsen", born="1979-06-12", cpr_hash=Citizen.hash_of(CPR))
    citizen.cpr = CPR
    citizen.save()
    User.objects.create(username="birgitte", role=Role.CITIZEN, citizen=citizen, first_name="Birgitte")
    return citizen


def sign_in(browser: Client, password: str = PASSWORD, **where: str):
    return browser.post("/konto/login/", {"login": "aase", "password": password, **where}, follow=True)


# Staff


def test_a_caseworker_signs_in_and_lands_at_the_list(aase):
    answer = sign_in(Client())
    assert answer.redirect_chain[-1][0] == "/sager/"


def test_after_signing_in_one_is_where_one_was_going(aase):
    browser = Client()
    asked = browser.get("/regler/")
    assert asked.url == "/konto/login/?next=/regler/"
    assert sign_in(browser, next="/regler/").redirect_chain[-1][0] == "/regler/"


def test_nobody_is_sent_to_another_site_after_signing_in(aase):
    assert sign_in(Client(), next="https://evil.example/").redirect_chain[-1][0] == "/sager/"


def test_a_wrong_password_is_told_in_danish_and_guessing_is_stopped(aase):
    browser = Client()
    told = words_of(sign_in(browser, "gæt").content)
    assert "Vi kunne ikke logge dig ind" in told
    assert "incorrect" not in told
    for _ in range(5):
        sign_in(browser, "gæt")
    assert "_auth_user_id" not in browser.session
    sign_in(browser)
    assert "_auth_user_id" not in browser.session


def test_nobody_signs_up(db):
    assert Client().get("/konto/signup/").status_code == 302
    assert not User.objects.exists()


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_staff_must_have_a_second_factor_where_it_is_demanded(aase, settings):
    settings.STAFF_MFA_REQUIRED = True
    browser = Client()
    page = sign_in(browser)
    assert "Bekræft, at det er dig" in words_of(page.content)
    again = "/konto/reauthenticate/?next=%2Fkonto%2F2fa%2Ftotp%2Factivate%2F"
    assert page.redirect_chain[-1][0] == again
    page = browser.post(again, {"password": PASSWORD}, follow=True)
    assert "Slå appen til" in words_of(page.content)
    assert browser.get("/sager/").url == "/konto/2fa/totp/activate/"
    secret = page.context["form"].secret
    browser.post("/konto/2fa/totp/activate/", {"code": code_for(secret)})
    assert browser.get("/sager/").status_code == 200

    again = Client()
    asked = sign_in(again)
    assert asked.redirect_chain[-1][0] == "/konto/2fa/authenticate/"
    assert again.get("/sager/").status_code == 302
    assert "_auth_user_id" not in again.session
    wrong = words_of(again.post("/konto/2fa/authenticate/", {"code": "000000"}).content)
    assert "_auth_user_id" not in again.session
    assert "Incorrect" not in wrong


def test_a_citizen_needs_no_code_of_ours(birgitte, settings):
    settings.STAFF_MFA_REQUIRED = True
    browser = Client()
    browser.force_login(birgitte.user)
    assert browser.get("/min-sag/").status_code == 200


# Citizens


class Browser(requests.Session):
    """A browser without scripts, against a server that answers over HTTP."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.trust_env = address, False

    def press(self, page: requests.Response, button: str, **fields: str) -> requests.Response:
        """Send the form that holds a button."""
        form = next(form for form in re.findall(r"<form.*?</form>", page.text, re.DOTALL) if button in unescape(form))
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form))
        data = {name: unescape(value) for name, value in hidden.items()} | fields
        action = re.search(r'action="([^"]+)"', form)
        way = self.address + unescape(action[1]) if action else page.url.partition("?")[0]
        post = 'method="post"' in form
        return self.post(way, data, headers={"Referer": page.url}) if post else self.get(way, params=data)


@pytest.fixture
def browser(transactional_db: None, live_server, birgitte: Citizen, tmp_path, settings, monkeypatch) -> Iterator[Browser]:
    # The server's threads keep no connection, or the database could not be thrown away after the test.
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    settings.VAR = tmp_path
    yield Browser(live_server.url)


def at_the_provider(browser: Browser) -> requests.Response:
    page = browser.get(browser.address + "/min-sag/")
    return browser.press(page, "Demo-login (træder i stedet for MitID)")


def test_a_citizen_signs_in_through_the_whole_code_flow(browser, birgitte):
    choosing = at_the_provider(browser)
    assert "Demo-login (træder i stedet for MitID)" in choosing.text
    assert "Alle er opdigtede" in choosing.text
    asked = parse_qs(urlsplit(choosing.url).query)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    home = browser.press(choosing, "Birgitte Ørsted Madsen", person=str(birgitte.user.pk))
    assert home.url == browser.address + "/min-sag/"
    assert "Hej Birgitte" in home.text
    assert not SocialAccount.objects.exists(), "nothing of what the provider told is kept"
    assert Token.objects.exists(), "the provider gave out its tokens"


def test_choosing_somebody_does_not_sign_in_without_the_token(browser, birgitte):
    choosing = at_the_provider(browser)
    asked = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', choosing.text))
    given = {name: unescape(value) for name, value in asked.items()} | {"person": str(birgitte.user.pk)}
    answer = browser.get(choosing.url.partition("?")[0], params=given, allow_redirects=False)
    assert answer.status_code == 302
    assert "code=" in answer.headers["Location"]
    assert "/konto/login/" in browser.get(browser.address + "/min-sag/").url


def test_the_first_sign_in_makes_the_citizens_user(birgitte):
    birgitte.user.delete()
    made = citizen_user("720679-1234")
    assert (made.role, made.citizen, made.has_usable_password()) == (Role.CITIZEN, birgitte, False)
    assert citizen_user(CPR) == made


@pytest.mark.parametrize("cpr", ["", "720679", "7206791235", "None"])
def test_a_claim_that_is_no_number_of_ours_is_nobody(birgitte, cpr):
    assert citizen_user(cpr) is None


class LowLevel(DemoIdentityProvider):
    def get_claims(self, *args, **kwargs):
        return super().get_claims(*args, **kwargs) | {"acr": "https://data.gov.dk/concept/core/nsis/loa/Low"}


class Stranger(DemoIdentityProvider):
    def get_claims(self, *args, **kwargs):
        return super().get_claims(*args, **kwargs) | {"cpr": "7001011234"}


@pytest.mark.parametrize(
    ("provider", "sentence", "logged"),
    [
        ("LowLevel", "Dit login er ikke sikkert nok", "login:level"),
        ("Stranger", "Du har ingen sag om fleksjob hos os", "login:unknown"),
    ],
)
def test_who_is_not_let_in_is_told_why(browser, birgitte, settings, provider, sentence, logged):
    settings.IDP_OIDC_ADAPTER = f"tests.portal.test_signin.{provider}"
    page = browser.press(at_the_provider(browser), "Birgitte", person=str(birgitte.user.pk))
    assert page.status_code == 403
    assert sentence in page.text
    assert Denial.objects.filter(what=logged).exists()
    assert "/konto/login/" in browser.get(browser.address + "/min-sag/").url


def test_a_citizen_whose_user_is_closed_is_not_let_in(browser, birgitte):
    choosing = at_the_provider(browser)
    code = browser.get(choosing.url, params={"person": str(birgitte.user.pk)}, allow_redirects=False).headers["Location"]
    User.objects.filter(citizen=birgitte).update(is_active=False)
    assert browser.get(code).status_code == 403


def test_a_code_is_good_once_and_only_for_the_browser_that_asked(browser, birgitte):
    choosing = at_the_provider(browser)
    code = browser.get(choosing.url, params={"person": str(birgitte.user.pk)}, allow_redirects=False).headers["Location"]
    thief = Browser(browser.address)
    assert thief.get(code).status_code == 403
    assert "/konto/login/" in thief.get(browser.address + "/min-sag/").url


def test_the_provider_serves_min_sag_and_nobody_else(browser):
    choosing = at_the_provider(browser)
    assert browser.get(choosing.url.replace("client_id=min-sag", "client_id=other")).status_code == 403
    stolen = browser.get(choosing.url.replace("127.0.0.1", "evil.example").replace("evil.example", "127.0.0.1", 1))
    assert "evil.example" not in stolen.url


def test_production_refuses_the_demos_identity_provider(settings):
    settings.PRODUCTION = True
    told = [problem.msg for problem in run_checks() if problem.id == "flexcase.E003"]
    assert any("FLEXCASE_DEMO_IDENTITY" in sentence for sentence in told)
    settings.DEMO_IDENTITY = False
    told = [problem.msg for problem in run_checks() if problem.id == "flexcase.E003"]
    assert not any("FLEXCASE_DEMO_IDENTITY" in sentence for sentence in told)


def test_a_citizen_gets_no_password_and_nobody_an_e_mail_or_a_connection(birgitte, aase):
    citizen, worker = Client(), Client()
    user = citizen_user(birgitte.cpr)
    user.set_unusable_password()  # as a first sign-in makes it
    user.save()
    citizen.force_login(user)
    worker.force_login(aase)
    chosen = {"password1": "langt-kodeord-9x", "password2": "langt-kodeord-9x"}
    assert citizen.post("/konto/password/set/", chosen).status_code == 404
    user.refresh_from_db()
    assert not user.has_usable_password()
    for path in ("/konto/email/", "/konto/3rdparty/", "/konto/password/reset/"):
        assert (citizen.get(path).status_code, worker.get(path).status_code) == (404, 404), path
    assert citizen.get("/konto/2fa/").status_code == 404
    assert worker.get("/konto/password/change/").status_code == 200
