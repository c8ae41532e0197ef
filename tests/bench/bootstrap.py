"""What a statistician would do today: resample nine experts ten thousand times with numpy, trimmed means, ranks, 95 % ranges.

Reads the marks as JSON from the file named; prints the seconds it took, without starting Python and importing numpy, and the entries ranged.
"""

import json
import sys
import time

import numpy

DRAWS = 10_000


def main(path):
    with open(path, encoding="utf-8") as file:
        marks = numpy.array(json.load(file))
    start = time.perf_counter()
    entries, experts = marks.shape
    drawn = numpy.random.default_rng(1).integers(0, experts, (DRAWS, experts))
    kept = numpy.sort(marks[:, drawn], axis=2)[:, :, 1:-1]
    order = numpy.argsort(-kept.mean(axis=2), axis=0, kind="stable")
    ranks = numpy.empty_like(order)
    numpy.put_along_axis(ranks, order, numpy.arange(1, entries + 1)[:, None], axis=0)
    ranges = numpy.percentile(ranks, [2.5, 97.5], axis=1)
    print(json.dumps({"seconds": time.perf_counter() - start, "entries": ranges.shape[1]}))


if __name__ == "__main__":
    main(sys.argv[1])
