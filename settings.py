"""Settings: environment variables with the prefix ``ATLAS_``, checked at start. Each is in the README."""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What an operator may set.

    A value that does not fit stops the start with the name of the variable and what was expected.
    """

    model_config = SettingsConfigDict(env_prefix="ATLAS_", extra="ignore")

    data_dir: Path = Field(default=Path("build/data"), description="Folder in which editions are kept")
    lang: Literal["zh", "en"] = Field(default="zh", description="Language of addresses that name none")
    map_review_number: str = Field(
        default="",
        max_length=40,
        description="Confirmed map-review number (审图号); empty: maps say it is to be confirmed",
    )
    workers: int = Field(default=2, ge=1, le=32, description="Server processes")
    threads: int = Field(default=4, ge=1, le=64, description="Threads a process")
    embed_origins: str = Field(
        default="", description="Origins that may embed /embed, separated by spaces; empty: none"
    )
