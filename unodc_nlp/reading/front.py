"""The first page: which lines are its block of titles, before the summary or the body begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from unodc_nlp.reading.chars import CHINESE_DIGITS
from unodc_nlp.reading.furniture import SYMBOL
from unodc_nlp.reading.lines import Line
from unodc_nlp.reading.markers import read_marker

_LIMIT = 80
_SUMMARY = re.compile(r"(?:内容)?(?:摘\s{0,9}要|提\s{0,9}要)\Z|(?:执行|内容)摘要\Z|概\s{0,9}要\Z")
_SUMMARY_RUN_IN = re.compile(r"(?:摘\s{0,9}要|提\s{0,9}要|内容提要|执行摘要)\s{0,9}[：:]\s{0,9}(?=\S)")
_GENERIC = re.compile(
    r"(?:导\s{0,9}言|引\s{0,9}言|前\s{0,9}言|序\s{0,9}言|绪论|背景|概述|概况|概览|概要|结\s{0,9}论|结论[和与及]建议|建\s{0,9}议"
    r"|结论[和与及]意见|结束语|背景情况|任务|任务授权|方法|序\s{0,9}文)\Z"
)
_SESSION = (
    rf"第\s?(?:[{CHINESE_DIGITS}]{{1,6}}|[0-9]{{1,3}})\s?[届次]"
    r"(?:会议|会期|常会|续会|特别会议|紧急特别会议|全体会议)"
)
#: A line of the first page that says which session this is.
SESSION = re.compile(rf"({_SESSION}(?:续会)?|[0-9]{{4}}\s?年(?:实质性|组织|届)?会议|[0-9]{{4}}\s?年届会)")
#: The line of the agenda item.
AGENDA = re.compile(r"(?:暂定|临时)?(?:议程|议事日程|项目表|暂定项目表)\s?(?:\\?[*＊※]){0,4}\s?项目\s?|项目\s?(?=\d)")
#: The line of the author.
AUTHOR = re.compile(
    r".{0,60}(?:的(?:年度)?(?:报告|说明|备忘录|汇编|普通照会|来信|信)|编写的(?:工作|背景|讨论)?文件|编写的.{0,10}(?:报告|说明)"
    r"|(?:秘书处|秘书长|执行主任|主席|报告员)(?:报告|说明|的?工作文件|编写))\Z"
)
_EVIDENCE = re.compile(
    rf"Distr\.|普遍分发|有限分发|原件：|(?:\S{{2,30}}[会\s])?{_SESSION}|(?:议程|项目表)\S{{0,8}}项目"
    rf"|{SYMBOL}\Z|联合国\s{{0,9}}{SYMBOL}"
)
_OPENER = re.compile(r"(?:大会|安全理事会|经济及社会理事会|\S{2,30}(?:委员会|理事会|会议))，\Z")


def is_summary_title(text: str) -> bool:
    """Tell whether a line is the title of a summary."""
    return _SUMMARY.match(text[:30]) is not None and len(text) <= 30


def summary_run_in(text: str) -> int:
    """Return the length of a summary's title that stands in one line with its text (摘要：), 0 for none."""
    match = _SUMMARY_RUN_IN.match(text)
    return match.end() if match else 0


def is_generic_title(text: str) -> bool:
    """Tell whether a line is what sections of reports are called everywhere (导言, 结论, 建议)."""
    return _GENERIC.match(text[:30]) is not None and len(text) <= 30


def without_stars(text: str) -> str:
    """Return a title without the asterisks that call footnotes."""
    return re.sub(r"(?:\\?[*＊※])+", "", text).strip()


def find_front(lines: Sequence[Line]) -> list[Line]:
    """Return the lines that are the first page's block of titles; none where the text just begins.

    A first page is known by its session, agenda item, author or symbol. Without those, a few short lines before the
    first numbered heading or paragraph are taken for the title.
    """
    front: list[Line] = []
    begins: Line | None = None
    for line in lines[:_LIMIT]:
        if line.skip == "contents":
            break
        if line.skip or line.note:
            continue
        if _is_body(line):
            begins = line
            break
        front.append(line)
    if front and begins is not None and read_marker(begins.text) and is_generic_title(front[-1].text):
        begins = front.pop()
    if any(_EVIDENCE.match(line.text) or AGENDA.match(line.text) or _is_author(line.text) for line in front):
        return front
    numbered = begins is not None and (is_summary_title(begins.text) or read_marker(begins.text) is not None)
    short = len(front) <= 6 and all(line.width <= 80 and not line.ending for line in front)
    return front if numbered and short and not any(line.hashes > 1 for line in front) else []


def _is_author(text: str) -> bool:
    return len(text) <= 80 and AUTHOR.match(without_stars(text)) is not None


def _is_body(line: Line) -> bool:
    text = line.text
    if is_summary_title(text) or summary_run_in(text[:40]) or _OPENER.match(text[:60]):
        return True
    if text[0] in "*[［(（":
        marker = read_marker(text)
        return marker is not None and marker.family == "letter" and line.ending in "；。"
    marker = read_marker(text)
    if marker:
        return marker.family != "bullet" or line.ending != ""
    if AGENDA.match(text) or SESSION.match(text):
        return False
    if line.width >= 50 and line.ending in ("。", "；"):
        return True
    return line.width >= 60 and any(mark in text for mark in "，。；")
