"""The compiled front-end files: whole, light, under known licences, and fit for a strict content security policy."""

import json
import re
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from pytest_django import Settings

from tests.core.markup import read

ROOT = Path(settings.BASE_DIR)
STATIC = ROOT / "static" / "portal"
ASSETS = ROOT / "assets"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLES = STATIC / "portal.css"
TONES = {"ok", "part", "go", "warn", "bad", "ask", "mute", "no"}
FIRST_VISIT_BYTES = 165_000
FLOORS = {
    "core",
    "councils",
    "notices",
    "strategies",
    "task_groups",
    "meetings",
    "recommendations",
    "work_programme",
    "scrutiny_portal",
}


def packed(path: Path) -> int:
    """Bytes over the wire: fonts are packed already, text goes as brotli."""
    content = path.read_bytes()
    return len(content) if path.suffix == ".woff2" else len(brotli.compress(content))


def symbols() -> set[str]:
    sprite = read((ROOT / "templates/includes/_sprite.html").read_text())
    return {symbol.attributes["id"].removeprefix("i-") for symbol in sprite.all("symbol")}


def test_a_first_visit_is_light() -> None:
    """Promise L7 gives a page 200 KB; the rest is for its own HTML."""
    htmx = finders.find("django_htmx/htmx-2.min.js")
    assert isinstance(htmx, str)
    latin = [*STATIC.glob("fonts/*-latin.woff2")]
    files = [STYLES, STATIC / "portal.js", STATIC / "govuk-frontend.min.js", Path(htmx), *latin]
    assert len(latin) == 2
    assert sum(packed(path) for path in files) <= FIRST_VISIT_BYTES


def test_every_file_that_the_style_sheet_names_is_there() -> None:
    named = set(re.findall(r'url\("?([^")]+)"?\)', STYLES.read_text()))
    local = {address for address in named if not address.startswith("data:")}
    assert len(local) == 5
    assert [address for address in sorted(local) if not (STATIC / address).is_file()] == []


def test_the_compiled_files_survive_fingerprinting(tmp_path: Path, settings: Settings) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    paths = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    styles = (tmp_path / paths["portal/portal.css"]).read_text()
    font = paths["portal/fonts/portal-sans-latin.woff2"].removeprefix("portal/")
    assert f'url("{font}")' in styles


@pytest.mark.parametrize(
    "path", [STYLES, STATIC / "portal.js", STATIC / "govuk-frontend.min.js"], ids=lambda p: p.name
)
def test_nothing_compiled_names_a_source_map(path: Path) -> None:
    assert "sourceMappingURL" not in path.read_text()


def test_our_script_neither_evaluates_nor_leaves_the_site() -> None:
    script = (STATIC / "portal.js").read_text()
    assert script == (ASSETS / "portal.js").read_text()
    assert re.findall(r"\beval\(|new Function|https?://|innerHTML|insertAdjacentHTML", script) == []


def test_every_part_has_its_licence() -> None:
    licences = {path.stem: path.read_text() for path in STATIC.glob("licences/*.txt")}
    assert licences.keys() == {
        "README",
        "govuk-frontend",
        "htmx",
        "moj-frontend",
        "source-sans-3",
        "source-serif-4",
    }
    for name in ("source-sans-3", "source-serif-4"):
        assert "SIL OPEN FONT LICENSE Version 1.1" in licences[name]


def test_the_fonts_do_not_carry_the_reserved_name() -> None:
    assert sorted(path.name for path in STATIC.glob("fonts/*")) == [
        "portal-sans-latin-ext.woff2",
        "portal-sans-latin.woff2",
        "portal-serif-latin-ext.woff2",
        "portal-serif-latin.woff2",
    ]
    assert set(re.findall(r"@font-face\{font-family:([^;]+);", STYLES.read_text())) == {
        '"Portal Sans"',
        '"Portal Serif"',
    }


def test_the_lock_file_pins_what_is_asked_for() -> None:
    asked = json.loads((ASSETS / "package.json").read_text())["devDependencies"]
    locked = json.loads((ASSETS / "package-lock.json").read_text())["packages"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in asked} == asked
    assert [name for name, package in locked.items() if "resolved" in package] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(ROOT / "templates")))
def test_templates_draw_only_symbols_that_exist(path: Path) -> None:
    used = set(re.findall(r'{% icon "([^"]+)"', path.read_text()))
    assert used - symbols() == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(ROOT / "templates")))
def test_templates_hold_no_inline_script_or_style(path: Path) -> None:
    source = path.read_text()
    scripts = re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>", source)
    styles = re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", source)
    assert scripts + styles == []


def test_statuses_name_symbols_and_colours_that_exist() -> None:
    named = re.compile(r'Status\(\s*f?"[^"]*",\s*f?"[^"]*",\s*"([a-z]+)",\s*"([a-z]+)"')
    sources = [path for path in ROOT.glob("*/**/*.py") if path.parts[len(ROOT.parts)] in FLOORS]
    found = {pair for path in sources for pair in named.findall(path.read_text())}
    assert len(found) > 10
    assert {icon for icon, _ in found} - symbols() == set()
    assert {tone for _, tone in found} - TONES == set()
