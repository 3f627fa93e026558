"""Names on a board: the surname and 某. Compound surnames stay whole (欧阳某); a dotted name keeps its first part."""

from __future__ import annotations

COMPOUND = frozenset(
    """
    欧阳 太史 上官 端木 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠
    公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁
    拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五 纳兰 完颜
    """.split()
)
DIVIDERS = "·•‧∙⋅・･ \u3000"


def surname(name: str) -> str:
    """The surname of a Chinese name, or the first part of a dotted or spaced one."""
    for divider in DIVIDERS:
        if divider in name:
            return name.split(divider)[0]
    return name[:2] if len(name) > 2 and name[:2] in COMPOUND else name[:1]


def masked_name(name: str) -> str:
    """The name as a board shows it: 张某, 欧阳某, 买买提某."""
    return surname(name.strip()) + "某" if name.strip() else ""


def is_masked_match(typed: str, name: str) -> bool:
    """Whether what a visitor typed is exactly the name on the paper."""
    return typed.strip() == name
