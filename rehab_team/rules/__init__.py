"""The law of the team: what is put before it, what its answer must say, and who goes on when that is not fleksjob."""

from rehab_team.rules import answer, onward, papers

__all__ = ["answer", "onward", "papers"]
