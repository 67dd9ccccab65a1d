"""Settings, read from the environment (prefix TUTOR_) and from a `.env` file."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Where things are and how the page is served."""

    model_config = SettingsConfigDict(
        env_prefix="TUTOR_", env_file=".env", extra="ignore", frozen=True
    )

    knowledge: Path = PROJECT / "knowledge"
    prompts: Path = PROJECT / "prompts"
    data: Path = Field(default_factory=lambda: user_data_path("spectrum-tutor", appauthor=False))
    host: str = "127.0.0.1"
    port: int = 8000
    origins: tuple[str, ...] = ()
    stream_pause: float = 0.02
    longest_message: int = 4000
