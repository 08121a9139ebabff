"""Meetings in the admin: for looking only."""

from __future__ import annotations

from django.contrib import admin

from zsa_portal.meetings.models import Attendance, Meeting, Point
from zsa_portal.workflow.admin import ReadOnly


@admin.register(Meeting)
class MeetingAdmin(ReadOnly):
    list_display = ("matter", "kind", "round", "starts_at", "place", "conclusion")
    list_filter = ("kind", "conclusion")
    list_select_related = ("matter",)


@admin.register(Attendance)
class AttendanceAdmin(ReadOnly):
    list_display = ("meeting", "name", "organisation", "present", "signed")
    list_select_related = ("meeting__matter",)


@admin.register(Point)
class PointAdmin(ReadOnly):
    list_display = ("meeting", "number", "clause", "is_change", "answered_at")
    list_select_related = ("meeting__matter",)
