"""A panel as it is being formed, the places on it, and what its members signed."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from certification.panels.composing import composed
from certification.panels.facts import Panel
from certification.panels.kinds import KINDS, PanelKind
from certification.panels.papers import DECLARATIONS
from zsa_portal.documents.models import IssuedForm
from zsa_portal.people.models import Body, Expert, Seat
from zsa_portal.people.sorting import Pinyin
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Matter, Recusal

USER = settings.AUTH_USER_MODEL


class PanelPlan(models.Model):
    """A panel of one matter: who is chosen for it, and the body it became.

    ``drafters`` are the people and organisations that drafted the standard, one a line. A plan
    that ``ended_at`` gave way to another.
    """

    matter = models.ForeignKey(
        Matter, models.PROTECT, related_name="panel_plans", verbose_name=_("matter")
    )
    kind = models.CharField(_("kind"), max_length=60)
    drafters = models.TextField(_("who drafted the standard"), blank=True)
    origins_reason = models.TextField(_("why so few origins"), blank=True)
    entrusted_to = models.CharField(_("set up by a third party"), max_length=160, blank=True)
    body = models.OneToOneField(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="panel_plan",
        verbose_name=_("body"),
    )
    begun_at = models.DateTimeField(_("begun"), default=clock.now)
    begun_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name=_("begun by"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("panel being formed")
        verbose_name_plural = _("panels being formed")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "kind"], condition=Q(ended_at=None), name="one_plan_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.panel_kind.label} · {self.matter}"

    @property
    def panel_kind(self) -> PanelKind:
        """What kind of panel it is."""
        return KINDS[self.kind]

    @cached_property
    def all_places(self) -> list[Place]:
        """Every place there was, the chair's first, then by pinyin; one query, kept on the object."""
        rows = self.places.with_recusals().select_related("expert", "user", "letter", "seat")
        return list(rows.order_by("-is_chair", Pinyin("name"), "pk"))

    @cached_property
    def composition(self) -> Panel:
        """The panel that its live places come to, as the rules ask it; kept on the object."""
        return composed(self)

    @cached_property
    def unmet(self) -> list[tuple[str, str]]:
        """What the panel lacks, as (article, sentence); kept on the object."""
        return self.panel_kind.unmet(self.composition)

    @property
    def live(self) -> list[Place]:
        """The places of those who sit or are to sit on the panel."""
        return [place for place in self.all_places if place.is_live]

    @property
    def wanting(self) -> list[Place]:
        """The seats of those who take no part any more and whom nobody replaces so far."""
        replaced = {place.replaces_id for place in self.live}
        return [
            place
            for place in self.all_places
            if place.seat_id and not place.is_live and place.pk not in replaced
        ]


class PlaceQuerySet(models.QuerySet["Place"]):
    """Places on panels."""

    def with_recusals(self) -> Self:
        """Annotate ``recused``: whether the expert takes no part in the matter now."""
        recusals = Recusal.objects.filter(
            matter=models.OuterRef("plan__matter"), user=models.OuterRef("user"), lifted_at=None
        )
        return self.annotate(recused=models.Exists(recusals))


class Place(models.Model):
    """One expert's place on a panel, from the choice to the seat.

    What the expert was then (kind of expertise, origin, employer, background) is kept as it stood
    when chosen. The place ends at ``ended_at`` by a refusal, a withdrawal or a replacement.
    """

    plan = models.ForeignKey(
        PanelPlan, models.PROTECT, related_name="places", verbose_name=_("panel")
    )
    expert = models.ForeignKey(
        Expert, models.PROTECT, related_name="panel_places", verbose_name=_("expert")
    )
    user = models.ForeignKey(
        USER, models.PROTECT, related_name="panel_places", verbose_name=_("user")
    )
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind of expertise"), max_length=30, choices=Expert.Kind)
    origin = models.CharField(_("origin"), max_length=20, choices=Expert.Origin, blank=True)
    employer = models.CharField(_("employer"), max_length=160, blank=True)
    is_chair = models.BooleanField(_("chair"), default=False)
    chosen_at = models.DateTimeField(_("chosen"), default=clock.now)
    chosen_by = models.ForeignKey(
        USER, models.PROTECT, related_name="+", verbose_name=_("chosen by")
    )
    replaces = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replacements",
        verbose_name=_("in place of"),
    )
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True)
    answer_by = models.DateTimeField(_("answer by"), null=True, blank=True)
    letter = models.ForeignKey(
        IssuedForm,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("letter of appointment"),
    )
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    seat = models.OneToOneField(
        Seat,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="panel_place",
        verbose_name=_("seat"),
    )
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    end_reason = models.TextField(_("why ended"), blank=True)

    objects = PlaceQuerySet.as_manager()
    recused: bool
    """Set by ``with_recusals``."""

    class Meta:
        verbose_name = _("place on a panel")
        verbose_name_plural = _("places on panels")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "expert"],
                condition=Q(ended_at=None),
                name="one_live_place_an_expert",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(invited_at__isnull=False),
                name="who_accepts_was_invited",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.plan_id}"

    @property
    def is_ready(self) -> bool:
        """Whether the expert has accepted and signed."""
        return self.accepted_at is not None

    @property
    def is_lapsed(self) -> bool:
        """Whether the time to answer went by in silence."""
        return not self.is_ready and self.answer_by is not None and self.answer_by <= clock.now()

    @property
    def is_live(self) -> bool:
        """Whether the expert sits or is to sit on the panel; asked of a place with recusals."""
        return self.ended_at is None and not self.is_lapsed and not self.recused

    @property
    def state(self) -> str:
        """Where the place stands: chosen, invited, ready, seated, lapsed, recused or ended."""
        if self.ended_at is not None:
            return "ended"
        if self.recused:
            return "recused"
        if self.is_lapsed:
            return "lapsed"
        if self.seat_id is not None:
            return "seated"
        if self.is_ready:
            return "ready"
        return "invited" if self.invited_at else "chosen"


class Declaration(models.Model):
    """What a member of a panel signed in the portal: the text as it was then, by whom, when."""

    KINDS = tuple((key, form.title) for key, form in DECLARATIONS.items())

    place = models.ForeignKey(
        Place, models.PROTECT, related_name="declarations", verbose_name=_("place")
    )
    kind = models.CharField(_("declaration"), max_length=20, choices=KINDS)
    text = models.TextField(_("text"))
    signed_at = models.DateTimeField(_("signed"), default=clock.now)
    signed_by = models.ForeignKey(
        USER, models.PROTECT, related_name="+", verbose_name=_("signed by")
    )
    form = models.ForeignKey(
        IssuedForm, models.PROTECT, related_name="+", verbose_name=_("official form")
    )

    class Meta:
        verbose_name = _("declaration of a member")
        verbose_name_plural = _("declarations of members")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["place", "kind"], name="signed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.place}"
