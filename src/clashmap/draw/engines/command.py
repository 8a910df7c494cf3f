"""The ``dot`` program on PATH, when one is asked for: the only place that starts a process."""

from __future__ import annotations

import subprocess

from clashmap.draw.engines import EngineError

SECONDS = 20.0
"""Time limit of one call."""


def run(dot: str, *, seconds: float | None = None) -> str:
    """Lay out *dot* and return Graphviz's ``plain`` format. Raises EngineError when ``dot`` is missing or fails."""
    from graphviz.backend import DOT_BINARY

    limit = SECONDS if seconds is None else seconds
    try:
        done = subprocess.run(
            [str(DOT_BINARY), "-Kdot", "-Tplain"], input=dot.encode(), capture_output=True, timeout=limit, check=False
        )
    except FileNotFoundError as error:
        raise EngineError(
            "there is no `dot` on PATH; install Graphviz, or leave out `--engine dot` to use the embedded one"
        ) from error
    except subprocess.TimeoutExpired as error:
        raise EngineError(f"`dot` took longer than {limit:g} seconds") from error
    except OSError as error:
        raise EngineError(f"`dot` could not be started ({error.strerror or error})") from error
    if done.returncode:
        first = (done.stderr.decode(errors="replace").strip().splitlines() or ["no message"])[0]
        raise EngineError(f"`dot` failed ({first})")
    return done.stdout.decode()
