"""What somebody may ask to depart from: a finding that really stands before the action, of a rule that allows it."""

from __future__ import annotations

from cases.act import Act, Refused
from cases.action import action as action_named
from cases.dossier import dossier_of
from cases.runner import preview
from flexcase.law.rule import Finding


def finding_to_depart_from(act: Act, action: str, rule: str) -> Finding:
    """The standing finding. Raises Refused when the rule does not stop the action, or can never be departed from."""
    try:
        wanted = action_named(action)
    except KeyError:
        raise Refused("Handlingen findes ikke.", "action") from None
    stops = preview(wanted, act.case, dossier_of(act.case, act.day)).stops
    finding = next((stop for stop in stops if stop.rule == rule), None)
    if finding is None:
        raise Refused("Kravet stopper ikke handlingen nu. Genindlæs siden.", "rule")
    if not finding.departable:
        raise Refused("Kravet kan ikke fraviges.", "rule")
    return finding
