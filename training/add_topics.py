"""Train sections and topics from `annotations/` and put them into an existing model, without training the rest of it again.

python training/add_topics.py [MODEL] -o NEW_MODEL

Takes half a minute. `training/train.py` does the same at its end.
"""

import argparse
from pathlib import Path

from unodc_nlp.gold.corpus import load_gold
from unodc_nlp.pipeline import load
from unodc_nlp.training.topics import add_topics
from unodc_nlp.training.train import write_model

ROOT = Path(__file__).parent.parent
MODEL = ROOT / "models" / "unodc_zh"


def main() -> None:
    """Write the model with the component; its other files stay as they are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, nargs="?", default=MODEL)
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    gold = load_gold(ROOT / "annotations")
    nlp = add_topics(load(arguments.model), gold.reports + gold.authored)
    extra = {name: (arguments.model / name) for name in ("README.md", "scores.json")}
    kept = {name: path.read_text(encoding="utf-8") for name, path in extra.items() if path.is_file()}
    write_model(nlp, arguments.output, kept)


if __name__ == "__main__":
    main()
