"""The law of ressourceforløb as far as the fleksjob case meets it (LAB §§ 112-114): when, how long, what comes after.

The anchor is the day on which the course begins: its own law holds until it ends, whatever law the case itself follows.
"""

from __future__ import annotations

from cases.facts import CaseFacts
from cases.rules import READY
from flexcase.law.danish import count_in_words, day_in_words
from flexcase.law.near_pension import has_less_than_six_years
from flexcase.law.pension import age_on, pension_date
from flexcase.law.periods import Period, without
from flexcase.law.reckoning import add_months
from flexcase.law.regime import Regime, regime_on
from flexcase.law.resource_course import exceeds, lasts_between
from flexcase.law.rule import Dossier, Effect, Lack, Part, rule
from resourceprofile.course_facts import CourseFact, CourseFacts
from resourceprofile.facts import ProfileFacts

SINCE = "reform-2013"
#: From this law on a course lasts three years at most, and an effort must begin within six months.
SHORTER_SINCE = "lab-2022"
#: From this law on no new course begins.
ENDED_WITH = "overgang-2026"
BEGINNING = ("start_resource_course",)
#: Months.
LEAST, MOST, MOST_BEFORE, TOGETHER = 12, 36, 60, 60
EFFORT_WITHIN, REMIND_AFTER = 6, 5


def _courses(dossier: Dossier) -> CourseFacts:
    return dossier.of(ProfileFacts).courses


def _law_of(course: CourseFact) -> Regime:
    return regime_on(course.started_on)


@rule(
    "RF-04",
    "Under seks år til folkepensionsalderen",
    cites=("LAB § 112, stk. 3",),
    guards=BEGINNING,
    effect=Effect.STOP,
    part=Part.PROFILE,
    since=SINCE,
    needs_input=True,
)
def wished_near_pension(dossier: Dossier) -> Lack | None:
    """With less than six years to folkepensionsalderen a course begins only when the person wants it; a running one goes on."""
    course = _courses(dossier).newest
    born = dossier.of(CaseFacts).born
    if course is None or course.own_wish or not has_less_than_six_years(born, course.started_on):
        return None
    reached = day_in_words(pension_date(born, course.started_on))
    return Lack(f"Borgeren når folkepensionsalderen {reached}. Forløbet kræver, at borgeren selv ønsker det.")


@rule(
    "RF-05",
    "Forløbet har en lovlig længde",
    cites=("LAB § 114, stk. 1", "Principmeddelelse 82-16"),
    guards=BEGINNING,
    effect=Effect.STOP,
    part=Part.PROFILE,
    since=SINCE,
    needs_input=True,
)
def lawful_length(dossier: Dossier) -> Lack | None:
    """One to three years (five before 2022), fixed to the day; new courses have not been given since 1 February 2026."""
    course = _courses(dossier).newest
    if course is None:
        return None
    law = _law_of(course)
    if SINCE not in law.lineage:
        return Lack("Loven kendte ikke ressourceforløb på den dag.", subject="law")
    if ENDED_WITH in law.lineage:
        return Lack("Der begyndes ikke nye ressourceforløb efter den lov, der gjaldt på dagen.", subject="law")
    most = MOST if SHORTER_SINCE in law.lineage else MOST_BEFORE
    if lasts_between(course.planned, LEAST, most):
        return None
    return Lack(f"Et ressourceforløb varer mindst et år og højst {count_in_words(most // 12, 'år', 'år')}.", subject="length")


