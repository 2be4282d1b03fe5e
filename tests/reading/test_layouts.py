# ruff: noqa: E501
"""Small documents in the layouts of the United Nations, each with the units that it should give."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from unodc_nlp.reading import Report, read_text


class Case(NamedTuple):
    """A document and its units, written as ``id kind number level | headings | text`` with ``-`` for None."""

    name: str
    document: str
    units: str


def shown(report: Report) -> list[str]:
    """Write a report's units as the cases do."""
    return [
        f"{u.id} {u.kind} {u.number or '-'} {'-' if u.level is None else u.level} | {' > '.join(u.headings)} | {u.text}"
        for u in report
    ]


CASES = [
    Case(
        "joined_lines_with_four_levels",
        """
一. 导言

1. 本报告根据大会第 71/211 号决议提交。

二. 毒品形势

A. 减少供应

1. 可卡因

2. 2016 年，哥伦比亚的种植面积增加了 50%。

(a) 秘鲁

3. 秘鲁政府报告说，产量下降。

2. 海洛因

4. 阿富汗仍是最大的生产国。

B. 减少需求

5. 各国加强了预防工作。
""",
        """
h1 heading 一 1 |  | 导言
p001 paragraph 1 - | 一. 导言 | 本报告根据大会第 71/211 号决议提交。
h2 heading 二 1 |  | 毒品形势
h3 heading A 2 | 二. 毒品形势 | 减少供应
h4 heading 1 3 | 二. 毒品形势 > A. 减少供应 | 可卡因
p002 paragraph 2 - | 二. 毒品形势 > A. 减少供应 > 1. 可卡因 | 2016 年，哥伦比亚的种植面积增加了 50%。
h5 heading a 4 | 二. 毒品形势 > A. 减少供应 > 1. 可卡因 | 秘鲁
p003 paragraph 3 - | 二. 毒品形势 > A. 减少供应 > 1. 可卡因 > (a) 秘鲁 | 秘鲁政府报告说，产量下降。
h6 heading 2 3 | 二. 毒品形势 > A. 减少供应 | 海洛因
p004 paragraph 4 - | 二. 毒品形势 > A. 减少供应 > 2. 海洛因 | 阿富汗仍是最大的生产国。
h7 heading B 2 | 二. 毒品形势 | 减少需求
p005 paragraph 5 - | 二. 毒品形势 > B. 减少需求 | 各国加强了预防工作。
""",
    ),
    Case(
        "hard_wrapped_without_blank_lines_between_lines",
        """
一、导言
1．缔约国会议在其第 6/1 号决议中，请秘书处在现有资源范围内继续协助各缔约
国执行《联合国反腐败公约》，并向缔约国会议第七届会议报告这方面的进展情况。
秘书处为此与世界银行和 Stolen Asset Recovery
Initiative 合作，举办了 12 次讲习班。
2．实施情况审议组于 2017 年 6 月 19 日至 23 日在维也纳举行了第八届会议，会上
审议了各缔约国提交的材料。
二、技术援助
3．在国家一级，办公室向 30 个国家提供了援助：
（a）为蒙古、缅甸和尼泊尔的反腐败机构举办了关于金融调查的培训班，由此培训
了 120 名官员；
（b）协助巴拿马起草法律。
4．上述工作将继续。
""",
        """
h1 heading 一 1 |  | 导言
p001 paragraph 1 - | 一. 导言 | 缔约国会议在其第 6/1 号决议中，请秘书处在现有资源范围内继续协助各缔约国执行《联合国反腐败公约》，并向缔约国会议第七届会议报告这方面的进展情况。秘书处为此与世界银行和 Stolen Asset Recovery Initiative 合作，举办了 12 次讲习班。
p002 paragraph 2 - | 一. 导言 | 实施情况审议组于 2017 年 6 月 19 日至 23 日在维也纳举行了第八届会议，会上审议了各缔约国提交的材料。
h2 heading 二 1 |  | 技术援助
p003 paragraph 3 - | 二. 技术援助 | 在国家一级，办公室向 30 个国家提供了援助：
p003a subparagraph (a) - | 二. 技术援助 | 为蒙古、缅甸和尼泊尔的反腐败机构举办了关于金融调查的培训班，由此培训了 120 名官员；
p003b subparagraph (b) - | 二. 技术援助 | 协助巴拿马起草法律。
p004 paragraph 4 - | 二. 技术援助 | 上述工作将继续。
""",
    ),
    Case(
        "pages_broken_in_sentence_word_and_footnote",
        """
12. 麻醉药品委员会第六十届会议审议了世界毒品问题，并通过了关于替代发展的

决议，其中请各会员国加强合作，1并请办公室在 2018 年之前提交一份关于执行

情况的报告。委员会还审议了预算。各国代表表示支持办公室加强会员国打击贩

__________________
 1 见 E/2017/28，第一章，C 节，以及办公室向委员会提交的全部背景文件和各次会议

的简要记录。

E/CN.7/2018/3

V.17-08123 4/12

运工作的能力，并欢迎 inter-

national 一词的用法。

13. 办公室设立了新的办事处。

E/CN.7/2018/3

5/12 V.17-08123

14. 该办事处设在曼谷。
""",
        """
p012 paragraph 12 - |  | 麻醉药品委员会第六十届会议审议了世界毒品问题，并通过了关于替代发展的决议，其中请各会员国加强合作，并请办公室在 2018 年之前提交一份关于执行情况的报告。委员会还审议了预算。各国代表表示支持办公室加强会员国打击贩运工作的能力，并欢迎 inter-national 一词的用法。
fn1 footnote 1 - |  | 见 E/2017/28，第一章，C 节，以及办公室向委员会提交的全部背景文件和各次会议的简要记录。
p013 paragraph 13 - |  | 办公室设立了新的办事处。
p014 paragraph 14 - |  | 该办事处设在曼谷。
""",
    ),
    Case(
        "resolution_with_preamble",
        """
联合国 A/RES/71/209

大会

Distr.: General

第七十一届会议

议程项目 107

2016 年 12 月 19 日大会决议

[根据第三委员会的报告(A/71/482)通过]

71/209. 加强联合国预防犯罪和刑事司法方案

大会，

回顾其 1991 年 12 月 18 日第 46/152 号决议，

又回顾其 2015 年 12 月 17 日第 70/178 号决议，

深为关切有组织犯罪的影响，

1. 赞赏地注意到秘书长的报告；

2. 请办公室：

(a) 继续提供技术援助；

(b) 加强合作，包括：

㈠ 培训官员；

㈡ 交流信息；

3. 决定继续处理此案。
""",
        """
b001 block - - |  | 大会，
b002 block - - |  | 回顾其 1991 年 12 月 18 日第 46/152 号决议，
b003 block - - |  | 又回顾其 2015 年 12 月 17 日第 70/178 号决议，
b004 block - - |  | 深为关切有组织犯罪的影响，
p001 paragraph 1 - |  | 赞赏地注意到秘书长的报告；
p002 paragraph 2 - |  | 请办公室：
p002a subparagraph (a) - |  | 继续提供技术援助；
p002b subparagraph (b) - |  | 加强合作，包括：
p002b.1 subparagraph (一) - |  | 培训官员；
p002b.2 subparagraph (二) - |  | 交流信息；
p003 paragraph 3 - |  | 决定继续处理此案。
""",
    ),
    Case(
        "full_width_digits_tabs_and_windows_lines",
        "一．导言\r\n\r\n\u3000\u3000１．\t本报告概述２０１７年的工作。\r\n\r\n\u3000\u3000２．\t2018年，工作继续。\r\n"
        "\r\n二．建议\r\n\r\n\u3000\u30003、\t请各国：\r\n\r\n\u3000\u3000\u3000\u3000•\t批准公约；\r\n"
        "\r\n\u3000\u3000\u3000\u3000•\t修订法律。\r\n",
        """
h1 heading 一 1 |  | 导言
p001 paragraph 1 - | 一. 导言 | 本报告概述２０１７年的工作。
p002 paragraph 2 - | 一. 导言 | 2018年，工作继续。
h2 heading 二 1 |  | 建议
p003 paragraph 3 - | 二. 建议 | 请各国：
p003.1 subparagraph - - | 二. 建议 | 批准公约；
p003.2 subparagraph - - | 二. 建议 | 修订法律。
""",
    ),
    Case(
        "unnumbered_headings",
        """
导言

1. 本报告分为两部分。

腐败问题

2. 腐败损害发展。

3. 各国已采取措施。

洗钱问题

4. 洗钱助长犯罪。

结论

5. 需要加强合作。
""",
        """
h1 heading - 1 |  | 导言
p001 paragraph 1 - | 导言 | 本报告分为两部分。
h2 heading - 1 |  | 腐败问题
p002 paragraph 2 - | 腐败问题 | 腐败损害发展。
p003 paragraph 3 - | 腐败问题 | 各国已采取措施。
h3 heading - 1 |  | 洗钱问题
p004 paragraph 4 - | 洗钱问题 | 洗钱助长犯罪。
h4 heading - 1 |  | 结论
p005 paragraph 5 - | 结论 | 需要加强合作。
""",
    ),
    Case(
        "annex_with_numbering_restarted",
        """
7. 工作组通过了本报告。

8. 会议于下午五时闭幕。

附件一

工作组的职权范围

1. 工作组由专家组成。

2. 工作组每年举行两次会议。
""",
        """
p007 paragraph 7 - |  | 工作组通过了本报告。
p008 paragraph 8 - |  | 会议于下午五时闭幕。
h1 heading - 0 |  | 附件一
h2 heading - 1 | 附件一 | 工作组的职权范围
p001 paragraph 1 - | 附件一 > 工作组的职权范围 | 工作组由专家组成。
p002 paragraph 2 - | 附件一 > 工作组的职权范围 | 工作组每年举行两次会议。
""",
    ),
    Case(
        "numbering_with_a_gap",
        "3. 甲国提交了报告。\n\n4. 乙国提交了报告。\n\n7. 丙国没有提交报告。\n",
        """
p003 paragraph 3 - |  | 甲国提交了报告。
p004 paragraph 4 - |  | 乙国提交了报告。
p007 paragraph 7 - |  | 丙国没有提交报告。
""",
    ),
    Case(
        "agenda_of_short_numbered_items",
        "一. 临时议程\n\n1. 选举主席团成员\n\n2. 通过议程\n\n3. 世界毒品形势\n\n4. 其他事项\n",
        """
h1 heading 一 1 |  | 临时议程
p001 paragraph 1 - | 一. 临时议程 | 选举主席团成员
p002 paragraph 2 - | 一. 临时议程 | 通过议程
p003 paragraph 3 - | 一. 临时议程 | 世界毒品形势
p004 paragraph 4 - | 一. 临时议程 | 其他事项
""",
    ),
    Case(
        "no_structure",
        "毒品和犯罪问题办公室在万象举办了讲习班。\n\n来自 12 个国家的官员出席。\n\n下次会议将在河内举行。\n",
        """
b001 block - - |  | 毒品和犯罪问题办公室在万象举办了讲习班。
b002 block - - |  | 来自 12 个国家的官员出席。
b003 block - - |  | 下次会议将在河内举行。
""",
    ),
    Case(
        "no_structure_hard_wrapped",
        "    毒品和犯罪问题办公室于二〇一七年三月在万象为东南亚各国的检察官和法官举办\n"
        "了一次关于野生动植物犯罪的讲习班，来自十二个国家的官员出席了讲习班。\n"
        "    与会者讨论了引渡、司法协助、没收犯罪所得等方面的经验，并商定在今后两年内\n"
        "每半年举行一次会议。\n",
        """
b001 block - - |  | 毒品和犯罪问题办公室于二〇一七年三月在万象为东南亚各国的检察官和法官举办了一次关于野生动植物犯罪的讲习班，来自十二个国家的官员出席了讲习班。
b002 block - - |  | 与会者讨论了引渡、司法协助、没收犯罪所得等方面的经验，并商定在今后两年内每半年举行一次会议。
""",
    ),
    Case(
        "no_structure_but_a_list",
        "培训班的内容如下：\n\n• 调查洗钱案件；\n\n• 追回资产。\n",
        """
b001 block - - |  | 培训班的内容如下：
b002 block - - |  | • 调查洗钱案件；
b003 block - - |  | • 追回资产。
""",
    ),
    Case(
        "convention_with_articles",
        """
第二章

预防措施

第五条

预防性反腐败政策和做法

一、各缔约国均应当制定政策：

（一）促进社会参与；

（二）体现法治。

二、各缔约国均应当定期评估。
""",
        """
h1 heading - 0 |  | 第二章
h2 heading - 1 | 第二章 | 预防措施
h3 heading - 2 | 第二章 > 预防措施 | 第五条
h4 heading - 3 | 第二章 > 预防措施 > 第五条 | 预防性反腐败政策和做法
p001 paragraph 一 - | 第二章 > 预防措施 > 第五条 > 预防性反腐败政策和做法 | 各缔约国均应当制定政策：
p001.1 subparagraph (一) - | 第二章 > 预防措施 > 第五条 > 预防性反腐败政策和做法 | 促进社会参与；
p001.2 subparagraph (二) - | 第二章 > 预防措施 > 第五条 > 预防性反腐败政策和做法 | 体现法治。
p002 paragraph 二 - | 第二章 > 预防措施 > 第五条 > 预防性反腐败政策和做法 | 各缔约国均应当定期评估。
""",
    ),
    Case(
        "table_between_paragraphs",
        "11. 缉获量见表 1。\n\n表 1\n\n国家 2016 2017\n\n蒙古 12 15\n\n12. 上表列出缉获量。\n",
        """
p011 paragraph 11 - |  | 缉获量见表 1。
b001 block - - |  | 表 1
b002 block - - |  | 国家 2016 2017
b003 block - - |  | 蒙古 12 15
p012 paragraph 12 - |  | 上表列出缉获量。
""",
    ),
    Case(
        "letter",
        """
2017 年 3 月 1 日常驻代表给秘书长的信

谨随函转递会议的成果文件（见附件）。

请将本函及其附件作为大会文件分发为荷。

常驻代表

大使

张三（签名）
""",
        """
b001 block - - |  | 2017 年 3 月 1 日常驻代表给秘书长的信
b002 block - - |  | 谨随函转递会议的成果文件（见附件）。
b003 block - - |  | 请将本函及其附件作为大会文件分发为荷。
b004 block - - |  | 常驻代表
b005 block - - |  | 大使
b006 block - - |  | 张三（签名）
""",
    ),
    Case(
        "contents_and_two_footnotes",
        """
目录

章次 页次

一. 导言 ...................................... 3

二. 贩运人口 .................................. 5

A. 受害者 ...................................... 6

一. 导言

1. 本报告由秘书处编写。¹

二. 贩运人口

A. 受害者

2. 2016 年查明受害者 24,000 人，²其中七成是妇女和女童，居住面积不足 4 m²。

¹ 见 A/RES/55/25，附件二。

² 见《全球贩运人口问题报告》。
""",
        """
h1 heading 一 1 |  | 导言
p001 paragraph 1 - | 一. 导言 | 本报告由秘书处编写。
h2 heading 二 1 |  | 贩运人口
h3 heading A 2 | 二. 贩运人口 | 受害者
p002 paragraph 2 - | 二. 贩运人口 > A. 受害者 | 2016 年查明受害者 24,000 人，其中七成是妇女和女童，居住面积不足 4 m²。
fn1 footnote ¹ - | 二. 贩运人口 > A. 受害者 | 见 A/RES/55/25，附件二。
fn2 footnote ² - | 二. 贩运人口 > A. 受害者 | 见《全球贩运人口问题报告》。
""",
    ),
    Case(
        "nested_subparagraphs",
        """
5. 专家组建议：

(a) 各国应：

(i) 批准《公约》；

(ii) 修订本国法律；

(b) 办公室应提供援助。

6. 专家组还建议设立基金。
""",
        """
p005 paragraph 5 - |  | 专家组建议：
p005a subparagraph (a) - |  | 各国应：
p005a.i subparagraph (i) - |  | 批准《公约》；
p005a.ii subparagraph (ii) - |  | 修订本国法律；
p005b subparagraph (b) - |  | 办公室应提供援助。
p006 paragraph 6 - |  | 专家组还建议设立基金。
""",
    ),
    Case(
        "page_broken_after_a_sentence_in_joined_lines",
        """
30. 办公室在肯尼亚设立了一个区域中心。

该中心于 2018 年开始工作，并向东非各国提供咨询。

31. 埃塞俄比亚也请求援助。
""",
        """
p030 paragraph 30 - |  | 办公室在肯尼亚设立了一个区域中心。该中心于 2018 年开始工作，并向东非各国提供咨询。
p031 paragraph 31 - |  | 埃塞俄比亚也请求援助。
""",
    ),
    Case(
        "markdown",
        """
# 打击洗钱

## 一. 导言

1\\. 见[第 71/209 号决议](https://undocs.org/A/RES/71/209)和[^1]其他文件。

**A. 立法**

2\\. 已通过新法律。

[^1]: 大会正式记录。
""",
        """
h1 heading 一 1 |  | 导言
p001 paragraph 1 - | 一. 导言 | 见第 71/209 号决议和其他文件。
h2 heading A 2 | 一. 导言 | 立法
p002 paragraph 2 - | 一. 导言 > A. 立法 | 已通过新法律。
fn1 footnote 1 - | 一. 导言 > A. 立法 | 大会正式记录。
""",
    ),
    Case(
        "number_alone_on_its_line",
        "一.\n导言\n1.\n本报告述及 2019 年的活动。\n2.\n办公室开展了活动。\n",
        """
h1 heading 一 1 |  | 导言
p001 paragraph 1 - | 一. 导言 | 本报告述及 2019 年的活动。
p002 paragraph 2 - | 一. 导言 | 办公室开展了活动。
""",
    ),
    Case(
        "form_feeds_and_bare_page_numbers",
        "一. 导言\n\n1. 委员会在第七次会议上审议了\n\n2\n\f国际合作问题。\n\n2. 委员会通过了决议。\n\n3\n\f3. 会议闭幕。\n",
        """
h1 heading 一 1 |  | 导言
p001 paragraph 1 - | 一. 导言 | 委员会在第七次会议上审议了国际合作问题。
p002 paragraph 2 - | 一. 导言 | 委员会通过了决议。
p003 paragraph 3 - | 一. 导言 | 会议闭幕。
""",
    ),
    Case(
        "sentence_broken_before_a_bracketed_letter",
        """
9. 办公室与欧洲联盟合作执行下列项目，其中每一项目都为期三年：(a)马格里布反恐项目；
(b)尼日利亚项目，该项目由欧洲联盟供资，并由办公室与执行局共同管理；以及(c)萨赫勒项
目，该项目尚待批准。
10. 所有项目均在进行之中，办公室将在下一次报告中说明各项目的成果和所需要的经费数
额。
""",
        """
p009 paragraph 9 - |  | 办公室与欧洲联盟合作执行下列项目，其中每一项目都为期三年：(a)马格里布反恐项目；(b)尼日利亚项目，该项目由欧洲联盟供资，并由办公室与执行局共同管理；以及(c)萨赫勒项目，该项目尚待批准。
p010 paragraph 10 - |  | 所有项目均在进行之中，办公室将在下一次报告中说明各项目的成果和所需要的经费数额。
""",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_units_of_layout(case: Case) -> None:
    assert shown(read_text(case.document)) == case.units.strip("\n").split("\n")


def test_structured_is_false_only_without_headings_and_numbers() -> None:
    found = {case.name: read_text(case.document).structured for case in CASES}
    assert sorted(name for name, structured in found.items() if not structured) == [
        "letter",
        "no_structure",
        "no_structure_but_a_list",
        "no_structure_hard_wrapped",
    ]
