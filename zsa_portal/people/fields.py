"""The nine technical fields of 制定 第五条 with the branches it names for each."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class TechnicalField(models.TextChoices):
    """The fields a standard may belong to (F05)."""

    NEXT_IT = "next_it", _("New-generation information technology")
    EQUIPMENT = "equipment", _("High-end equipment manufacturing")
    NEW_MATERIALS = "new_materials", _("New materials")
    BIO = "bio", _("Bioengineering")
    CONNECTED_VEHICLES = "connected_vehicles", _("Intelligent connected vehicles")
    NEW_ENERGY = "new_energy", _("New energy")
    ENVIRONMENT = "environment", _("Energy saving and environmental protection")
    FUTURE = "future", _("Future industries")
    OTHER = "other", _("Other high technology")


BRANCHES: dict[str, tuple[str, ...]] = {
    TechnicalField.NEXT_IT: (
        "下一代信息网络产业",
        "信息技术服务产业",
        "网络信息安全产品与服务产业",
        "人工智能产业",
        "区块链",
        "先进通信网络",
        "工业互联网",
        "虚拟现实",
    ),
    TechnicalField.EQUIPMENT: (
        "智能制造装备产业",
        "航空产业",
        "卫星及应用产业",
        "轨道交通装备产业",
        "海洋工程装备产业",
        "智能机器人",
        "无人机和智能装备",
    ),
    TechnicalField.NEW_MATERIALS: (
        "新型功能材料产业",
        "先进结构材料产业",
        "高性能复合材料产业",
        "半导体材料产业",
    ),
    TechnicalField.BIO: (
        "生物医药产业",
        "生物医学工程产业",
        "生物农业产业",
        "生物制造产业",
        "生物质能产业",
        "高端医疗器械",
        "新型中医药",
        "数字医疗新业态",
    ),
    TechnicalField.CONNECTED_VEHICLES: (
        "电动汽车产业",
        "充电换电及加氢设施产业",
        "生产测试设备产业",
        "电池技术",
        "自动驾驶",
        "低时延高可靠车联网技术",
        "路侧实时感知与数据处理技术",
        "云控平台分级架构技术",
    ),
    TechnicalField.NEW_ENERGY: (
        "核电技术产业",
        "风能产业",
        "太阳能产业",
        "智能电网产业",
        "氢能源产业",
    ),
    TechnicalField.ENVIRONMENT: (
        "高效节能产业",
        "先进环保产业",
        "资源循环利用产业",
        "氢能",
        "先进储能",
        "智慧能源系统",
    ),
    TechnicalField.FUTURE: (
        "类脑智能",
        "量子计算",
        "6G",
        "未来网络",
        "无人技术",
        "超材料和二维材料",
        "基因与干细胞",
    ),
    TechnicalField.OTHER: (),
}
