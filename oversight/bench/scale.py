"""What pages cost when there are very many cases, over HTTP, for an ordinary caseworker; alone, and with fifteen others.

Every page is measured in turns in a small municipality and in the same one when it has grown. The small one is the floor.
"""

from __future__ import annotations

import http.client
import re
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from oversight.bench import words

#: Who works at once, how often each opens a page, and how long each reads it (seconds).
CROWD, PAGES_EACH, READING = 16, 20, 1.0
TOKEN = "x" * 32


@dataclass(frozen=True)
class Visit:
    """One page: its address, and what is sent to it, if anything."""

    path: str
    sent: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Desk:
    """A caseworker's browser: an address and a session."""

    port: int
    session: str

    def opener(self, visit: Visit) -> Callable[[], str]:
        """A page over a connection that is kept open. Answers what stands on it."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": f"sessionid={self.session}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN}
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urlencode(visit.sent) if visit.sent is not None else None

        def load() -> str:
            line.request("POST" if body else "GET", visit.path, body=body, headers=headers)
            answer = line.getresponse()
            text = answer.read().decode()
            assert answer.status in {200, 302}, f"{visit.path}: {answer.status}"
            return text

        return load


@dataclass(frozen=True)
class Town:
    """A municipality of some size, as a caseworker's browser sees it."""

    desk: Desk
    pages: Mapping[str, Visit]


def visits(desk: Desk, case: str, cpr: str) -> dict[str, Visit]:
    """The pages of a day. The deep page is the tenth of the unit's list."""
    deep = "/sager/?vis=enhed"
    for _ in range(10):
        deep = _next(desk.opener(Visit(deep))(), deep)
    return {
        "empty page": Visit("/tom/"),
        "worklist": Visit("/sager/?vis=mine"),
        "the unit's worklist": Visit("/sager/?vis=enhed"),
        "filtered worklist": Visit("/sager/?vis=enhed&trin=profile"),
        "deep page of the unit's worklist": Visit(deep),
        "case page": Visit(f"/sager/{case}/"),
        "search by CPR": Visit("/soeg/", {"q": cpr}),
        "search by name": Visit("/soeg/?q=Vibeke+%C3%85g%C3%A5rd"),
        "search by a rare word": Visit(f"/soeg/?{urlencode({'q': words.RARE[0]})}"),
        "search by a common word": Visit("/soeg/?q=samtale"),
    }


def _next(page: str, here: str) -> str:
    """The link to the next page; the page itself where the list ends."""
    link = re.search(r'href="(\?[^"]*)" rel="next"', page)
    return "/sager/" + link[1].replace("&amp;", "&") if link else here


def medians(towns: Sequence[Town], rounds: int) -> list[dict[str, float]]:
    """Milliseconds of each page in each town, one person alone. All take turns, so that noise hits all."""
    openers = {(at, what): town.desk.opener(visit) for at, town in enumerate(towns) for what, visit in town.pages.items()}
    turns = sorted(openers, key=lambda turn: list(towns[0].pages).index(turn[1]))
    times: dict[tuple[int, str], list[float]] = {turn: [] for turn in turns}
    for at in range(rounds + 3):
        for turn in turns:
            start = time.perf_counter()
            openers[turn]()
            if at >= 3:
                times[turn].append((time.perf_counter() - start) * 1000)
    return [{what: statistics.median(times[at, what]) for what in town.pages} for at, town in enumerate(towns)]


def crowded(desk: Desk, visit: Visit) -> float:
    """The 95th percentile of a page in milliseconds when sixteen open it again and again, each reading in between."""
    found: list[float] = []
    together = threading.Barrier(CROWD)

    def person(at: int) -> None:
        load = desk.opener(visit)
        together.wait()
        time.sleep(READING * at / CROWD)  # people do not press at the same moment
        for _ in range(PAGES_EACH):
            start = time.perf_counter()
            load()
            found.append((time.perf_counter() - start) * 1000)
            time.sleep(READING)

    people = [threading.Thread(target=person, args=(at,)) for at in range(CROWD)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    return statistics.quantiles(found, n=20)[-1]


def table(small: Mapping[str, float], large: Mapping[str, float], cases: tuple[int, int]) -> Iterator[str]:
    """A line for each page: its time in both, and the ratios to the small municipality and to an empty page."""
    yield f"{'page, one person':<34} {cases[0]:>10,} {cases[1]:>10,}  growth  × empty page"
    for what, slow in large.items():
        growth, times = slow / small[what], slow / large["empty page"]
        yield f"{what:<34} {small[what]:>7.1f} ms {slow:>7.1f} ms  {growth:>6.2f}  {times:>6.2f}"


def memory(process: int) -> float:
    """Megabytes of the largest process that a web server has started."""
    sizes = []
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        for child in children.read_text().split():
            status = Path(f"/proc/{child}/status").read_text()
            sizes.append(int(status.partition("VmHWM:")[2].split()[0]) / 1024)
    return max(sizes)
