"""What a road is: a table of moves, from which come the FSM methods, the database trigger, the legal moves, the diagram."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django_fsm import FSMField, transition


@dataclass(frozen=True)
class Move:
    """One move of a road: from any of its sources to its target."""

    name: str
    sources: tuple[str, ...]
    target: str


class _State(FSMField):
    """A state that only moves change. For migrations it is text: they travel no road, and are a third quicker without one."""

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        kwargs.pop("protected", None)
        return name, "django.db.models.CharField", args, kwargs


@dataclass(frozen=True)
class Road:
    """A road (forløb): its name, where it begins, and every move that there is."""

    name: str
    initial: str
    moves: tuple[Move, ...]

    @property
    def states(self) -> tuple[str, ...]:
        """Every state, in the order in which the table names them."""
        found = [self.initial]
        for move in self.moves:
            found += [state for state in (*move.sources, move.target) if state not in found]
        return tuple(found)

    def move(self, name: str) -> Move:
        """Raises KeyError for a move that the road does not have."""
        for move in self.moves:
            if move.name == name:
                return move
        raise KeyError(f"road {self.name} has no move {name}")

    def allows(self, name: str, state: str) -> bool:
        """Whether the move starts in this state."""
        return state in self.move(name).sources

    def pairs(self) -> list[tuple[str, str]]:
        """Every legal (from, to)."""
        return sorted({(source, move.target) for move in self.moves for source in move.sources})

    def field(self) -> FSMField:
        """The state column. It cannot be assigned; only a move changes it."""
        return _State(max_length=20, default=self.initial, protected=True, editable=False)

    def guard(self) -> pgtrigger.Trigger:
        """The trigger by which the database refuses a state change outside a run or outside the road."""
        legal = ", ".join(f"('{source}', '{target}')" for source, target in self.pairs())
        states = ", ".join(f"'{state}'" for state in self.states)
        return pgtrigger.Trigger(
            name=f"{self.name}_road",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.UpdateOf("state"),
            func=f"""
                IF COALESCE(current_setting('flexcase.run', true), '') = '' THEN
                    RAISE EXCEPTION 'flexcase: {self.name} changes state only in a run' USING ERRCODE = 'FC001';
                END IF;
                IF NEW.state NOT IN ({states}) THEN
                    RAISE EXCEPTION 'flexcase: {self.name} has no state %', NEW.state USING ERRCODE = 'FC002';
                END IF;
                IF TG_OP = 'UPDATE' AND OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN ({legal}) THEN
                    RAISE EXCEPTION 'flexcase: {self.name} has no way from % to %', OLD.state, NEW.state
                        USING ERRCODE = 'FC002';
                END IF;
                RETURN NEW;
            """,
        )

    def mermaid(self, labels: dict[str, str] | None = None) -> str:
        """The diagram for docs/roads.md."""
        named = labels or {}
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        lines += [f"    {state}: {named[state]}" for state in self.states if state in named]
        for move in self.moves:
            lines += [f"    {source} --> {move.target}: {move.name}" for source in move.sources]
        return "\n".join(lines)


def _mover(move: Move) -> Callable[[Any], None]:
    def take(self: Any) -> None:
        """The move itself changes nothing but the state: letters and deadlines follow from the event."""

    take.__name__ = move.name
    moved: Callable[[Any], None] = transition(field="state", source=list(move.sources), target=move.target)(take)
    return moved


class OnRoad(models.Model):
    """A row that travels a road. Subclasses set ``road``, ``state = ROAD.field()`` and ``Meta.triggers = [ROAD.guard()]``."""

    road: ClassVar[Road]
    state: FSMField

    class Meta:
        abstract = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for move in cls.__dict__["road"].moves if "road" in cls.__dict__ else ():
            if hasattr(cls, move.name):
                raise TypeError(f"{cls.__name__}.{move.name} is both a move of its road and something else")
            setattr(cls, move.name, _mover(move))

    def take(self, move: str) -> None:
        """Move and save. Raises TransitionNotAllowed when the road has no such way from here."""
        getattr(self, move)()
        self.save(update_fields=["state"])  # type: ignore[misc]  # every subclass has the column

    def refresh_from_db(self, using: Any = None, fields: Any = None, from_queryset: Any = None) -> None:
        """Read the row anew, the protected state too; unlike FSMModelMixin's way this is safe between threads."""
        if fields is None or "state" in fields:
            self.__dict__.pop("state", None)
        super().refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)
