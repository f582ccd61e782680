"""The law of hearing, decision and complaint; each file is one group."""

from decisions.rules import competence, complaint, decision, declined, informed, refusal, team, whole

__all__ = ["competence", "complaint", "decision", "declined", "informed", "refusal", "team", "whole"]
