"""What the complainant says of the end: taken back, or satisfied or not.

Acted by the secret of the private page: ``by`` is None in the log, since a name does not belong
there.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.complaints.actions.contents import words_of
from zsa_portal.complaints.models import Complaint
from zsa_portal.complaints.states import DESK, ENDED, Satisfaction
from zsa_portal.complaints.telling import WROTE, tell_parties
from zsa_portal.workflow.log import record
from zsa_portal.workflow.perform import held, perform
from zsa_portal.workflow.refusals import BadValue


def complaint_withdraw(*, complaint: Complaint) -> Complaint:
    """The complainant takes the complaint back. Raises WrongState once it has ended."""
    done: Complaint = perform(complaint.withdraw, by=None)
    return done


def complaint_rate(*, complaint: Complaint, satisfaction: str, words: str = "") -> Complaint:
    """The complainant says, once it has ended, whether they are satisfied; the last word counts.

    Raises WrongState before the end, BadValue for what is no answer.
    """
    if satisfaction not in Satisfaction.values:
        raise BadValue("satisfaction", _("Say whether you are satisfied."))
    words = words_of("words", words)
    with held(complaint, states=ENDED) as fresh:
        fresh.satisfaction, fresh.satisfaction_words = satisfaction, words
        fresh.save(update_fields=["satisfaction", "satisfaction_words"])
        record(fresh, by=None, step="complaint_rate", values={"satisfaction": satisfaction})
        if satisfaction == Satisfaction.NOT_SATISFIED:
            tell_parties(fresh, [DESK], WROTE, gettext_lazy("The complainant is not satisfied"))
    return fresh
