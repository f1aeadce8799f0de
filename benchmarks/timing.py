"""Whole processes timed in turn: medians of wall and CPU seconds and of peak memory, and ratios within one run."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process: wall and CPU seconds (user and system), and peak memory in MB."""

    wall: float
    cpu: float
    peak_mb: float


def run(command: Sequence[str], **environment: str) -> Run:
    """Run a command to its end; its output is thrown away. Raises CalledProcessError where it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(
        command, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    _, errors = process.communicate()
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=errors)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall, cpu, after.ru_maxrss / 1024)


APART = """
import os, resource, subprocess, sys, time
start = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
wall = time.perf_counter() - start
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, done.returncode)
"""


def apart(command: Sequence[str], **environment: str) -> Run:
    """Run a command under a process of its own, so that its peak memory is not another's. Raises SystemExit."""
    done = subprocess.run(
        [sys.executable, "-c", APART, *command],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    wall, cpu, peak, code = map(float, done.stdout.split())
    if code:
        raise SystemExit(f"{' '.join(command)[:200]} ends with {code:g}: {done.stderr}")
    return Run(wall, cpu, peak)


def median(runs: Sequence[Run]) -> Run:
    """Give the medians of wall, CPU and peak memory."""
    return Run(*(statistics.median(getattr(one, what) for one in runs) for what in ("wall", "cpu", "peak_mb")))


def medians(
    commands: Mapping[str, Sequence[str]], runs: int = 7, start: Callable[[Sequence[str]], Run] = run
) -> dict[str, Run]:
    """Medians by name, the commands in turn so that drift meets all alike; the first round is left out.

    With `run`, `peak_mb` is the largest of any child so far; commands that are compared by memory are started `apart`.
    """
    found: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(runs + 1):
        for name, command in commands.items():
            done = start(command)
            if number:
                found[name].append(done)
    return {name: median(done) for name, done in found.items()}
