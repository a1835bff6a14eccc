"""By which channel a member's ballot comes, or why it does not (cl. 10, 20, 27.4).

A voter never picks the channel: it follows from attendance or from the agreed remote method.
"""

from dataclasses import dataclass
from enum import StrEnum

from bodies.rules.procedure import Procedure
from meetings.rules.attendance import Mode


class Channel(StrEnum):
    """How a ballot reached the body."""

    HALL = "hall"
    ONLINE = "online"
    ABSENTEE = "absentee"
    WRITTEN = "written"

    @property
    def from_afar(self) -> bool:
        """Cast without attending: void when its voter arrives while the vote is not closed."""
        return self in (Channel.ABSENTEE, Channel.WRITTEN)


class VoteState(StrEnum):
    """Where a vote stands. REMOTE: agenda approved, item not yet put to the vote."""

    NONE = "none"
    REMOTE = "remote"
    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Refusal(StrEnum):
    """Why a ballot is not accepted."""

    NOT_ON_ROLL = "not_on_roll"
    NOT_VOTING = "not_voting"
    RECUSED = "recused"
    CLOSED = "closed"
    NOT_OPEN = "not_open"
    REMOTE_NOT_PROVIDED = "remote_not_provided"
    METHOD_NOT_AGREED = "method_not_agreed"
    PRESENT_IN_HALL = "present_in_hall"
    PRESENT_ONLINE = "present_online"
    NOT_IN_HALL = "not_in_hall"
    NO_ORDER = "no_order"
    NO_SCAN = "no_scan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voter:
    """What matters about a member for one vote.

    `on_roll`: in the frozen roll, or before opening in the composition of the day. `mode`: how the
    member takes part now. `method_agreed`: the secretariat agreed to an electronic method for this
    member and meeting. `recused`: the item is about this member.
    """

    on_roll: bool
    voting: bool
    mode: Mode = Mode.ABSENT
    method_agreed: bool = False
    recused: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "mode", Mode(self.mode))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelVerdict:
    """The channel of a ballot, or the refusal; exactly one of the two. `clause` rules it."""

    channel: Channel | None
    refusal: Refusal | None
    clause: str

    @property
    def allowed(self) -> bool:
        """Whether the ballot is accepted."""
        return self.channel is not None


def own(*, voter: Voter, state: VoteState, procedure: Procedure, clause: str) -> ChannelVerdict:
    """The channel of a ballot the member casts (cl. 10, 20, 27.4; REQ-27 to REQ-31, REQ-33).

    Who attends votes only while the item is open; who was given a remote method, from the approval
    of the agenda to the close. `clause` is the body's decision clause, "10" or "20".
    """
    refusal = _unfit(voter, state, procedure)
    if refusal is None:
        refusal = _unheard(voter, state, procedure)
    if refusal is not None:
        return _refuse(refusal, clause)
    return _accept(_CHANNEL_OF.get(voter.mode, Channel.ABSENTEE), clause)


def written(
    *,
    voter: Voter,
    state: VoteState,
    procedure: Procedure,
    scan_attached: bool,
    clause: str,
) -> ChannelVerdict:
    """A written ballot the secretary enters (cl. 27.4; REQ-32, REQ-33).

    From the approval of the agenda to the close, for a member who does not attend, with the scan
    of the signed paper. Who is on the live broadcast votes there. The Council's rules do not
    provide for it (C2); a refusal for that cites `clause`, every other one 27.4.
    """
    refusal = _unfit(voter, state, procedure)
    if refusal is None and not procedure.allow_written:
        refusal = Refusal.REMOTE_NOT_PROVIDED
    if refusal is None and voter.mode is Mode.HALL:
        refusal = Refusal.PRESENT_IN_HALL
    if refusal is None and voter.mode is Mode.ONLINE:
        refusal = Refusal.PRESENT_ONLINE
    if refusal is None and not scan_attached:
        refusal = Refusal.NO_SCAN
    if refusal is None:
        return _accept(Channel.WRITTEN, "27.4")
    return _refuse(refusal, clause if refusal in _BODY_REFUSALS else "27.4")


def entered_in_hall(
    *, voter: Voter, state: VoteState, procedure: Procedure, ordered: bool, clause: str
) -> ChannelVerdict:
    """A hall vote the secretary enters for a member without a device (cl. 10, 20).

    `ordered` tells whether the presiding person's order for this meeting is in the journal.
    """
    refusal = _unfit(voter, state, procedure)
    if refusal is None and not ordered:
        refusal = Refusal.NO_ORDER
    if refusal is None and voter.mode is not Mode.HALL:
        refusal = Refusal.NOT_IN_HALL
    if refusal is None and VoteState(state) is not VoteState.OPEN:
        refusal = Refusal.NOT_OPEN
    return _accept(Channel.HALL, clause) if refusal is None else _refuse(refusal, clause)


def void_on_arrival(*, channel: Channel | str, mode: Mode | str, state: VoteState) -> bool:
    """Whether a ballot falls because its voter has arrived, in the hall or online (REQ-33)."""
    return (
        Channel(channel).from_afar
        and Mode(mode).attends
        and VoteState(state) in (VoteState.REMOTE, VoteState.OPEN)
    )


_CHANNEL_OF = {Mode.HALL: Channel.HALL, Mode.ONLINE: Channel.ONLINE}

_BODY_REFUSALS = frozenset(
    {Refusal.NOT_ON_ROLL, Refusal.NOT_VOTING, Refusal.RECUSED, Refusal.REMOTE_NOT_PROVIDED}
)


def _unfit(voter: Voter, state: VoteState, procedure: Procedure) -> Refusal | None:
    """Refusals that hold for every channel, the member's own first."""
    if not voter.on_roll:
        return Refusal.NOT_ON_ROLL
    if not voter.voting:
        return Refusal.NOT_VOTING
    if procedure.recusal and voter.recused:
        return Refusal.RECUSED
    match VoteState(state):
        case VoteState.CLOSED | VoteState.WITHDRAWN:
            return Refusal.CLOSED
        case VoteState.NONE:
            return Refusal.NOT_OPEN
        case _:
            return None


def _unheard(voter: Voter, state: VoteState, procedure: Procedure) -> Refusal | None:
    """Refusals of a ballot the member casts in person, online or from afar, while a vote runs."""
    in_session = VoteState(state) is VoteState.OPEN
    match voter.mode:
        case Mode.HALL if not in_session:
            return Refusal.PRESENT_IN_HALL if voter.method_agreed else Refusal.NOT_OPEN
        case Mode.ONLINE if not procedure.allow_online:
            return Refusal.REMOTE_NOT_PROVIDED
        case Mode.ONLINE if not in_session:
            return Refusal.PRESENT_ONLINE if voter.method_agreed else Refusal.NOT_OPEN
        case Mode.ABSENT | Mode.EXCUSED if not procedure.allow_absentee:
            return Refusal.REMOTE_NOT_PROVIDED
        case Mode.ABSENT | Mode.EXCUSED if not voter.method_agreed:
            return Refusal.METHOD_NOT_AGREED
    return None


def _accept(channel: Channel, clause: str) -> ChannelVerdict:
    return ChannelVerdict(channel=channel, refusal=None, clause=clause)


def _refuse(refusal: Refusal, clause: str) -> ChannelVerdict:
    return ChannelVerdict(channel=None, refusal=refusal, clause=clause)
