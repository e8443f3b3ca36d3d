"""Files of a view: addresses, cells, progress across processes, drawings that hold what they must.

Does not belong here: whole files by HTTP (`tests/integration/test_exports.py`).
"""

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callbacks import export_jobs
from callbacks.embed import policy
from data.store import Store
from layouts.exports.address import DRAWN, SIZES, ExportError, export_query, page_address
from layouts.exports.cells import is_risky, safe
from layouts.exports.charts import sources_of
from layouts.exports.drawing import png_of, svg_of
from layouts.exports.lines import imprint
from layouts.exports.progress import CancelledError
from layouts.exports.view import view_of
from layouts.figures.map_sheet import broken
from layouts.view_state import ViewState
from settings import Settings

ROOT = Path(__file__).resolve().parents[2]


def pairs(query: str) -> list[tuple[str, str]]:
    from urllib.parse import parse_qsl

    return parse_qsl(query)


@pytest.mark.parametrize(
    "address",
    [
        "/", "/?lang=en", "/?indicator=gdp_yi&period=latest&level=county", "/city/140500?indicator=gdp_yi&lang=en",
        "/industry", "/industry/ch05?indicator=projects&compare=coal",
        "/projects?region=140200&stage=signed&amount=1-10",
        "/projects?industry=ch05&industry=energy&origin=group-jjj",
    ],
)  # fmt: skip
def test_a_files_query_leads_back_to_its_page(address: str) -> None:
    state, notices = ViewState.parse(address)
    assert notices == ()
    again, _ = ViewState.parse(page_address(pairs(export_query(state))))
    assert again == state


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("", "/"), ("region=140500", "/city/140500"), ("region=140500&region=140200", "/?region=140500&region=140200"),
        ("page=projects&region=140200", "/projects?region=140200"), ("page=industry", "/industry"),
        ("page=overview&region=140500", "/?region=140500"), ("utm_source=x", "/"),
    ],
)  # fmt: skip
def test_short_forms(query: str, path: str) -> None:
    assert page_address(pairs(query)) == path


