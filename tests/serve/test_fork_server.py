"""The process that forks for each job, when several things happen to it at once."""

from __future__ import annotations

import os
import select
from dataclasses import dataclass

import pytest

from cvgen.serve.fork_server import CAN_FORK, Do, Drop, _Nursery
from cvgen.serve.frames import receive, send
from tests.helpers_waiting import PATIENCE

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="nothing is forked here")


@dataclass(frozen=True)
class Gated:
    """A job that ends when there is something to be read from ``gate``."""

    gate: int

    def run(self) -> int:
        """How much was to be read."""
        return len(os.read(self.gate, 1))


@pytest.mark.parametrize("dropped", [1, 2])
def test_what_is_dropped_while_it_ends_is_nobodys_child(dropped: int) -> None:
    orders, to_orders = os.pipe()
    from_results, results = os.pipe()
    gate, to_gate = os.pipe()
    nursery = _Nursery(orders, results, forks=True)
    nursery.begin(Do(1, Gated(gate)))
    (child,) = nursery.children
    send(to_orders, Drop(dropped))  # so this is seen before
    os.write(to_gate, b"x")
    assert select.select([child], [], [], PATIENCE)[0]
    os.close(to_orders)
    with pytest.raises(EOFError):
        nursery.work()
    assert nursery.children == {}
    os.close(results)
    if dropped == 1:
        assert os.read(from_results, 1) == b""
    for end in (orders, from_results, gate, to_gate):
        os.close(end)


def test_an_outcome_is_answered_with_its_number() -> None:
    orders, to_orders = os.pipe()
    from_results, results = os.pipe()
    gate, to_gate = os.pipe()
    nursery = _Nursery(orders, results, forks=True)
    nursery.begin(Do(7, Gated(gate)))
    (child,) = nursery.children
    os.write(to_gate, b"x")
    while child in nursery.children:
        assert select.select([child], [], [], PATIENCE)[0]
        nursery.read(child)
    assert receive(from_results) == (7, 1)
    for end in (orders, to_orders, from_results, results, gate, to_gate):
        os.close(end)