@rule(
    "RF-06",
    "Flere forløb og alder",
    cites=("LAB § 114, stk. 3 og 4",),
    guards=BEGINNING,
    effect=Effect.STOP,
    part=Part.PROFILE,
    since=SINCE,
    needs_input=True,
)
def several_courses(dossier: Dossier) -> Lack | None:
    """From 40 to 50 five years in all, past 50 one course, unless the person wants more; never past folkepensionsalderen."""
    facts = _courses(dossier)
    course = facts.newest
    if course is None:
        return None
    born = dossier.of(CaseFacts).born
    reached = pension_date(born, course.started_on)
    if course.planned_end >= reached:
        return Lack(f"Forløbet kan kun gives til folkepensionsalderen {reached:%d.%m.%Y}.", subject="pension")
    if course.own_wish or len(facts.courses) == 1:
        return None
    age = age_on(born, course.started_on)
    if SHORTER_SINCE not in _law_of(course).lineage:
        return Lack("Borgeren er over 40 år. Et forløb mere kræver borgerens ønske.") if age >= 40 else None
    if age >= 50:
        return Lack("Borgeren er over 50 år. Et forløb mere kræver borgerens ønske.")
    if age >= 40 and exceeds(_time_in_courses(facts), TOGETHER):
        return Lack("Forløbene varer tilsammen over fem år. Det kræver borgerens ønske.")
    return None


def _time_in_courses(facts: CourseFacts) -> list[Period]:
    return [part for course in facts.courses for part in without([facts.lasted(course)], facts.leaves_of(course))]


def _waits_for_effort(course: CourseFact | None) -> CourseFact | None:
    """A running course in which nothing has begun, under a law that asks for it within six months."""
    if course is None or course.effort_on is not None or SHORTER_SINCE not in _law_of(course).lineage:
        return None
    return course


@rule(
    "RF-07",
    "Ingen indsats er begyndt",
    cites=("LAB § 113, stk. 2",),
    guards=("complete_profile", *READY, "excuse_course_from_team"),
    effect=Effect.REASON,
    part=Part.PROFILE,
    since=SHORTER_SINCE,
)
def effort_within_six_months(dossier: Dossier) -> Lack | None:
    """After six months without an effort the course goes to the team, unless særlige grunde are written; a reminder before."""
    course = _waits_for_effort(_courses(dossier).running)
    if course is None:
        return None
    subject = f"forløb {course.no}"
    if dossier.action == "excuse_course_from_team":
        return Lack("Skriv de særlige grunde til, at forløbet ikke skal forelægges.", subject=subject)
    if course.before_team_on or course.excused_on or dossier.today < add_months(course.started_on, REMIND_AFTER):
        return None
    latest = add_months(course.started_on, EFFORT_WITHIN)
    if dossier.today <= latest:
        text = f"I ressourceforløbet er ingen indsats begyndt. Den skal begynde senest {latest:%d.%m.%Y}."
        return Lack(text, link="action:begin_course_effort", subject=subject, effect=Effect.WARN)
    text = "I ressourceforløbet er ingen indsats begyndt inden seks måneder. Forelæg det for teamet snarest."
    return Lack(text, link="action:put_course_before_team", subject=subject, effect=Effect.WARN)


@rule(
    "RF-08",
    "Der er taget stilling, før forløbet slutter",
    cites=("LAB § 113, stk. 4", "Principmeddelelse 82-16"),
    guards=("end_resource_course",),
    effect=Effect.WARN,
    part=Part.PROFILE,
    since=SINCE,
)
def decided_what_comes_next(dossier: Dossier) -> Lack | None:
    """Before a course ends the municipality decides which efforts follow."""
    facts = _courses(dossier)
    course = facts.running or facts.newest
    if course is None or course.afterwards_on is not None:
        return None
    return Lack("I har ikke besluttet, hvad der følger efter forløbet.", link="action:decide_after_course")


@rule(
    "M-07",
    "Tilbuddet venter på samtalen om helbred",
    cites=("LAB § 113, stk. 3",),
    guards=("start_work_trial", "begin_course_effort"),
    effect=Effect.STOP,
    part=Part.TRIALS,
    since=SHORTER_SINCE,
)
def offer_waits_for_the_talk(dossier: Dossier) -> Lack | None:
    """Who says that an offer ignores their health has a talk, and the offer does not begin before it is decided on."""
    facts = _courses(dossier)
    if facts.running is None:
        return None
    talk = next((talk for talk in facts.talks if talk.state in ("asked", "held")), None)
    if talk is None:
        return None
    text = "Borgeren har bedt om en samtale om tilbuddet. Beslut først, om det skal tilpasses."
    link = "action:hold_health_talk" if talk.state == "asked" else "action:decide_on_offer"
    return Lack(text, link=link, subject=str(talk.no))
