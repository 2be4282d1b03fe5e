"""Label Studio's JSON: a list of tasks with annotations or predictions, results of type `labels` and `choices`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from unodc_nlp.annotations.draft import CARRIED_KEY, FAULT, Draft, Drafts, Finding, Mark, carried
from unodc_nlp.annotations.files import json_objects
from unodc_nlp.annotations.offsets import utf16_offsets
from unodc_nlp.errors import GoldError
from unodc_nlp.gold.corpus import GoldUnit

_TEXT_KEYS = ("text", "content")


def read(path: Path) -> Drafts:
    """Yield the tasks of an export (JSON, or JSON-MIN, or tasks with predictions)."""
    for number, item in enumerate(json_objects(path), start=1):
        if isinstance(item, Finding):
            yield item
            continue
        line, task = item
        data = task["data"] if isinstance(task.get("data"), dict) else task
        stored = data.get(CARRIED_KEY)
        kept: dict[str, Any] = dict(stored) if isinstance(stored, dict) else {}
        unit_id = str(kept.pop("id", None) or data.get("unit") or task.get("id") or number)
        try:
            text = next((data[key] for key in _TEXT_KEYS if isinstance(data.get(key), str)), None)
            if text is None:
                raise GoldError("has no text; give the task a field 'text'")
            results, remarks = _chosen(task)
            marks, topics = _read_results(results, remarks)
        except GoldError as error:
            yield Finding(path, line, unit_id, FAULT, str(error))
            continue
        if topics is not None:
            kept["topics"] = topics
        yield Draft(path, line, unit_id, text, marks, kept, tuple(remarks), utf16=True)


def files(units: Sequence[GoldUnit]) -> dict[str, bytes]:
    """Return one file of tasks with an annotation each."""
    tasks = [_task(unit) | {"annotations": [{"result": _results(unit)}]} for unit in units]
    return {"": _packed(tasks)}


def predicted(units: Sequence[GoldUnit], certainty: Mapping[str, float], model: str) -> dict[str, bytes]:
    """Return one file of tasks with a prediction each, scored with the unit's certainty, for a person to correct."""
    tasks = [
        _task(unit)
        | {"predictions": [{"model_version": model, "score": round(certainty[unit.id], 4), "result": _results(unit)}]}
        for unit in units
    ]
    return {"": _packed(tasks)}


def _packed(tasks: list[dict[str, Any]]) -> bytes:
    lines = ",\n".join(json.dumps(task, ensure_ascii=False) for task in tasks)
    return f"[\n{lines}\n]\n".encode()


def _task(unit: GoldUnit) -> dict[str, Any]:
    return {"data": {"text": unit.text, "unit": unit.id, CARRIED_KEY: {"id": unit.id} | carried(unit)}}


def _results(unit: GoldUnit) -> list[dict[str, Any]]:
    offsets = utf16_offsets(unit.text)  # a browser counts these
    common = {"to_name": "text"}
    results: list[dict[str, Any]] = [
        {
            "id": f"s{number}",
            "from_name": "label",
            **common,
            "type": "labels",
            "value": {
                "start": offsets[span.start],
                "end": offsets[span.end],
                "text": unit.text[span.start : span.end],
                "labels": [span.label],
            },
        }
        for number, span in enumerate(unit.spans, start=1)
    ]
    if unit.topics:
        value = {"choices": list(unit.topics)}
        results.append({"id": "t", "from_name": "topics", **common, "type": "choices", "value": value})
    return results


def _chosen(task: dict[str, Any]) -> tuple[list[Any], list[str]]:
    """Return the results of a task: of its annotation, or, where nobody has annotated it, of its last prediction."""
    annotations = [one for one in _dicts(task.get("annotations")) if not one.get("was_cancelled")]
    if annotations:
        first, *others = [_listed(one.get("result")) for one in annotations]
        if any(_content(other) != _content(first) for other in others):
            raise GoldError(f"has {len(annotations)} annotations that differ; delete all but the right one in the tool")
        return first, []
    predictions = _dicts(task.get("predictions"))
    if predictions:
        return _listed(predictions[-1].get("result")), ["a prediction was taken that nobody has corrected"]
    if task.get("annotation_id") is not None:
        return _of_min(task), []
    raise GoldError("has neither annotation nor prediction; annotate or remove it")


def _of_min(task: dict[str, Any]) -> list[Any]:
    """Return the results of a task in JSON-MIN, where they stand beside the text under the names of their controls."""
    results: list[Any] = [{"type": "labels", "value": value} for value in _listed(task.get("label"))]
    topics = task.get("topics")
    if topics:
        chosen = topics if isinstance(topics, dict) else {"choices": [topics]}
        results.append({"type": "choices", "from_name": "topics", "value": chosen})
    return results


def _content(results: list[Any]) -> list[str]:
    return sorted(json.dumps(one.get("value"), sort_keys=True) for one in results if isinstance(one, dict))


def _read_results(results: list[Any], remarks: list[str]) -> tuple[tuple[Mark, ...], list[str] | None]:
    marks: list[Mark] = []
    topics: list[str] | None = None
    for result in _dicts(results):
        value = result.get("value")
        kind = result.get("type")
        if kind in ("labels", "hypertextlabels") and isinstance(value, dict):
            marks.append(_mark(value, kind))
        elif kind == "choices" and result.get("from_name") == "topics" and isinstance(value, dict):
            topics = [str(choice) for choice in _listed(value.get("choices"))]
        else:
            remarks.append(f"a result of type {kind} was ignored")
    return tuple(marks), topics


def _mark(value: dict[str, Any], kind: str) -> Mark:
    labels = value.get(kind) or value.get("labels")
    start, end = value.get("start"), value.get("end")
    if not isinstance(labels, list) or len(labels) != 1:
        raise GoldError(f"a span at {start} has not exactly one label but {labels}; give it one")
    if not isinstance(start, int) or not isinstance(end, int):
        raise GoldError(f"a span {labels[0]} has no whole offsets (start {start!r}, end {end!r}); annotate plain text")
    quoted = value.get("text")
    return Mark(start, end, str(labels[0]), quoted if isinstance(quoted, str) else None)


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in _listed(value) if isinstance(item, dict)]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
