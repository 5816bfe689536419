"""From the start of the program to its first frame, and to the first rows of files on its screen.

    python3 tests/bench/start.py [--bin target/release/tamis] [--rounds 5] [FILE ...]

Linux, with Xvfb, whose screen lies in a file: what stands on it is read there every few
milliseconds, so that nothing in the program has to tell. The real binary is started anew for each
time, in a home of its own that is thrown away. The first round warms the disk and is not counted.
"""

import argparse
import mmap
import os
import statistics
import subprocess
import sys
import tempfile
import time

WIDTH, HEIGHT = 1366, 768
PAUSE = 0.004
LIMIT = 120.0


class Screen:
    """A screen that is a file."""

    def __init__(self, folder):
        read, write = os.pipe()
        # It does not begin anew when its only window is gone, for the next one is about to come.
        command = ["Xvfb", "-noreset", "-displayfd", str(write)]
        command += ["-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", folder]
        self.server = subprocess.Popen(
            command, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(write)
        # Kept open: the number and the end of its line may come one after the other.
        self.told = os.fdopen(read)
        number = self.told.readline().strip()
        if not number:
            sys.exit("Xvfb does not start")
        self.display = f":{number}"
        # It tells its number before it has a screen, and has a screen before it can draw.
        path = os.path.join(folder, "Xvfb_screen0")
        begun = time.monotonic()
        while not os.path.exists(path):
            if self.server.poll() is not None or time.monotonic() - begun > LIMIT:
                sys.exit("Xvfb does not start")
            time.sleep(0.1)
        time.sleep(2)
        with open(path, "rb") as file:
            self.pixels = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.start = len(self.pixels) - WIDTH * HEIGHT * 4

    def line(self, y, left=0, right=WIDTH):
        at = self.start + (y * WIDTH + left) * 4
        return self.pixels[at : at + (right - left) * 4]

    def close(self):
        self.server.terminate()
        self.server.wait()
        self.told.close()


def colors(line):
    return {line[at : at + 4] for at in range(0, len(line), 4)}


def has_frame(screen):
    """The window has drawn: the bare screen has one colour."""
    seen = set()
    for y in range(0, HEIGHT, 16):
        seen |= colors(screen.line(y))
        if len(seen) > 8:
            return True
    return False


def has_rows(screen):
    """Lines of text fill the table from top to bottom: letters have many shades, empty lines few."""
    written = sum(len(colors(screen.line(y, 80, 1200))) > 6 for y in range(200, 700, 8))
    return written > 25


def started(screen, binary, file):
    """Seconds to the first frame and, with a file, to its first rows."""
    # A screen of one colour again: the one before is gone with its window.
    while has_frame(screen):
        time.sleep(PAUSE)
    with tempfile.TemporaryDirectory() as home:
        env = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "WAYLAND"))}
        env |= {"HOME": home, "DISPLAY": screen.display}
        begun = time.monotonic()
        program = subprocess.Popen(
            [binary] + ([file] if file else []), env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            first = None
            while time.monotonic() - begun < LIMIT:
                if program.poll() is not None:
                    sys.exit(f"{binary} ends with {program.returncode}")
                if first is None and has_frame(screen):
                    first = time.monotonic() - begun
                if first is not None and (not file or has_rows(screen)):
                    return first, time.monotonic() - begun
                time.sleep(PAUSE)
            sys.exit(f"nothing is seen in {LIMIT:.0f} s")
        finally:
            program.kill()
            program.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", metavar="FILE")
    parser.add_argument("--bin", default="target/release/tamis")
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        screen = Screen(folder)
        try:
            for file in [None, *args.files]:
                times = [started(screen, args.bin, file) for _ in range(args.rounds + 1)][1:]
                frame = statistics.median(first for first, _ in times)
                print(f"{file or 'no file':40} first frame {frame:6.2f} s", end="")
                if file:
                    rows = statistics.median(rows for _, rows in times)
                    print(f", first rows {rows:6.2f} s", end="")
                print(flush=True)
        finally:
            screen.close()


if __name__ == "__main__":
    main()
