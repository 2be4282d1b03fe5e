"""First pages of other documents: what is read from them."""

from __future__ import annotations

import pytest

from unodc_nlp.reading import read_text

COSP = """
联合国 CAC/COSP/IRG/2018/2

联合国反腐败公约缔约国会议

Distr.: General
2018 年 3 月 22 日
中文
原件：英文

实施情况审议组
第九届会议
2018 年 6 月 4 日至 6 日，维也纳
临时议程*项目 2
审议《联合国反腐败公约》实施情况

审议组的工作

秘书处的说明

摘要

本说明所涉期间为 2017 年 6 月至 2018 年 5 月。

* CAC/COSP/IRG/2018/1。

一. 导言

1. 审议组的职能载于第 3/1 号决议。
"""
CND = """
麻醉药品委员会
第六十一届会议
2018年2月28日至3月2日，维也纳
临时议程＊项目９(a)和(b)
世界毒品形势：
毒品滥用
世界毒品滥用形势
秘书处的报告＊＊
内容提要
本报告概述2014年至2016年的情况。
1. 2016年，约有2.75亿人使用毒品。
"""
RESOLUTION = """
联合国 A/RES/71/209

大会

第七十一届会议

议程项目 107

2016 年 12 月 19 日大会决议

[根据第三委员会的报告(A/71/482)通过]

71/209. 加强联合国预防犯罪和刑事司法方案

大会，

1. 请秘书长提交报告。
"""


def known(document: str) -> dict[str, object]:
    metadata = read_text(document).metadata
    return {name: value for name in metadata.__slots__ if (value := getattr(metadata, name)) is not None}


def test_metadata_of_a_working_group() -> None:
    assert known(COSP) == {
        "symbol": "CAC/COSP/IRG/2018/2",
        "body": "实施情况审议组",
        "session": "第九届会议",
        "meeting_start": "2018-06-04",
        "meeting_end": "2018-06-06",
        "meeting_place": "维也纳",
        "agenda_item": "2",
        "agenda_title": "审议《联合国反腐败公约》实施情况",
        "title": "审议组的工作",
        "author": "秘书处的说明",
        "period_start": "2017-06-01",
        "period_end": "2018-05-31",
        "paragraphs": 1,
        "language": "zh",
    }


def test_metadata_of_dense_first_page() -> None:
    assert known(CND) == {
        "body": "麻醉药品委员会",
        "session": "第六十一届会议",
        "meeting_start": "2018-02-28",
        "meeting_end": "2018-03-02",
        "meeting_place": "维也纳",
        "agenda_item": "9(a)和(b)",
        "agenda_title": "世界毒品形势：毒品滥用",
        "title": "世界毒品滥用形势",
        "author": "秘书处的报告",
        "period_start": "2014-01-01",
        "period_end": "2016-12-31",
        "paragraphs": 1,
        "language": "zh",
    }


def test_metadata_of_a_resolution() -> None:
    assert known(RESOLUTION) == {
        "symbol": "A/RES/71/209",
        "body": "大会",
        "session": "第七十一届会议",
        "agenda_item": "107",
        "title": "加强联合国预防犯罪和刑事司法方案",
        "paragraphs": 1,
        "language": "zh",
    }


def test_metadata_of_plain_text_is_empty() -> None:
    assert known("毒品和犯罪问题办公室举办了讲习班。") == {"paragraphs": 0, "language": "zh"}


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("本报告概述了 2016 年的活动。", ("2016-01-01", "2016-12-31")),
        ("本报告所述期间为2018年1月1日至12月31日。", ("2018-01-01", "2018-12-31")),
        ("本报告述及 2017 年 7 月至 2018 年 2 月。", ("2017-07-01", "2018-02-28")),
        ("本报告涵盖2016-2017年。", ("2016-01-01", "2017-12-31")),
        ("本报告于 2018 年 3 月 1 日提交。", (None, None)),
        ("本报告涵盖 2017 年 13 月 1 日至 12 月 40 日。", (None, None)),
        ("办公室成立于 1997 年。", (None, None)),
    ],
)
def test_period_is_what_the_report_says_it_covers(sentence: str, period: tuple[str | None, str | None]) -> None:
    metadata = read_text(f"一. 导言\n\n1. {sentence}\n").metadata
    assert (metadata.period_start, metadata.period_end) == period
