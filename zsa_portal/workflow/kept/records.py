"""Views of lists that people keep for themselves."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zsa_portal.regulations import clock

LONGEST_NAME = 60
LONGEST = 4000
"""Characters of a query: three typed texts in Chinese signs, as an address writes them."""


class KeptView(models.Model):
    """How one person wants to see a list, under a name; nobody else is shown it.

    ``place`` is the name of the list's address, ``asked`` the query of it that ``asking`` found good.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="kept_views",
        verbose_name=_("whose"),
    )
    place = models.CharField(_("list"), max_length=100)
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    asked = models.CharField(_("what is asked"), max_length=LONGEST)
    saved_at = models.DateTimeField(_("saved"), default=clock.now)

    class Meta:
        verbose_name = _("kept view")
        verbose_name_plural = _("kept views")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "place", "name"], name="one_kept_view_of_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name
