# SPDX-License-Identifier: GPL-3.0-or-later
"""How long programs take from the call to their first painted window, and their memory when they have come to rest.

usage: start_times.py ROUNDS NAME=PROGRAM...   The programs take turns; the figures are medians, ratios are to the first one.
"""
import os
import statistics
import subprocess
import sys
import tempfile
import time

POLL = 0.1  # s
QUIET_POLLS = 5  # at rest: so many polls in which next to nothing was computed
QUIET = 2e-3  # s of processor time

COLUMNS = ("ms to paint", "ms worked", "RSS MiB", "PSS MiB", "USS MiB")


def processor_time(pid):  # s, of the main thread
    with open(f"/proc/{pid}/schedstat") as figures:
        return int(figures.read().split()[0]) / 1e9


def memory(pid):  # MiB: RSS, PSS, USS
    kib = {}
    with open(f"/proc/{pid}/smaps_rollup") as lines:
        for line in lines:
            words = line.split()
            if words[-1] == "kB":
                kib[words[0]] = int(words[1])
    return tuple(figure / 1024 for figure in (kib["Rss:"], kib["Pss:"], kib["Private_Clean:"] + kib["Private_Dirty:"]))


def wait_for_rest(pid):
    before, quiet = processor_time(pid), 0
    while quiet < QUIET_POLLS:
        time.sleep(POLL)
        now = processor_time(pid)
        quiet = quiet + 1 if now - before < QUIET else 0
        before = now


def start(program, home):
    """One start, as of a person who has never started it. Qt itself says when it hands a painted window to the screen."""
    environment = dict(os.environ, QT_LOGGING_RULES="qt.widgets.painting=true", QT_FORCE_STDERR_LOGGING="1",
                       XDG_CONFIG_HOME=home, XDG_DATA_HOME=home)
    began = time.monotonic()
    process = subprocess.Popen([program], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        if not any(b"Flushing" in line for line in process.stderr):
            raise SystemExit(f"{program} ended without having painted a window")
        painted, worked = time.monotonic() - began, processor_time(process.pid)
        wait_for_rest(process.pid)
        return painted * 1e3, worked * 1e3, *memory(process.pid)
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


def main(rounds, programs):
    figures = {name: [] for name in programs}
    for _ in range(rounds):
        for name, program in programs.items():
            with tempfile.TemporaryDirectory() as home:
                figures[name].append(start(program, home))
    print(f"{'':14}" + "".join(f"{column:>13}" for column in COLUMNS) + f"{'fastest':>10}")
    first = None
    for name, rows in figures.items():
        medians = [statistics.median(column) for column in zip(*rows)]
        print(f"{name:14}" + "".join(f"{figure:13.1f}" for figure in medians) + f"{min(row[0] for row in rows):10.1f}")
        first = first or medians
    print(f"{'ratio':14}" + "".join(f"{figure / bare:13.2f}" for figure, bare in zip(medians, first)))


if __name__ == "__main__":
    main(int(sys.argv[1]), dict(argument.split("=", 1) for argument in sys.argv[2:]))
