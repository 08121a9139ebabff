from django.urls import path

from certification.one_mark.partners import views

urlpatterns = [
    path("one-mark/partners/", views.PublicPartners.as_view(), name="public_partners"),
    path("partners/", views.Partners.as_view(), name="partners"),
    path("partners/new/", views.NewPartner.as_view(), name="partner_new"),
    path("partners/<int:pk>/edit/", views.EditPartner.as_view(), name="partner_edit"),
]
