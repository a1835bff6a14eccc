"""Tags every page may use: `{% load portal %}`."""

from datetime import datetime
from typing import Any, Final

from django import template
from django.forms import BaseForm, BoundField
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from accounts.icons import ICONS

register = template.Library()

TAG_ICONS: Final = {
    "ok": "check",
    "bad": "cross",
    "warn": "clock",
    "idle": "ring",
    "now": "dot",
}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon inline; silent for screen readers unless it has a `label`.

    An unknown name draws the plain dot, so that a missing drawing never breaks a page.
    """
    drawing = mark_safe(ICONS.get(name, ICONS["dot"]))  # noqa: S308 - our own constants
    if label:
        return format_html(
            '<svg class="i" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>', label, drawing
        )
    return format_html(
        '<svg class="i" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>', drawing
    )


@register.simple_tag
def tag_icon(kind: str, name: str = "") -> SafeString:
    """The icon of a tag: the named one, or the usual one of its kind."""
    return icon(name or TAG_ICONS.get(kind, "dot"))


@register.filter
def error_target(field: BoundField) -> str:
    """The id an error summary links to: the first control of a group, else the control itself."""
    control = field.auto_id
    return f"{control}_0" if field.use_fieldset else control


@register.filter
def visible_errors(form: BaseForm) -> list[BoundField]:
    """The visible fields of `form` that have errors, in the order of the page."""
    return [field for field in form.visible_fields() if field.errors]


@register.filter
def initials(name: str) -> str:
    """Up to two first letters: «Тұрсынов Дархан» gives «ТД»."""
    return "".join(part[0] for part in name.replace(".", " ").split()[:2]).upper()


@register.filter
def clock(moment: datetime | None) -> str:
    """The time of day on the wall of Astana: «15:00»."""
    return "" if moment is None else timezone.localtime(moment).strftime("%H:%M")


@register.filter
def get(mapping: dict[Any, Any], key: object) -> Any:
    """The value under `key`, or an empty string."""
    return mapping.get(key, "")
