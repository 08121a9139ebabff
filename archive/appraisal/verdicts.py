"""What a member of the panel may say of a record, and where the signatures stand under a register."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.kinds import Retention


class Verdict(models.TextChoices):
    """Keep a record on, for a new time counted from the end of this year, or dispose of it."""

    DISPOSE = "dispose", _("Dispose of it")
    YEARS_10 = str(Retention.YEARS_10), _("Keep it on for 10 years")
    YEARS_30 = str(Retention.YEARS_30), _("Keep it on for 30 years")
    PERMANENT = str(Retention.PERMANENT), _("Keep it permanently")


LONGER = (Verdict.DISPOSE, Verdict.YEARS_10, Verdict.YEARS_30, Verdict.PERMANENT)
"""From the shortest to the longest: where the panel disagrees the longest holds."""


class Place(models.IntegerChoices):
    """The signatures under a disposal register, in their order."""

    SECRETARY_GENERAL = 1, _("Secretary general")
    VICE_CHAIR = 2, _("Executive vice chair")
    CUSTODIAN = 3, _("Custodian")
    SUPERVISOR = 4, _("Supervisor of the disposal")


PRINTED = {
    Place.SECRETARY_GENERAL: "秘书长审批",
    Place.VICE_CHAIR: "执行副理事长审批",
    Place.CUSTODIAN: "销毁人（归档保管人）签字",
    Place.SUPERVISOR: "监销人签字",
}
