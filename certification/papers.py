"""What holds for the papers of every process of a recognition."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext_lazy as _

from certification import roles
from zsa_portal.documents import access

REGULATION = "中关村标准认定管理办法"

ADD_PAPERS = ("tab:papers", _("Add papers"))
"""Where a step's missing papers are added."""

APPLICATION_IN_VIEW = ("later:application", "later:acceptance", "papers")
"""What stands beside a form while the acceptance is decided."""

REVIEW_IN_VIEW = ("later:assessment", "later:application", "papers")
"""What stands beside a form while something is decided on the panel's judgement."""

PARTIES = (roles.APPLICANT, roles.COUNCIL, roles.COUNCIL_SECRETARY, roles.PANEL)

paper = partial(access.paper, of="recognition", readers=PARTIES)
"""A recognition's paper, which its parties read unless the declaration says who does."""
