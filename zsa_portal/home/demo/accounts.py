"""The accounts to try the demonstration with: one for each role, one password for all."""

from __future__ import annotations

from dataclasses import dataclass

from zsa_portal.home.demo.records import records
from zsa_portal.people.administration.offices import Office

PASSWORD = "zsa-demo-2026"  # noqa: S105 - public by design: production refuses the demonstration
ADMINISTRATORS = {
    "admin": ("系统管理员", Office.SYSTEM),
    "admin.security": ("安全管理员", Office.SECURITY),
    "admin.audit": ("审计管理员", Office.AUDIT),
}
"""The accounts of administration by user name: what they are called, and their office."""


@dataclass(frozen=True)
class Account:
    """One account of the table: who it is, and what it is good for."""

    username: str
    role: str

    @property
    def name(self) -> str:
        """The person's name."""
        if self.username in ADMINISTRATORS:
            return ADMINISTRATORS[self.username][0]
        return str(records().people[self.username]["name"])


ACCOUNTS = (
    Account("ye.qinghe", "秘书处标准项目主管：政策符合性审查、编号发布、认定受理和评审"),
    Account("han.shuning", "秘书处标准培育部部长：立项评估、专家审核、认定复议"),
    Account("shao.yinuo", "秘书处专员：公示、征求意见、意见管理、投诉受理"),
    Account("lou.xiaofeng", "申报单位联系人：立项投票中、起草中的项目；企业：有效的1字标产品"),
    Account("guan.heng", "技术委员会委员：有一项立项投票待办"),
    Account("ling.xiaolan", "智能网联汽车技术委员会秘书：审查会"),
    Account("gu.yanqi", "理事会秘书：记录理事会立项和发布决定"),
    Account("shi.minxing", "理事长"),
    Account("xin.ruotong", "申报单位联系人：有一份未提交的建议书"),
    Account("xiang.wanqing", "会员单位管理员：本单位人员和邀请"),
    Account("ji.qinghui", "起草工作组成员：征求意见的标准；企业：待续期的1字标产品"),
    Account("pang.bowen", "参编单位起草人：起草中的标准"),
    Account("wei.qingyue", "专家"),
    Account("feng.jingshu", "社会团体联系人：认定申请草稿、公示中的标准、到期复核的标准"),
    Account("ning.ziqian", "社会团体联系人：受理审查中、评审中的标准"),
    Account("yin.ruoshui", "社会团体联系人：复议中的标准、已认定的标准"),
    Account("gan.zimo", "评审委员：有一份写了一半的评审意见"),
    Account("jing.huaishan", "评审委员会组长：有一项评审待办"),
    Account("xiao.ruogu", "专家：协助受理审查，有一个问题待答"),
    Account("wang.tinglan", "1字标培育部部长：授权批准"),
    Account("kang.zijin", "1字标培育部专员：合作机构和授权审查"),
    Account("peng.yuxuan", "企业：1字标证书到期暂停、撤销的产品"),
    Account("jiao.wenqing", "检测机构：1字标合作机构"),
    Account("ouyang.jing", "标准起草单位：有一件投诉待说明"),
    Account("lu.zhiyuan", "秘书长：归档清单签字、机密档案调用审批"),
    Account("he.zhiwei", "质量部部长，管理者代表：发布归档检查结果、密级表"),
    Account("jiang.yingyue", "质量部质量主管：归档检查"),
    Account("yao.jinghao", "财务部会计，涉密档案保管人：验收归档、办理调用、鉴定销毁、存储检查"),
    Account("ruan.xinghe", "市场服务部档案管理员：逾期未交的归档；待审批的调用"),
    Account("meng.fanxing", "会员服务部档案管理员：有文件被退回的归档"),
    Account("xia.yunqian", "市场服务部部长：有一件调用待审批"),
    Account("wen.ruoxi", "TC 服务部委员会事务主管：已开放阅览的调用、借出的纸质原件"),
    Account("he.beichen", "企业服务部档案管理员：逾期未交的归档；调用申请草稿"),
    Account("bai.zhixia", "会员服务部部长：鉴定小组成员，有两份旧档待鉴定"),
    Account("qiao.anning", "秘书长办公室档案管理员：可阅览和下载的机密档案调用"),
    Account("gong.yutong", "综合管理部档案管理员：逾期未还的纸质原件"),
    Account("admin", "系统管理：账号、名录、参数、邮件"),
    Account("admin.security", "安全管理：任职、席位和管理权限"),
    Account("admin.audit", "审计管理：只读日志"),
)


def table() -> str:
    """The accounts as lines: account, password, name, role."""
    rows = [("账号", "密码", "姓名", "角色")]
    rows += [(one.username, PASSWORD, one.name, one.role) for one in ACCOUNTS]
    widths = [max(_width(row[column]) for row in rows) for column in range(3)]
    return "\n".join(
        "  ".join([*(_padded(row[n], widths[n]) for n in range(3)), row[3]]) for row in rows
    )


def _width(text: str) -> int:
    """Columns on a terminal: Chinese characters take two."""
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
