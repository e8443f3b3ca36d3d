"""The texts of the interface: Fluent catalogues, a folder a language, a file an area, keys the same in both."""

from functools import lru_cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

FOLDER = Path(__file__).parent
_LOCALES = {"zh": "zh-CN", "en": "en-GB"}


class MessageError(KeyError):
    """A message does not exist or lacks an argument."""


@lru_cache(maxsize=2)
def _bundle(lang: str) -> FluentBundle:
    bundle = FluentBundle([_LOCALES[lang]], use_isolating=False)
    for catalogue in sorted((FOLDER / lang).glob("*.ftl")):
        bundle.add_resource(FluentResource(catalogue.read_text(encoding="utf-8")))
    return bundle


@lru_cache(maxsize=4096)
def _format(lang: str, key: str, arguments: tuple[tuple[str, object], ...]) -> str:
    bundle = _bundle(lang)
    if not bundle.has_message(key):
        msg = f"no message {key!r} in messages/{lang}"
        raise MessageError(msg)
    pattern = bundle.get_message(key).value
    text, errors = bundle.format_pattern(pattern, dict(arguments))  # type: ignore[arg-type]
    if errors:
        msg = f"message {key!r} in messages/{lang}: {errors[0]}"
        raise MessageError(msg)
    return str(text)


def message(lang: str, key: str, **arguments: str | int) -> str:
    """A text of the interface.

    Args:
        lang: ``zh`` or ``en``.
        key: message id.
        **arguments: values for its placeables; numbers choose the plural form.

    Returns:
        Plain text (never HTML).

    Raises:
        MessageError: when the message or an argument is missing.
    """
    return _format(lang, key, tuple(sorted(arguments.items())))


def has_message(lang: str, key: str) -> bool:
    """Is there such a message?"""
    return bool(_bundle(lang).has_message(key))
