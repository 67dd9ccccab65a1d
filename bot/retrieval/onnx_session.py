"""An ONNX model on the CPU, run so that it leaves memory and the other cores to the rest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


def session_of(weights: Path) -> InferenceSession:
    """A session of the model in a file. Raises onnxruntime's errors where that is damaged."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    options.enable_cpu_mem_arena = False  # the arena grows to 1 GB and never shrinks
    # Threads that wait for work while spinning take the cores from whoever else has some.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
