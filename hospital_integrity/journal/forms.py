"""What an auditor looks for in the journal."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from hospital_integrity.forms import ChoiceField, DayField, RowForm, TextField, WholeNumberField
from hospital_integrity.journal.queries import Filters

VERB_NAMES = {
    "account.activated": _("激活账号"),
    "account.code_issued": _("发一次性口令"),
    "account.codes_reissued": _("重发未用的一次性口令"),
    "account.created": _("建账号"),
    "account.disabled": _("停用账号"),
    "account.enabled": _("启用账号"),
    "account.password_changed": _("改密码"),
    "account.unlocked": _("解除锁定"),
    "accounts.created": _("批量建账号"),
    "authz.denied": _("拒绝越权"),
    "board.drafted": _("起草榜单条目"),
    "board.edited": _("修改榜单草稿"),
    "board.published": _("发布榜单条目"),
    "board.returned": _("退回榜单草稿"),
    "board.withdrawn": _("撤下榜单条目"),
    "awards.exported": _("导出历年结果"),
    "calendar.changed": _("改工作日历"),
    "calendar.entered": _("录入全年放假安排"),
    "certificate.revoked": _("撤销证书"),
    "certificate.worded": _("修改证书文字"),
    "certificates.handed_over": _("登记证书移交"),
    "certificates.issued": _("签发证书"),
    "certificates.printed": _("打印证书"),
    "closing.proposed": _("提出年度结算"),
    "closing.announced": _("公示评定结果"),
    "closing.answered": _("答复异议"),
    "closing.checked": _("审核通过结算提案"),
    "closing.objected": _("提出异议"),
    "closing.returned": _("退回结算提案"),
    "department.changed": _("改科室信息"),
    "department.closed": _("撤销科室"),
    "department.merged": _("合并科室"),
    "department.opened": _("设立科室"),
    "department.self_rated": _("科室自评"),
    "department.split": _("拆分科室"),
    "departure.agreed": _("附议调整"),
    "departure.dropped": _("撤销调整"),
    "departure.proposed": _("提出调整"),
    "edition.drafted": _("起草评分办法"),
    "edition.published": _("发布评分办法"),
    "edition.redrafted": _("修改评分办法草稿"),
    "edition.recall_proposed": _("提出撤回评分办法"),
    "edition.withdrawn": _("撤回评分办法"),
    "edition.kept": _("不撤回评分办法"),
    "entry.recorded": _("记一条事实"),
    "entry.reversed": _("冲销一条事实"),
    "ethics.finished": _("医德考评定等"),
    "ethics.judged": _("医德评价"),
    "ethics.opened": _("开始医德考评"),
    "grid.accepted": _("验收网格履职"),
    "grid.appointed": _("聘任网格员"),
    "grid.attended": _("登记例会出席"),
    "grid.called": _("召集网格例会"),
    "grid.changed": _("修改网格例会"),
    "grid.closed": _("风险销号"),
    "grid.ended": _("解聘网格员"),
    "grid.kept": _("保存月报草稿"),
    "grid.registered": _("登记风险线索"),
    "grid.rejected": _("网格履职不予认定"),
    "grid.returned": _("退回网格履职"),
    "grid.submitted": _("报送网格履职"),
    "history.confirmed": _("确认导入历年星级"),
    "history.dropped": _("作废导入的历年星级"),
    "history.uploaded": _("导入历年星级"),
    "hospital.described": _("改医院信息"),
    "job.asked": _("提交后台任务"),
    "job.cancelled": _("取消后台任务"),
    "job.resumed": _("继续后台任务"),
    "list.exported": _("导出名单"),
    "indicator.closed": _("指标销号"),
    "indicator.opened": _("登记指标"),
    "journal.exported": _("导出操作日志"),
    "look_back.recorded": _("记录回头看"),
    "look_backs.exported": _("导出回头看清单"),
    "marks.entered": _("录入评分"),
    "ratings.exported": _("导出评定结果"),
    "meeting.attended": _("登记到会"),
    "meeting.called": _("登记会议"),
    "meeting.voted": _("登记表决"),
    "plaque.granted": _("授牌"),
    "plaque.taken": _("收回牌匾"),
    "register.imported": _("导入花名册"),
    "role.granted": _("授予角色"),
    "role.revoked": _("收回角色"),
    "session.ended": _("退出"),
    "session.refused": _("登录失败"),
    "session.started": _("登录"),
    "sheet.changed": _("修改评分表"),
    "sheet.dropped": _("作废评分表"),
    "sheet.kept": _("保存评分表"),
    "sheet.refused": _("评分表未通过检查"),
    "sheet.submitted": _("提交评分表"),
    "staff.added": _("新增人员"),
    "staff.edited": _("改人员信息"),
    "staff.left": _("人员离职"),
    "staff.moved": _("人员调动"),
    "staff.returned": _("人员返岗"),
    "star.changed": _("暂停、恢复或摘除星级"),
    "star.dropped": _("作废星级决定"),
    "star.proposed": _("提出星级决定"),
    "year.closed": _("结算年度"),
    "year.reopened": _("重新打开年度"),
}


class FilterForm(RowForm):
    """Verb, account, days, and the row an event is about; read from the address."""

    verb = ChoiceField(_("操作"), required=False, blank=_("全部操作"))
    number = TextField(_("账号"), max=40, required=False)
    first = DayField(_("从哪天"), required=False)
    last = DayField(_("到哪天"), required=False)
    table = TextField(_("表名"), max=60, required=False)
    row = WholeNumberField(_("行号"), low=1, required=False)

    def filters(self) -> Filters:
        """The filters as typed; what couldn't be read doesn't narrow."""
        return Filters(
            verb=self.verb.data or "",
            number=self.number.data or "",
            first=self.first.data,
            last=self.last.data,
            table=self.table.data or "",
            row=self.row.data,
        )
