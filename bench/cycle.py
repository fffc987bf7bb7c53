"""How long one run takes that opens every review due of thousands of strategies, after twenty years without any run.

`python -m bench.cycle --sizes 1000 10000`, on SQLite or with `--database postgresql`. Everything is made in a scratch
database and removed afterwards. Printed are seconds of CPU of the process, which other programs do not change,
and on the clock of the wall; and how many times longer each strategy takes with the most than with the fewest.
"""

import argparse
import sys

from bench.run import database, measured

YEARS = 20
LINEAR = 1.5  # for each strategy, at most this many times as long with the most as with the fewest
MEASURE = "import sys, django; django.setup(); from bench import opening; opening.main([int(n) for n in sys.argv[1:]])"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument(
        "--sizes", type=int, nargs="+", default=[1_000, 10_000], help="numbers of strategies"
    )
    options.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    asked = options.parse_args()
    with database(asked.database) as url:
        found = measured(url, sorted(asked.sizes), program=MEASURE)
    each = [one["cpu"] / one["strategies"] * 1000 for one in found]
    for one, milliseconds in zip(found, each, strict=True):
        print(
            f"{one['strategies']:>7,} strategies, {YEARS} years: {one['reviews']:>8,} reviews opened in one run: "
            f"CPU {one['cpu']:.1f} s, {milliseconds:.2f} ms a strategy; by the clock {one['wall']:.1f} s; "
            f"a second run opened {one['more']}, CPU {one['again']:.1f} s"
        )
    is_linear = each[-1] <= each[0] * LINEAR
    print(f"Growth for each strategy: {each[-1] / each[0]:.2f}. Linear: {'yes' if is_linear else 'no'}")
    return int(not is_linear)


if __name__ == "__main__":
    sys.exit(main())
