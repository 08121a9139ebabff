"""The address that WeCom calls; nobody signs in there, everything on it is signed."""

from __future__ import annotations

import logging

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from zsa_portal.wecom import actions
from zsa_portal.wecom.configured import is_on
from zsa_portal.wecom.crypto import NotFromWecom

logger = logging.getLogger(__name__)
MOST_BYTES = 64 * 1024
PLAIN = "text/plain; charset=utf-8"


@method_decorator(csrf_exempt, name="dispatch")
class CallBackAddress(View):
    """GET verifies the address, POST brings an event; 404 while WeCom is not set up."""

    http_method_names = ("get", "post")

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not is_on():
            raise Http404
        try:
            return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]
        except NotFromWecom as error:
            logger.warning("a call-back of WeCom is refused: %s", error)
            return HttpResponse("refused", status=403, content_type=PLAIN)

    def get(self, request: HttpRequest) -> HttpResponse:
        echo = actions.address_verified(**self.signed(request), echo=request.GET.get("echostr", ""))
        return HttpResponse(echo, content_type=PLAIN)

    def post(self, request: HttpRequest) -> HttpResponse:
        body = request.read(MOST_BYTES + 1)
        if len(body) > MOST_BYTES:
            raise NotFromWecom("too long")
        actions.call_back_take(**self.signed(request), body=body)
        return HttpResponse("success", content_type=PLAIN)

    def signed(self, request: HttpRequest) -> dict[str, str]:
        """What stands in the address: signature, time and nonce."""
        names = {"signature": "msg_signature", "timestamp": "timestamp", "nonce": "nonce"}
        return {name: request.GET.get(given, "")[:128] for name, given in names.items()}
