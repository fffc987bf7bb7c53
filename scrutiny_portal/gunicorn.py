"""How gunicorn serves the portal (`--config python:scrutiny_portal.gunicorn`)."""

import os
from pathlib import Path

HOST = os.environ.get("HOST") or "127.0.0.1"
bind = f"{f'[{HOST}]' if ':' in HOST else HOST}:{os.environ.get('PORT') or '8000'}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS") or "2")
threads = int(os.environ.get("WEB_THREADS") or "4")
# Loaded once, before the workers are forked: they start at once and share the memory.
preload_app = True
timeout = 60
# Less than the ten seconds that the supervisor waits before it ends what is left.
graceful_timeout = 8
keepalive = 5
loglevel = "warning"
# A worker that beats on a slow disk is taken for dead.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
control_socket_disable = True
