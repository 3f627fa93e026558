"""How surnames are read where the everyday reading of the character is another one."""

from __future__ import annotations

READINGS = {
    "曾": "zeng", "翟": "zhai", "单": "shan", "解": "xie", "仇": "qiu", "查": "zha", "盖": "ge", "朴": "piao",
    "区": "ou", "覃": "qin", "乐": "yue", "员": "yun", "冼": "xian", "缪": "miao", "折": "she", "秘": "bi",
    "种": "chong", "重": "chong", "繁": "po", "逄": "pang", "任": "ren", "华": "hua", "那": "na", "纪": "ji",
    "尉": "wei", "燕": "yan", "应": "ying", "召": "shao", "祭": "zhai", "句": "gou", "隗": "kui", "谌": "chen",
    "卜": "bu", "车": "che", "沈": "shen", "薄": "bo", "曲": "qu", "都": "du", "宁": "ning", "过": "guo",
    "干": "gan", "撒": "sa", "莘": "shen", "郇": "xun", "牟": "mou", "阚": "kan", "乜": "nie", "郗": "xi",
    "呙": "guo", "幺": "yao", "訾": "zi", "佴": "nai", "黑": "he", "晟": "cheng", "宓": "mi", "俞": "yu",
    "尉迟": "yu chi", "长孙": "zhang sun", "万俟": "mo qi", "欧阳": "ou yang", "令狐": "ling hu", "单于": "chan yu",
    "澹台": "tan tai", "鲜于": "xian yu", "夏侯": "xia hou", "皇甫": "huang fu", "宇文": "yu wen", "司马": "si ma",
    "上官": "shang guan", "诸葛": "zhu ge", "东方": "dong fang", "慕容": "mu rong", "司徒": "si tu", "公孙": "gong sun",
    "赫连": "he lian", "钟离": "zhong li", "独孤": "du gu", "端木": "duan mu", "百里": "bai li", "呼延": "hu yan",
    "申屠": "shen tu", "太史": "tai shi", "濮阳": "pu yang", "拓跋": "tuo ba", "南宫": "nan gong", "西门": "xi men",
}  # fmt: skip


def surname_reading(name: str) -> tuple[int, list[str]]:
    """How many characters of the name the table knows as its surname, and their readings; (0, []) if none."""
    for length in (2, 1):
        if len(name) > length and name[:length] in READINGS:
            return length, READINGS[name[:length]].split()
    return 0, []
