"""Fuzz every target for a while and write the figures into docs/reliability.md: `python tests/fuzz/run.py --seconds 60`.

Inputs that did something new are kept in the corpus directory (by default build/fuzz), so that a later run goes on from there; an input
that broke something is named, and belongs into tests/fuzz/found after it is mended.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path

from unodc_nlp.training.tables import fill_in

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures"
FOUND = Path(__file__).parent / "found"
PAGE = ROOT / "docs" / "reliability.md"
FIGURES = Path(__file__).parent / "figures.json"
SEEDS = {
    "text": ["一. 导言\n\n1. 大会在其第 72/194 号决议中¹\n\n¹ 见 A/RES/72/194。\n".encode()],
    "html": ["<p>1. 大会<sup>1</sup></p><table><tr><td>a<td>b</table><ol><li>x</ol>".encode()],
    "docx": ['<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>大会</w:t></w:r></w:p>\0'.encode()],
    "markup": ["{ORG:大会}|通过|了|{RESOLUTION:第| 72/194 |号|决议}|。".encode()],
}
_DONE = re.compile(r"Done (\d+) runs in (\d+) second")


def seed(name: str, corpus: Path) -> None:
    """Put the first inputs of a target into its corpus."""
    corpus.mkdir(parents=True, exist_ok=True)
    inputs = list(SEEDS.get(name, []))
    if name == "pdf":
        inputs = [(FIXTURES / f"{file}.pdf").read_bytes() for file in ("columns", "encrypted")]
    if name == "any":
        inputs = [(FIXTURES / name).read_bytes() for name in ("layout.docx", "columns.pdf")]
    for number, data in enumerate(inputs):
        (corpus / f"seed{number}").write_bytes(data)


def fuzz(name: str, seconds: int, corpus: Path) -> dict[str, int]:
    """Fuzz one target and return how many executions there were, in how many seconds, and how many failures."""
    seed(name, corpus / name)
    broken = corpus / "broken"
    broken.mkdir(exist_ok=True)
    command = [sys.executable, str(Path(__file__).parent / "target.py"), name, str(corpus / name)]
    options = [f"-max_total_time={seconds}", f"-artifact_prefix={broken}/{name}-", "-rss_limit_mb=3000", "-timeout=30"]
    done = subprocess.run([*command, *options], capture_output=True, text=True, errors="replace", check=False)
    match = _DONE.search(done.stderr)
    if match is None or done.returncode:
        print(f"{name}: an input broke it, see {broken}:\n{done.stdout[-3000:]}{done.stderr[-3000:]}", file=sys.stderr)
    runs = int(match[1]) if match else max(map(int, re.findall(r"^#(\d+)", done.stderr, re.M)), default=0)
    return {"executions": runs, "seconds": int(match[2]) if match else seconds, "failures": int(done.returncode != 0)}


def write(figures: dict[str, dict[str, int]]) -> None:
    """Write the figures as JSON and into the page."""
    FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    rows = [
        f"| {name} | {row['executions']:,} | {row['seconds']:,} | {row['failures']} |" for name, row in figures.items()
    ]
    table = "\n".join(["| input | executions | seconds | failures |", "|---|---:|---:|---:|", *rows])
    PAGE.write_text(fill_in(PAGE.read_text(encoding="utf-8"), {"fuzzing": table}), encoding="utf-8")


def main() -> None:
    """Fuzz all targets one after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--corpus", type=Path, default=ROOT / "build" / "fuzz")
    parser.add_argument("targets", nargs="*", default=["text", "html", "docx", "pdf", "any", "markup"])
    arguments = parser.parse_args()
    arguments.corpus.mkdir(parents=True, exist_ok=True)
    old = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.is_file() else {}
    figures = old | {name: fuzz(name, arguments.seconds, arguments.corpus) for name in arguments.targets}
    write(figures)
    sys.exit(any(row["failures"] for row in figures.values()))


if __name__ == "__main__":
    main()
