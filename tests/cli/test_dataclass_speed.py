"""Dataclasses that are created faster: they behave as those of the standard library."""

from __future__ import annotations

import dataclasses
import operator
import pickle
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, dataclass, field, replace
from typing import Any

import pytest

from cvgen.cli import dataclass_speed

PATCHED = ("_repr_fn", "_cmp_fn", "_hash_fn", "_frozen_get_del_attr")


def classes() -> tuple[type[Any], ...]:
    """Classes of all kinds that cvgen has, created now."""

    @dataclass(frozen=True, slots=True)
    class Point:
        x: int
        y: tuple[int, ...] = ()

    @dataclass(frozen=True)
    class Single:
        x: int

    @dataclass(frozen=True, order=True)
    class Ordered:
        x: int
        y: tuple[int, ...] = field(default=(), compare=False)

    @dataclass
    class Open:
        x: int
        y: list[int] = field(default_factory=list, repr=False)

    @dataclass(frozen=True)
    class Empty:
        pass

    @dataclass(frozen=True)
    class Child(Single):
        y: tuple[int, ...] = ()

    return Point, Single, Ordered, Open, Empty, Child


def outcome(action: Any, *values: Any) -> object:
    """The result of ``action``, or the type and the text of the error that it raises."""
    try:
        return action(*values)
    except (TypeError, AttributeError) as error:
        return type(error), str(error).replace(".<locals>", "")


def behaviour(kind: type[Any]) -> Iterator[object]:
    """What objects of ``kind`` do, in an order that does not depend on the class."""
    names = [item.name for item in dataclasses.fields(kind)]
    one, same, other = (kind(**dict.fromkeys(names[:1], value)) for value in (1, 1, 2))
    yield [str(value).replace(".<locals>", "") for value in (one, other)]
    for compare in (operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge):
        yield [outcome(compare, one, value) for value in (same, other, 1, None)]
    yield [outcome(lambda value: hash(value) == hash(same), value) for value in (one, other)]
    for name in (*names, "new", "__class__"):
        yield outcome(setattr, replace(one), name, 3)
        yield outcome(delattr, replace(one), name)


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """The functions of cvgen in the standard library, for one test."""
    for name in PATCHED:
        monkeypatch.setattr(dataclasses, name, vars(dataclasses).get(name), raising=False)
    dataclass_speed.speed_up_dataclasses()


def test_they_compare_print_and_refuse_as_usual(fast: None, monkeypatch: Any) -> None:
    quick = [list(behaviour(kind)) for kind in classes()]
    monkeypatch.undo()
    assert quick == [list(behaviour(kind)) for kind in classes()]


@dataclass(frozen=True)
class Loop:
    """Objects that may contain themselves."""

    parts: list[Any]


def test_the_usual_functions_are_replaced_where_they_are_known(fast: None) -> None:
    point = classes()[0](1)
    code = type(point).__eq__.__code__.co_filename
    assert (code == dataclass_speed.__file__) == (dataclass_speed.is_known())
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'x'"):
        point.x = 2
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'x'"):
        del point.x


def test_an_object_that_contains_itself_is_printed(fast: None) -> None:
    quick: Any = dataclass(frozen=True)(type("Loop", (), {"__annotations__": {"parts": list}}))
    one = quick([])
    one.parts.append(one)
    assert repr(one) == "Loop(parts=[...])"
    assert pickle.loads(pickle.dumps(Loop([1]))) == Loop([1])
