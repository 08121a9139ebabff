"""The departments of the association with their duties, and its posts (QA3a, 附录3)."""

from __future__ import annotations

from enum import StrEnum

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.accounts.models import User
from zsa_portal.people.dated import Dated, once_at_a_time
from zsa_portal.people.history import tracked


class DepartmentCode(StrEnum):
    """The codes of the departments that the regulations name; their names stand in the YAML."""

    STANDARDS = "standards"
    TC_SERVICE = "tc_service"
    ONE_MARK = "one_mark"
    MEMBER_SERVICE = "member_service"
    MARKET_SERVICE = "market_service"
    ENTERPRISE_SERVICE = "enterprise_service"
    GOVERNMENT_SERVICE = "government_service"
    FINANCE = "finance"
    QUALITY = "quality"
    GENERAL_MANAGEMENT = "general_management"
    INNOVATION = "innovation"
    SECRETARY_GENERAL_OFFICE = "secretary_general_office"


class Department(models.Model):
    """A department of the association with its duties (QA3a, 附录3)."""

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=80, unique=True)
    name_en = models.CharField(_("English name"), max_length=120, blank=True)
    duties = ArrayField(models.TextField(), verbose_name=_("duties"), default=list, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


@tracked()
class DepartmentMembership(Dated):
    """A user belongs to a department, heads it, or is its archivist (归档人, 归档管理制度 第三条)."""

    user = models.ForeignKey(
        User, models.CASCADE, related_name="department_memberships", verbose_name=_("user")
    )
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="memberships", verbose_name=_("department")
    )
    is_head = models.BooleanField(_("head of department"), default=False)
    is_archivist = models.BooleanField(_("archivist of the department"), default=False)

    class Meta(Dated.Meta):
        verbose_name = _("department membership")
        verbose_name_plural = _("department memberships")
        indexes = [models.Index(fields=["user", "department"])]
        constraints = [
            *Dated.Meta.constraints,
            once_at_a_time(
                "zsa_people_departmentmembership_once",
                "user",
                "department",
                message=_("This person belongs to the department in that time already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.department}"


class Post(models.TextChoices):
    """Posts of the association (QA3a)."""

    EXECUTIVE_VICE_CHAIR = "executive_vice_chair", _("Executive vice chair")
    SECRETARY_GENERAL = "secretary_general", _("Secretary general")
    ASSISTANT_SECRETARY_GENERAL = "assistant_secretary_general", _("Assistant secretary general")
    MANAGEMENT_REPRESENTATIVE = "management_representative", _("Management representative")
    CUSTODIAN = "custodian", _("Custodian")
    COUNCIL_SECRETARY = "council_secretary", _("Council secretary")


@tracked()
class PostHolding(Dated):
    """A user holds a post from a date to a date."""

    user = models.ForeignKey(
        User, models.CASCADE, related_name="post_holdings", verbose_name=_("user")
    )
    post = models.CharField(_("post"), max_length=40, choices=Post)
    appointed_by = models.CharField(_("appointed by"), max_length=200, blank=True)

    class Meta(Dated.Meta):
        verbose_name = _("post holding")
        verbose_name_plural = _("post holdings")
        indexes = [models.Index(fields=["user", "post"])]
        constraints = [
            *Dated.Meta.constraints,
            once_at_a_time(
                "zsa_people_postholding_once",
                "user",
                "post",
                message=_("This person holds the post in that time already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_post_display()} · {self.user}"
