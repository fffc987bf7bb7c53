"""A stand-in for the portal under the real supervisor: a little web server and a program that only waits.

Usage: python -m tests.operations.stand_in PORT
"""

import os
import sys
from pathlib import Path

from scripts import supervisor

SERVE = "from http.server import *; HTTPServer(('127.0.0.1', {}), BaseHTTPRequestHandler).serve_forever()"
WAIT = "import time; print('waiting', flush=True); time.sleep(600)"


def main(port: int) -> int:
    env, here = dict(os.environ), Path(__file__).parent
    programs = {
        "web server": [sys.executable, "-c", SERVE.format(port)],
        "worker": [sys.executable, "-c", WAIT],
    }
    return supervisor.run(
        [supervisor.Program(name, command, env=env, cwd=here) for name, command in programs.items()],
        stop=supervisor.StopSignal(),
        ready=lambda: supervisor.answers("127.0.0.1", port),
        greet=lambda: print("ready", flush=True),
        say=lambda text: print(text, flush=True),
    )


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
