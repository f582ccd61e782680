"""A caseworker without a browser: signs in, fills in forms, and presses the button again when no answer came."""

import http.client
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from http.cookiejar import CookieJar
from uuid import uuid4

from tests.processes.people import PASSWORD
from tests.stack import until

#: Generous: whoever waits longer for an answer is waiting for something that the web server must not wait for.
PATIENCE = 20.0
APPLICATION = {
    "address": "Strandgade 0\n0000 Nordhavn",
    "digital_post": "on",
    "channel": "letter",
    "initiator": "citizen",
    "income": "sygedagpenge",
}


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


class Desk:
    def __init__(self, address: Callable[[str], str], name: str) -> None:
        self.address = address
        self.cookies = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies), _Stay)
        self.get("/konto/login/")
        status, _ = self.post("/konto/login/", login=name, password=PASSWORD)
        assert status == 302

    def get(self, path: str) -> str:
        with self.opener.open(self.address(path), timeout=PATIENCE) as answer:
            return str(answer.read().decode())

    def post(self, path: str, **fields: str) -> tuple[int, str]:
        """Status and where it leads."""
        token = next(cookie.value for cookie in self.cookies if cookie.name == "csrftoken")
        data = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token}).encode()
        try:
            with self.opener.open(self.address(path), data=data, timeout=PATIENCE) as answer:
                return answer.status, ""
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, answer.headers.get("Location", "")

    def act(self, case: str, slug: str, **fields: str) -> int:
        """Do something to a case."""
        status, _ = self.post(f"/sager/{case}/handling/{slug}/", run=str(uuid4()), **fields)
        return status

    def register(self, serial: int, applied: str = "") -> str:
        """Send an application, and send the same form again as long as no answer comes. The case's number."""
        form = application(serial, applied)
        went_to: list[str] = []

        def answered() -> bool:
            try:
                status, where = self.post("/sager/ny/", **form)
            except (OSError, http.client.HTTPException):
                return False
            assert status == 302 or status >= 500, f"{status} for {serial}"
            went_to[:] = re.findall(r"/sager/(\d{4}-\d+)/", where)
            return bool(went_to)

        until(answered, f"application {serial} to be registered")
        return went_to[0]


def application(serial: int, applied: str = "") -> dict[str, str]:
    """A form that is filled in. Sent twice, it is the same form."""
    citizen = {"cpr": f"720679-{serial:04}", "name": f"Prøve Ørsted {serial}"}
    return APPLICATION | citizen | {"happened_on": applied, "run": str(uuid4())}
