from django.urls import path

from archive.loans import check_views, copy_views, item_views, list_views, views

urlpatterns = [
    path("archive/records/borrow/", item_views.BorrowSeveral.as_view(), name="borrow_several"),
    path("archive/records/<int:pk>/", item_views.ItemPage.as_view(), name="item"),
    path("archive/records/<int:pk>/borrow/", item_views.Borrow.as_view(), name="borrow"),
    path("archive/loans/", views.Loans.as_view(), name="loans"),
    path("archive/loans/mine/", views.MyLoans.as_view(), name="my_loans"),
    path("archive/loans/<int:pk>/request/", views.EditLoan.as_view(), name="loan_edit"),
    path(
        "archive/loans/<int:pk>/request/records/<int:item>/remove/",
        views.RemoveRecord.as_view(),
        name="loan_remove",
    ),
    path(
        "archive/loans/<int:pk>/records/<int:item>/copy/",
        copy_views.CopyToHandOver.as_view(),
        name="loan_copy",
    ),
    path("archive/lists-handed-out/", list_views.ListsTaken.as_view(), name="lists_taken"),
    path("archive/spot-checks/", check_views.Checks.as_view(), name="spot_checks"),
    path("archive/spot-checks/draw/", check_views.DrawCheck.as_view(), name="spot_check_draw"),
    path("archive/spot-checks/<int:pk>/", check_views.CheckPage.as_view(), name="spot_check"),
    path(
        "archive/spot-checks/<int:pk>/close/",
        check_views.CloseCheck.as_view(),
        name="spot_check_close",
    ),
    path(
        "archive/spot-checks/loans/<int:pk>/",
        check_views.NoteFinding.as_view(),
        name="spot_check_note",
    ),
]
