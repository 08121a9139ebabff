"""Addresses of upkeep."""

from django.urls import path

from certification.upkeep import batches
from certification.upkeep.views import lists, pages

_BATCHES = (
    ("rechecks", "recheck", batches.RecheckDecisions, batches.RecheckPublications),
    (
        "reexaminations",
        "reexamination",
        batches.ReexaminationDecisions,
        batches.ReexaminationPublications,
    ),
    ("revisions", "revision", batches.RevisionDecisions, batches.RevisionPublications),
)

urlpatterns = [
    path("upkeep/", lists.UpkeepList.as_view(), name="upkeep"),
    path("upkeep/standards/<int:upkeep>/", pages.UpkeepPage.as_view(), name="upkeep_of"),
    path(
        "upkeep/standards/<int:upkeep>/recheck/",
        pages.EarlyRecheck.as_view(),
        name="recheck_new",
    ),
    path(
        "upkeep/standards/<int:upkeep>/revision/",
        pages.NewRevision.as_view(),
        name="revision_new",
    ),
    path("upkeep/conclusions/", lists.Conclusions.as_view(), name="conclusions"),
    path("upkeep/rechecks/", lists.Rechecks.as_view(), name="rechecks"),
    path("upkeep/reexaminations/", lists.Reexaminations.as_view(), name="reexaminations"),
    path("upkeep/revisions/", lists.Revisions.as_view(), name="revisions"),
    path("upkeep/<int:pk>/visit/", pages.VisitPage.as_view(), name="visit_new"),
    path("upkeep/<int:pk>/changes/", pages.ChangesPage.as_view(), name="revision_changes"),
    path(
        "upkeep/<int:pk>/decision/",
        batches.ToBatch.as_view(act="decisions"),
        name="upkeep_decision",
    ),
    path(
        "upkeep/<int:pk>/publication/",
        batches.ToBatch.as_view(act="publications"),
        name="upkeep_publication",
    ),
    path("upkeep/editions/new/", batches.NewEditions.as_view(), name="editions_new"),
    path("upkeep/<int:pk>/edition/", batches.NewEditions.as_view(), name="edition_publication"),
]
for _place, _kind, _decisions, _publications in _BATCHES:
    urlpatterns += [
        path(f"upkeep/{_place}/decisions/new/", _decisions.as_view(), name=f"{_kind}_decisions"),
        path(
            f"upkeep/{_place}/<int:pk>/decision/",
            _decisions.as_view(),
            name=f"{_kind}_decisions_of",
        ),
        path(
            f"upkeep/{_place}/publications/new/",
            _publications.as_view(),
            name=f"{_kind}_publications",
        ),
        path(
            f"upkeep/{_place}/<int:pk>/publication/",
            _publications.as_view(),
            name=f"{_kind}_publications_of",
        ),
    ]
