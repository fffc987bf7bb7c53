"""`manage.py read_minutes` as it is typed: a line for each paper whatever it is like, in order, and nothing written."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import docx
import weasyprint

ROOT = Path(__file__).resolve().parents[3]
MINUTES = (
    "Agenda item\n\nMarket rents\n\nMinutes:\n\nThe report was presented.\n\n"
    "AGREED:\n\n1)  That the “rents” be noted.\n"
)


def nothing(file: str, error: str) -> dict[str, Any]:
    return {"file": file, "body": None, "date": None, "items": [], "error": error}


def noted(file: str) -> dict[str, Any]:
    """What `MINUTES` say."""
    empty: list[Any] = []
    item = dict.fromkeys(("recommendations", "responses", "questions", "undertakings"), empty)
    decisions = [{"number": "1", "text": "That the “rents” be noted."}]
    return {
        "file": file,
        "body": None,
        "date": None,
        "items": [{"title": "Market rents", "decisions": decisions, **item}],
    }


def typed(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command in `folder`, with the data of the portal in a folder that is not there yet."""
    command = [sys.executable, str(ROOT / "manage.py"), "read_minutes", *arguments]
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))
    }
    settings = {**kept, "DATA_DIR": str(folder / "data"), **environment}
    return subprocess.run(command, cwd=folder, env=settings, check=False, capture_output=True, timeout=120)


def lines(run: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run.stdout.decode("ascii").splitlines()]


def test_each_paper_has_its_line_in_the_order_given_under_the_name_given(tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_text(MINUTES, encoding="utf-8")
    (tmp_path / "old.txt").write_bytes(MINUTES.encode("cp1252"))
    (tmp_path / "saved.md").write_text(MINUTES, encoding="utf-8-sig")
    (tmp_path / "no ending – ©").write_text(MINUTES, encoding="utf-8")
    names = ["saved.md", str(tmp_path / "minutes.txt"), "no ending – ©", "./old.txt", "saved.md"]

    run = typed(tmp_path, *names, "--json", PYTHONUTF8="1")

    assert (run.returncode, run.stderr, lines(run)) == (0, b"", [noted(name) for name in names])


def test_word_pdf_and_web_pages_are_read_by_what_they_are_whatever_their_name(tmp_path: Path) -> None:
    document = docx.Document()
    for text in MINUTES.split("\n\n"):
        document.add_paragraph(text.strip())
    document.save(str(tmp_path / "minutes.docx"))
    (tmp_path / "page").write_text(
        "<!doctype html><h1>Agenda item</h1><h2>Market rents</h2><p>Minutes:<p>The report was presented."
        "<p>AGREED:<ol><li>That the “rents” be noted.</ol>",
        encoding="utf-8",
    )
    weasyprint.HTML(string="".join(f"<p>{text}</p>" for text in MINUTES.split("\n\n"))).write_pdf(
        str(tmp_path / "minutes.PDF.bak")
    )

    run = typed(tmp_path, "--json", "minutes.docx", "page", "minutes.PDF.bak")

    names = ["minutes.docx", "page", "minutes.PDF.bak"]
    assert (run.returncode, lines(run)) == (0, [noted(name) for name in names])


def test_a_paper_without_text_has_its_line_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 cut off")
    (tmp_path / "picture.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "minutes.txt").write_text(MINUTES, encoding="utf-8")

    run = typed(tmp_path, "empty.txt", "broken.pdf", "picture.txt", "minutes.txt", "--json")

    said = lines(run)
    sentences = [line["error"] for line in said[:3]]
    names = ["empty.txt", "broken.pdf", "picture.txt"]
    assert said == [*map(nothing, names, sentences), noted("minutes.txt")]
    assert sentences[::2] == [
        "The file is empty",
        "The file is not plain text. Choose a text, web page, Word or PDF file",
    ]
    told = [f"{name}: {sentence}." for name, sentence in zip(names, sentences, strict=True)]
    assert (run.returncode, run.stderr.decode().splitlines()) == (0, told)


def test_a_missing_file_has_its_line_too_and_the_exit_code_tells(tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_text(MINUTES, encoding="utf-8")

    run = typed(tmp_path, "gone.txt", ".", "minutes.txt", "--json")

    missing = "There is no file with this name"
    assert (run.returncode, lines(run)) == (
        1,
        [nothing("gone.txt", missing), nothing(".", missing), noted("minutes.txt")],
    )
    assert run.stderr.decode().splitlines() == [
        f"gone.txt: {missing}.",
        f".: {missing}.",
        "CommandError: 2 of 3 files could not be opened.",
    ]


def test_nothing_is_written_and_no_database_is_asked(tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_text(MINUTES, encoding="utf-8")

    run = typed(tmp_path, "minutes.txt", "--json", DATABASE_URL="postgres://nobody@127.0.0.1:1/none")

    assert (run.returncode, run.stderr, lines(run)) == (0, b"", [noted("minutes.txt")])
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")) == [
        "data",
        "data/secret-key",  # every command of the portal makes its secret when there is none
        "minutes.txt",
    ]


def test_without_json_it_prints_a_summary_in_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_text(MINUTES, encoding="utf-8")

    run = typed(tmp_path, "minutes.txt", "gone.txt", PYTHONIOENCODING="latin-1", LC_ALL="C")

    assert (run.returncode, run.stdout.decode().splitlines()) == (
        1,
        [
            "minutes.txt",
            "  Body: not said",
            "  Date: not said",
            "  Market rents",
            "    Decision 1: That the “rents” be noted.",
            "gone.txt",
            "  There is no file with this name.",
        ],
    )
