"""Settings: environment variables with the prefix ``ATLAS_``, checked at start. Each is in the README."""

import re
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ORIGIN = re.compile(rf"https?://{_LABEL}(?:\.{_LABEL})*(?::[0-9]{{1,5}})?")


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
    public_url: str = Field(
        default="",
        max_length=300,
        description="Address at which people reach the atlas, for links and codes to scan; empty: the request's host",
    )
    workers: int = Field(default=2, ge=1, le=32, description="Server processes")
    threads: int = Field(default=4, ge=1, le=64, description="Threads a process")
    embed_origins: str = Field(
        default="", description="Origins that may embed /embed, separated by spaces; empty: none"
    )

    @field_validator("embed_origins")
    @classmethod
    def origins(cls, text: str) -> str:
        """Only whole origins go into the header that says who may embed; anything else could open it to everybody."""
        wrong = [origin for origin in text.split() if not _ORIGIN.fullmatch(origin)]
        if wrong:
            msg = (
                f"{', '.join(wrong)}: expected origins separated by spaces, each scheme, host and perhaps port "
                "without a path, such as http://localhost:8000"
            )
            raise ValueError(msg)
        return " ".join(text.split())

    @field_validator("public_url")
    @classmethod
    def origin(cls, text: str) -> str:
        """One origin: it goes before every address that a file or a code to scan carries."""
        found = text.strip().removesuffix("/")
        if found and not _ORIGIN.fullmatch(found):
            msg = (
                "expected scheme, host and perhaps port, without path or query, such as https://atlas.example.cn; "
                "leave it empty to use the host of each request"
            )
            raise ValueError(msg)
        return found

    def link_root(self, host: str) -> str:
        """What links that leave the atlas begin with, without a slash at the end.

        Args:
            host: scheme and host of the request, used while no public address is set.

        Returns:
            For example ``https://atlas.example.cn``.
        """
        return self.public_url or host.rstrip("/")

    @property
    def framing_origins(self) -> tuple[str, ...]:
        """The origins that may embed a map."""
        return tuple(self.embed_origins.split())
