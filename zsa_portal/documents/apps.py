from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "zsa_portal.documents"
    label = "zsa_documents"
    verbose_name = _("Documents")

    def ready(self) -> None:
        from django.utils.module_loading import autodiscover_modules

        from zsa_portal.documents import checks  # noqa: F401 - registers the system checks
        from zsa_portal.documents.beside import papers_beside
        from zsa_portal.documents.queries import titles_for, titles_of_forms_for
        from zsa_portal.workflow.beside import SOURCES
        from zsa_portal.workflow.mentions import NAMERS
        from zsa_portal.workflow.wording import word

        word(
            document_add=_("Paper added"),
            document_withdraw=_("Paper withdrawn"),
            document_level_set=_("Level of a paper changed"),
            document_hand=_("Paper handed over"),
            handing_end=_("Paper taken back"),
            sealed_scan_add=_("Sealed scan attached"),
        )
        NAMERS["zsa_documents.document"] = titles_for
        NAMERS["zsa_documents.issuedform"] = titles_of_forms_for
        SOURCES["papers"] = papers_beside
        autodiscover_modules("papers")
        autodiscover_modules("grants")
