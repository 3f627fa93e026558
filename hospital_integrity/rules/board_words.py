"""The words and numbers that a public text is searched for, each pattern with the sentence that names its place."""

from __future__ import annotations

from collections.abc import Mapping

from hospital_integrity.rules.saying import Saying, say

UNPROVEN = (
    "涉嫌|疑似|举报称|据举报(?!人)|反映称|据反映|据称|据悉|据说|听说|网传|传闻|传言|怀疑|待核实|待查实|尚未查实|"
    "未经查实|正在核实|正在调查|立案调查中|可能存在"
)
VERDICT = "诬告|诬陷|恶意举报"
REPORTER = "举报人|检举人|投诉人|投诉者|反映人|信访人|控告人|举报电话"
PATIENT = (
    "住院号|门诊号|病历号|病案号|就诊卡|医保卡号|床号|床位号|[0-9]+ ?床|[一二三四五六七八九十]+床(?!难求|位)|"
    "诊断为|诊断是|确诊|患有|病史|病理|患者(?:姓名|名叫|叫|\\w{1,2}某)"
)
IDENTITY = (
    r"(?<![0-9A-Za-z])(?:[0-9]{6} ?[0-9]{8} ?[0-9]{3}[0-9Xx]|[0-9]{15})(?![0-9A-Za-z])"
    r"|(?<![0-9A-Za-z])(?:[0-9]{4} ?){4}[0-9]{0,3}(?![0-9A-Za-z])|(?<![0-9A-Za-z])[DEGH][0-9]{8}(?![0-9A-Za-z])"
)
PHONE = (
    r"(?<![0-9])(?:\+?86[- ]?)?1[3-9][0-9][-. ]?[0-9]{4}[-. ]?[0-9]{4}(?![0-9])"
    r"|(?<![0-9])0[0-9]{2,3}[- ]?[0-9]{7,8}(?![0-9])|[\w.+-]+@[\w-]+\.[A-Za-z.]{2,}|微信号"
)
REFUSALS: Mapping[str, Saying] = {
    UNPROVEN: say("第 %(place)s 个字起的“%(word)s”是没有查实的话，只有查实的事可以上榜"),
    VERDICT: say("第 %(place)s 个字起的“%(word)s”是医院无权作出的认定，不能公开"),
    REPORTER: say("第 %(place)s 个字起的“%(word)s”提到了反映情况的人，应当保密"),
    PATIENT: say("第 %(place)s 个字起的“%(word)s”涉及患者的身份或病情，不能公开"),
    IDENTITY: say("第 %(place)s 个字起的“%(word)s”像是证件号或卡号，不能公开"),
    PHONE: say("第 %(place)s 个字起的“%(word)s”像是电话号码或联系方式，不能公开"),
}

# Surnames that are hardly ever the first sign of another word.
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林郭罗梁宋郑谢韩唐冯董萧曹袁邓许傅沈"
    "曾彭吕苏卢蒋蔡贾丁魏薛叶阎潘杜戴钟汪姜范姚谭廖邹熊陆郝崔邱秦侯邵孟"
)
ILLNESS = (
    "[\u4e00-\u9fff]?(?:癌|恶性肿瘤|白血病|糖尿病|高血压|冠心病|肝炎|肺炎|骨折|心梗|脑梗|梗死|综合征|抑郁症|艾滋病|梅毒|结核|"
    "流产|难产|透析|化疗)(?!科|室|病区|病房|中心|门诊)"
)
SOMEBODY = (
    f"(?:患者|病人|病员|患儿|产妇)[{SURNAMES}](?:[\u4e00-\u9fff]{{1,2}}(?=[,。;、的在(]|$)|女士|先生|老人|阿姨|大爷)"
)
POST = "护士长|科主任|副主任(?!医|护|药|技)|党支部书记|副院长"
CRIME = "犯罪|受贿|行贿|贪污|索贿|诈骗|违法"
HALF_PROVEN = "(?<!尽)可能(?!性)|或许|大概|初步核实|初步核查|群众反映|有人反映|患者反映|家属反映"
NUMBER = "(?<![0-9A-Za-z.])[0-9]{7,12}(?![0-9A-Za-z])"
CAUTIONS: Mapping[str, Saying] = {
    ILLNESS: say("第 %(place)s 个字起的“%(word)s”像是病情，请确认与任何一位患者都对不上号"),
    SOMEBODY: say("第 %(place)s 个字起的“%(word)s”像是患者的姓名，请删去或确认不是"),
    POST: say("第 %(place)s 个字起的“%(word)s”是职务，写出来可能认出是谁"),
    CRIME: say("第 %(place)s 个字起的“%(word)s”要有司法或监察机关的认定才能写"),
    HALF_PROVEN: say("第 %(place)s 个字起的“%(word)s”语气不定，请确认事情已经查实"),
    NUMBER: say("第 %(place)s 个字起的“%(word)s”像是编号，请确认不是病历号或电话"),
}
FULL_NAME = say("第 %(place)s 个字起的“%(word)s”是当事人的全名，请改为“姓某”或删去")
STAFF_NUMBER = say("第 %(place)s 个字起的“%(word)s”是当事人的工号，不能公开")
COLLEAGUE = say("第 %(place)s 个字起的“%(word)s”是他人的姓名，不能公开")
SOURCE = COLLEAGUE  # one sentence for both, so that nobody learns here who reported
TITLE = say("第 %(place)s 个字起的“%(word)s”是该科室只有一人的职称，写出来就能认出是谁")
