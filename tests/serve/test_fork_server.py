"""The fork server, when several things happen at once."""

from __future__ import annotations

import os
import select
from dataclasses import dataclass

import pytest

from cvgen.processes.child import receive, send
from cvgen.serve.fork_server import CAN_FORK, ForkServer, Order
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
    server = ForkServer(orders, results, forks=True)
    server.begin(Order(1, Gated(gate)))
    (child,) = server.children
    send(to_orders, dropped)  # so this is seen before
    os.write(to_gate, b"x")
    assert select.select([child], [], [], PATIENCE)[0]
    os.close(to_orders)
    with pytest.raises(EOFError):
        server.work()
    assert server.children == {}
    os.close(results)
    if dropped == 1:
        assert os.read(from_results, 1) == b""
    for end in (orders, from_results, gate, to_gate):
        os.close(end)


def test_an_outcome_has_the_number_of_its_job() -> None:
    orders, to_orders = os.pipe()
    from_results, results = os.pipe()
    gate, to_gate = os.pipe()
    server = ForkServer(orders, results, forks=True)
    server.begin(Order(7, Gated(gate)))
    (child,) = server.children
    os.write(to_gate, b"x")
    while child in server.children:
        assert select.select([child], [], [], PATIENCE)[0]
        server.read(child)
    assert receive(from_results) == (7, 1)
    for end in (orders, to_orders, from_results, results, gate, to_gate):
        os.close(end)
