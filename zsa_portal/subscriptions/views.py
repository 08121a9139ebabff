"""Asking for a subscription, and the page of one: no account, a signed address."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from zsa_portal.people.visitors import limited, private, too_many
from zsa_portal.subscriptions.actions import (
    is_over,
    subscription_ask,
    subscription_choose,
    subscription_end,
)
from zsa_portal.subscriptions.forms import AskForm, WishForm
from zsa_portal.subscriptions.limits import SUBSCRIPTIONS
from zsa_portal.subscriptions.models import SALT, Subscription
from zsa_portal.subscriptions.topics import TOPICS
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.views import Page


class Ask(Page):
    """Takes a request for mails, from anyone; the answer is the same for every address."""

    template_name = "subscriptions/ask.html"
    page_title = gettext_lazy("News by mail")
    page_lead = gettext_lazy(
        "New notices, consultations and published standards in your fields, in one mail a day at most."
    )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        initial = {"topics": list(TOPICS), "language": get_language()}
        if request.user.is_authenticated:
            initial["address"] = request.user.email
        return self._show(AskForm(initial=initial))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = AskForm(request.POST)
        if not form.is_valid():
            return self._show(form, 422)
        if again := too_many(request, SUBSCRIPTIONS):
            said = _("Too many requests came from here. Try again after %(time)s.")
            form.add_error(None, said % {"time": again.strftime("%H:%M")})
            return limited(self._show(form, 429), again)
        subscription_ask(address=form.cleaned_data["address"], wish=form.wish())
        return redirect("subscriptions:asked")

    def _show(self, form: AskForm, status: int = 200) -> HttpResponse:
        return private(self.render_to_response(self.get_context_data(form=form), status=status))


class Asked(Page):
    """What happens next, whatever address was asked for."""

    template_name = "subscriptions/asked.html"
    page_title = gettext_lazy("Look into your mailbox")


class OfSubscription(Page):
    """A page of one subscription, for whoever holds its signed address.

    ``subscription`` is None once it was ended, or was not confirmed in time.
    """

    subscription: Subscription | None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            token = signing.Signer(salt=SALT).unsign(kwargs["key"])
        except signing.BadSignature as forged:
            raise Http404 from forged
        found = Subscription.objects.filter(token=token).first()
        self.subscription = None if found is None or is_over(found) else found
        return private(super().dispatch(request, *args, **kwargs))

    def gone(self) -> HttpResponse:
        """That there is no subscription any more."""
        self.page_title = _("This subscription has ended")
        self.template_name = "subscriptions/gone.html"
        return self.render_to_response(self.get_context_data(), status=410)


class Own(OfSubscription):
    """What is mailed; the first time it is stored, that confirms the subscription."""

    template_name = "subscriptions/own.html"
    page_title = gettext_lazy("Your subscription")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self.subscription
        if row is None:
            return self.gone()
        initial = {"topics": row.topics, "fields_wanted": row.fields, "language": row.language}
        return self._show(WishForm(initial=initial))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row, form = self.subscription, WishForm(request.POST)
        if row is None:
            return self.gone()
        if not form.is_valid():
            return self._show(form, 422)
        try:
            subscription_choose(subscription=row, wish=form.wish())
        except Subscription.DoesNotExist:
            return self.gone()
        if row.confirmed_at is None:
            messages.success(request, _("Your subscription is confirmed."))
        else:
            messages.success(request, _("Your subscription is changed."))
        return redirect(row)

    def _show(self, form: WishForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(form=form, subscription=self.subscription)
        return self.render_to_response(context, status=status)


@method_decorator(csrf_exempt, name="dispatch")
class End(OfSubscription):
    """Asks whether the subscription is to end, and ends it.

    Mail programs POST here by themselves (RFC 8058), with no form of ours: the secret in the
    address is what allows it, and ending twice is ending once.
    """

    template_name = "subscriptions/end.html"
    page_title = gettext_lazy("End the subscription")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self.subscription
        if row is None:
            return self.gone()
        context = self.get_context_data(subscription=row, cancel_url=row.get_absolute_url())
        return self.render_to_response(context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.subscription is not None:
            subscription_end(subscription=self.subscription)
        self.subscription = None
        self.page_title = _("Your subscription has ended")
        self.template_name = "subscriptions/gone.html"
        return self.render_to_response(self.get_context_data(ended=True))

    def get_breadcrumbs(self) -> list[Crumb]:
        row = self.subscription
        own = [Crumb(_("Your subscription"), row.get_absolute_url())] if row else []
        return [*own, Crumb(self.get_page_title())]
