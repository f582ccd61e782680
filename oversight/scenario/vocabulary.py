"""Every action with its inputs and every rule, as JSON: what a story can be written with."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.action import Action, actions
from flexcase.law.rule import Rule, book


def vocabulary() -> dict[str, Any]:
    """``{"actions": {…}, "rules": {…}}``"""
    return {
        "actions": {action.name: _action(action) for action in sorted(actions(), key=lambda action: action.name)},
        "rules": {rule.id: _rule(rule) for rule in sorted(book, key=lambda rule: rule.id)},
    }


def _action(action: Action) -> dict[str, Any]:
    return {
        "label": action.label,
        "meaning": (type(action).__doc__ or "").strip(),
        "target": action.target.value,
        "roles": sorted(role.value for role in action.roles),
        "moves": list(action.moves),
        "inputs": {name: _field(field) for name, field in action.form(None).fields.items()},
    }


def _field(field: forms.Field) -> dict[str, Any]:
    described: dict[str, Any] = {"type": type(field).__name__, "label": str(field.label or ""), "required": field.required}
    if isinstance(field, forms.ChoiceField):
        described["choices"] = [value for value, _ in list(field.choices) if value]  # type: ignore[arg-type]
    return described


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "title": rule.title,
        "meaning": (rule.check.__doc__ or "").strip(),
        "cites": list(rule.cites),
        "guards": list(rule.guards),
        "effect": rule.effect.value,
        "since": rule.since,
        "departable": rule.departable,
        "needs_input": rule.needs_input,
    }
