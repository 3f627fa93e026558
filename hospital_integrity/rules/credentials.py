"""Staff numbers as typed, one-time codes as typed, and which passwords are good enough.

Sources: GB/T 22239-2019 8.1.4.1 (complexity) for the profile `gb22239`, OWASP ASVS 5.0 6.2 (length, no composition)
for `asvs`. Both fold full-width ASCII first, because Chinese input methods produce it; that deviates from ASVS 6.2.8.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from hospital_integrity.rules.saying import Refused

CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32 signs, none mistaken for another: five bits each
CODE_GROUPS, CODE_GROUP = 3, 4
LONGEST = 128

_FULL_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {0x3000: 0x20}
_LEET = str.maketrans("@4301!$5", "aaeoiiss")
_COMMON_NUMBERS = re.compile(r"0?123(45?6?7?8?9?0?)?|987(65?4?3?2?1?0?)?|(19|20)\d\d|5201?314|147258(369)?")
_COMMON = """
password passwort passwd passw administrator admin root welcome letmein iloveyou login master dragon monkey qwertyuiop
qwerty qwert asdfghjkl asdfgh asdf zxcvbnm zxcv qazwsx abcdefgh abcdef abcd abc hello football sunshine princess test
user guest secret default woaini woaiwo hospital doctor nurse yiyuan yisheng hushi yiyao jijian jiwei lianjie lianzheng
qinglian yide yifeng xingfeng zhongguo china beijing shanghai
"""
_COMMON_WORDS = re.compile("|".join(_COMMON.split()))


@dataclass(frozen=True)
class Profile:
    """What a hospital asks of passwords: at least so long, with signs of so many of the four kinds."""

    shortest: int
    kinds: int


PROFILES = {"gb22239": Profile(12, 3), "asvs": Profile(15, 1)}


def number_key(text: str) -> str:
    """The one form under which all ways of typing a staff number count: no blanks, half-width, upper case."""
    return "".join(
        sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign)[0] not in "CZ"
    ).upper()


def code_key(text: str) -> str:
    """A one-time code without its separators, whatever case or width it was typed in."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).upper() if sign in CODE_ALPHABET)


def fold(password: str) -> str:
    """The password with full-width ASCII made half-width; everything else stays as typed."""
    return password.translate(_FULL_WIDTH)


def check_password(password: str, forbidden: tuple[str, ...], profile: Profile = PROFILES["gb22239"]) -> None:
    """Raise `Refused` with the first thing that is wrong with a folded password.

    `forbidden` are the person's number, name and its pinyin; those shorter than two signs are left alone.
    """
    if len(password) > LONGEST:
        raise Refused("密码最多 %(most)s 个字符。", most=LONGEST)
    if len(password) < profile.shortest:
        raise Refused("密码至少要有 %(least)s 个字符。", least=profile.shortest)
    if any(unicodedata.category(sign)[0] == "C" for sign in password):
        raise Refused("密码里有看不见的控制字符，请去掉后再试。")
    if _kinds(password) < profile.kinds:
        raise Refused("密码要包含大写字母、小写字母、数字、其他符号四类中的至少 %(kinds)s 类。", kinds=profile.kinds)
    if any(len(word) > 1 and word.casefold() in password.casefold() for word in forbidden):
        raise Refused("密码里不能有本人的工号或姓名（包括拼音）。")
    if len(_rare_part(password)) < 6:
        raise Refused("这个密码太常见、太容易猜到，请换一个。")


def _kinds(password: str) -> int:
    tests = (str.isupper, str.islower, str.isdigit)
    return len({next((kind for kind, test in enumerate(tests) if test(sign)), len(tests)) for sign in password})


def _rare_part(password: str) -> str:
    """What is left when common words, years, counting and repetition are taken out."""
    without_numbers = _COMMON_NUMBERS.sub("", password.casefold())
    without_words = _COMMON_WORDS.sub("", without_numbers.translate(_LEET))
    return re.sub(r"(.)\1+", r"\1", without_words)
