"""The note that lies in every archive, for somebody who has nothing but the archive."""

from __future__ import annotations

from hospital_integrity.rules.archive import Decision
from hospital_integrity.rules.edition import Edition

TEXT = """{hospital} {year} 年度考评档案
====================================

这个压缩包保存一个已经结束（关闭）的考评年度：谁得了什么等次，依据哪些记录，按哪一版办法。
不需要任何专用软件就能阅读；没有数据库也能核对。

决定文件：{document_no}，{decided_on}，第 {round} 次关闭
依据办法：{title}（{code}）
总封印（全部结果）：{seal}

文件
  README.txt       本说明
  manifest.json    年度、决定、办法和结果个数
  edition.toml     当年办法的原文：每个条目值多少分，怎样定等次和名额
  awards.jsonl     全部结果，一行一个（JSON）。inputs.facts 是作出结果时的全部事实，inputs.result 是结果，
                   reasons 是逐条理由，sha256 是这一结果的封印
  results.csv      结果一览（由 awards.jsonl 得出）
  entries.csv      台账记录，每条一行（由 awards.jsonl 得出）
  marks.csv        各阶段的评价和测评分（由 awards.jsonl 得出）
  register.csv     制作档案时的科室和人员名册：编号对应的代码、工号
  departments.pdf  医德考评科室汇总表
  report.pdf       医德考评工作报告
  SHA256SUMS       以上各文件的 SHA-256 校验值

表格是 UTF-8（带 BOM）的 CSV，可以直接用电子表格软件打开；以 = + - @ 开头的文字前加了一个撇号。
日期写作 年-月-日；分数是十进制文字，没有经过浮点数。空格表示没有。
kind：staff 个人医德考评，department 科室星级，grid 网格员星级。

核对
  1. 在解压后的文件夹里运行   sha256sum -c SHA256SUMS
  2. 有本系统的：             verify-archive 文件名.zip
     它核对每个文件，并按 edition.toml 从 inputs.facts 重新计算每一个结果，与保存的结果比较。
  3. 没有本系统的：一个结果的封印 = 下面这个列表的 SHA-256，列表写成紧凑 JSON（键排序，无空格，字符原样）：
     [edition.toml 的 SHA-256,
      [["year",…],["subject_kind",…],["subject_id",…],["name",…],["department_id",…],["department_name",…],
       ["pool",…],["level",…],["stars",…],["score",…],["transition",…],["removed_on",…]],
      inputs 的 SHA-256, reasons 的 SHA-256]
     总封印 = [edition 的 SHA-256, 决定文件号, 决定日期, 全部封印排序后的列表] 的 SHA-256，写法相同。
改动整个压缩包并重算所有校验值的人，改不了制作时记入日志的整包校验值和已经发出的证书。

------------------------------------

Assessment of {year}: {hospital}

This archive keeps one closed year: who was given which grade, from which facts, under which rules. It can be read
with no special software and checked without a database.

Decided by document {document_no} on {decided_on} (closing number {round} of that year).
Rules: {title} ({code}). Seal over all results: {seal}

Files
  manifest.json    the year, the decision, the rules, how many results
  edition.toml     the rules of that year, word by word
  awards.jsonl     all results, one JSON object a line: inputs.facts is everything that was known, inputs.result what
                   came of it, reasons why, sha256 its seal
  results.csv, entries.csv, marks.csv   the same for spreadsheets (made from awards.jsonl)
  register.csv     departments and people when this archive was made: which number belongs to which id
  departments.pdf, report.pdf           printed summaries of the medical-ethics assessment
  SHA256SUMS       SHA-256 of every other file

Tables are CSV in UTF-8 with a byte order mark; a text that begins with = + - @ has an apostrophe in front. Days are
year-month-day; scores are decimal texts and never were floating point. Blank means none.
kind: staff = a person's medical ethics, department = a department's stars, grid = a grid member's stars.

To check
  1. unpack and run   sha256sum -c SHA256SUMS
  2. with this program:   verify-archive FILE.zip
     It also folds every result again from its own facts with edition.toml and compares.
  3. without it: the seal of a result is the SHA-256 of the list shown above under 3, written as compact JSON (keys
     sorted, no spaces, characters as they are, UTF-8); the seal over all is made the same way.
"""


def readme(hospital: str, decision: Decision, edition: Edition) -> str:
    """The note for a year."""
    return TEXT.format(
        hospital=hospital,
        year=decision.year,
        document_no=decision.document_no,
        decided_on=decision.decided_on,
        round=decision.round,
        title=edition.title,
        code=edition.code,
        seal=decision.sha256,
    )
