"""The model card: what a model is, what it was made from, how good it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from unodc_nlp.pipeline.loading import META_KEY
from unodc_nlp.training.tables import label_table

_SHIPPED = {"2017", "2018", "2019", "authored"}


def model_card(meta: Mapping[str, Any], data: Mapping[str, Any] | None) -> str:
    """Return the card as Markdown.

    Args:
        meta: the pipeline's meta.
        data: the figures of the benchmark, None where the model has not been measured.
    """
    made = meta[META_KEY]
    gold = made["gold"]
    scores = (
        label_table(data)
        if data
        else "Not measured. `unodc-nlp benchmark` measures models trained like this one, by document."
    )
    recogniser = (
        f"a pretrained encoder ({made['encoder']['encoder']}), fine-tuned, with linear layers"
        if "encoder" in made
        else "two linear-chain conditional random fields"
    )
    documents = ", ".join(gold["documents"])
    if {*gold["documents"]} == _SHIPPED:
        documents = (
            "the shipped gold: hand annotations of three\n  reports of the United Nations Office on Drugs and Crime, and "
            "passages written for the project in the register of\n  other UN documents"
        )
    versions = ", ".join(f"{name} {version}" for name, version in made["made_with"].items())
    return f"""# {meta["name"]}, model of unodc_nlp {made["version"]}

Words and names in Chinese-language documents of the United Nations: organisations, countries, resolutions, regions,
places, treaties, programmes, publications, document symbols, dates, quantities, persons, and nouns that stand for an
organisation.

* **Parts.** A pkuseg model for words; {recogniser} over characters, for names and for
  names inside names; tables of names and rules that link them to identities, which are the library's and not trained;
  logistic regressions for sections and topics, where they are annotated.
* **Trained on** {gold["units"]} units, {gold["characters"]:,} characters, {gold["spans"]:,} spans of {documents}. Hash of the
  gold: `{gold["sha256"]}`.
* **Made with** {versions}. The same gold, settings, versions and machine give the same bytes.
* **Meant for** simplified Chinese documents of the United Nations. Traditional characters and other kinds of text are
  out of scope.
* **No certainty** is given with a name: the best sequence of tags is taken as it is.
* **Licence** MIT.

## Scores

F1 on exact character offsets, 95 % bootstrap interval over units. Leave-one-report-out: trained on two reports and the
authored passages, tested on the third, three times, pooled. Unseen documents: real passages of other UN documents, used
for nothing but measuring.

{scores}
"""
