from .agenda import (
    ItemFields,
    add_item,
    add_material,
    attach_material,
    decline_item,
    edit_item,
    functions_of,
    include_item,
    move_item,
    propose_item,
    receive_item,
    remove_item,
    remove_material,
)
from .approval import (
    answer_agenda,
    approve_agenda,
    consent_due,
    consent_on,
    remind_silent,
    send_for_consent,
    silent_members,
)
from .carrying import (
    standing_items,
)
from .ending import (
    cancel_beyond,
)
from .notices import (
    answer_notice,
    notice_verdict,
    notice_warning,
    possible_answers,
    send_notice,
)
from .scheduling import (
    cancel,
    repeat_warning,
    reschedule,
    schedule,
    schedule_repeat,
)

__all__ = [
    "ItemFields",
    "add_item",
    "add_material",
    "answer_agenda",
    "answer_notice",
    "approve_agenda",
    "attach_material",
    "cancel",
    "cancel_beyond",
    "consent_due",
    "consent_on",
    "decline_item",
    "edit_item",
    "functions_of",
    "include_item",
    "move_item",
    "notice_verdict",
    "notice_warning",
    "possible_answers",
    "propose_item",
    "receive_item",
    "remind_silent",
    "remove_item",
    "remove_material",
    "repeat_warning",
    "reschedule",
    "schedule",
    "schedule_repeat",
    "send_for_consent",
    "send_notice",
    "silent_members",
    "standing_items",
]
