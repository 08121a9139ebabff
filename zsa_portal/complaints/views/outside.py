"""Complaining, and the private page of who complained: no account, a secret in the address."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from zsa_portal.complaints import queries
from zsa_portal.complaints.actions import ending, submitting, writing
from zsa_portal.complaints.forms import ComplaintForm, RateForm, SayForm
from zsa_portal.complaints.limits import COMPLAINTS
from zsa_portal.complaints.models import Complaint
from zsa_portal.complaints.states import RETURNED
from zsa_portal.documents.serving import send
from zsa_portal.people.visitors import limited, private, too_many
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.refused import blame, status_of
from zsa_portal.ui.views import Page
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.perform import catch_up
from zsa_portal.workflow.queries import tone_of
from zsa_portal.workflow.refusals import BadValue, Refusal


class NewComplaint(Page):
    """Takes a complaint about a standard, from anyone; a standard's page leads here with its number."""

    template_name = "complaints/new.html"
    page_title = gettext_lazy("Complain about a standard")
    page_lead = gettext_lazy(
        "Anyone may complain about a standard, in writing and with evidence. The association looks "
        "at it, and the body whose standard it is has to answer."
    )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(ComplaintForm(initial=self._known()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ComplaintForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(form, 422)
        if again := too_many(request, COMPLAINTS):
            form.add_error(None, too_many_words(again))
            return limited(self._show(form, 429), again)
        try:
            complaint = self._submit(form)
        except BadValue as error:
            blame(form, error)
            return self._show(form, status_of(error))
        except RuleUnmet as unmet:
            form.add_error(None, unmet.missing)
            return self._show(form, 409)
        sent = _("Your complaint was received. Its number is %(number)s.")
        messages.success(request, sent % {"number": complaint.number})
        return redirect(complaint.complainant)

    def _submit(self, form: ComplaintForm) -> Complaint:
        user, data = self.request.user, form.cleaned_data
        return submitting.complaint_submit(
            about=form.about(),
            statement=data["statement"],
            demand=data["demand"],
            person=form.person(),
            evidence=data["evidence"],
            by=user if user.is_authenticated else None,
            ticket=data["ticket"],
        )

    def _known(self) -> dict[str, str]:
        """What is known beforehand: the standard from the address, the person from the account."""
        found = {name: self.request.GET.get(name, "")[:200] for name in ("number", "title")}
        if self.request.user.is_authenticated:
            user = cast("Any", self.request.user)
            found |= {"name": user.name, "contact": user.email}
        return found

    def _show(self, form: ComplaintForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(form=form)
        return private(self.render_to_response(context, status=status))


class OwnPage(Page):
    """A page of the complaint whose secret stands in the address."""

    complaint: Complaint

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = queries.followed(kwargs["token"])
        self.complaint = catch_up(found)
        return super().dispatch(request, *args, **kwargs)

    def address(self) -> str:
        """The private page."""
        return self.complaint.complainant.get_absolute_url()

    def get_breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Your complaint"), self.address()), Crumb(self.get_page_title())]


class Follow(OwnPage):
    """What happened to the own complaint, what was answered, and what can still be said."""

    template_name = "complaints/follow.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show()

    def get_page_title(self) -> str:
        return _("Your complaint %(number)s") % {"number": self.complaint.number}

    def get_breadcrumbs(self) -> list[Crumb]:
        return [Crumb(self.complaint.number)]

    def show(self, *, status: int = 200, **forms: Any) -> HttpResponse:
        """The page with its forms; one that was refused is given by its name."""
        complaint, info = self.complaint, self.complaint.state_info
        with_body = complaint.passed_at is not None
        context = self.get_context_data(
            complaint=complaint,
            info=info,
            tone=tone_of(info),
            now=clock.now(),
            returned=complaint.state == RETURNED,
            address=settings.SITE_URL + self.address(),
            history=queries.own_history(complaint),
            notes=queries.own_notes(complaint),
            evidence=queries.own_evidence(complaint),
            letters=queries.own_letters(complaint),
            say_form=SayForm(with_body=with_body),
            rate_form=RateForm(
                initial={
                    "satisfaction": complaint.satisfaction,
                    "words": complaint.satisfaction_words,
                }
            ),
        )
        return private(self.render_to_response(context | forms, status=status))


class Act(Follow):
    """What is posted from the private page; asked for without a form, it leads back there."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.address())


class Say(Act):
    """The complainant adds words or files."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with_body = self.complaint.passed_at is not None
        form = SayForm(request.POST, request.FILES, with_body=with_body)
        if not form.is_valid():
            return self.show(status=422, say_form=form)
        if again := too_many(request, COMPLAINTS):
            form.add_error(None, too_many_words(again))
            return limited(self.show(status=429, say_form=form), again)
        data = form.cleaned_data
        try:
            writing.complaint_say(
                complaint=self.complaint,
                text=data["text"],
                evidence=data["evidence"],
                for_body=data.get("for_body", False),
            )
        except BadValue as error:
            blame(form, error)
            return self.show(status=status_of(error), say_form=form)
        except Refusal as refusal:
            form.add_error(None, refusal.reasons)
            return self.show(status=409, say_form=form)
        messages.success(request, _("Your message was received."))
        return redirect(self.address())


class Withdraw(OwnPage):
    """Asks whether the complaint is to be taken back, and does it."""

    template_name = "complaints/withdraw.html"
    page_title = gettext_lazy("Take the complaint back")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.complaint.is_open:
            return redirect(self.address())
        context = self.get_context_data(complaint=self.complaint, cancel_url=self.address())
        return private(self.render_to_response(context))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            ending.complaint_withdraw(complaint=self.complaint)
        except Refusal as refusal:
            messages.error(request, " ".join(refusal.reasons))
        else:
            messages.success(request, _("Your complaint is taken back."))
        return redirect(self.address())


class Rate(Act):
    """The complainant says whether they are satisfied."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = RateForm(request.POST)
        if not form.is_valid():
            return self.show(status=422, rate_form=form)
        try:
            ending.complaint_rate(complaint=self.complaint, **form.cleaned_data)
        except BadValue as error:
            blame(form, error)
            return self.show(status=422, rate_form=form)
        except Refusal as refusal:
            form.add_error(None, refusal.reasons)
            return self.show(status=409, rate_form=form)
        messages.success(request, _("Thank you. The association reads this."))
        return redirect(self.address())


@require_safe
def own_file(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """A file of the own complaint."""
    found = queries.own_file(queries.followed(token), pk)
    return private(send(request, found.file, name=found.name, level=Level.RESTRICTED))


@require_safe
def own_letter(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """A letter to the complainant, shown in the browser."""
    form = queries.own_letter(queries.followed(token), pk)
    assert form.file is not None  # noqa: S101 - the query asks for made ones
    name = f"{form.title} {form.number}.pdf"
    return private(send(request, form.file, name=name, level=form.level, inline=True))


def too_many_words(again: Any) -> str:
    """What the form says when too much came from here."""
    return _(
        "Much came from here within the hour. Nothing was stored; please send it again after %(time)s."
    ) % {"time": again.astimezone(clock.SHANGHAI).strftime("%H:%M")}
