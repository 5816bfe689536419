#!/usr/bin/env python3
"""Tamis beside its peers: makes the files, runs both in turn (A B A B), prints a table of ratios.

    python tests/bench/compare.py --peers FOLDER [--tamis target/release/tamis]
                                  [--rows 10000 100000] [--rounds 3] [--work FOLDER] [--bad]

FOLDER holds gen_meters.py, job_polars.py and xlsx_read.py. Only ratios taken in one run count: the
absolute times are those of this machine at this moment. Peak memory is that of the process.

Of three numbers of rows and more it also tells how far each work is from a straight line over
them. `--bad` runs Tamis on the same file with something wrong in every cell as well.
"""
import argparse
import csv
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


def in_turn(ours, theirs, rounds, allowed=(0,)):
    """Medians of both, run one after the other; `allowed` are exit codes of the second."""
    seen = {"ours": [], "theirs": []}
    for _ in range(rounds):
        seen["ours"].append(run(ours, (0, 1)))
        seen["theirs"].append(run(theirs, allowed))
    middle = lambda runs, at: statistics.median(run[at] for run in runs)
    return [(middle(seen[who], 0), middle(seen[who], 1)) for who in ("ours", "theirs")]


def off_the_line(points):
    """How far, in percent, times are at most from a straight line over the rows: the line with the
    smallest squares of what they are off."""
    weights = [(rows, took, 1 / took**2) for rows, took in points]
    total = sum(w for _, _, w in weights)
    x, y = (sum(p[at] * p[2] for p in weights) / total for at in (0, 1))
    slope = (sum(w * (rows - x) * (took - y) for rows, took, w in weights)
             / sum(w * (rows - x) ** 2 for rows, _, w in weights))
    return max(abs(y + slope * (rows - x) - took) / took for rows, took in points) * 100


def make_bad(source, target):
    """The same file with a blank behind the text of every cell."""
    with source.open(newline="", encoding="utf-8") as lines, \
            target.open("w", newline="", encoding="utf-8") as out:
        rows, writer = csv.reader(lines), csv.writer(out, lineterminator="\n")
        writer.writerow(next(rows))
        writer.writerows([cell + " " for cell in row] for row in rows)


def compare_bad(asked, rows):
    """Tamis on files of which some cells are wrong, and all."""
    usual, bad = (asked.work / f"{name}{rows}.csv" for name in ("m", "bad"))
    if not bad.exists():
        make_bad(usual, bad)
    outs = [asked.work / f"ours-{name}.csv" for name in ("usual", "bad")]

    def jobs():
        for out in outs:
            out.unlink(missing_ok=True)
        return [[asked.tamis, "export", str(source), "-o", str(out), "--invalid", "keep", "--force"]
                for source, out in zip((usual, bad), outs)]

    checks = [[asked.tamis, "check", str(source), "--summary"] for source in (usual, bad)]
    print("\n| work | rows | 3 % of the cells wrong | all of them | times as long | peaks |")
    print("|---|---|---|---|---|---|")
    for name, (some, all_) in (("check csv", checks), ("whole job, csv to csv", jobs())):
        (took, peak), (bad_took, bad_peak) = in_turn(some, all_, asked.rounds, (0, 1))
        print(f"| {name} | {rows:,} | {took:.2f} s | {bad_took:.2f} s | {bad_took / took:.2f} × "
              f"| {peak:,.0f} and {bad_peak:,.0f} MB |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peers", type=pathlib.Path, required=True)
    parser.add_argument("--tamis", default="target/release/tamis")
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path("target/compare"))
    parser.add_argument("--no-xlsx", action="store_true", help="leave the workbooks out")
    parser.add_argument("--bad", action="store_true", help="a file with every cell wrong as well")
    asked = parser.parse_args()
    asked.work.mkdir(parents=True, exist_ok=True)
    python = sys.executable
    script = lambda name: str(asked.peers / name)

    print("| work | rows | Tamis | peer | ratio | Tamis peak | peer peak |")
    print("|---|---|---|---|---|---|---|")
    times = {}
    for rows in asked.rows:
        source, xlsx = (asked.work / f"m{rows}.{end}" for end in ("csv", "xlsx"))
        missing = [] if source.exists() else ["--csv", str(source)]
        if not asked.no_xlsx and not xlsx.exists():
            missing += ["--xlsx", str(xlsx)]
        if missing:
            subprocess.check_call([python, script("gen_meters.py"), "--rows", str(rows), *missing])
        ours, theirs = asked.work / "ours.csv", asked.work / "theirs.csv"

        def job(file):
            # Rows with errors are written too, as the peer does; each run writes a new file.
            ours.unlink(missing_ok=True)
            return [asked.tamis, "export", str(file), "-o", str(ours), "--invalid", "keep",
                    "--force"]

        works = [
            ("check csv", [asked.tamis, "check", str(source), "--summary"],
             [python, script("job_polars.py"), str(source), "-"]),
            ("whole job, csv to csv", job(source),
             [python, script("job_polars.py"), str(source), str(theirs)]),
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
            times.setdefault(name, []).append((rows, took))
    if len(asked.rows) > 2:
        far = (f"{name} {off_the_line(points):.0f} %" for name, points in times.items())
        print("\nAt most off a straight line: " + "; ".join(far) + ".")
    if asked.bad:
        compare_bad(asked, asked.rows[-1])


if __name__ == "__main__":
    main()
