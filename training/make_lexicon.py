"""Make `unodc_nlp/knowledge/lexicon.tsv` from the dictionary of jieba (MIT licence): general Chinese words with their class.

pip install jieba==0.42.1 && python training/make_lexicon.py
"""

from importlib.resources import files
from pathlib import Path

TARGET = Path(__file__).parent.parent / "unodc_nlp" / "knowledge" / "lexicon.tsv"
CLASSES = {
    "n": "noun", "v": "verb", "vn": "verb", "vd": "verb", "vi": "verb", "vq": "verb",
    "nr": "person", "nrt": "person", "nrfg": "person", "ns": "place", "nt": "organisation", "nz": "name",
    "i": "idiom", "l": "idiom", "m": "number", "mq": "number", "q": "number", "t": "time",
    "a": "adjective", "an": "adjective", "ad": "adjective", "b": "adjective", "z": "adjective", "d": "adverb",
    "c": "function", "p": "function", "u": "function", "r": "pronoun", "rr": "pronoun", "rz": "pronoun",
    "s": "location", "f": "location", "j": "abbreviation",
}  # fmt: skip
SHORTEST, LONGEST, RAREST = 2, 6, 3


def main() -> None:
    """Write every word of 2 to 6 characters that jieba counted at least three times."""
    words: dict[str, str] = {}
    for line in files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split()
        if SHORTEST <= len(word) <= LONGEST and int(count) >= RAREST:
            words[word] = CLASSES.get(tag, "idiom")
    TARGET.write_text("".join(f"{word}\t{words[word]}\n" for word in sorted(words)), encoding="utf-8")
    print(f"{len(words)} words in {TARGET}")


if __name__ == "__main__":
    main()
