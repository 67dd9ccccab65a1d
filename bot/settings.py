"""Settings, read from the environment (prefix TUTOR_) and from a `.env` file."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Where things are, how the page is served, and which model words the replies."""

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

    # The language model: with a key or an endpoint the conversation becomes freer.
    engine: Literal["auto", "offline", "openai"] = "auto"
    openai_api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY")
    openai_base_url: str = Field(default="", validation_alias="OPENAI_BASE_URL")
    model: str = ""  # empty: the client's own default
    tokens_a_day: int = Field(default=200_000, ge=0)  # for one learner; 0 means no limit
    spend_a_day: float = Field(default=0.0, ge=0)  # in the currency of the prices; 0: no limit
    price_read: float = Field(default=0.0, ge=0)  # for a million tokens
    price_written: float = Field(default=0.0, ge=0)
    calls_at_once: int = Field(default=4, ge=1)
    general_knowledge: bool = (
        False  # told under a label where the unit doesn't cover a question near it
    )
    ask_again: bool = True  # once where a check refuses a reply, while half of the budget is left

    @property
    def speaks(self) -> bool:
        """Whether a model is to word the replies."""
        key = self.openai_api_key is not None and bool(self.openai_api_key.get_secret_value())
        return self.engine == "openai" or (
            self.engine == "auto" and (key or bool(self.openai_base_url))
        )
