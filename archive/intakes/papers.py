"""The kinds of document that a bag brings; whoever takes it in is not their author."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zsa_portal.documents.access import TITLES, carry

RECEIVED = "archive.received"
RECEIVED_ORIGINAL = "archive.received_original"

TITLES[RECEIVED] = _("Record taken in with a bag")
TITLES[RECEIVED_ORIGINAL] = _("Original taken in with a bag")
carry(RECEIVED)
carry(RECEIVED_ORIGINAL)
