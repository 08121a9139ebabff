"""Who signs in, and who stands in for whom."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.dated import Dated, once_at_a_time
from zsa_portal.people.folding import NameField
from zsa_portal.people.history import tracked
from zsa_portal.people.sorting import made_pinyin
from zsa_portal.ui.finding.sides import By

USERS_FOUND_BY = By(("name",))


class User(AbstractUser):
    """Anyone who signs in; accounts come by staff or by invitation."""

    first_name = None
    last_name = None
    name = NameField(_("full name"), max_length=80)
    email = models.EmailField(_("e-mail"), unique=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    language = models.CharField(
        _("language"),
        max_length=10,
        default="zh-hans",
        choices=[("zh-hans", _("Chinese")), ("en", _("English"))],
    )
    feed_token = models.CharField(
        _("secret of the calendar feed"),
        max_length=64,
        unique=True,
        null=True,
        blank=True,
        editable=False,
    )
    by_pinyin = made_pinyin("name")

    FOUND_BY = USERS_FOUND_BY
    REQUIRED_FIELDS = ["email", "name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        indexes = [USERS_FOUND_BY.index("users_found")]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="zsa_people_one_account_an_address",
                violation_error_message=_("There is an account with this address already."),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        """The person's name as written on papers."""
        return self.name

    def get_short_name(self) -> str:
        """The person's name; Chinese names are not shortened."""
        return self.name


@tracked()
class Deputyship(Dated):
    """A deputy does the duties of the principal, on leave or for good; never the votes."""

    class Reason(models.TextChoices):
        LEAVE = "leave", _("On leave")
        STANDING = "standing", _("Standing deputy")

    principal = models.ForeignKey(
        User, models.CASCADE, related_name="deputies", verbose_name=_("principal")
    )
    deputy = models.ForeignKey(
        User, models.CASCADE, related_name="principals", verbose_name=_("deputy")
    )
    reason = models.CharField(_("reason"), max_length=20, choices=Reason, default=Reason.LEAVE)

    class Meta(Dated.Meta):
        verbose_name = _("deputy")
        verbose_name_plural = _("deputies")
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(principal=models.F("deputy")),
                name="zsa_people_deputy_is_another",
                violation_error_message=_("Nobody is their own deputy."),
            ),
            once_at_a_time(
                "zsa_people_deputyship_once",
                "principal",
                "deputy",
                message=_("This person is the deputy in that time already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.principal} → {self.deputy}"
