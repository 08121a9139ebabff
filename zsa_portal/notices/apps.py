from django.apps import AppConfig
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "zsa_portal.notices"
    label = "zsa_notices"
    verbose_name = _("Notices")

    def ready(self) -> None:
        from django.urls import reverse

        # Their imports declare the events and what the calendar mails.
        from zsa_portal.notices import mailing, routing  # noqa: F401
        from zsa_portal.notices.queries import numbers_for
        from zsa_portal.workflow.mentions import NAMERS, NO_PAPERS
        from zsa_portal.workflow.wording import detail, page, unnamed, word

        NAMERS["zsa_notices.opinion"] = numbers_for
        NO_PAPERS.add("zsa_notices.opinion")
        page("moderate_opinions", lambda _matter, _rest: reverse("notices:moderation"))
        page("answer_opinions", lambda matter, _rest: f"{matter.get_absolute_url()}opinions/")
        detail(
            opinion_receive=lambda values: (
                gettext("Declared to be true by who said it.")
                if values.get("declared_true")
                else ""
            )
        )
        # Who answers or moderates an opinion reads there whose it is.
        unnamed(_("a commenter"), "opinion_receive", "opinion_correct", "opinion_withdraw")
        word(
            answer_opinions=_("Answer the opinions of the notice and resolve objections"),
            opinion_receive=_("Opinion received"),
            opinion_correct=_("Opinion corrected by its author"),
            opinion_withdraw=_("Opinion withdrawn by its author"),
            opinion_publish=_("Opinions made public"),
            opinion_hide=_("Opinions not made public"),
            opinion_answer=_("Opinions answered"),
            opinion_answer_undo=_("Answers taken back"),
            opinion_resolve=_("Objection resolved"),
            chapter_take=_("Comments on a chapter taken over to answer"),
            chapter_leave=_("Comments on a chapter given back"),
            chapter_hand=_("Comments on a chapter handed on to a colleague"),
            reply_figures=_("Figures of replies noted"),
            moderate_opinions=_("Decide which opinions become public"),
        )
