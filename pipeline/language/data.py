"""Reading the files of `schemas/vocabulary/`."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml


def load_yaml(name: str) -> Any:  # noqa: ANN401  (YAML has no static type; each caller reads the keys it knows)
    """The content of one YAML file of the vocabulary."""
    text = files("schemas").joinpath("vocabulary", name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  (both are safe loaders)
