#!/usr/bin/env python3
"""Tamis beside its peers: makes the files, runs both in turn (A B A B), prints a table of ratios.

    python tests/bench/compare.py --peers FOLDER [--tamis target/release/tamis]
                                  [--rows 10000 100000] [--rounds 3] [--work FOLDER]

FOLDER holds gen_meters.py, job_polars.py and xlsx_read.py. Only ratios taken in one run count: the
absolute times are those of this machine at this moment. Peak memory is that of the process.
"""
import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import time


def run(command, allowed):
    """Seconds and peak MB of one process; it must end with an exit code of `allowed`."""
    began = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    took = time.perf_counter() - began
    code = os.waitstatus_to_exitcode(status)
    child.returncode = code
    if code not in allowed:
        sys.exit(f"{command} ended with {code}: {said.decode(errors='replace')[-500:]}")
    return took, usage.ru_maxrss / 1024


def in_turn(ours, theirs, rounds):
    """Medians of both, run one after the other."""
    seen = {"ours": [], "theirs": []}
    for _ in range(rounds):
        seen["ours"].append(run(ours, (0, 1)))
        seen["theirs"].append(run(theirs, (0,)))
    middle = lambda runs, at: statistics.median(run[at] for run in runs)
    return [(middle(seen[who], 0), middle(seen[who], 1)) for who in ("ours", "theirs")]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peers", type=pathlib.Path, required=True)
    parser.add_argument("--tamis", default="target/release/tamis")
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path("target/compare"))
    parser.add_argument("--no-xlsx", action="store_true", help="leave the workbooks out")
    asked = parser.parse_args()
    asked.work.mkdir(parents=True, exist_ok=True)
    python = sys.executable
    script = lambda name: str(asked.peers / name)

    print("| work | rows | Tamis | peer | ratio | Tamis peak | peer peak |")
    print("|---|---|---|---|---|---|---|")
    for rows in asked.rows:
        csv, xlsx = (asked.work / f"m{rows}.{end}" for end in ("csv", "xlsx"))
        missing = [] if csv.exists() else ["--csv", str(csv)]
        if not asked.no_xlsx and not xlsx.exists():
            missing += ["--xlsx", str(xlsx)]
        if missing:
            subprocess.check_call([python, script("gen_meters.py"), "--rows", str(rows), *missing])
        ours, theirs = asked.work / "ours.csv", asked.work / "theirs.csv"

        def job(source):
            # Rows with errors are written too, as the peer does; each run writes a new file.
            ours.unlink(missing_ok=True)
            return [asked.tamis, "export", str(source), "-o", str(ours), "--invalid", "keep",
                    "--force"]

        works = [
            ("check csv", [asked.tamis, "check", str(csv), "--summary"],
             [python, script("job_polars.py"), str(csv), "-"]),
            ("whole job, csv to csv", job(csv),
             [python, script("job_polars.py"), str(csv), str(theirs)]),
        ]
        if not asked.no_xlsx:
            works += [
                ("open and check xlsx; peer only reads",
                 [asked.tamis, "check", str(xlsx), "--summary"],
                 [python, script("xlsx_read.py"), "polars_str", str(xlsx)]),
                ("whole job, xlsx to csv", job(xlsx),
                 [python, script("job_polars.py"), str(xlsx), str(theirs)]),
            ]
        for name, command, peer in works:
            (took, peak), (their_took, their_peak) = in_turn(command, peer, asked.rounds)
            print(f"| {name} | {rows:,} | {took:.2f} s | {their_took:.2f} s "
                  f"| {their_took / took:.2f} × | {peak:,.0f} MB | {their_peak:,.0f} MB |",
                  flush=True)


if __name__ == "__main__":
    main()
