"""A new report annotated by the model, the units it is least certain of first, for a person to correct."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from unodc_nlp.annotations.convert import write_annotations
from unodc_nlp.annotations.draft import FAULT, Draft, Finding, Mark
from unodc_nlp.annotations.files import write_files
from unodc_nlp.annotations.finish import finish
from unodc_nlp.annotations.judging import judge_texts
from unodc_nlp.annotations.label_studio import predicted
from unodc_nlp.errors import GoldError
from unodc_nlp.gold.corpus import GoldUnit
from unodc_nlp.reading import Report


@dataclass(frozen=True, slots=True)
class Preannotation:
    """What the model makes of a report.

    Attributes:
        units: the units, least certain first; their words are the tokenizer's.
        certainty: for each unit's id, the estimated probability that nothing in it needs correction, 0 to 1.
        findings: units that gold cannot hold.
    """

    units: tuple[GoldUnit, ...]
    certainty: dict[str, float]
    findings: tuple[Finding, ...]


def preannotate(report: Report, nlp: Language, document: str) -> Preannotation:
    """Annotate a report; the id of a unit is that of the report's unit behind `document` and a hyphen."""
    certainty: dict[str, float] = {}
    units: list[GoldUnit] = []
    findings: list[Finding] = []
    judged = judge_texts(nlp, [unit.text for unit in report.units])
    for unit, (words, judgement) in zip(report.units, judged, strict=True):
        marks = tuple(Mark(*span) for span in judgement.spans)
        place = {"kind": unit.kind, "headings": unit.headings}
        draft = Draft(Path(report.name), 0, f"{document}-{unit.id}", unit.text, marks, place)
        try:
            done, _ = finish(draft, document, lambda _, words=words: words)  # type: ignore[misc]
        except GoldError as error:
            findings.append(Finding(draft.path, 0, draft.id, FAULT, str(error)))
            continue
        units.append(done)
        certainty[done.id] = judgement.certainty
    units.sort(key=lambda unit: certainty[unit.id])
    return Preannotation(tuple(units), certainty, tuple(findings))


def write_preannotation(made: Preannotation, path: Path, form: str, model: str, overwrite: bool = False) -> int:
    """Write in a format, for Label Studio as predictions with their certainty; return how many nested spans were lost."""
    if form != "label-studio":
        return write_annotations(made.units, path, form, overwrite)
    write_files(path, predicted(made.units, made.certainty, model), overwrite)
    return 0
