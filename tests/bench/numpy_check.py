# SPDX-License-Identifier: GPL-3.0-or-later
"""The gradient check of the two-layer net as the seeds write it in NumPy, beside Chainrule's: numpy_check.py ENGINE_BENCH."""
import json
import statistics
import subprocess
import sys
import time

import numpy as np

ROUNDS = 3  # each of both in turn: what else the machine does meets both
PICTURES = 3


def numerical_gradients(loss, parameters, h=1e-4):
    """Central differences, one parameter after the other."""
    gradients = []
    for parameter in parameters:
        flat = parameter.reshape(-1)  # a view
        gradient = np.zeros_like(flat)
        for i in range(flat.size):
            x = flat[i]
            flat[i] = x + h
            above = loss()
            flat[i] = x - h
            below = loss()
            flat[i] = x
            gradient[i] = (above - below) / (2 * h)
        gradients.append(gradient.reshape(parameter.shape))
    return gradients


def numpy_seconds():
    random = np.random.default_rng(1)
    x = random.random((PICTURES, 784))  # how dark they are is the same to a dense product
    t = np.arange(PICTURES)
    W1, b1 = 0.01 * random.standard_normal((784, 50)), np.zeros(50)
    W2, b2 = 0.01 * random.standard_normal((50, 10)), np.zeros(10)

    def loss():
        a = np.dot(np.maximum(np.dot(x, W1) + b1, 0), W2) + b2
        e = np.exp(a - a.max(axis=1, keepdims=True))
        y = e / e.sum(axis=1, keepdims=True)
        return -np.log(y[np.arange(PICTURES), t] + 1e-7).mean()

    begin = time.process_time()
    numerical_gradients(loss, [W1, b1, W2, b2])
    return time.process_time() - begin


def chainrule_seconds(bench):
    command = [bench, "--benchmark_filter=^checkOfTheNet$", "--benchmark_format=json"]
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    return json.loads(run.stdout)["benchmarks"][0]["cpu_time"] / 1000  # from ms


def main():
    rounds = [(chainrule_seconds(sys.argv[1]), numpy_seconds()) for _ in range(ROUNDS)]
    ratios = [slow / quick for quick, slow in rounds]
    quick, slow = map(statistics.median, zip(*rounds))
    print(f"{'Chainrule':>12}{'NumPy':>10}{'ratio':>8}{'lowest':>8}")
    print(f"{quick:12.2f}{slow:10.2f}{statistics.median(ratios):8.1f}{min(ratios):8.1f}")


main()
