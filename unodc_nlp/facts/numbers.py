"""How many activities a phrase counts, and how many people took part."""

from __future__ import annotations

from dataclasses import dataclass

from unodc_nlp.facts.grammar import load_grammar
from unodc_nlp.facts.signs import Signs
from unodc_nlp.linking.values import Amount

_EVENTS = tuple("次场个项期轮套种份部本单件届")
_PEOPLE = tuple("名人位")


@dataclass(frozen=True, slots=True)
class Counted:
    """Numbers of an activity.

    Attributes:
        count: how many; None where several are meant and no number is given.
        stated: whether the text gives that number.
        several: whether it says that there are several.
        participants, women: how many people took part, how many of them women; None if not stated.
    """

    count: int | None
    stated: bool
    several: bool
    participants: int | None
    women: int | None


def counted_in(signs: Signs, begin: int, noun: int, finish: int) -> Counted:
    """Return the numbers of an activity.

    Args:
        signs: the unit.
        begin: where its stretch begins.
        noun: where its noun begins.
        finish: where what is said of it ends.
    """
    words = load_grammar().words
    stated = bool(words["one"].search(signs.text, begin, noun))
    several = bool(words["several"].search(signs.text, begin, noun))
    count = 1 if stated else None
    participants = women = None
    for at in range(begin, finish):
        mention = signs.mentions.get(at)
        if mention is None or not isinstance(mention.value, Amount) or mention.value.value is None:
            continue
        amount, number = mention.value, int(mention.value.value or 0)
        if at < noun and amount.unit.endswith(_EVENTS):
            count, stated = number, True
        elif amount.unit.endswith(_PEOPLE):
            if "女" in signs.text[at + 1 : at + 6]:
                women = number
            elif participants is None:
                participants = number
    return Counted(count, stated, several, participants, women)