@pytest.mark.parametrize(
    "query",
    ["page=sources", "page=place", "page=place&region=14", "page=place&region=１４０５００",
     "page=industry&industry=../x", "page=industry&industry=a&industry=b"],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_with_what_was_expected(query: str) -> None:
    with pytest.raises(ExportError, match="expect"):
        page_address(pairs(query))


@given(st.text(max_size=12))
def test_no_cell_begins_like_a_formula(text: str) -> None:
    written = safe(text)
    assert written.removeprefix("'") == text or written == text
    assert not written.startswith(("=", "@", "\t", "\r", "\n"))
    if written.startswith(("+", "-")):
        float(written)


def test_plain_numbers_stay_numbers() -> None:
    assert [safe(t) for t in ("-3.5", "+12", "a=1", "")] == ["-3.5", "+12", "a=1", ""]
    assert all(is_risky(t) for t in ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1"))


@pytest.mark.parametrize("page", ["/", "/city/140500", "/city/140525", "/industry/coal", "/projects?stage=signed"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_drawing_carries_its_imprint_and_opens_in_a_second_renderer(store: Store, page: str, lang: str) -> None:
    view = view_of(store, page + ("&" if "?" in page else "?") + f"lang={lang}")
    lines = imprint(store, view, "http://localhost/", "GS(2026)0001号")
    for chart in ("map", *DRAWN[view.state.page]):
        sizes = SIZES if chart == "map" else ("screen", "card")
        for size in sizes:
            if chart == "trend" and not sources_of(store, view, chart):
                with pytest.raises(ExportError, match="nothing to show"):
                    svg_of(store, view, lines, chart=chart, size=size)
                continue
            svg = svg_of(store, view, lines, chart=chart, size=size)
            root = ET.fromstring(svg)
            said = "".join("".join(t.itertext()) for t in root.iter("{http://www.w3.org/2000/svg}text"))
            told = "".join(said.split())
            for line in lines.captions(lang):
                assert "".join(line.split()) in told, (chart, size, line)
            assert "GS(2026)0001号" in told
            if chart == "map":
                assert "".join(view.title.split()) in told
    png = png_of(svg_of(store, view, lines, size="slide"))
    assert png.startswith(b"\x89PNG") and (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (1920, 1080)


def test_a_drawing_shows_the_numbers_of_the_view(store: Store) -> None:
    view = view_of(store, "/?lang=en")
    assert view.map is not None
    slide = svg_of(store, view, imprint(store, view, "", ""), size="slide")
    for bar in view.map.bars:
        assert f">{bar.text}</text>" in slide
    assert "review number to be confirmed" in slide


def test_sources_of_a_trend_are_its_own(store: Store) -> None:
    view = view_of(store, "/city/140400")
    trend = sources_of(store, view, "trend")
    assert trend and set(trend) <= set(store.sources) and "s-atlas" not in trend
    assert sources_of(store, view_of(store, "/industry/ch05"), "trend") == ()


def test_a_hostile_title_stays_text(store: Store) -> None:
    from dataclasses import replace

    view = replace(view_of(store, "/"), title='<script>alert("x")</script>&\x00')
    lines = imprint(store, view, 'http://h"><x', "")
    for size in SIZES:
        root = ET.fromstring(svg_of(store, view, lines, size=size).replace("\x00", ""))
        assert not [e for e in root.iter() if e.tag.endswith("script")]


def test_an_address_longer_than_a_line_is_broken_not_cut() -> None:
    address = "http://localhost/projects?" + "industry=hydrogen&" * 12
    lines = broken(f"Live page: {address}", 40)
    assert "".join("".join(lines).split()) == "".join(f"Live page: {address}".split())


# ---- Progress ---------------------------------------------------------------------------------------------------


@pytest.fixture
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    yield uuid4().hex
    folder = tmp_path / f"atlas-exports-{os.getuid()}"
    assert not folder.exists() or list(folder.iterdir()) == [], "a job left something behind"


def test_progress_is_seen_and_a_job_is_cancelled_from_another_process(job: str) -> None:
    assert export_jobs.progress_of(job) is None
    look = f"from callbacks import export_jobs as e; print(e.progress_of({job!r})); e.cancel({job!r})"
    with pytest.raises(CancelledError), export_jobs.reporting(job) as report:
        report(3, 10)
        other = subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=True)
        assert other.stdout.strip() == "(3, 10)"
        report(4, 10)
    assert export_jobs.progress_of(job) is None


def test_cancelling_what_does_not_run_does_nothing(job: str) -> None:
    export_jobs.cancel(job)
    with export_jobs.reporting(job) as report:
        report(1, 2)


@pytest.mark.parametrize("name", ["", "..", "../../etc/passwd", "A" * 32, "0" * 31, "0" * 33, "0" * 32 + "\n"])
def test_only_hexadecimal_names_are_jobs(name: str) -> None:
    assert not export_jobs.is_job(name)
    with export_jobs.reporting(name) as report:
        report(1, 2)  # nobody watches, nothing is written


# ---- Who may embed ----------------------------------------------------------------------------------------------


def test_origins_are_checked_at_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_EMBED_ORIGINS", "  http://localhost:8000   http://127.0.0.1 ")
    assert Settings().framing_origins == ("http://localhost:8000", "http://127.0.0.1")
    for wrong in (
        "*",
        "localhost",
        "http://localhost/path",
        "http://a;script-src *",
        "http://a,http://b",
        "'self'",
        "http://",
    ):
        monkeypatch.setenv("ATLAS_EMBED_ORIGINS", wrong)
        with pytest.raises(ValueError, match="expected origins separated by spaces"):
            Settings()


def test_nobody_may_embed_unless_it_is_set() -> None:
    assert policy(()).endswith("frame-ancestors 'none'")
    assert policy(("http://a", "http://b")).endswith("frame-ancestors http://a http://b")
    assert "script-src" not in policy(()) and "unsafe-eval" not in policy(())
