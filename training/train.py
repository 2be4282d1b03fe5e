"""Train the shipped model, `models/unodc_zh`, from `annotations/`; the same as `unodc-nlp train annotations -o models/unodc_zh`.

python training/train.py
"""

import sys
from pathlib import Path

from unodc_nlp.cli import main

ROOT = Path(__file__).parent.parent

if __name__ == "__main__":
    sys.argv = ["unodc-nlp", "train", str(ROOT / "annotations"), "-o", str(ROOT / "models" / "unodc_zh")]
    main()
